//! Each act of a journal, in one transaction: replica, relations, derivation, events.

use greffe_access::stored::{self, StoredCase};
use greffe_bus::{Handler, Outcome, Rejection, gate, law, replica};
use greffe_chassis::{Result, clock::agreed_day};
use greffe_contracts::common::v1::Event;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Deadlines;

impl Handler for Deadlines {
    async fn handle<'a>(&'a self, tx: &'a mut PgConnection, event: &'a Event) -> Result<Outcome, Rejection> {
        match event.r#type.as_str() {
            "ActRecorded" => {}
            law::PUT_IN_FORCE => {
                law::heard(tx, event).await?;
                return Ok(Outcome::Applied);
            }
            _ => return Ok(Outcome::Skipped),
        }
        let dossier = event.aggregate_id.map(Uuid::from).unwrap_or_default();
        let raised = gate::look_again(self, tx, &event.payload).await?;
        gate::tell(self, tx, &raised).await?;
        replica::append(tx, dossier, event.aggregate_seq, &event.payload).await?;
        let held = replica::held(tx, dossier).await?;
        let facts = held.facts()?;
        let case = StoredCase::of(dossier, &facts);
        stored::save(tx, &case).await?;
        let today = agreed_day(&*self.clock, tx).await?;
        self.in_force(tx).await?.settle(tx, &case, &held, today).await?;
        Ok(Outcome::Applied)
    }

    async fn rebuild<'a>(&'a self, tx: &'a mut PgConnection, dossier: Uuid) -> Result<u64> {
        let held = replica::held(tx, dossier).await?;
        let case = StoredCase::of(dossier, &held.facts()?);
        stored::save(tx, &case).await?;
        let today = agreed_day(&*self.clock, tx).await?;
        let this = self.in_force(tx).await?;
        let changed = this.settle(tx, &case, &held, today).await?;
        this.write_again(tx, &case, &held, today).await?;
        Ok(changed as u64)
    }
}
