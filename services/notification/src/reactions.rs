//! Acts of journals change tasks; warnings of deadlines raise alerts; deadlines met or moved close them.

use greffe_access::stored::{self, StoredCase};
use greffe_bus::{Handler, Outcome, Rejection, gate, law, replica};
use greffe_chassis::{Failure, Result, clock::agreed_day};
use greffe_contracts::common::v1::Event;
use prost::Message;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Notifications, store::lock};

impl Handler for Notifications {
    async fn handle<'a>(&'a self, tx: &'a mut PgConnection, event: &'a Event) -> Result<Outcome, Rejection> {
        let dossier = event.aggregate_id.map(Uuid::from).unwrap_or_default();
        if event.r#type == law::PUT_IN_FORCE {
            law::heard(tx, event).await?;
            return Ok(Outcome::Applied);
        }
        // Both sources speak of the dossier: what it tells itself keeps one order.
        lock(tx, dossier).await?;
        match event.r#type.as_str() {
            "ActRecorded" => self.act(tx, dossier, event).await?,
            "DeadlineWarned" => self.in_force(tx).await?.raise(tx, dossier, &decode(event)?).await?,
            "FindingRaised" => self.in_force(tx).await?.found(tx, dossier, &decode(event)?).await?,
            "AudienceChanged" => self.in_force(tx).await?.owed(tx, dossier, &decode(event)?).await?,
            "DeadlinesChanged" => self.lower(tx, dossier, &decode(event)?).await?,
            _ => return Ok(Outcome::Skipped),
        }
        Ok(Outcome::Applied)
    }

    async fn rebuild<'a>(&'a self, tx: &'a mut PgConnection, dossier: Uuid) -> Result<u64> {
        lock(tx, dossier).await?;
        let held = replica::held(tx, dossier).await?;
        let case = StoredCase::of(dossier, &held.facts()?);
        stored::save(tx, &case).await?;
        let today = agreed_day(&*self.clock, tx).await?;
        let this = self.in_force(tx).await?;
        let changed = this.settle(tx, &case, &held, today, None).await?;
        this.write_again(tx, &case, &held, today).await?;
        Ok(changed as u64)
    }
}

impl Notifications {
    async fn act(&self, tx: &mut PgConnection, dossier: Uuid, event: &Event) -> Result<(), Rejection> {
        let this = self.in_force(tx).await?;
        let raised = gate::look_again(self, tx, &event.payload).await?;
        replica::append(tx, dossier, event.aggregate_seq, &event.payload).await?;
        let held = replica::held(tx, dossier).await?;
        let facts = held.facts()?;
        let case = StoredCase::of(dossier, &facts);
        stored::save(tx, &case).await?;
        let today = agreed_day(&*self.clock, tx).await?;
        let by = facts.last().and_then(|fact| fact.act_id).map(Uuid::from);
        this.settle(tx, &case, &held, today, by).await?;
        this.tell_followers(tx, dossier, &case.relations.chambre, &facts).await?;
        // Found here, it is said here: nobody else listens.
        for raised in &raised {
            this.found(tx, dossier, raised).await?;
        }
        if let Some(last) = facts.last() {
            this.checked(tx, dossier, last).await?;
        }
        Ok(())
    }
}

fn decode<T: Message + Default>(event: &Event) -> Result<T, Rejection> {
    T::decode(event.payload.as_ref()).map_err(|e| Rejection::Permanent(Failure::internal(e)))
}
