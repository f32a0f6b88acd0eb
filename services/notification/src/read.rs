//! Tasks of a dossier, or of the caller: by role and chamber, the most pressing first.

use std::pin::Pin;

use futures::Stream;
use greffe_access::{
    Action, Resource, decide,
    stored::{readable, unknown_case},
};
use greffe_bus::{outbox, replica};
use greffe_chassis::{
    Caller, Failure, Result,
    db::{from_sql_day, from_sql_instant, sql_day},
};
use greffe_contracts::{LAW, common::v1::PageInfo, notification::v1 as pb};
use prost::Message;
use sqlx::{PgConnection, Postgres, QueryBuilder, Row, postgres::PgRow};
use tonic::Status;
use uuid::Uuid;

use crate::Notifications;

/// Largest page.
const PAGE_MAX: u32 = 200;
/// The most pressing first.
const PRESSING: &str = "-t.severity, coalesce(t.due, 'infinity'), t.task_id";

/// Replicas, as they are read.
pub type Replicas = Pin<Box<dyn Stream<Item = Result<pb::StreamReplicasResponse, Status>> + Send>>;

const SELECT: &str =
    "SELECT t.task_id, t.body, t.status, t.severity, t.due, t.opened_at, t.closed_at, c.claimed_by
    FROM notification.task t LEFT JOIN notification.claim c USING (task_id)";

impl Notifications {
    /// Tasks wanted: of a dossier that the caller reads, else the caller's own.
    pub(crate) async fn list(
        &self,
        caller: &Caller,
        wanted: &pb::ListTasksRequest,
    ) -> Result<pb::ListTasksResponse> {
        if wanted.dossier_id.is_empty() {
            self.mine(caller, wanted).await
        } else {
            self.of_dossier(caller, wanted).await
        }
    }

    async fn of_dossier(
        &self,
        caller: &Caller,
        wanted: &pb::ListTasksRequest,
    ) -> Result<pb::ListTasksResponse> {
        let dossier = Uuid::parse_str(&wanted.dossier_id).map_err(|_| unknown_case())?;
        let (mut connection, _) = readable(&self.pool, caller, dossier, wanted.min_version).await?;
        // The registry's work is not its adversaries' to read.
        if caller.has_role("avocat_aux_conseils") {
            return Ok(pb::ListTasksResponse::default());
        }
        let mut query = QueryBuilder::<Postgres>::new(SELECT);
        query.push(" WHERE t.dossier_id = ").push_bind(dossier);
        if !wanted.include_closed {
            query.push(" AND t.status = 'ouverte'");
        }
        query.push(" ORDER BY t.status DESC, -t.severity, coalesce(t.due, 'infinity'), t.task_id LIMIT 1000");
        let rows = query.build().fetch_all(&mut *connection).await?;
        Ok(pb::ListTasksResponse {
            tasks: rows.iter().map(shown).collect::<Result<_>>()?,
            page: Some(PageInfo::default()),
        })
    }

    async fn mine(&self, caller: &Caller, wanted: &pb::ListTasksRequest) -> Result<pb::ListTasksResponse> {
        decide(caller, Action::LireTaches, Resource::Court).or_forbidden()?;
        let page = wanted.page.clone().unwrap_or_default();
        let size = page.size.clamp(1, PAGE_MAX);
        let mut query = QueryBuilder::<Postgres>::new(SELECT);
        query.push(" WHERE t.status = ").push_bind(if wanted.include_closed { "close" } else { "ouverte" });
        query.push(" AND t.role = ANY(").push_bind(caller.roles.clone()).push(")");
        // What has no chamber is everyone's in the role; what has one is its own.
        query.push(" AND (t.chambre = '' OR t.chambre = ANY(").push_bind(caller.chambres.clone()).push("))");
        if !page.cursor.is_empty() {
            after(&mut query, &page.cursor)?;
        }
        query.push(" ORDER BY ").push(PRESSING).push(" LIMIT ").push_bind(i64::from(size) + 1);
        let rows = query.build().fetch_all(&self.pool).await?;
        let more = rows.len() > size as usize;
        let tasks = rows.iter().take(size as usize).map(shown).collect::<Result<Vec<_>>>()?;
        let last = rows.iter().take(size as usize).last().filter(|_| more);
        let next_cursor = last.map(cursor_of).transpose()?.unwrap_or_default();
        Ok(pb::ListTasksResponse { tasks, page: Some(PageInfo { next_cursor, total: 0 }) })
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

    /// Every replica with the tasks stored of it, for `greffe verify`.
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
                r#"SELECT i.aggregate_id, i.last_seq, d.derived_for AS "derived_for?" FROM inbox_cursor i
                   LEFT JOIN notification.derivation d ON d.dossier_id = i.aggregate_id
                   WHERE i.source = 'dossier' AND i.aggregate_id > $1 AND ($2::uuid IS NULL OR i.aggregate_id = $2)
                     AND i.aggregate_id <> $3
                   ORDER BY i.aggregate_id LIMIT 200"#,
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
                let mut query = QueryBuilder::<Postgres>::new(SELECT);
                query.push(" WHERE t.dossier_id = ").push_bind(cursor.aggregate_id);
                query.push(" AND t.status = 'ouverte' AND t.kind = 'tache' ORDER BY t.task_id");
                let rows = query.build().fetch_all(&mut *connection).await?;
                let answer = pb::StreamReplicasResponse {
                    dossier_id: cursor.aggregate_id.to_string(),
                    cursor: cursor.last_seq.cast_unsigned(),
                    acts_sha256: replica::digest(&acts),
                    act_count: u32::try_from(acts.len()).unwrap_or(u32::MAX),
                    tasks: rows.iter().map(shown).collect::<Result<_>>()?,
                    derived_for: cursor
                        .derived_for
                        .map(|day| from_sql_day(day).to_string())
                        .unwrap_or_default(),
                };
                if to.send(Ok(answer)).await.is_err() {
                    return Ok(());
                }
            }
        }
    }
}

/// One task, with what people added.
pub(crate) async fn shown_task(connection: &mut PgConnection, task: Uuid) -> Result<pb::Task> {
    let mut query = QueryBuilder::<Postgres>::new(SELECT);
    query.push(" WHERE t.task_id = ").push_bind(task);
    shown(&query.build().fetch_one(connection).await?)
}

fn shown(row: &PgRow) -> Result<pb::Task> {
    let body: Vec<u8> = row.try_get("body")?;
    let mut task = pb::Task::decode(body.as_slice()).map_err(Failure::internal)?;
    let stamp = |at: time::OffsetDateTime| {
        let at = from_sql_instant(at);
        prost_types::Timestamp { seconds: at.as_second(), nanos: at.subsec_nanosecond() }
    };
    task.opened_at = Some(stamp(row.try_get("opened_at")?));
    task.closed_at = row.try_get::<Option<time::OffsetDateTime>, _>("closed_at")?.map(stamp);
    task.claimed_by = row.try_get::<Option<String>, _>("claimed_by")?.unwrap_or_default();
    Ok(task)
}

/// What follows the task that the cursor names: a task closed or opened meanwhile moves no other.
fn after(query: &mut QueryBuilder<Postgres>, cursor: &str) -> Result<()> {
    let mut parts = cursor.splitn(3, '_');
    let (severity, due, id) = (parts.next(), parts.next(), parts.next());
    let severity: i16 = severity.and_then(|s| s.parse().ok()).ok_or_else(bad_cursor)?;
    let id = id.and_then(|id| Uuid::parse_str(id).ok()).ok_or_else(bad_cursor)?;
    let due = match due {
        Some("") => None,
        Some(day) => Some(sql_day(day.parse().map_err(|_| bad_cursor())?)),
        None => return Err(bad_cursor()),
    };
    query.push(" AND (").push(PRESSING).push(") > (").push_bind(-severity);
    query.push("::smallint, coalesce(").push_bind(due).push("::date, 'infinity'), ").push_bind(id).push(")");
    Ok(())
}

fn cursor_of(row: &PgRow) -> Result<String> {
    let due = row.try_get::<Option<time::Date>, _>("due")?.map(|day| from_sql_day(day).to_string());
    let (severity, id): (i16, Uuid) = (row.try_get("severity")?, row.try_get("task_id")?);
    Ok(format!("{severity}_{}_{}", due.unwrap_or_default(), id.simple()))
}

fn bad_cursor() -> Failure {
    Failure::invalid(
        "LEC-002",
        "cursor",
        "Ce curseur de page n’est pas valable. Revenez à la première page de la liste.",
    )
}
