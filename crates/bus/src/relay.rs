//! The relay: publishes the outbox in order, and marks a row only when the broker has confirmed that it is stored.

use std::{collections::HashSet, sync::Arc, time::Duration};

use greffe_chassis::{Failure, Result, db};
use lapin::{
    BasicProperties, Channel, Confirmation,
    options::{BasicPublishOptions, ConfirmSelectOptions},
    types::ShortString,
};
use prost::Message;
use sqlx::PgPool;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{
    faults,
    link::{Link, answered},
    outbox::Row,
    topology,
};

/// Rows a transaction.
const BATCH: i64 = 200;
/// The safety net when nobody woke the relay.
const POLL: Duration = Duration::from_millis(250);
/// Longest wait for the confirms of a batch.
const CONFIRM: Duration = Duration::from_secs(5);
/// Between two tries while another replica holds the lock.
const RETRY: Duration = Duration::from_millis(10);
/// After so many the rows are left to the poll.
const RETRIES: u32 = 200;

/// Tells the relay of this process that rows wait.
#[derive(Clone, Debug, Default)]
pub struct Wake(Arc<Notify>);

impl Wake {
    /// Called after a commit that wrote to the outbox.
    pub fn wake(&self) {
        self.0.notify_one();
    }
}

/// One relay a process; the replica that holds the advisory lock publishes, the others stand by.
pub struct Relay {
    /// Pool of the service.
    pub pool: PgPool,
    /// Broker, with its vhost.
    pub url: String,
    /// The service that speaks.
    pub source: &'static str,
    /// Shared with the writers.
    pub wake: Wake,
}

enum Turn {
    /// Nothing waits, or nothing could be published: wait for a wake or the poll.
    Idle,
    /// A full batch went: there is more.
    More,
    /// Another replica publishes.
    Held,
}

impl Relay {
    /// Publishes until told to end; rebuilds its connection after any error, with growing pauses.
    pub async fn run(self, ending: CancellationToken) {
        // Before there is anything to say: the first event of a process does not wait for a connection.
        let mut link = open(&self.url).await.ok();
        let mut failures = 0u32;
        let mut held = 0u32;
        while !ending.is_cancelled() {
            match self.turn(&mut link).await {
                Ok(Turn::More) => (failures, held) = (0, 0),
                Ok(Turn::Held) if held < RETRIES => {
                    held += 1;
                    tokio::time::sleep(RETRY).await;
                }
                Ok(Turn::Idle | Turn::Held) => {
                    (failures, held) = (0, 0);
                    tokio::select! {
                        () = self.wake.0.notified() => {}
                        () = tokio::time::sleep(POLL) => {}
                        () = ending.cancelled() => {}
                    }
                }
                Err(error) => {
                    link = None;
                    failures += 1;
                    metrics::counter!("greffe_relay_errors_total").increment(1);
                    tracing::warn!(source = self.source, %error, failures, "relay starts again");
                    tokio::select! {
                        () = tokio::time::sleep(pause(failures)) => {}
                        () = ending.cancelled() => {}
                    }
                }
            }
        }
    }

    async fn turn(&self, link: &mut Option<Link>) -> Result<Turn> {
        // A look without the lock: most wakes of a standby find nothing.
        let waiting = sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT 1 FROM outbox WHERE published_at IS NULL) AS "waiting!""#
        )
        .fetch_one(&self.pool)
        .await?;
        if !waiting {
            return Ok(Turn::Idle);
        }
        // Not before there is a connection: the transaction holds the lock all replicas wait for.
        if !link.as_ref().is_some_and(Link::stands) {
            *link = Some(open(&self.url).await?);
        }
        let Some(link) = link else { return Ok(Turn::Idle) };
        self.batch(link.channel()).await
    }

    /// One transaction: take the lock, read in order, publish all, await all, mark what is stored.
    async fn batch(&self, channel: &Channel) -> Result<Turn> {
        let mut tx = db::begin(&self.pool).await?;
        // Held by the transaction, not the session: it frees itself when this process freezes or dies.
        let mine = sqlx::query_scalar!(
            r#"SELECT pg_try_advisory_xact_lock(hashtext('greffe.relay.' || current_schema())) AS "mine!""#
        )
        .fetch_one(&mut *tx)
        .await?;
        if !mine {
            tx.rollback().await?;
            return Ok(Turn::Held);
        }
        let rows = sqlx::query_as!(
            Row,
            "SELECT seq, event_id, aggregate_id, aggregate_seq, routing_key, event_type, recorded_at, traceparent, payload
             FROM outbox WHERE published_at IS NULL ORDER BY seq LIMIT $1",
            BATCH
        )
        .fetch_all(&mut *tx)
        .await?;
        let full = rows.len() as i64 == BATCH;
        if rows.is_empty() {
            tx.rollback().await?;
            return Ok(Turn::Idle);
        }
        faults::point("relay.before_publish");
        let (stored, failed) = if faults::sabotaged("mark_before_confirm") {
            let all = rows.iter().map(|row| row.seq).collect();
            for row in rows {
                drop(publish(channel, self.source, row).await);
            }
            (all, Vec::new())
        } else {
            self.publish_all(channel, rows).await?
        };
        faults::point("relay.after_confirm");
        sqlx::query!("UPDATE outbox SET published_at = now() WHERE seq = ANY($1)", &stored)
            .execute(&mut *tx)
            .await?;
        for (seq, error) in &failed {
            sqlx::query!(
                "UPDATE outbox SET attempts = attempts + 1, last_error = $2 WHERE seq = $1",
                seq,
                error
            )
            .execute(&mut *tx)
            .await?;
        }
        tx.commit().await?;
        faults::point("relay.after_mark");
        metrics::counter!("greffe_outbox_published_total").increment(stored.len() as u64);
        if failed.is_empty() {
            return Ok(if full { Turn::More } else { Turn::Idle });
        }
        metrics::counter!("greffe_outbox_refused_total").increment(failed.len() as u64);
        Err(Failure::unavailable(format!(
            "{} events were not stored by the broker: {}",
            failed.len(),
            failed[0].1
        )))
    }

    /// All are sent before the first confirm is awaited: a window of 200 is twenty times faster than a window of one.
    async fn publish_all(&self, channel: &Channel, rows: Vec<Row>) -> Result<(Vec<i64>, Vec<(i64, String)>)> {
        // The driver queues a frame when it is first asked to, in order, and only then says that it was written: waiting for each
        // would cost a turn of its thread an event.
        let sent = rows.into_iter().map(|row| async {
            let (seq, aggregate, heard) = (row.seq, row.aggregate_id, topology::is_heard(&row.routing_key));
            let confirm = publish(channel, self.source, row).await?;
            Ok::<_, Failure>((seq, aggregate, heard, confirm))
        });
        let pending = futures::future::try_join_all(sent).await?;
        faults::point("relay.before_confirm");
        let (mut stored, mut failed, mut broken) = (Vec::new(), Vec::new(), HashSet::<Uuid>::new());
        let deadline = tokio::time::Instant::now() + CONFIRM;
        for (seq, aggregate, heard, confirm) in pending {
            let outcome = match tokio::time::timeout_at(deadline, confirm).await {
                Err(_) => Err("no confirm in time".to_owned()),
                Ok(Err(error)) => Err(error.to_string()),
                // An unroutable message is acknowledged too, with the message that came back.
                Ok(Ok(Confirmation::Ack(None))) => Ok(()),
                Ok(Ok(Confirmation::Ack(Some(_)))) if heard => Err("reached no queue".to_owned()),
                Ok(Ok(Confirmation::Ack(Some(_)))) => Ok(()),
                Ok(Ok(Confirmation::Nack(_))) => Err("refused by the broker".to_owned()),
                Ok(Ok(Confirmation::NotRequested)) => Err("confirms are off".to_owned()),
            };
            match outcome {
                // A later event of an aggregate with a failure is sent again: a duplicate is free, a gap is not.
                Ok(()) if !broken.contains(&aggregate) => stored.push(seq),
                Ok(()) => {}
                Err(error) => {
                    broken.insert(aggregate);
                    failed.push((seq, error));
                }
            }
        }
        Ok((stored, failed))
    }
}

/// A link whose publications are confirmed.
async fn open(url: &str) -> Result<Link> {
    let link = Link::open(url).await?;
    answered(link.channel().confirm_select(ConfirmSelectOptions::default())).await?;
    Ok(link)
}

async fn publish(channel: &Channel, source: &'static str, row: Row) -> Result<lapin::PublisherConfirm> {
    let key =
        ShortString::try_new(row.routing_key.clone()).map_err(|e| Failure::internal(format!("{e:?}")))?;
    let mandatory = topology::is_heard(&row.routing_key);
    let properties = BasicProperties::default()
        .with_delivery_mode(2)
        .with_content_type("application/protobuf".into())
        .with_message_id(row.event_id.to_string().into())
        .with_type(row.event_type.as_str().into())
        .with_app_id(source.into());
    let body = row.into_event(source).encode_to_vec();
    let options = BasicPublishOptions { mandatory, ..Default::default() };
    answered(channel.basic_publish(topology::EXCHANGE.into(), key, options, &body, properties)).await
}

/// Grows from 0.2 s to 5 s, with full jitter so that replicas do not march in step.
pub(crate) fn pause(failures: u32) -> Duration {
    let ceiling = (200u64 << failures.min(8)).min(5_000);
    Duration::from_millis(rand::random_range(ceiling / 4..=ceiling))
}
