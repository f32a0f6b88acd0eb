//! The consumer: one event, one transaction with its inbox row, in the order of its aggregate; acknowledged after commit.

use std::{future::Future, sync::Arc, time::Duration};

use greffe_chassis::{Failure, Result, db, telemetry};
use greffe_contracts::common::v1::Event;
use lapin::{
    message::Delivery,
    options::{BasicAckOptions, BasicConsumeOptions, BasicQosOptions, BasicRejectOptions},
    types::FieldTable,
};
use prost::Message;
use sqlx::{Connection, PgConnection, PgPool};
use tokio_util::sync::CancellationToken;
use tracing::Instrument;
use uuid::Uuid;

use crate::{
    faults,
    link::{Link, answered},
    relay::{Wake, pause},
    topology,
};

/// Messages in hand.
const PREFETCH: u16 = 50;
/// Attempts at an event that fails for a reason we do not know, before it is parked.
const ATTEMPTS: i32 = 10;
/// Between two looks at what waits for a gap.
const SWEEP: Duration = Duration::from_secs(1);
/// Events drained behind one, in its transaction.
const DRAIN: usize = 200;

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It changed something.
    Applied,
    /// It does not concern this service.
    Skipped,
}

/// Why an event was not applied.
#[derive(Debug)]
pub enum Rejection {
    /// The same attempt may succeed later: database, lock, another service.
    Transient(Failure),
    /// It never will: it does not decode, it breaks an invariant.
    Permanent(Failure),
    /// We do not know: tried again a bounded number of times.
    Unknown(Failure),
}

impl From<Failure> for Rejection {
    fn from(failure: Failure) -> Self {
        if failure.is_transient() { Self::Transient(failure) } else { Self::Unknown(failure) }
    }
}

impl From<sqlx::Error> for Rejection {
    fn from(error: sqlx::Error) -> Self {
        Failure::from(error).into()
    }
}

/// What a service does with an event, in the transaction of its inbox row.
pub trait Handler: Send + Sync + 'static {
    /// Applies the event. Called once for each event, in the order of its aggregate.
    fn handle<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        event: &'a Event,
    ) -> impl Future<Output = Result<Outcome, Rejection>> + Send + 'a;

    /// Derives a dossier anew from the journal held, whatever is stored of it; answers how many derived things differed.
    /// What people and the world added stays. The caller holds the cursor of the journal.
    fn rebuild<'a>(
        &'a self,
        tx: &'a mut PgConnection,
        dossier: Uuid,
    ) -> impl Future<Output = Result<u64>> + Send + 'a;
}

/// Asks an owner for the events of an aggregate that did not come.
pub trait Gaps: Send + Sync + 'static {
    /// Events of `source` with `from` <= sequence <= `to`, in order.
    fn fetch(
        &self,
        source: &str,
        aggregate: Uuid,
        from: u64,
        to: u64,
    ) -> impl Future<Output = Result<Vec<Event>>> + Send;
}

/// The consumer of one service.
pub struct Consumer<H, G> {
    /// Pool of the service.
    pub pool: PgPool,
    /// Broker, with its vhost.
    pub url: String,
    /// The service that listens.
    pub service: &'static str,
    /// What it does with an event.
    pub handler: Arc<H>,
    /// Where gaps are filled from.
    pub gaps: Arc<G>,
    /// Woken after a commit, for what the handler wrote to the outbox.
    pub wake: Wake,
    /// Whether exchanges and queues are declared at each connection: a broker that comes back empty is furnished again.
    pub declare: bool,
}

impl<H, G> Clone for Consumer<H, G> {
    fn clone(&self) -> Self {
        Self {
            pool: self.pool.clone(),
            url: self.url.clone(),
            service: self.service,
            handler: self.handler.clone(),
            gaps: self.gaps.clone(),
            wake: self.wake.clone(),
            declare: self.declare,
        }
    }
}

pub(crate) enum Applied {
    Done,
    /// Waits for the events between.
    Waiting {
        source: String,
        aggregate: Uuid,
        from: u64,
        to: u64,
    },
}

impl<H: Handler, G: Gaps> Consumer<H, G> {
    /// Consumes until told to end; rebuilds its connection after any error, with growing pauses.
    pub async fn run(self, ending: CancellationToken) {
        let mut failures = 0u32;
        while !ending.is_cancelled() {
            let turn = tokio::select! {
                turn = self.consume(&mut failures) => turn,
                () = ending.cancelled() => return,
            };
            failures += 1;
            metrics::counter!("greffe_consumer_errors_total").increment(1);
            if let Err(error) = turn {
                tracing::warn!(service = self.service, %error, failures, "consumer starts again");
            }
            tokio::select! {
                () = tokio::time::sleep(pause(failures)) => {}
                () = ending.cancelled() => {}
            }
        }
    }

    async fn consume(&self, failures: &mut u32) -> Result<()> {
        let link = Link::open(&self.url).await?;
        if self.declare {
            topology::declare(link.channel()).await?;
        }
        answered(link.channel().basic_qos(PREFETCH, BasicQosOptions::default())).await?;
        let queue = topology::queue(self.service);
        let (options, none) = (BasicConsumeOptions::default(), FieldTable::default());
        let consuming = link.channel().basic_consume(queue.as_str().into(), "".into(), options, none);
        let mut deliveries = answered(consuming).await?;
        let mut sweep = tokio::time::interval(SWEEP);
        loop {
            tokio::select! {
                delivery = link.next(&mut deliveries) => {
                    self.deliver(delivery?).await?;
                    *failures = 0;
                }
                _ = sweep.tick() => self.sweep().await?,
            }
        }
    }

    /// Applies a delivery, then acknowledges. A transient failure ends the connection: nothing is acknowledged, nothing
    /// counted against the event, and the queue is left alone for a pause.
    async fn deliver(&self, delivery: Delivery) -> Result<()> {
        let Ok(event) = Event::decode(delivery.data.as_slice()) else {
            tracing::error!(service = self.service, "an undecodable message goes to the parking");
            metrics::counter!("greffe_events_parked_total").increment(1);
            answered(delivery.acker.reject(BasicRejectOptions { requeue: false })).await?;
            return Ok(());
        };
        if delivery.redelivered {
            metrics::counter!("greffe_events_redelivered_total").increment(1);
        }
        self.receive(&event).await?;
        faults::point("consumer.before_ack");
        // `false` says that the channel is not ours any more: the event will come again, and be known.
        answered(delivery.acker.ack(BasicAckOptions::default())).await?;
        faults::point("consumer.after_ack");
        Ok(())
    }

    /// Applies an event that came by whatever way, and asks for what is missing before it.
    async fn receive(&self, event: &Event) -> Result<()> {
        let start = tokio::time::Instant::now();
        let span = tracing::info_span!("event", kind = event.r#type, source = event.source);
        telemetry::follow(&span, &event.traceparent);
        let applied = self.settle(event).instrument(span).await?;
        telemetry::observe_event(&event.r#type, start.elapsed());
        if let Applied::Waiting { source, aggregate, from, to } = applied {
            self.fill(&source, aggregate, from, to).await?;
        }
        Ok(())
    }

    async fn fill(&self, source: &str, aggregate: Uuid, from: u64, to: u64) -> Result<()> {
        metrics::counter!("greffe_gaps_total").increment(1);
        for missing in self.gaps.fetch(source, aggregate, from, to).await? {
            if let Applied::Waiting { .. } = self.settle(&missing).await? {
                break;
            }
        }
        Ok(())
    }

    /// What has waited for more than a second is asked for again.
    async fn sweep(&self) -> Result<()> {
        let waiting = sqlx::query!(
            r#"SELECT w.source, w.aggregate_id, coalesce(c.last_seq, 0) AS "last!", min(w.aggregate_seq) AS "next!"
               FROM inbox_waiting w LEFT JOIN inbox_cursor c USING (source, aggregate_id)
               WHERE w.first_seen < now() - interval '1 second'
                 AND NOT EXISTS (SELECT 1 FROM inbox i WHERE i.state = 'parked' AND i.source = w.source AND i.aggregate_id = w.aggregate_id)
               GROUP BY w.source, w.aggregate_id, c.last_seq LIMIT 100"#
        )
        .fetch_all(&self.pool)
        .await?;
        metrics::gauge!("greffe_events_waiting").set(waiting.len() as f64);
        for gap in waiting {
            let (from, to) = (gap.last.cast_unsigned() + 1, gap.next.cast_unsigned());
            self.fill(&gap.source, gap.aggregate_id, from, to).await?;
        }
        Ok(())
    }

    /// Applies an event for good: done, waiting, or parked.
    pub(crate) async fn settle(&self, event: &Event) -> Result<Applied> {
        match self.apply(event).await {
            Ok(applied) => {
                self.wake.wake();
                Ok(applied)
            }
            Err(Rejection::Transient(failure)) => Err(failure),
            Err(Rejection::Permanent(failure)) => self.park(event, &failure, true).await,
            Err(Rejection::Unknown(failure)) => self.park(event, &failure, false).await,
        }
    }

    async fn apply(&self, event: &Event) -> Result<Applied, Rejection> {
        let (id, aggregate) = identify(event)?;
        let seq = event.aggregate_seq.cast_signed();
        let mut tx = db::begin(&self.pool).await?;
        let known = sqlx::query!(
            r#"INSERT INTO inbox (event_id, source, aggregate_id, aggregate_seq, event_type, state)
               VALUES ($1, $2, $3, $4, $5, 'waiting')
               ON CONFLICT (event_id) DO UPDATE SET deliveries = inbox.deliveries + 1
               RETURNING state, deliveries"#,
            id,
            event.source,
            aggregate,
            seq,
            event.r#type
        )
        .fetch_one(&mut *tx)
        .await?;
        if matches!(known.state.as_str(), "applied" | "skipped") && !faults::sabotaged("inbox_off") {
            metrics::counter!("greffe_events_duplicate_total").increment(1);
            tx.commit().await?;
            return Ok(Applied::Done);
        }
        // The cursor's row is the lock of the aggregate.
        let last = sqlx::query_scalar!(
            "INSERT INTO inbox_cursor (source, aggregate_id, last_seq) VALUES ($1, $2, 0)
             ON CONFLICT (source, aggregate_id) DO UPDATE SET last_seq = inbox_cursor.last_seq RETURNING last_seq",
            event.source,
            aggregate
        )
        .fetch_one(&mut *tx)
        .await?;
        let in_order = seq == last + 1 || faults::sabotaged("inbox_off");
        if seq <= last && !in_order {
            return Err(Rejection::Permanent(Failure::internal(format!(
                "corruption: sequence {seq} of an unknown event, the cursor is at {last}"
            ))));
        }
        if !in_order {
            self.wait(&mut tx, event, aggregate, seq).await?;
            tx.commit().await?;
            let (from, to) = (last.cast_unsigned() + 1, event.aggregate_seq - 1);
            return Ok(Applied::Waiting { source: event.source.clone(), aggregate, from, to });
        }
        let waits = self.handle(&mut tx, event, id).await?;
        let last = if waits { self.drain(&mut tx, event, aggregate, seq).await? } else { seq };
        // What waited and was applied by another way waits no more.
        sqlx::query!(
            "WITH gone AS (DELETE FROM inbox_waiting WHERE source = $1 AND aggregate_id = $2 AND aggregate_seq <= $3)
             UPDATE inbox_cursor SET last_seq = $3 WHERE source = $1 AND aggregate_id = $2",
            event.source,
            aggregate,
            last
        )
        .execute(&mut *tx)
        .await?;
        faults::point("consumer.before_commit");
        tx.commit().await?;
        faults::point("consumer.after_commit");
        Ok(Applied::Done)
    }

    /// Has the event handled, and marks it; answers whether the next one of its aggregate waits already.
    async fn handle(&self, tx: &mut PgConnection, event: &Event, id: Uuid) -> Result<bool, Rejection> {
        let outcome = self.handler.handle(&mut *tx, event).await?;
        let state = if outcome == Outcome::Applied { "applied" } else { "skipped" };
        let waits = sqlx::query_scalar!(
            r#"UPDATE inbox i SET state = $2, last_error = NULL WHERE event_id = $1
               RETURNING EXISTS (SELECT 1 FROM inbox_waiting w WHERE w.source = i.source
                   AND w.aggregate_id = i.aggregate_id AND w.aggregate_seq = i.aggregate_seq + 1) AS "waits!""#,
            id,
            state
        )
        .fetch_optional(tx)
        .await?;
        metrics::counter!("greffe_events_applied_total", "state" => state).increment(1);
        Ok(waits.unwrap_or_default())
    }

    async fn wait(
        &self,
        tx: &mut PgConnection,
        event: &Event,
        aggregate: Uuid,
        seq: i64,
    ) -> Result<(), Rejection> {
        sqlx::query!(
            "INSERT INTO inbox_waiting (source, aggregate_id, aggregate_seq, event) VALUES ($1, $2, $3, $4)
             ON CONFLICT DO NOTHING",
            event.source,
            aggregate,
            seq,
            event.encode_to_vec()
        )
        .execute(tx)
        .await?;
        Ok(())
    }

    /// Applies what waited right behind; answers the last sequence applied. One that fails undoes nothing of those before:
    /// it is asked for again, and judged on its own.
    async fn drain(
        &self,
        tx: &mut PgConnection,
        event: &Event,
        aggregate: Uuid,
        from: i64,
    ) -> Result<i64, Rejection> {
        let mut last = from;
        for _ in 0..DRAIN {
            let mut save = tx.begin().await?;
            let next = sqlx::query_scalar!(
                "DELETE FROM inbox_waiting WHERE source = $1 AND aggregate_id = $2 AND aggregate_seq = $3 RETURNING event",
                event.source,
                aggregate,
                last + 1
            )
            .fetch_optional(&mut *save)
            .await?;
            let Some(bytes) = next else { break };
            let waited =
                Event::decode(bytes.as_slice()).map_err(|e| Rejection::Permanent(Failure::internal(e)))?;
            let (id, _) = identify(&waited)?;
            match self.handle(&mut save, &waited, id).await {
                Ok(waits) => {
                    save.commit().await?;
                    last += 1;
                    if !waits {
                        break;
                    }
                }
                Err(Rejection::Transient(failure)) => return Err(Rejection::Transient(failure)),
                Err(_) => {
                    save.rollback().await?;
                    break;
                }
            }
        }
        Ok(last)
    }

    /// Counts the failure; parks the event once it is hopeless. Later events of the same aggregate wait behind it, the
    /// others pass.
    async fn park(&self, event: &Event, failure: &Failure, hopeless: bool) -> Result<Applied> {
        let Ok((id, aggregate)) = identify(event) else {
            tracing::error!(service = self.service, "an event without identity was dropped to the log");
            return Ok(Applied::Done);
        };
        let error = format!(
            "{failure}: {}",
            std::error::Error::source(failure).map(ToString::to_string).unwrap_or_default()
        );
        let row = sqlx::query!(
            "INSERT INTO inbox (event_id, source, aggregate_id, aggregate_seq, event_type, state, attempts, last_error)
             VALUES ($1, $2, $3, $4, $5, CASE WHEN $6 THEN 'parked' ELSE 'waiting' END, 1, $7)
             ON CONFLICT (event_id) DO UPDATE SET attempts = inbox.attempts + 1, last_error = $7,
                 state = CASE WHEN $6 OR inbox.attempts + 1 >= $8 THEN 'parked' ELSE inbox.state END
             RETURNING state, attempts",
            id,
            event.source,
            aggregate,
            event.aggregate_seq.cast_signed(),
            event.r#type,
            hopeless,
            error,
            ATTEMPTS
        )
        .fetch_one(&self.pool)
        .await?;
        tracing::error!(service = self.service, event_id = %id, attempts = row.attempts, state = row.state, error, "event not applied");
        if row.state == "parked" {
            metrics::counter!("greffe_events_parked_total").increment(1);
            return Ok(Applied::Done);
        }
        Err(Failure::unavailable(error))
    }
}

pub(crate) fn identify(event: &Event) -> Result<(Uuid, Uuid), Rejection> {
    match (event.event_id, event.aggregate_id) {
        (Some(id), Some(aggregate)) if event.aggregate_seq > 0 => Ok((id.into(), aggregate.into())),
        _ => Err(Rejection::Permanent(Failure::internal("an event without identity"))),
    }
}
