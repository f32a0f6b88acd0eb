//! Reads of deadlines: by dossier, by day, as once known; each decided by policy.

use std::pin::Pin;

use futures::Stream;
use greffe_access::{
    Action, Resource, decide,
    stored::{of_row, readable, unknown_case},
};
use greffe_bus::{outbox, replica};
use greffe_chassis::{
    Caller, Failure, Result, audit,
    db::{self, from_sql_day},
};
use greffe_contracts::{LAW, common::v1::PageInfo, deadline::v1 as pb};
use greffe_procedure::day::Day;
use jiff::civil::Date;
use prost::Message;
use sqlx::{Postgres, QueryBuilder, Row};
use tonic::Status;
use uuid::Uuid;

use crate::Deadlines;

/// Largest page, farthest day.
const PAGE_MAX: u32 = 200;
const DAYS_MAX: u32 = 90;

/// Replicas, as they are read.
pub type Replicas = Pin<Box<dyn Stream<Item = Result<pb::StreamReplicasResponse, Status>> + Send>>;

impl Deadlines {
    /// Deadlines of a dossier, the nearest open one first.
    pub(crate) async fn list(
        &self,
        caller: &Caller,
        wanted: &pb::ListDeadlinesRequest,
    ) -> Result<pb::ListDeadlinesResponse> {
        let dossier = Uuid::parse_str(&wanted.dossier_id).map_err(|_| unknown_case())?;
        let (mut connection, case) = readable(&self.pool, caller, dossier, wanted.min_version).await?;
        self.shown(&mut connection, dossier, case.version).await
    }

    async fn shown(
        &self,
        connection: &mut sqlx::PgConnection,
        dossier: Uuid,
        version: u64,
    ) -> Result<pb::ListDeadlinesResponse> {
        let rows = sqlx::query!(
            r#"SELECT c.body, d.derived_for AS "derived_for?" FROM deadline.current c
               LEFT JOIN deadline.derivation d USING (dossier_id)
               WHERE c.dossier_id = $1 ORDER BY (c.status NOT IN ('ouverte', 'expiree')), c.due NULLS LAST, c.deadline_id"#,
            dossier
        )
        .fetch_all(connection)
        .await?;
        let today = self.clock.today();
        let derived_for = rows
            .first()
            .and_then(|r| r.derived_for)
            .map(|day| from_sql_day(day).to_string())
            .unwrap_or_default();
        let deadlines = rows.into_iter().map(|row| read(&row.body, today)).collect::<Result<_>>()?;
        Ok(pb::ListDeadlinesResponse { deadlines, journal_version: version, derived_for })
    }

    /// Open deadlines that end within days, of the cases that the caller may read.
    pub(crate) async fn coming(
        &self,
        caller: &Caller,
        wanted: &pb::ListComingRequest,
    ) -> Result<pb::ListComingResponse> {
        decide(caller, Action::LireEcheancesAVenir, Resource::Court).or_forbidden()?;
        let today = self.clock.today();
        let horizon =
            today.saturating_add(jiff::Span::new().days(i64::from(wanted.within_days.clamp(1, DAYS_MAX))));
        let (from, horizon) = match (day("due_from", &wanted.due_from)?, day("due_to", &wanted.due_to)?) {
            (from, Some(to)) => (from, to),
            (from, None) => (from, horizon),
        };
        let page = wanted.page.clone().unwrap_or_default();
        let size = page.size.clamp(1, PAGE_MAX);
        let mut query = QueryBuilder::<Postgres>::new(
            "SELECT c.deadline_id, c.due, c.body, r.* FROM deadline.current c JOIN case_relation r ON r.dossier_id = c.dossier_id
             WHERE c.status IN ('ouverte', 'expiree') AND NOT r.sealed AND c.due <= ",
        );
        query.push_bind(greffe_chassis::db::sql_day(horizon));
        if let Some(from) = from {
            query.push(" AND c.due >= ").push_bind(greffe_chassis::db::sql_day(from));
        }
        narrow(&mut query, caller, &wanted.chambres);
        if !page.cursor.is_empty() {
            let (day, id) = page.cursor.split_once('_').ok_or_else(bad_cursor)?;
            let day: Date = day.parse().map_err(|_| bad_cursor())?;
            let id = Uuid::parse_str(id).map_err(|_| bad_cursor())?;
            query.push(" AND (c.due, c.deadline_id) > (").push_bind(greffe_chassis::db::sql_day(day));
            query.push(", ").push_bind(id).push(")");
        }
        query.push(" ORDER BY c.due, c.deadline_id LIMIT ").push_bind(i64::from(size) + 1);
        let rows = query.build().fetch_all(&self.pool).await?;
        let more = rows.len() > size as usize;
        let (mut deadlines, mut cursor) = (Vec::new(), String::new());
        for row in rows.into_iter().take(size as usize) {
            let due: time::Date = row.try_get("due")?;
            cursor = format!("{}_{}", from_sql_day(due), row.try_get::<Uuid, _>("deadline_id")?.simple());
            if decide(caller, Action::LireDossier, Resource::Case(&of_row(&row, "dossier_id")?)).allowed {
                deadlines.push(read(&row.try_get::<Vec<u8>, _>("body")?, today)?);
            }
        }
        let next_cursor = if more { cursor } else { String::new() };
        Ok(pb::ListComingResponse { deadlines, page: Some(PageInfo { next_cursor, total: 0 }) })
    }

    /// What was stored of a deadline, newest first.
    pub(crate) async fn history(
        &self,
        caller: &Caller,
        wanted: &pb::GetHistoryRequest,
    ) -> Result<pb::GetHistoryResponse> {
        let dossier = Uuid::parse_str(&wanted.dossier_id).map_err(|_| unknown_case())?;
        let deadline = Uuid::parse_str(&wanted.deadline_id).map_err(|_| unknown_case())?;
        let (mut connection, _) = readable(&self.pool, caller, dossier, 0).await?;
        let rows = sqlx::query_scalar!(
            "SELECT body FROM deadline.history WHERE deadline_id = $1 AND dossier_id = $2 ORDER BY seq DESC LIMIT 200",
            deadline,
            dossier
        )
        .fetch_all(&mut *connection)
        .await?;
        let today = self.clock.today();
        Ok(pb::GetHistoryResponse {
            versions: rows.iter().map(|body| read(body, today)).collect::<Result<_>>()?,
        })
    }

    /// Derives a dossier anew, for operators.
    pub(crate) async fn recompute(&self, caller: &Caller, dossier: Uuid) -> Result<u32> {
        let decision = decide(caller, Action::Verifier, Resource::Court);
        let entry = audit::Entry {
            actor: &caller.subject,
            action: Action::Verifier.as_str(),
            object: dossier,
            decision: decision.word(),
            policies: &decision.policies,
            reason: "recalcul",
            request_id: "",
            payload_sha256: &[],
        };
        let mut tx = db::begin(&self.pool).await?;
        audit::append(&mut tx, self.clock.now(), &entry).await?;
        if !decision.allowed {
            // The refusal stays in the audit trail.
            tx.commit().await?;
            return decision.or_forbidden().map(|_| 0);
        }
        let changed = self.derive_anew(&mut tx, dossier).await?;
        tx.commit().await?;
        self.wake.wake();
        Ok(u32::try_from(changed).unwrap_or(u32::MAX))
    }

    /// Events of an aggregate, for a consumer with a gap.
    pub(crate) async fn replay(
        &self,
        caller: &Caller,
        wanted: &pb::ReplayEventsRequest,
    ) -> Result<pb::ReplayEventsResponse> {
        decide(caller, Action::Rejouer, Resource::Court).or_forbidden()?;
        let aggregate = Uuid::parse_str(&wanted.aggregate_id).map_err(|_| unknown_case())?;
        let mut connection = self.pool.acquire().await?;
        let events = outbox::replay(&mut connection, crate::NAME, aggregate, wanted.from, wanted.to).await?;
        Ok(pb::ReplayEventsResponse { events })
    }

    /// Every replica with what is stored of it, for `greffe verify`.
    pub(crate) fn replicas(&self, caller: &Caller, wanted: pb::StreamReplicasRequest) -> Result<Replicas> {
        decide(caller, Action::Verifier, Resource::Court).or_forbidden()?;
        let one = Uuid::parse_str(&wanted.dossier_id).ok();
        let this = self.clone();
        let (to, from) = tokio::sync::mpsc::channel(16);
        tokio::spawn(async move {
            if let Err(failure) = this.send_replicas(one, &to).await {
                let _ = to.send(Err(failure.into())).await;
            }
        });
        Ok(Box::pin(tokio_stream::wrappers::ReceiverStream::new(from)))
    }

    async fn send_replicas(
        &self,
        one: Option<Uuid>,
        to: &tokio::sync::mpsc::Sender<Result<pb::StreamReplicasResponse, Status>>,
    ) -> Result<()> {
        let mut after = Uuid::nil();
        loop {
            let mut connection = self.pool.acquire().await?;
            let cursors = sqlx::query!(
                "SELECT aggregate_id, last_seq FROM inbox_cursor WHERE source = 'dossier' AND aggregate_id > $1
                   AND ($2::uuid IS NULL OR aggregate_id = $2) AND aggregate_id <> $3 ORDER BY aggregate_id LIMIT 200",
                after,
                one,
                // What is said of the law is no journal.
                LAW
            )
            .fetch_all(&mut *connection)
            .await?;
            let Some(last) = cursors.last() else { return Ok(()) };
            after = last.aggregate_id;
            for cursor in cursors {
                let acts = replica::load(&mut connection, cursor.aggregate_id).await?;
                let shown = self.shown(&mut connection, cursor.aggregate_id, 0).await?;
                let answer = pb::StreamReplicasResponse {
                    dossier_id: cursor.aggregate_id.to_string(),
                    cursor: cursor.last_seq.cast_unsigned(),
                    acts_sha256: replica::digest(&acts),
                    act_count: u32::try_from(acts.len()).unwrap_or(u32::MAX),
                    deadlines: shown.deadlines,
                    derived_for: shown.derived_for,
                };
                if to.send(Ok(answer)).await.is_err() {
                    return Ok(());
                }
            }
        }
    }
}

fn read(body: &[u8], today: Date) -> Result<pb::Deadline> {
    let mut shown = pb::Deadline::decode(body).map_err(Failure::internal)?;
    if let Ok(due) = shown.due.parse::<Day>() {
        shown.days_left = due.number() - Day::from_date(today).number();
    }
    Ok(shown)
}

/// Narrows a list to the chambers asked for, and for counsel to their own cases.
fn narrow(query: &mut QueryBuilder<Postgres>, caller: &Caller, chambres: &[String]) {
    if caller.has_role("avocat_aux_conseils") {
        query
            .push(" AND r.offices @> ")
            .push_bind(vec![Uuid::parse_str(&caller.office_id).unwrap_or_default()]);
    }
    if !chambres.is_empty() {
        query.push(" AND r.chambre = ANY(").push_bind(chambres.to_vec()).push(")");
    } else if !caller.chambres.is_empty() {
        query.push(" AND r.chambre = ANY(").push_bind(caller.chambres.clone()).push(")");
    }
}

/// A bound of days, or none.
fn day(field: &str, text: &str) -> Result<Option<Date>> {
    let unread =
        |_| Failure::invalid("ECH-012", field, "Cette date ne se lit pas. Forme admise\u{a0}: 2026-11-24.");
    (!text.is_empty()).then(|| text.parse().map_err(unread)).transpose()
}

fn bad_cursor() -> Failure {
    Failure::invalid(
        "LEC-002",
        "cursor",
        "Ce curseur de page n’est pas valable. Revenez à la première page de la liste.",
    )
}
