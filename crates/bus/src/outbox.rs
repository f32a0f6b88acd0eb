//! The outbox: an event is a row, in the transaction of the change it tells.

use greffe_chassis::{
    Result,
    db::{from_sql_instant, sql_instant},
    telemetry,
};
use greffe_contracts::common::v1::{Event, Id};
use jiff::Timestamp;
use prost::Message;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

/// Longest answer of a replay, in events.
const REPLAY_MAX: i64 = 1000;
/// Aggregates marked in one transaction: a thousand of them, of a hundred events each, would take longer than a statement may.
const TOGETHER: usize = 50;

/// An event to publish.
#[derive(Debug, Clone)]
pub struct NewEvent<'a> {
    /// `<service>.<aggregate>.<event>`.
    pub routing_key: &'a str,
    /// What it speaks of.
    pub aggregate_id: Uuid,
    /// Gapless within the aggregate: comes from a row locked until commit.
    pub aggregate_seq: u64,
    /// Message name in `greffe.events.v1`.
    pub event_type: &'static str,
    /// The message, encoded: kept bit for bit.
    pub payload: Vec<u8>,
}

impl<'a> NewEvent<'a> {
    /// From a message.
    pub fn new(
        routing_key: &'a str,
        aggregate_id: Uuid,
        aggregate_seq: u64,
        event_type: &'static str,
        message: &impl Message,
    ) -> Self {
        Self { routing_key, aggregate_id, aggregate_seq, event_type, payload: message.encode_to_vec() }
    }
}

/// Writes the row. The relay is woken by the caller once the transaction is committed.
///
/// # Errors
/// When the sequence is taken or the payload exceeds 64 KiB.
pub async fn append(tx: &mut PgConnection, at: Timestamp, event: &NewEvent<'_>) -> Result<()> {
    sqlx::query!(
        "INSERT INTO outbox (event_id, aggregate_id, aggregate_seq, routing_key, event_type, recorded_at, traceparent, payload)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        Uuid::now_v7(),
        event.aggregate_id,
        event.aggregate_seq.cast_signed(),
        event.routing_key,
        event.event_type,
        sql_instant(at),
        telemetry::traceparent(),
        event.payload,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The sequence that follows in an aggregate of which this service tells.
///
/// # Errors
/// When the database refuses. The caller holds a lock on the aggregate.
pub async fn next_seq(tx: &mut PgConnection, aggregate_id: Uuid) -> Result<u64> {
    let last = sqlx::query_scalar!(
        r#"SELECT coalesce(max(aggregate_seq), 0) AS "last!" FROM outbox WHERE aggregate_id = $1"#,
        aggregate_id
    )
    .fetch_one(tx)
    .await?;
    Ok(last.cast_unsigned() + 1)
}

/// A row as it travels.
pub(crate) struct Row {
    pub seq: i64,
    pub event_id: Uuid,
    pub aggregate_id: Uuid,
    pub aggregate_seq: i64,
    pub routing_key: String,
    pub event_type: String,
    pub recorded_at: time::OffsetDateTime,
    pub traceparent: String,
    pub payload: Vec<u8>,
}

impl Row {
    pub(crate) fn into_event(self, source: &str) -> Event {
        let at = from_sql_instant(self.recorded_at);
        Event {
            event_id: Some(Id::from(self.event_id)),
            source: source.to_owned(),
            routing_key: self.routing_key,
            aggregate_id: Some(Id::from(self.aggregate_id)),
            aggregate_seq: self.aggregate_seq.cast_unsigned(),
            recorded_at: Some(prost_types::Timestamp {
                seconds: at.as_second(),
                nanos: at.subsec_nanosecond(),
            }),
            traceparent: self.traceparent,
            r#type: self.event_type,
            payload: self.payload.into(),
        }
    }
}

/// The aggregates of which a listener of those patterns was told, after an id, each with its last sequence.
///
/// # Errors
/// When the database refuses.
pub async fn told(
    connection: &mut PgConnection,
    patterns: &[&str],
    after: Uuid,
    limit: i64,
) -> Result<Vec<(Uuid, u64)>> {
    let like: Vec<String> =
        patterns.iter().map(|pattern| pattern.replace('_', "\\_").replace('*', "%")).collect();
    let rows = sqlx::query!(
        r#"SELECT aggregate_id, max(aggregate_seq) AS "last!" FROM outbox
           WHERE routing_key LIKE ANY($1) AND aggregate_id > $2 GROUP BY aggregate_id ORDER BY aggregate_id LIMIT $3"#,
        &like,
        after,
        limit
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|row| (row.aggregate_id, row.last.cast_unsigned())).collect())
}

/// Has the relay publish again what follows the sequence given of each aggregate; answers how many events. Each aggregate is whole in
/// one transaction, so that its events go again in their order.
///
/// # Errors
/// When the database refuses: what was marked before stays so.
pub async fn republish(pool: &PgPool, aggregates: &[Uuid], after: &[i64]) -> Result<u64> {
    let mut events = 0;
    for (aggregates, after) in aggregates.chunks(TOGETHER).zip(after.chunks(TOGETHER)) {
        let done = sqlx::query!(
            "UPDATE outbox o SET published_at = NULL FROM unnest($1::uuid[], $2::bigint[]) AS f (aggregate, after)
             WHERE o.aggregate_id = f.aggregate AND o.aggregate_seq > f.after AND o.published_at IS NOT NULL",
            aggregates,
            after
        )
        .execute(pool)
        .await?;
        events += done.rows_affected();
    }
    Ok(events)
}

/// Events of an aggregate with `from` <= sequence <= `to`: what an owner answers a consumer with a gap.
///
/// # Errors
/// When the database refuses.
pub async fn replay(
    connection: &mut PgConnection,
    source: &str,
    aggregate: Uuid,
    from: u64,
    to: u64,
) -> Result<Vec<Event>> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT seq, event_id, aggregate_id, aggregate_seq, routing_key, event_type, recorded_at, traceparent, payload
         FROM outbox WHERE aggregate_id = $1 AND aggregate_seq BETWEEN $2 AND $3 ORDER BY aggregate_seq LIMIT $4",
        aggregate,
        from.cast_signed(),
        to.cast_signed(),
        REPLAY_MAX,
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|row| row.into_event(source)).collect())
}
