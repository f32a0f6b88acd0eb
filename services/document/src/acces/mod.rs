//! Who is let into papers of a case that is not theirs (secrecy.md): a siège magistrat of another chamber, on a recorded request with its
//! reason that whoever presides the chamber seised grants for some days; a president in an emergency, which a second person opens for two
//! hours and the auditor looks over afterwards; a trainee or an academic whom the premier président names (COJ R431-7-1). Each step is a row that only grows, and one of the audit trail. The délibéré is kept
//! elsewhere, and no access opens it.

mod grpc;
mod life;
mod told;

use greffe_access::CaseRelations;
use greffe_chassis::{
    Result,
    db::{from_sql_instant, sql_instant},
};
use jiff::{SignedDuration, Timestamp};
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// How long an emergency lasts, and how long it may wait for its second person.
pub(crate) const EMERGENCY: SignedDuration = SignedDuration::from_hours(2);
pub(crate) const WAITS: SignedDuration = SignedDuration::from_hours(24);

/// A recorded request, and what cannot wait for it.
const REQUEST: &str = "demande";
const URGENT: &str = "urgence";
/// Opened by name.
const NAMED: &str = "habilitation";
/// Who reads by it.
const READER: &str = "lecteur_habilite";

/// An access as kept.
#[derive(Debug, Clone)]
struct Row {
    id: Uuid,
    dossier_id: Uuid,
    kind: String,
    agent: Uuid,
    asked_at: OffsetDateTime,
    state: String,
    version: i64,
    until: Option<OffsetDateTime>,
}

/// A step of it.
struct StepRow {
    acces_id: Uuid,
    step: String,
    agent: Uuid,
    at: OffsetDateTime,
    reason: String,
    until: Option<OffsetDateTime>,
}

impl Row {
    fn is_urgent(&self) -> bool {
        self.kind == URGENT
    }

    fn is_of(&self, agent: Uuid) -> bool {
        !agent.is_nil() && self.agent == agent
    }

    /// Somebody has to decide. An emergency that waited a day is none.
    fn waits(&self, now: Timestamp) -> bool {
        let old = now.duration_since(from_sql_instant(self.asked_at)) > WAITS;
        self.state == "demandee" && !(self.is_urgent() && old)
    }

    /// Papers are read by it.
    fn lasts(&self, now: Timestamp) -> bool {
        self.state == "ouverte" && self.until.is_some_and(|until| from_sql_instant(until) > now)
    }

    /// Papers may have been read by it, and are no more.
    fn is_over(&self, now: Timestamp) -> bool {
        let closed = self.state == "ouverte" && !self.lasts(now);
        closed || (self.state == "retiree" && self.until.is_some())
    }

    /// Its state as people are told it.
    fn told(&self, now: Timestamp) -> &str {
        let expired =
            (self.state == "ouverte" && !self.lasts(now)) || (self.state == "demandee" && !self.waits(now));
        if expired { "echue" } else { &self.state }
    }
}

/// Adds those who are let into the papers of a case at this instant.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn admit(
    connection: &mut PgConnection,
    case: &mut CaseRelations,
    now: Timestamp,
) -> Result<()> {
    let rows = sqlx::query!(
        "SELECT kind, agent FROM document.acces WHERE dossier_id = $1 AND state = 'ouverte' AND until > $2",
        case.dossier,
        sql_instant(now)
    )
    .fetch_all(connection)
    .await?;
    for row in rows {
        let among = match row.kind.as_str() {
            URGENT => &mut case.emergency,
            NAMED => &mut case.habilitated,
            _ => &mut case.granted,
        };
        among.push(row.agent);
    }
    Ok(())
}
