//! Exchanges, queues, and who listens to what: one table.

use greffe_chassis::{Failure, Result};
use lapin::{
    Channel, ExchangeKind,
    options::{ExchangeDeclareOptions, QueueBindOptions, QueueDeclareOptions},
    types::{AMQPValue, FieldTable, ShortString},
};

use crate::link::{Link, answered};

/// Where every event goes.
pub const EXCHANGE: &str = "evt.v1";
/// Where a queue puts what it gives up.
const DEAD_LETTERS: &str = "evt.dlx";

/// What each service listens to. A consumer takes every event of an aggregate, so that it can check their order.
pub const SUBSCRIPTIONS: &[(&str, &[&str])] = &[
    ("dossier", &["assignment.proposal.assignment_proposed"]),
    ("deadline", &["dossier.act.*", "dossier.law.*"]),
    ("assignment", &["dossier.act.*", "dossier.proposal.act_declined"]),
    (
        "notification",
        &[
            "dossier.act.*",
            "dossier.law.*",
            "deadline.dossier.*",
            "assignment.dossier.finding_raised",
            "assignment.dossier.designations_owed",
            "assignment.audience.*",
            "document.dossier.finding_raised",
        ],
    ),
    ("document", &["dossier.act.*"]),
];

/// Whether some service listens to the key: then a message that reaches no queue is a failure, not a hint unheard.
#[must_use]
pub fn is_heard(routing_key: &str) -> bool {
    SUBSCRIPTIONS.iter().flat_map(|(_, patterns)| *patterns).any(|pattern| matches(pattern, routing_key))
}

/// What a service listens to; nothing for one that listens to nothing.
#[must_use]
pub fn heard_by(service: &str) -> &'static [&'static str] {
    SUBSCRIPTIONS.iter().find(|(name, _)| *name == service).map_or(&[], |(_, patterns)| patterns)
}

/// Whether a service holds the journals of dossiers.
#[must_use]
pub fn holds_journals(service: &str) -> bool {
    heard_by(service).contains(&"dossier.act.*")
}

/// Messages in a queue; the queue must exist.
///
/// # Errors
/// When the broker does not answer, or has no such queue.
pub async fn depth(url: &str, name: &str) -> Result<u64> {
    let link = Link::open(url).await?;
    let passive = QueueDeclareOptions { passive: true, ..QueueDeclareOptions::durable() };
    let declared =
        answered(link.channel().queue_declare(short(name)?, passive, FieldTable::default())).await?;
    Ok(declared.message_count().into())
}

fn matches(pattern: &str, key: &str) -> bool {
    let (mut pattern, mut key) = (pattern.split('.'), key.split('.'));
    loop {
        match (pattern.next(), key.next()) {
            (None, None) => return true,
            (Some("*"), Some(_)) => {}
            (Some(p), Some(k)) if p == k => {}
            _ => return false,
        }
    }
}

/// Queue of a service.
#[must_use]
pub fn queue(service: &str) -> String {
    format!("svc.{service}.in")
}

/// Queue of what a service could not take.
#[must_use]
pub fn parking(service: &str) -> String {
    format!("evt.parking.{service}")
}

/// Declares all that is missing; what exists with other properties is an error, never changed.
///
/// # Errors
/// When the broker refuses.
pub async fn declare(channel: &Channel) -> Result<()> {
    let durable = ExchangeDeclareOptions { durable: true, ..Default::default() };
    for (name, kind) in [(EXCHANGE, ExchangeKind::Topic), (DEAD_LETTERS, ExchangeKind::Direct)] {
        answered(channel.exchange_declare(short(name)?, kind, durable, FieldTable::default())).await?;
    }
    for (service, patterns) in SUBSCRIPTIONS {
        declare_queue(channel, &parking(service), parking_arguments()).await?;
        bind(channel, &parking(service), DEAD_LETTERS, service).await?;
        declare_queue(channel, &queue(service), queue_arguments(service)?).await?;
        for pattern in *patterns {
            bind(channel, &queue(service), EXCHANGE, pattern).await?;
        }
    }
    Ok(())
}

/// Every property is set by us: the defaults of RabbitMQ 3 and 4 differ where it hurts.
fn queue_arguments(service: &str) -> Result<FieldTable> {
    let mut table = parking_arguments();
    let mut set = |key: &str, value: AMQPValue| {
        table.insert(key.into(), value);
    };
    set("x-single-active-consumer", AMQPValue::Boolean(true));
    set("x-delivery-limit", AMQPValue::LongLongInt(1000));
    set("x-overflow", text("reject-publish"));
    set("x-dead-letter-exchange", text(DEAD_LETTERS));
    set("x-dead-letter-routing-key", AMQPValue::LongString(short(service)?.as_str().into()));
    set("x-dead-letter-strategy", text("at-least-once"));
    set("x-max-length", AMQPValue::LongLongInt(1_000_000));
    Ok(table)
}

fn parking_arguments() -> FieldTable {
    let mut table = FieldTable::default();
    table.insert("x-queue-type".into(), text("quorum"));
    table
}

fn text(value: &str) -> AMQPValue {
    AMQPValue::LongString(value.into())
}

fn short(value: &str) -> Result<ShortString> {
    ShortString::try_new(value.to_owned()).map_err(|e| Failure::internal(format!("{e:?}")))
}

async fn declare_queue(channel: &Channel, name: &str, arguments: FieldTable) -> Result<()> {
    answered(channel.queue_declare(short(name)?, QueueDeclareOptions::durable(), arguments)).await?;
    Ok(())
}

async fn bind(channel: &Channel, queue: &str, exchange: &str, key: &str) -> Result<()> {
    let (options, none) = (QueueBindOptions::default(), FieldTable::default());
    answered(channel.queue_bind(short(queue)?, short(exchange)?, short(key)?, options, none)).await
}
