//! Tasks of a dossier, or of the caller: by role and chamber, the most pressing first.

use std::{pin::Pin, time::Duration};

use futures::Stream;
use greffe_access::{Action, Resource, decide, stored};
use greffe_bus::{outbox, replica};
use greffe_chassis::{
    Caller, Failure, Kind, Result,
    command::{Command, is_twin},
    db::{from_sql_day, from_sql_instant, sql_instant},
};
use greffe_contracts::{common::v1::PageInfo, notification::v1 as pb};
use prost::Message;
use sqlx::{Postgres, QueryBuilder, Row, postgres::PgRow};
use tonic::Status;
use uuid::Uuid;

use crate::Notifications;

const WAIT: Duration = Duration::from_secs(2);
const LOOK: Duration = Duration::from_millis(15);
const PAGE_MAX: u32 = 200;

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
        let until = tokio::time::Instant::now() + WAIT;
        let case = loop {
            let mut connection = self.pool.acquire().await?;
            let case = stored::load(&mut connection, dossier).await?;
            drop(connection);
            match case {
                Some(case) if case.version >= wanted.min_version => break case,
                None if wanted.min_version == 0 => return Err(unknown_case()),
                _ if tokio::time::Instant::now() >= until => return Err(late()),
                _ => tokio::time::sleep(LOOK).await,
            }
        };
        let case = Resource::Case(&case.relations);
        if !decide(caller, Action::Connaitre, case).allowed {
            return Err(unknown_case());
        }
        decide(caller, Action::LireDossier, case).or_forbidden()?;
        // The registry's work is not its adversaries' to read.
        if caller.has_role("avocat_aux_conseils") {
            return Ok(pb::ListTasksResponse::default());
        }
        let mut query = QueryBuilder::<Postgres>::new(SELECT);
        query.push(" WHERE t.dossier_id = ").push_bind(dossier);
        if !wanted.include_closed {
            query.push(" AND t.status = 'ouverte'");
        }
        query.push(" ORDER BY t.status DESC, t.severity DESC, t.due NULLS LAST, t.task_id LIMIT 1000");
        let rows = query.build().fetch_all(&self.pool).await?;
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
        let offset: i64 =
            if page.cursor.is_empty() { 0 } else { page.cursor.parse().map_err(|_| bad_cursor())? };
        query
            .push(" ORDER BY t.severity DESC, t.due NULLS LAST, t.task_id LIMIT ")
            .push_bind(i64::from(size) + 1);
        query.push(" OFFSET ").push_bind(offset.clamp(0, 10_000));
        let rows = query.build().fetch_all(&self.pool).await?;
        let more = rows.len() > size as usize;
        let tasks = rows.iter().take(size as usize).map(shown).collect::<Result<Vec<_>>>()?;
        let next_cursor = if more { (offset + i64::from(size)).to_string() } else { String::new() };
        Ok(pb::ListTasksResponse { tasks, page: Some(PageInfo { next_cursor, total: 0 }) })
    }

    /// Takes a task, or gives it back: kept apart from what is derived.
    pub(crate) async fn claim(
        &self,
        command: Command,
        wanted: pb::ClaimTaskRequest,
    ) -> Result<(pb::ClaimTaskResponse, bool)> {
        let task = Uuid::parse_str(&wanted.task_id).map_err(|_| unknown_task())?;
        let mut tx = self.pool.begin().await?;
        if let Some(answer) = command.answered(&mut tx).await? {
            return Ok((pb::ClaimTaskResponse::decode(answer.as_slice()).map_err(Failure::internal)?, true));
        }
        let mut query = QueryBuilder::<Postgres>::new(
            "SELECT t.dossier_id, t.status, t.role, t.chambre, c.claimed_by FROM notification.task t LEFT JOIN notification.claim c USING (task_id)",
        );
        query.push(" WHERE t.task_id = ").push_bind(task).push(" FOR UPDATE OF t");
        let row = query.build().fetch_optional(&mut *tx).await?.ok_or_else(unknown_task)?;
        let case = stored::load(&mut tx, row.try_get("dossier_id")?).await?.ok_or_else(unknown_task)?;
        let caller = &command.caller;
        let role: String = row.try_get("role")?;
        let decision = decide(caller, Action::PrendreTache, Resource::Case(&case.relations));
        if !decision.allowed || !caller.has_role(&role) {
            return Err(Failure::new(
                Kind::Forbidden,
                "TAC-002",
                "Cette tâche revient à une autre fonction. Seuls ceux qui en sont chargés peuvent la prendre.",
            ));
        }
        if row.try_get::<String, _>("status")? != "ouverte" {
            return Err(Failure::new(
                Kind::Refused,
                "TAC-003",
                "Cette tâche est close\u{a0}: un acte l’a satisfaite. Rechargez la liste.",
            ));
        }
        let holder: Option<String> = row.try_get("claimed_by")?;
        match holder {
            Some(holder) if holder != caller.subject => {
                return Err(Failure::new(
                    Kind::Refused,
                    "TAC-004",
                    "Quelqu’un d’autre a déjà pris cette tâche. Demandez-lui de la rendre.",
                ));
            }
            _ if wanted.release => {
                sqlx::query!("DELETE FROM notification.claim WHERE task_id = $1", task)
                    .execute(&mut *tx)
                    .await?;
            }
            _ => {
                sqlx::query!(
                    "INSERT INTO notification.claim (task_id, claimed_by, claimed_at) VALUES ($1, $2, $3) ON CONFLICT (task_id) DO NOTHING",
                    task,
                    caller.subject,
                    sql_instant(self.clock.now())
                )
                .execute(&mut *tx)
                .await?;
            }
        }
        let mut query = QueryBuilder::<Postgres>::new(SELECT);
        query.push(" WHERE t.task_id = ").push_bind(task);
        let answer = pb::ClaimTaskResponse { task: Some(shown(&query.build().fetch_one(&mut *tx).await?)?) };
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                return Box::pin(self.claim(command, wanted)).await;
            }
            stored => stored?,
        }
        tx.commit().await?;
        Ok((answer, false))
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
                   ORDER BY i.aggregate_id LIMIT 200"#,
                after,
                one
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

fn unknown_task() -> Failure {
    Failure::not_found(
        "TAC-001",
        "Cette tâche n’existe pas, ou ne vous est pas accessible. Rechargez la liste.",
    )
}

fn unknown_case() -> Failure {
    Failure::not_found(
        "DOS-001",
        "Aucun dossier accessible ne porte cette référence. Vérifiez le numéro (par exemple 26-10.001), ou cherchez par le nom d’une partie.",
    )
}

fn late() -> Failure {
    Failure::new(
        Kind::Unavailable,
        "LEC-001",
        "L’enregistrement est en cours de propagation. La page se mettra à jour dans un instant\u{a0}; sinon, rechargez-la.",
    )
}

fn bad_cursor() -> Failure {
    Failure::invalid(
        "LEC-002",
        "cursor",
        "Ce curseur de page n’est pas valable. Revenez à la première page de la liste.",
    )
}
