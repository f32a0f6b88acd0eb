//! What the gate asks of terms: those that run, that have lapsed, that lack a fact.

use greffe_bus::gate::{Asked, Part};
use greffe_chassis::{Failure, Result, SharedClock, clock::agreed_day, db::from_sql_day};
use greffe_contracts::deadline::v1 as pb;
use greffe_procedure::{
    catalogue::{self, ServiceFact},
    day::Day,
    gate::Observed,
    symbol::Symbol,
};
use prost::Message;
use sqlx::{PgConnection, PgPool};

use crate::Deadlines;

impl Part for Deadlines {
    const PART: catalogue::Part = catalogue::Part::Deadline;

    fn parts(&self) -> (&PgPool, &SharedClock) {
        (&self.pool, &self.clock)
    }

    async fn observe(&self, tx: &mut PgConnection, asked: &Asked<'_>) -> Result<Vec<Observed>> {
        let today = agreed_day(&*self.clock, tx).await?;
        let rows = sqlx::query!(
            "SELECT rule, status, due, body FROM deadline.current
             WHERE dossier_id = $1 AND status IN ('ouverte', 'expiree', 'indeterminee') ORDER BY due NULLS LAST, deadline_id",
            asked.case.relations.dossier
        )
        .fetch_all(tx)
        .await?;
        let mut found = Vec::new();
        for row in rows {
            let shown = pb::Deadline::decode(row.body.as_slice()).map_err(Failure::internal)?;
            let due = row.due.map(from_sql_day);
            let long = due.map(|day| Day::from_date(day).long()).unwrap_or_default();
            // The last day belongs to whom it was given: a term runs to its end, whatever the hour.
            let lapsed = row.status == "expiree" || due.is_some_and(|due| due < today);
            let (fact, detail) = match row.status.as_str() {
                "indeterminee" => (
                    ServiceFact::TermUnknown,
                    format!("«\u{a0}{}\u{a0}»\u{a0}: il manque {}.", shown.label, shown.missing.join(", ")),
                ),
                _ if lapsed => (
                    ServiceFact::TermLapsed,
                    format!("«\u{a0}{}\u{a0}» s’est achevé le {long}.", shown.label),
                ),
                _ => (ServiceFact::TermRuns, format!("«\u{a0}{}\u{a0}» court jusqu’au {long}.", shown.label)),
            };
            let of = Symbol::find(&row.rule).unwrap_or(Symbol::NONE);
            found.push(Observed { fact, of, detail });
        }
        Ok(found)
    }
}
