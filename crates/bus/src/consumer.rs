//! The consumer: events in the order of their aggregate, with their inbox rows in the transaction of what they change;
//! acknowledged after commit.
//!
//! Those that have come already share a transaction: what a broker that was away or lost its disk brings at once would else cost a
//! commit each. Where one of them cannot be applied, each has its own, so that it alone is judged.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    future::Future,
    sync::Arc,
    time::Duration,
};

use greffe_chassis::{Failure, Result, db, telemetry};
use greffe_contracts::common::v1::Event;
use lapin::{
    message::Delivery,
    options::{BasicAckOptions, BasicConsumeOptions, BasicQosOptions, BasicRejectOptions},
    types::FieldTable,
};
use prost::Message;
use sqlx::{Connection, PgConnection, PgPool};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tracing::{Instrument, Span};
use uuid::Uuid;

use crate::{
    faults,
    link::{Link, answered},
    relay::{Wake, pause},
    topology,
};

/// Messages in hand: while some are applied, the next ones come.
const PREFETCH: u16 = 100;
/// A transaction is committed with what it has applied after so long: others wait for its locks.
const SHARE: Duration = Duration::from_millis(250);
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
    /// Most events of one transaction. One for a handler that asks others of what it would not have committed yet.
    const TOGETHER: usize = 32;

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

/// The events that one which waits must come after.
pub(crate) struct Gap {
    source: String,
    aggregate: Uuid,
    from: u64,
    to: u64,
}

/// What an inbox row becomes at the end of a transaction.
struct Mark<'a> {
    event: &'a Event,
    id: Uuid,
    aggregate: Uuid,
    /// `waiting` leaves one that is there as it is.
    state: &'static str,
    deliveries: i32,
}

/// A source and one of its aggregates.
type Place = (String, Uuid);
/// The last sequence applied of each.
type Cursors = BTreeMap<Place, i64>;

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
        // Without a database nothing is taken: what is given back is counted against it by the broker.
        sqlx::query("SELECT 1").execute(&self.pool).await?;
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
                first = link.next(&mut deliveries) => {
                    let mut together = vec![first?];
                    while together.len() < H::TOGETHER && let Some(next) = link.at_hand(&mut deliveries)? {
                        together.push(next);
                    }
                    self.deliver(together).await?;
                    *failures = 0;
                }
                _ = sweep.tick() => self.sweep().await?,
            }
        }
    }

    /// Applies deliveries, then acknowledges. A transient failure ends the connection: nothing is acknowledged, nothing
    /// counted against the events, and the queue is left alone for a pause.
    async fn deliver(&self, deliveries: Vec<Delivery>) -> Result<()> {
        let (mut events, mut last) = (Vec::with_capacity(deliveries.len()), None);
        for delivery in deliveries {
            let Ok(event) = Event::decode(delivery.data.as_slice()) else {
                tracing::error!(service = self.service, "an undecodable message goes to the parking");
                metrics::counter!("greffe_events_parked_total").increment(1);
                answered(delivery.acker.reject(BasicRejectOptions { requeue: false })).await?;
                continue;
            };
            if delivery.redelivered {
                metrics::counter!("greffe_events_redelivered_total").increment(1);
            }
            events.push(event);
            last = Some(delivery.acker);
        }
        let Some(last) = last else { return Ok(()) };
        // Everyone who locks several aggregates locks them in one order. That of the events of each is kept.
        events.sort_by_key(|event| event.aggregate_id.map(Uuid::from));
        let start = Instant::now();
        let gaps = self.settle_all(&events).await?;
        let took = start.elapsed();
        events.iter().for_each(|event| telemetry::observe_event(&event.r#type, took));
        for gap in gaps {
            self.try_to_fill(&gap).await;
        }
        faults::point("consumer.before_ack");
        // `false` says that the channel is not ours any more: the events will come again, and be known.
        answered(last.ack(BasicAckOptions { multiple: true })).await?;
        faults::point("consumer.after_ack");
        Ok(())
    }

    async fn fill(&self, gap: &Gap) -> Result<()> {
        metrics::counter!("greffe_gaps_total").increment(1);
        let missing = self.gaps.fetch(&gap.source, gap.aggregate, gap.from, gap.to).await?;
        for some in missing.chunks(H::TOGETHER) {
            if !self.settle_all(some).await?.is_empty() {
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
            self.try_to_fill(&Gap { source: gap.source, aggregate: gap.aggregate_id, from, to }).await;
        }
        Ok(())
    }

    /// Fills a gap, if its owner answers: what waits is kept, and the next sweep asks again. One owner that is away holds up neither the
    /// queue nor the gaps of the others.
    async fn try_to_fill(&self, gap: &Gap) {
        if let Err(error) = self.fill(gap).await {
            tracing::warn!(service = self.service, source = gap.source, code = %error.code, "a gap is not filled yet");
        }
    }

    /// Applies events for good, each done, waiting, or parked; answers what those that wait, wait for.
    async fn settle_all(&self, events: &[Event]) -> Result<Vec<Gap>> {
        let (mut rest, mut gaps) = (events, Vec::new());
        while rest.len() > 1 {
            match self.apply(rest).await {
                Ok((done, found)) => {
                    self.wake.wake();
                    gaps.extend(found);
                    rest = &rest[done..];
                }
                Err(Rejection::Transient(failure)) => return Err(failure),
                Err(_) => break,
            }
        }
        for event in rest {
            gaps.extend(self.settle(event).await?);
        }
        Ok(gaps)
    }

    /// Applies an event for good: done, waiting, or parked.
    pub(crate) async fn settle(&self, event: &Event) -> Result<Option<Gap>> {
        let (failure, hopeless) = match self.apply(std::slice::from_ref(event)).await {
            Ok((_, mut gaps)) => {
                self.wake.wake();
                return Ok(gaps.pop());
            }
            Err(Rejection::Transient(failure)) => return Err(failure),
            Err(Rejection::Permanent(failure)) => (failure, true),
            Err(Rejection::Unknown(failure)) => (failure, false),
        };
        self.park(event, &failure, hopeless).instrument(span(event)).await?;
        Ok(None)
    }

    /// One transaction: as many of the events as its share of time lets in, and how many they are; all or nothing of them.
    async fn apply(&self, events: &[Event]) -> Result<(usize, Vec<Gap>), Rejection> {
        let start = Instant::now();
        let ids = events.iter().map(identify).collect::<Result<Vec<_>, _>>()?;
        let mut tx = db::begin(&self.pool).await?;
        // Locked, so that what is read next of these aggregates stays so until commit.
        let mut cursors = lock(&mut tx, events, &ids).await?;
        let mut known = known(&mut tx, &ids).await?;
        let mut drained = Vec::new();
        let (mut marks, mut moved, mut gaps) = (HashMap::new(), Cursors::new(), BTreeMap::new());
        let mut done = 0;
        for (event, &(id, aggregate)) in events.iter().zip(&ids) {
            if done > 0 && start.elapsed() > SHARE {
                break;
            }
            done += 1;
            let new = Mark { event, id, aggregate, state: "waiting", deliveries: 0 };
            let mark: &mut Mark<'_> = marks.entry(id).or_insert(new);
            mark.deliveries += 1;
            let sabotaged = faults::sabotaged("inbox_off");
            if known.contains(&id) && !sabotaged {
                metrics::counter!("greffe_events_duplicate_total").increment(1);
                continue;
            }
            let (place, seq) = ((event.source.clone(), aggregate), event.aggregate_seq.cast_signed());
            let last = cursors.entry(place.clone()).or_default();
            if seq == *last + 1 || sabotaged {
                mark.state = self.handle(&mut tx, event).await?;
                known.insert(id);
                *last = seq;
                moved.insert(place, seq);
            } else if seq <= *last {
                return Err(Rejection::Permanent(Failure::internal(format!(
                    "corruption: sequence {seq} of an unknown event, the cursor is at {last}"
                ))));
            } else {
                wait(&mut tx, event, aggregate, seq).await?;
                // The first that waits speaks for those behind it.
                gaps.entry(place).or_insert(event.aggregate_seq - 1);
            }
        }
        let mut behind = advance(&mut tx, &moved).await?;
        for (place, last) in &mut behind {
            self.drain(&mut tx, place, last, &mut drained).await?;
        }
        if !behind.is_empty() {
            advance(&mut tx, &behind).await?;
            cursors.append(&mut behind);
        }
        for (event, state) in drained.iter().map(|(event, state)| (event, *state)) {
            let (id, aggregate) = identify(event)?;
            let new = Mark { event, id, aggregate, state, deliveries: 0 };
            marks.entry(id).or_insert(new).state = state;
        }
        let marks: Vec<Mark<'_>> = marks.into_values().collect();
        write(&mut tx, &marks).await?;
        faults::point("consumer.before_commit");
        tx.commit().await?;
        faults::point("consumer.after_commit");
        for mark in marks.iter().filter(|mark| mark.state != "waiting") {
            metrics::counter!("greffe_events_applied_total", "state" => mark.state).increment(1);
        }
        let gaps = gaps.into_iter().filter_map(|(place, to)| {
            let from = cursors.get(&place).copied().unwrap_or_default().cast_unsigned() + 1;
            (from <= to).then_some(Gap { source: place.0, aggregate: place.1, from, to })
        });
        Ok((done, gaps.collect()))
    }

    /// Has the event handled; answers the state of its inbox row.
    async fn handle(&self, tx: &mut PgConnection, event: &Event) -> Result<&'static str, Rejection> {
        let outcome = self.handler.handle(tx, event).instrument(span(event)).await?;
        Ok(if outcome == Outcome::Applied { "applied" } else { "skipped" })
    }

    /// Applies what waited right behind, and moves the cursor. One that fails undoes nothing of those before: it is asked
    /// for again, and judged on its own.
    async fn drain(
        &self,
        tx: &mut PgConnection,
        (source, aggregate): &Place,
        last: &mut i64,
        drained: &mut Vec<(Event, &'static str)>,
    ) -> Result<(), Rejection> {
        for _ in 0..DRAIN {
            let mut save = tx.begin().await?;
            let next = sqlx::query_scalar!(
                "DELETE FROM inbox_waiting WHERE source = $1 AND aggregate_id = $2 AND aggregate_seq = $3 RETURNING event",
                source.as_str(),
                *aggregate,
                *last + 1
            )
            .fetch_optional(&mut *save)
            .await?;
            let Some(bytes) = next else { break };
            let waited =
                Event::decode(bytes.as_slice()).map_err(|e| Rejection::Permanent(Failure::internal(e)))?;
            match self.handle(&mut save, &waited).await {
                Ok(state) => {
                    save.commit().await?;
                    *last += 1;
                    drained.push((waited, state));
                }
                Err(Rejection::Transient(failure)) => return Err(Rejection::Transient(failure)),
                Err(_) => {
                    save.rollback().await?;
                    break;
                }
            }
        }
        Ok(())
    }

    /// Counts the failure; parks the event once it is hopeless. Later events of the same aggregate wait behind it, the
    /// others pass.
    async fn park(&self, event: &Event, failure: &Failure, hopeless: bool) -> Result<()> {
        let Ok((id, aggregate)) = identify(event) else {
            tracing::error!(service = self.service, "an event without identity was dropped to the log");
            return Ok(());
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
            return Ok(());
        }
        Err(Failure::unavailable(error))
    }
}

/// What is done with the event, in the trace of what it tells.
fn span(event: &Event) -> Span {
    let span = tracing::info_span!("event", kind = event.r#type, source = event.source);
    telemetry::follow(&span, &event.traceparent);
    span
}

pub(crate) fn identify(event: &Event) -> Result<(Uuid, Uuid), Rejection> {
    match (event.event_id, event.aggregate_id) {
        (Some(id), Some(aggregate)) if event.aggregate_seq > 0 => Ok((id.into(), aggregate.into())),
        _ => Err(Rejection::Permanent(Failure::internal("an event without identity"))),
    }
}

/// Locks the cursors of the aggregates, in the order in which everyone locks several, and reads them.
async fn lock(tx: &mut PgConnection, events: &[Event], ids: &[(Uuid, Uuid)]) -> Result<Cursors, Rejection> {
    let places: BTreeSet<Place> =
        events.iter().zip(ids).map(|(event, (_, aggregate))| (event.source.clone(), *aggregate)).collect();
    let (sources, aggregates): (Vec<String>, Vec<Uuid>) = places.into_iter().unzip();
    let rows = sqlx::query!(
        "INSERT INTO inbox_cursor (source, aggregate_id, last_seq)
         SELECT source, aggregate, 0 FROM unnest($1::text[], $2::uuid[]) AS a (source, aggregate)
         ON CONFLICT (source, aggregate_id) DO UPDATE SET last_seq = inbox_cursor.last_seq
         RETURNING source, aggregate_id, last_seq",
        &sources,
        &aggregates
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(|row| ((row.source, row.aggregate_id), row.last_seq)).collect())
}

/// Which of the events were applied, or gone without, before.
async fn known(tx: &mut PgConnection, ids: &[(Uuid, Uuid)]) -> Result<HashSet<Uuid>, Rejection> {
    let ids: Vec<Uuid> = ids.iter().map(|(id, _)| *id).collect();
    let known = sqlx::query_scalar!(
        "SELECT event_id FROM inbox WHERE event_id = ANY($1) AND state IN ('applied', 'skipped')",
        &ids
    )
    .fetch_all(tx)
    .await?;
    Ok(known.into_iter().collect())
}

/// Keeps an event for when those before it have come.
async fn wait(tx: &mut PgConnection, event: &Event, aggregate: Uuid, seq: i64) -> Result<(), Rejection> {
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

/// Moves cursors; what waited and was applied by another way waits no more. Answers those whose next event waits.
async fn advance(tx: &mut PgConnection, moved: &Cursors) -> Result<Cursors, Rejection> {
    if moved.is_empty() {
        return Ok(Cursors::new());
    }
    let (places, last): (Vec<Place>, Vec<i64>) =
        moved.iter().map(|(place, last)| (place.clone(), *last)).unzip();
    let (sources, aggregates): (Vec<String>, Vec<Uuid>) = places.into_iter().unzip();
    let behind = sqlx::query!(
        r#"WITH moved AS (SELECT * FROM unnest($1::text[], $2::uuid[], $3::bigint[]) AS m (source, aggregate, last)),
              gone AS (DELETE FROM inbox_waiting w USING moved m
                       WHERE w.source = m.source AND w.aggregate_id = m.aggregate AND w.aggregate_seq <= m.last),
              written AS (INSERT INTO inbox_cursor (source, aggregate_id, last_seq) SELECT source, aggregate, last FROM moved
                          ON CONFLICT (source, aggregate_id) DO UPDATE SET last_seq = excluded.last_seq)
           SELECT m.source AS "source!", m.aggregate AS "aggregate!", m.last AS "last!" FROM moved m
           JOIN inbox_waiting w ON w.source = m.source AND w.aggregate_id = m.aggregate AND w.aggregate_seq = m.last + 1"#,
        &sources,
        &aggregates,
        &last
    )
    .fetch_all(tx)
    .await?;
    Ok(behind.into_iter().map(|row| ((row.source, row.aggregate), row.last)).collect())
}

/// Writes what became of the events.
async fn write(tx: &mut PgConnection, marks: &[Mark<'_>]) -> Result<(), Rejection> {
    let ids: Vec<Uuid> = marks.iter().map(|mark| mark.id).collect();
    let aggregates: Vec<Uuid> = marks.iter().map(|mark| mark.aggregate).collect();
    let seqs: Vec<i64> = marks.iter().map(|mark| mark.event.aggregate_seq.cast_signed()).collect();
    let deliveries: Vec<i32> = marks.iter().map(|mark| mark.deliveries).collect();
    let text = |of: fn(&Mark<'_>) -> String| marks.iter().map(of).collect::<Vec<_>>();
    sqlx::query!(
        "INSERT INTO inbox (event_id, source, aggregate_id, aggregate_seq, event_type, state, deliveries)
         SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::bigint[], $5::text[], $6::text[], $7::int[])
         ON CONFLICT (event_id) DO UPDATE SET deliveries = inbox.deliveries + excluded.deliveries,
             state = CASE excluded.state WHEN 'waiting' THEN inbox.state ELSE excluded.state END,
             last_error = CASE excluded.state WHEN 'waiting' THEN inbox.last_error END",
        &ids,
        &text(|mark| mark.event.source.clone()),
        &aggregates,
        &seqs,
        &text(|mark| mark.event.r#type.clone()),
        &text(|mark| mark.state.to_owned()),
        &deliveries
    )
    .execute(tx)
    .await?;
    Ok(())
}
