//! Acts of journals change tasks; warnings of deadlines raise alerts; deadlines met or moved close them.

use greffe_access::{relations, stored};
use greffe_bus::{Handler, Outcome, Rejection, replica};
use greffe_chassis::Failure;
use greffe_contracts::{
    common::v1::Event,
    events::v1::{ActRecorded, DeadlineWarned, DeadlinesChanged, act_recorded::Body},
};
use greffe_procedure::numbers::PourvoiNumber;
use prost::Message;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Notifications;

impl Handler for Notifications {
    async fn handle<'a>(&'a self, tx: &'a mut PgConnection, event: &'a Event) -> Result<Outcome, Rejection> {
        let dossier = event.aggregate_id.map(Uuid::from).unwrap_or_default();
        // Both sources speak of the dossier: what it tells itself keeps one order.
        lock(tx, dossier).await?;
        match event.r#type.as_str() {
            "ActRecorded" => {
                replica::append(tx, dossier, event.aggregate_seq, &event.payload).await?;
                let facts = replica::load(tx, dossier).await?;
                let case = stored::StoredCase {
                    relations: relations::of(dossier, &facts),
                    number: number(&facts),
                    version: event.aggregate_seq,
                };
                stored::save(tx, &case).await?;
                self.settle(tx, &case, &facts, self.clock.today()).await?;
                Ok(Outcome::Applied)
            }
            "DeadlineWarned" => {
                let warned: DeadlineWarned = decode(event)?;
                self.alert(tx, dossier, &warned).await?;
                Ok(Outcome::Applied)
            }
            "DeadlinesChanged" => {
                let changed: DeadlinesChanged = decode(event)?;
                self.close_alerts(tx, dossier, &changed).await?;
                Ok(Outcome::Applied)
            }
            _ => Ok(Outcome::Skipped),
        }
    }
}

fn decode<T: Message + Default>(event: &Event) -> Result<T, Rejection> {
    T::decode(event.payload.as_ref()).map_err(|e| Rejection::Permanent(Failure::internal(e)))
}

/// One order for everything this service says of a dossier, whoever spoke of it and whatever the hour.
pub(crate) async fn lock(tx: &mut PgConnection, dossier: Uuid) -> greffe_chassis::Result<()> {
    let (key, _) = dossier.as_u64_pair();
    let (_, low) = dossier.as_u64_pair();
    sqlx::query!("SELECT pg_advisory_xact_lock($1)", (key ^ low).cast_signed()).fetch_one(tx).await?;
    Ok(())
}

fn number(facts: &[ActRecorded]) -> String {
    let given = facts.iter().find_map(|fact| match &fact.body {
        Some(Body::PourvoiEnregistre(b)) => PourvoiNumber::new(b.year, b.sequence),
        _ => None,
    });
    given.map(|number| number.to_string()).unwrap_or_default()
}
