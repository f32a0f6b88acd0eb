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
            "AudienceChanged" => {
                self.in_force(tx).await?.owed(tx, dossier, &decode(&event.payload)?).await?;
            }
            kind if OF_CASE.contains(&kind) => {
                if stored::load(tx, dossier).await?.is_some() {
                    self.of_case(tx, dossier, kind, &event.payload).await?;
                } else {
                    keep_early(tx, dossier, kind, &event.payload).await?;
                }
            }
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
        self.hear_early(tx, dossier).await?;
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

    /// What other services say of a case that is known here.
    async fn of_case(
        &self,
        tx: &mut PgConnection,
        dossier: Uuid,
        kind: &str,
        payload: &[u8],
    ) -> Result<(), Rejection> {
        match kind {
            "DeadlineWarned" => self.in_force(tx).await?.raise(tx, dossier, &decode(payload)?).await?,
            "DesignationsOwed" => {
                self.in_force(tx).await?.designations(tx, dossier, &decode(payload)?).await?
            }
            "FindingRaised" => self.in_force(tx).await?.found(tx, dossier, &decode(payload)?).await?,
            _ => self.lower(tx, dossier, &decode(payload)?).await?,
        }
        Ok(())
    }

    /// What came before the first act, in its order, once the case is known.
    async fn hear_early(&self, tx: &mut PgConnection, dossier: Uuid) -> Result<(), Rejection> {
        let early = sqlx::query!(
            "WITH heard AS (DELETE FROM notification.early WHERE dossier_id = $1 RETURNING seq, type, payload)
             SELECT type, payload FROM heard ORDER BY seq",
            dossier
        )
        .fetch_all(&mut *tx)
        .await?;
        for one in early {
            self.of_case(tx, dossier, &one.r#type, &one.payload).await?;
        }
        Ok(())
    }
}

/// What other services say of a case: it may come before the first act, which is another source's.
const OF_CASE: [&str; 4] = ["DeadlineWarned", "DeadlinesChanged", "DesignationsOwed", "FindingRaised"];

async fn keep_early(tx: &mut PgConnection, dossier: Uuid, kind: &str, payload: &[u8]) -> Result<()> {
    sqlx::query!(
        "INSERT INTO notification.early (dossier_id, type, payload) VALUES ($1, $2, $3)",
        dossier,
        kind,
        payload
    )
    .execute(tx)
    .await?;
    Ok(())
}

fn decode<T: Message + Default>(payload: &[u8]) -> Result<T, Rejection> {
    T::decode(payload).map_err(|e| Rejection::Permanent(Failure::internal(e)))
}
