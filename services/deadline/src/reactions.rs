//! Each act of a journal, in one transaction: replica, relations, derivation, events.

use greffe_access::{relations, stored};
use greffe_bus::{Handler, Outcome, Rejection, replica};
use greffe_chassis::Failure;
use greffe_contracts::{
    common::v1::Event,
    events::v1::{ActRecorded, act_recorded::Body},
};
use greffe_procedure::numbers::PourvoiNumber;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Deadlines;

impl Handler for Deadlines {
    async fn handle<'a>(&'a self, tx: &'a mut PgConnection, event: &'a Event) -> Result<Outcome, Rejection> {
        if event.r#type != "ActRecorded" {
            return Ok(Outcome::Skipped);
        }
        let dossier = event.aggregate_id.map(Uuid::from).unwrap_or_default();
        replica::append(tx, dossier, event.aggregate_seq, &event.payload).await?;
        let facts = replica::load(tx, dossier).await?;
        let case = stored::StoredCase {
            relations: relations::of(dossier, &facts),
            number: number(&facts),
            version: event.aggregate_seq,
        };
        stored::save(tx, &case).await?;
        self.settle(tx, &case, &facts, self.clock.today()).await.map_err(permanent)?;
        Ok(Outcome::Applied)
    }
}

/// A journal that does not derive will not at the next try either.
fn permanent(failure: Failure) -> Rejection {
    if failure.is_transient() { Rejection::Transient(failure) } else { Rejection::Unknown(failure) }
}

/// The printed number that the journal gave.
pub(crate) fn number(facts: &[ActRecorded]) -> String {
    let given = facts.iter().find_map(|fact| match &fact.body {
        Some(Body::PourvoiEnregistre(b)) => PourvoiNumber::new(b.year, b.sequence),
        _ => None,
    });
    given.map(|number| number.to_string()).unwrap_or_default()
}
