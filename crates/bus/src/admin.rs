//! What operators ask of a service that listens. Each call is decided, and leaves a row in the chain of audit.
//!
//! An event set apart is applied again from its owner's outbox, through the same door as any other: two operators at once,
//! or an operator and the broker, have one effect.

use std::pin::Pin;

use futures::Stream;
use greffe_access::{Action, Resource, decide, stored::unknown_case};
use greffe_chassis::{
    Caller, Failure, Kind, Result, SharedClock, audit,
    command::detached,
    db::{self, from_sql_instant},
    identity::{Verifier, caller},
    telemetry::measured,
};
use greffe_contracts::{
    admin::v1::{self as pb, admin_service_server},
    common::v1::Event,
};
use sqlx::PgConnection;
use time::OffsetDateTime;
use tonic::{
    Request, Response, Status,
    service::{Routes, interceptor::InterceptedService},
};
use uuid::Uuid;

use crate::{
    Gaps, Handler,
    consumer::{Consumer, identify},
    outbox, replica, topology,
};

/// Events of one list, and aggregates of one message.
const LISTED: i64 = 200;
const BATCH: i64 = 1000;
/// Events asked of an owner at once: each may weigh 64 KiB.
const PAGE: u64 = 50;
/// Letters of a motive: less says nothing.
const MOTIVE: std::ops::RangeInclusive<usize> = 10..=500;
/// Owner of journals.
pub(crate) const OWNER: &str = "dossier";

type Aggregates = Pin<Box<dyn Stream<Item = Result<pb::StreamAggregatesResponse, Status>> + Send>>;

/// What operators ask, answered with the parts of a consumer.
pub struct Admin<H, G> {
    consumer: Consumer<H, G>,
    clock: SharedClock,
}

impl<H, G> Clone for Admin<H, G> {
    fn clone(&self) -> Self {
        Self { consumer: self.consumer.clone(), clock: self.clock.clone() }
    }
}

impl<H: Handler, G: Gaps> Admin<H, G> {
    /// On the parts of the service's consumer.
    pub fn new(consumer: Consumer<H, G>, clock: SharedClock) -> Self {
        Self { consumer, clock }
    }

    /// Adds its RPCs to those of the service, behind the verifier of callers.
    #[must_use]
    pub fn join(self, routes: Routes, verifier: Verifier) -> Routes {
        let server = admin_service_server::AdminServiceServer::new(self);
        routes.add_service(InterceptedService::new(server, verifier))
    }

    /// Decides, and writes the decision; a refusal stays written.
    async fn allowed(&self, who: &Caller, object: Uuid, what: &str) -> Result<()> {
        let mut tx = db::begin(&self.consumer.pool).await?;
        let decision = decide(who, Action::Exploiter, Resource::Court);
        let entry = audit::Entry {
            actor: &who.subject,
            action: Action::Exploiter.as_str(),
            object,
            decision: decision.word(),
            policies: &decision.policies,
            reason: what,
            request_id: "",
            payload_sha256: &[],
        };
        audit::append(&mut tx, self.clock.now(), &entry).await?;
        tx.commit().await?;
        decision.or_forbidden().map(|_| ())
    }

    async fn list(&self) -> Result<pb::ListParkedResponse> {
        let mut connection = self.consumer.pool.acquire().await?;
        let events = parked(&mut connection, None).await?;
        let total = sqlx::query_scalar!(r#"SELECT count(*) AS "n!" FROM inbox WHERE state = 'parked'"#)
            .fetch_one(&mut *connection)
            .await?;
        drop(connection);
        let queue = topology::parking(self.consumer.service);
        let unreadable = topology::depth(&self.consumer.url, &queue).await.ok();
        Ok(pb::ListParkedResponse { events, total: total.cast_unsigned(), unreadable })
    }

    async fn get(&self, id: Uuid) -> Result<pb::GetParkedResponse> {
        let mut connection = self.consumer.pool.acquire().await?;
        let event = one(&mut connection, id).await?;
        let steps = sqlx::query!(
            "SELECT at, actor, decision, reason FROM audit WHERE object = $1 ORDER BY at, seq",
            id
        )
        .fetch_all(&mut *connection)
        .await?;
        drop(connection);
        let step = |row: OffsetDateTime| from_sql_instant(row).to_string();
        let history = steps
            .into_iter()
            .map(|row| pb::ParkedStep {
                at: step(row.at),
                actor: row.actor,
                decision: row.decision,
                what: row.reason,
            })
            .collect();
        // An owner that does not answer is no reason to show nothing.
        let told = self.owned(&event).await.ok().unwrap_or_default();
        let recorded = told.recorded_at.and_then(|at| jiff::Timestamp::new(at.seconds, at.nanos).ok());
        Ok(pb::GetParkedResponse {
            event: Some(event),
            history,
            routing_key: told.routing_key,
            recorded_at: recorded.map(|at| at.to_string()).unwrap_or_default(),
            payload_bytes: u32::try_from(told.payload.len()).unwrap_or(u32::MAX),
        })
    }

    /// The event as its owner's outbox has it.
    async fn owned(&self, parked: &pb::ParkedEvent) -> Result<Event> {
        let aggregate = Uuid::parse_str(&parked.aggregate_id).map_err(Failure::internal)?;
        let seq = parked.aggregate_seq;
        let told = self.consumer.gaps.fetch(&parked.source, aggregate, seq, seq).await?;
        let same =
            |event: &Event| event.event_id.is_some_and(|id| Uuid::from(id).to_string() == parked.event_id);
        told.into_iter().find(same).ok_or_else(|| {
            Failure::new(
                Kind::Refused,
                "EXP-003",
                format!(
                    "Le service «\u{a0}{}\u{a0}» ne connaît pas cet événement dans son outbox\u{a0}: il ne peut être ni relancé ni écarté. C’est une corruption\u{a0}; gardez tout et lancez «\u{a0}greffe verify\u{a0}».",
                    parked.source
                ),
            )
        })
    }

    async fn retry(&self, id: Uuid) -> Result<pb::RetryParkedResponse> {
        let parked = one(&mut *self.consumer.pool.acquire().await?, id).await?;
        let event = self.owned(&parked).await?;
        let waiting = matches!(self.consumer.settle(&event).await, Ok(Some(_)));
        let row = sqlx::query!(
            "SELECT state, coalesce(last_error, '') AS \"error!\" FROM inbox WHERE event_id = $1",
            id
        )
        .fetch_one(&self.consumer.pool)
        .await?;
        let state = if waiting { "waiting".to_owned() } else { row.state };
        Ok(pb::RetryParkedResponse { state, last_error: row.error })
    }

    async fn skip(&self, id: Uuid) -> Result<()> {
        let parked = one(&mut *self.consumer.pool.acquire().await?, id).await?;
        let event = self.owned(&parked).await?;
        let (_, aggregate) = identify(&event).map_err(|_| Failure::internal("an event without identity"))?;
        let mut tx = db::begin(&self.consumer.pool).await?;
        let last = cursor(&mut tx, &event.source, aggregate).await?;
        let skipped =
            sqlx::query!("UPDATE inbox SET state = 'skipped' WHERE event_id = $1 AND state = 'parked'", id)
                .execute(&mut *tx)
                .await?;
        if skipped.rows_affected() == 0 {
            return Err(not_parked());
        }
        if event.aggregate_seq != last + 1 {
            return Err(Failure::new(
                Kind::Refused,
                "EXP-004",
                format!(
                    "Un événement antérieur du même objet n’est pas encore appliqué (le service en est au rang {last}, celui-ci porte le rang {}). Traitez d’abord celui-là.",
                    event.aggregate_seq
                ),
            ));
        }
        if event.r#type == "ActRecorded" {
            replica::append(&mut tx, aggregate, event.aggregate_seq, &event.payload).await?;
        }
        sqlx::query!(
            "UPDATE inbox_cursor SET last_seq = $3 WHERE source = $1 AND aggregate_id = $2",
            event.source,
            aggregate,
            event.aggregate_seq.cast_signed()
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        metrics::counter!("greffe_events_skipped_by_operators_total").increment(1);
        Ok(())
    }

    async fn rebuild(&self, dossier: Uuid) -> Result<pb::RebuildDossierResponse> {
        let Consumer { pool, service, handler, wake, .. } = &self.consumer;
        let held = topology::holds_journals(service);
        let mut journal = if held { self.journal(dossier).await? } else { Vec::new() };
        if held && journal.is_empty() {
            return Err(unknown_case());
        }
        let mut tx = db::begin(pool).await?;
        let mut after = Vec::new();
        if held {
            // The cursor's row is the lock of the aggregate.
            let last = cursor(&mut tx, OWNER, dossier).await?;
            if (journal.len() as u64) < last {
                return Err(Failure::new(
                    Kind::Refused,
                    "EXP-005",
                    format!(
                        "Le service des dossiers raconte {} actes de ce dossier, ce service en a déjà entendu {last}\u{a0}: l’un des deux a été rendu à un autre moment. Rendez-les au même moment, ou gardez tout et demandez de l’aide.",
                        journal.len()
                    ),
                ));
            }
            after = journal.split_off(usize::try_from(last).unwrap_or(usize::MAX));
            replica::replace(&mut tx, dossier, &journal).await?;
        }
        let changed = if held && journal.is_empty() { 0 } else { handler.rebuild(&mut tx, dossier).await? };
        tx.commit().await?;
        wake.wake();
        let caught_up = after.len() as u64;
        for event in after {
            self.consumer.settle(&event).await?;
        }
        Ok(pb::RebuildDossierResponse { changed, caught_up })
    }

    /// The whole journal, from its owner.
    async fn journal(&self, dossier: Uuid) -> Result<Vec<Event>> {
        let mut journal = Vec::new();
        loop {
            let from = journal.len() as u64 + 1;
            let page = self.consumer.gaps.fetch(OWNER, dossier, from, from + PAGE - 1).await?;
            let full = page.len() as u64 == PAGE;
            journal.extend(page);
            if !full {
                return Ok(journal);
            }
        }
    }

    async fn aggregates(
        &self,
        wanted: &pb::StreamAggregatesRequest,
        after: Uuid,
    ) -> Result<Vec<(Uuid, u64)>> {
        let mut connection = self.consumer.pool.acquire().await?;
        if !wanted.told_to.is_empty() {
            let patterns = topology::heard_by(&wanted.told_to);
            return outbox::told(&mut connection, patterns, after, BATCH).await;
        }
        let rows = sqlx::query!(
            "SELECT aggregate_id, last_seq FROM inbox_cursor WHERE source = $1 AND aggregate_id > $2
             ORDER BY aggregate_id LIMIT $3",
            wanted.heard_from,
            after,
            BATCH
        )
        .fetch_all(&mut *connection)
        .await?;
        Ok(rows.into_iter().map(|row| (row.aggregate_id, row.last_seq.cast_unsigned())).collect())
    }

    async fn republish(&self, wanted: &pb::RepublishRequest) -> Result<u64> {
        let (mut ids, mut after) = (Vec::new(), Vec::new());
        for one in &wanted.after {
            ids.push(Uuid::parse_str(&one.aggregate_id).map_err(|_| unnamed())?);
            after.push(one.last_seq.cast_signed());
        }
        let events = outbox::republish(&self.consumer.pool, &ids, &after).await?;
        self.consumer.wake.wake();
        Ok(events)
    }
}

#[tonic::async_trait]
impl<H: Handler, G: Gaps> admin_service_server::AdminService for Admin<H, G> {
    type StreamAggregatesStream = Aggregates;

    async fn list_parked(
        &self,
        request: Request<pb::ListParkedRequest>,
    ) -> Result<Response<pb::ListParkedResponse>, Status> {
        let who = caller(&request)?;
        measured("ListParked", async {
            self.allowed(&who, Uuid::nil(), "liste des événements rangés à part").await?;
            Ok(Response::new(self.list().await?))
        })
        .await
    }

    async fn get_parked(
        &self,
        request: Request<pb::GetParkedRequest>,
    ) -> Result<Response<pb::GetParkedResponse>, Status> {
        let who = caller(&request)?;
        measured("GetParked", async {
            let id = event_id(&request.get_ref().event_id)?;
            self.allowed(&who, id, "lecture").await?;
            Ok(Response::new(self.get(id).await?))
        })
        .await
    }

    async fn retry_parked(
        &self,
        request: Request<pb::RetryParkedRequest>,
    ) -> Result<Response<pb::RetryParkedResponse>, Status> {
        let (who, wanted) = (caller(&request)?, request.into_inner());
        let this = self.clone();
        measured("RetryParked", async {
            let id = event_id(&wanted.event_id)?;
            let reason = motive(&wanted.reason)?;
            this.allowed(&who, id, &format!("relance\u{a0}: {reason}")).await?;
            Ok(Response::new(detached(async move { this.retry(id).await }).await?))
        })
        .await
    }

    async fn skip_parked(
        &self,
        request: Request<pb::SkipParkedRequest>,
    ) -> Result<Response<pb::SkipParkedResponse>, Status> {
        let (who, wanted) = (caller(&request)?, request.into_inner());
        let this = self.clone();
        measured("SkipParked", async {
            let id = event_id(&wanted.event_id)?;
            let reason = motive(&wanted.reason)?;
            this.allowed(&who, id, &format!("mise à l’écart\u{a0}: {reason}")).await?;
            detached(async move { this.skip(id).await }).await?;
            Ok(Response::new(pb::SkipParkedResponse {}))
        })
        .await
    }

    async fn rebuild_dossier(
        &self,
        request: Request<pb::RebuildDossierRequest>,
    ) -> Result<Response<pb::RebuildDossierResponse>, Status> {
        let who = caller(&request)?;
        let this = self.clone();
        measured("RebuildDossier", async {
            let dossier = Uuid::parse_str(&request.get_ref().dossier_id).map_err(|_| unknown_case())?;
            this.allowed(&who, dossier, "reconstruction").await?;
            Ok(Response::new(detached(async move { this.rebuild(dossier).await }).await?))
        })
        .await
    }

    async fn stream_aggregates(
        &self,
        request: Request<pb::StreamAggregatesRequest>,
    ) -> Result<Response<Aggregates>, Status> {
        let (who, wanted) = (caller(&request)?, request.into_inner());
        self.allowed(&who, Uuid::nil(), "lecture des rangs").await?;
        let this = self.clone();
        let (to, from) = tokio::sync::mpsc::channel(4);
        tokio::spawn(async move {
            let mut after = Uuid::nil();
            loop {
                let sent = match this.aggregates(&wanted, after).await {
                    Ok(found) => found,
                    Err(failure) => {
                        // The reader is gone, or learns why the stream ends.
                        let _ = to.send(Err(failure.into())).await;
                        return;
                    }
                };
                let Some((last, _)) = sent.last() else { return };
                after = *last;
                let aggregates = sent
                    .into_iter()
                    .map(|(id, last_seq)| pb::Aggregate { aggregate_id: id.to_string(), last_seq })
                    .collect();
                if to.send(Ok(pb::StreamAggregatesResponse { aggregates })).await.is_err() {
                    return;
                }
            }
        });
        let stream =
            futures::stream::unfold(from, |mut from| async move { Some((from.recv().await?, from)) });
        Ok(Response::new(Box::pin(stream)))
    }

    async fn republish(
        &self,
        request: Request<pb::RepublishRequest>,
    ) -> Result<Response<pb::RepublishResponse>, Status> {
        let (who, wanted) = (caller(&request)?, request.into_inner());
        let this = self.clone();
        measured("Republish", async {
            if wanted.after.len() > BATCH.unsigned_abs() as usize {
                return Err(unnamed().into());
            }
            this.allowed(&who, Uuid::nil(), "nouvelle publication de ce que le courtier a perdu").await?;
            let events = detached(async move { this.republish(&wanted).await }).await?;
            Ok(Response::new(pb::RepublishResponse { events }))
        })
        .await
    }
}

/// Where a source's aggregate is, locked until commit.
pub(crate) async fn cursor(tx: &mut PgConnection, source: &str, aggregate: Uuid) -> Result<u64> {
    let last = sqlx::query_scalar!(
        "INSERT INTO inbox_cursor (source, aggregate_id, last_seq) VALUES ($1, $2, 0)
         ON CONFLICT (source, aggregate_id) DO UPDATE SET last_seq = inbox_cursor.last_seq RETURNING last_seq",
        source,
        aggregate
    )
    .fetch_one(tx)
    .await?;
    Ok(last.cast_unsigned())
}

async fn parked(connection: &mut PgConnection, one: Option<Uuid>) -> Result<Vec<pb::ParkedEvent>> {
    let rows = sqlx::query!(
        r#"SELECT i.event_id, i.source, i.aggregate_id, i.aggregate_seq, i.event_type, i.received_at, i.attempts, i.deliveries,
                  coalesce(i.last_error, '') AS "last_error!",
                  (SELECT count(*) FROM inbox_waiting w WHERE w.source = i.source AND w.aggregate_id = i.aggregate_id) AS "waiting!"
           FROM inbox i WHERE i.state = 'parked' AND ($1::uuid IS NULL OR i.event_id = $1)
           ORDER BY i.received_at, i.event_id LIMIT $2"#,
        one,
        LISTED
    )
    .fetch_all(connection)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| pb::ParkedEvent {
            event_id: row.event_id.to_string(),
            source: row.source,
            aggregate_id: row.aggregate_id.to_string(),
            aggregate_seq: row.aggregate_seq.cast_unsigned(),
            event_type: row.event_type,
            received_at: from_sql_instant(row.received_at).to_string(),
            attempts: row.attempts.unsigned_abs(),
            deliveries: row.deliveries.unsigned_abs(),
            last_error: row.last_error,
            waiting: u32::try_from(row.waiting).unwrap_or(u32::MAX),
        })
        .collect())
}

async fn one(connection: &mut PgConnection, id: Uuid) -> Result<pb::ParkedEvent> {
    parked(connection, Some(id)).await?.pop().ok_or_else(not_parked)
}

fn not_parked() -> Failure {
    Failure::not_found(
        "EXP-001",
        "Ce service n’a pas d’événement rangé à part sous cet identifiant\u{a0}: il a peut-être été traité entre-temps. Relisez la liste.",
    )
}

fn event_id(text: &str) -> Result<Uuid> {
    Uuid::parse_str(text).map_err(|_| not_parked())
}

fn unnamed() -> Failure {
    Failure::invalid(
        "EXP-006",
        "after",
        format!("Un appel désigne {BATCH} objets au plus, chacun par un UUID."),
    )
}

fn motive(text: &str) -> Result<&str> {
    let text = text.trim();
    if MOTIVE.contains(&text.chars().count()) {
        return Ok(text);
    }
    Err(Failure::invalid(
        "EXP-002",
        "reason",
        format!(
            "Un motif de {} à {} caractères est exigé\u{a0}: il reste dans la piste d’audit. Dites ce qui a été constaté.",
            MOTIVE.start(),
            MOTIVE.end()
        ),
    ))
}
