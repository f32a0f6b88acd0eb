//! A dossier service that only speaks, over a real broker, and the service under test that listens.

use std::{sync::Arc, time::Duration};

use greffe_bus::{Consumer, Gaps, Handler, NewEvent, Relay, Wake, link::Link, outbox, topology};
use greffe_chassis::{Result, db};
use greffe_contracts::common::v1::Event;
use greffe_dev::testing::{TestBroker, TestDatabase};
use jiff::Timestamp;
use sqlx::{PgConnection, PgPool};
use tokio_util::sync::{CancellationToken, DropGuard};
use uuid::Uuid;

/// What is missed is asked from the speaker's outbox.
struct Owner(PgPool);

impl Gaps for Owner {
    async fn fetch(&self, source: &str, aggregate: Uuid, from: u64, to: u64) -> Result<Vec<Event>> {
        outbox::replay(&mut *self.0.acquire().await?, source, aggregate, from, to).await
    }
}

/// Who listens: the service under test.
pub struct Listener<H> {
    /// Its name, which is its schema.
    pub service: &'static str,
    /// Its tables.
    pub pool: PgPool,
    /// What it does of an event.
    pub handler: H,
    /// Tells its own relay to look.
    pub wake: Wake,
}

/// The outbox of a dossier service, and the relay of it.
pub struct Voice {
    pool: PgPool,
    wake: Wake,
    at: Timestamp,
    _broker: TestBroker,
    _ending: DropGuard,
}

impl Voice {
    /// Joins both to a broker of their own. Events bear the instant given.
    ///
    /// # Panics
    /// When a server does not answer.
    pub async fn join<H>(database: &TestDatabase, listener: Listener<H>, at: Timestamp) -> Self
    where
        H: Handler + Send + Sync + 'static,
    {
        let broker = TestBroker::vhost().await.unwrap();
        topology::declare(Link::open(broker.url()).await.unwrap().channel()).await.unwrap();
        let pool = PgPool::connect(&database.url("dossier").unwrap()).await.unwrap();
        let (wake, ending) = (Wake::default(), CancellationToken::new());
        for (source, pool, wake) in
            [("dossier", &pool, &wake), (listener.service, &listener.pool, &listener.wake)]
        {
            let relay = Relay { pool: pool.clone(), url: broker.url().into(), source, wake: wake.clone() };
            tokio::spawn(relay.run(ending.clone()));
        }
        let consumer = Consumer {
            pool: listener.pool,
            url: broker.url().into(),
            service: listener.service,
            handler: Arc::new(listener.handler),
            gaps: Arc::new(Owner(pool.clone())),
            wake: listener.wake,
            declare: true,
        };
        tokio::spawn(consumer.run(ending.clone()));
        Self { pool, wake, at, _broker: broker, _ending: ending.drop_guard() }
    }

    /// Written to the outbox in the order given, which is the order of publishing.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn say(&self, events: &[&Event]) {
        let mut connection = self.pool.acquire().await.unwrap();
        for event in events {
            self.write(&mut connection, event).await;
        }
        self.wake.wake();
    }

    /// Marked as published, and lost by the broker: they stand in the owner's outbox and nowhere else.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn lose(&self, events: &[&Event]) {
        let mut tx = db::begin(&self.pool).await.unwrap();
        for event in events {
            self.write(&mut tx, event).await;
        }
        sqlx::query("UPDATE outbox SET published_at = now()").execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn write(&self, connection: &mut PgConnection, event: &Event) {
        let new = NewEvent {
            routing_key: &event.routing_key,
            aggregate_id: event.aggregate_id.unwrap().into(),
            aggregate_seq: event.aggregate_seq,
            event_type: if event.r#type == "ActDeclined" { "ActDeclined" } else { "ActRecorded" },
            payload: event.payload.to_vec(),
        };
        outbox::append(connection, self.at, &new).await.unwrap();
    }

    /// Every event again, as after a crash of the relay between publishing and marking.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn say_all_again(&self) {
        sqlx::query("UPDATE outbox SET published_at = NULL").execute(&self.pool).await.unwrap();
        self.wake.wake();
    }
}

/// Waits until the statement answers true.
///
/// # Panics
/// When it does not within twenty seconds.
pub async fn until(what: &str, pool: &PgPool, sql: &'static str) {
    let end = tokio::time::Instant::now() + Duration::from_secs(20);
    while !sqlx::query_scalar::<_, bool>(sql).fetch_one(pool).await.unwrap() {
        assert!(tokio::time::Instant::now() < end, "never: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
