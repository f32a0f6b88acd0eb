//! Minutes that the registry of a chamber is to make, then to have signed: of arrêts that were pronounced, the oldest first. Nothing of
//! the délibéré is in it: whether a projet was adopted shows when the minute is made. Source: CPC 456; CPP 603-1.

use greffe_access::{Action, Resource, decide, stored};
use greffe_chassis::{
    Caller, Result,
    clock::paris_day,
    db::{from_sql_day, sql_day},
};
use greffe_contracts::{
    document::v1 as pb,
    events::v1::{ActRecorded, act_recorded::Body},
};
use greffe_procedure::day::Day;
use jiff::{Timestamp, civil::Date};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    Papers,
    fill::ARRET,
    judged::{day, standing},
};

/// Longest list.
const LISTED: i64 = 100;
/// Days within which an arrêt is entered here. Later, it was taken over from elsewhere, and so was its minute.
const TAKEN_OVER: i32 = 30;

/// The last arrêt that stands in a journal, and the day on which it was pronounced; none where it was taken over, or is the head's.
#[must_use]
pub fn due(facts: &[ActRecorded]) -> Option<(Uuid, Date)> {
    let mut last = None;
    for act in standing(facts) {
        match &act.body {
            Some(Body::DecisionPrononcee(said)) if said.nature == ARRET => last = Some(act),
            Some(Body::ArretRabattu(_)) => last = None,
            _ => {}
        }
    }
    let act = last.filter(|act| act.common_head.is_none())?;
    let pronounced = day(act)?;
    let entered = act.recorded_at.as_ref().and_then(|at| Timestamp::new(at.seconds, 0).ok()).map(paris_day);
    let number = |day: Date| Day::from_date(day).number();
    let late = entered.is_some_and(|entered| number(entered) - number(pronounced) > TAKEN_OVER);
    (!late).then_some((act.act_id.map(Uuid::from)?, pronounced))
}

/// Makes the table say what the journal of a dossier says; answers whether it differed.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn keep(tx: &mut PgConnection, dossier: Uuid, facts: &[ActRecorded]) -> Result<u64> {
    if !facts.iter().any(|act| matches!(act.body, Some(Body::DecisionPrononcee(_)))) {
        return Ok(0);
    }
    let done = match due(facts) {
        Some((act, on)) => {
            sqlx::query!(
                "INSERT INTO document.minute_due AS d (dossier_id, act_id, pronounced_on) VALUES ($1, $2, $3)
                 ON CONFLICT (dossier_id) DO UPDATE SET act_id = excluded.act_id, pronounced_on = excluded.pronounced_on, done = false
                 WHERE d.act_id <> excluded.act_id OR d.pronounced_on <> excluded.pronounced_on",
                dossier,
                act,
                sql_day(on)
            )
            .execute(tx)
            .await?
        }
        None => {
            sqlx::query!("DELETE FROM document.minute_due WHERE dossier_id = $1", dossier).execute(tx).await?
        }
    };
    Ok(done.rows_affected())
}

/// A minute of the dossier bears both signatures.
///
/// # Errors
/// When the database refuses.
pub(super) async fn signed(tx: &mut PgConnection, dossier: Uuid) -> Result<()> {
    sqlx::query!("UPDATE document.minute_due SET done = true WHERE dossier_id = $1", dossier)
        .execute(tx)
        .await?;
    Ok(())
}

impl Papers {
    /// The minutes due of the chambers of the caller, whose greffier they are.
    pub(super) async fn due(&self, caller: &Caller) -> Result<pb::ListMinutesResponse> {
        let mut connection = self.documents.pool.acquire().await?;
        let rows = sqlx::query!(
            r#"SELECT d.dossier_id, d.pronounced_on, m.piece_id AS "piece_id?", coalesce(m.signatures, 0) AS "signatures!"
               FROM document.minute_due d
               JOIN case_relation c ON c.dossier_id = d.dossier_id AND c.chambre = ANY($1)
               LEFT JOIN LATERAL (
                   SELECT n.piece_id, (SELECT count(*) FROM document.minute_signature g WHERE g.piece_id = n.piece_id) AS signatures
                   FROM document.minute n JOIN document.piece p ON p.id = n.piece_id
                   WHERE p.dossier_id = d.dossier_id AND p.received_at >= d.pronounced_on
                   ORDER BY p.received_at DESC LIMIT 1
               ) m ON true
               WHERE NOT d.done AND coalesce(m.signatures, 0) < 2
               ORDER BY d.pronounced_on, d.dossier_id LIMIT $2"#,
            &caller.chambres,
            LISTED
        )
        .fetch_all(&mut *connection)
        .await?;
        let dossiers: Vec<Uuid> = rows.iter().map(|row| row.dossier_id).collect();
        let cases = stored::load_all(&mut connection, &dossiers).await?;
        let theirs = |dossier: &Uuid| {
            cases.get(dossier).is_some_and(|case| {
                decide(caller, Action::ContresignerMinute, Resource::Case(&case.relations)).allowed
            })
        };
        let minutes = rows.into_iter().filter(|row| theirs(&row.dossier_id)).map(|row| pb::DueMinute {
            dossier_id: row.dossier_id.to_string(),
            pronounced_on: from_sql_day(row.pronounced_on).to_string(),
            state: if row.piece_id.is_some() { "a_signer" } else { "a_etablir" }.into(),
            piece_id: row.piece_id.map(|id| id.to_string()).unwrap_or_default(),
            signatures: u32::try_from(row.signatures).unwrap_or_default(),
        });
        Ok(pb::ListMinutesResponse { minutes: minutes.collect() })
    }
}
