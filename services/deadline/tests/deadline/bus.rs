//! Over a real broker: acts that come twice, in the wrong order or never, give what the journal says, once.

use std::{sync::Arc, time::Duration};

use greffe_bus::{Consumer, Gaps, NewEvent, Relay, Wake, outbox, replica, topology};
use greffe_chassis::{Clock, Result};
use greffe_contracts::common::v1::Event;
use greffe_dev::testing::TestBroker;
use sqlx::PgPool;
use tokio_util::sync::{CancellationToken, DropGuard};
use uuid::Uuid;

use crate::support::World;

struct Owner(PgPool);

impl Gaps for Owner {
    async fn fetch(&self, source: &str, aggregate: Uuid, from: u64, to: u64) -> Result<Vec<Event>> {
        outbox::replay(&mut *self.0.acquire().await?, source, aggregate, from, to).await
    }
}

/// A dossier service that only speaks, and the service that listens.
struct Voice {
    pool: PgPool,
    wake: Wake,
    _ending: DropGuard,
}

impl Voice {
    async fn join(world: &World, broker: &TestBroker) -> Self {
        let connection = topology::connect(broker.url()).await.unwrap();
        topology::declare(&connection.create_channel().await.unwrap()).await.unwrap();
        let pool = PgPool::connect(&world.database.url("dossier").unwrap()).await.unwrap();
        let (wake, ending) = (Wake::default(), CancellationToken::new());
        let relay = |pool: &PgPool, source, wake: &Wake| Relay {
            pool: pool.clone(),
            url: broker.url().into(),
            source,
            wake: wake.clone(),
        };
        tokio::spawn(relay(&pool, "dossier", &wake).run(ending.clone()));
        tokio::spawn(relay(&world.pool, greffe_deadline::NAME, &world.wake).run(ending.clone()));
        let consumer = Consumer {
            pool: world.pool.clone(),
            url: broker.url().into(),
            service: greffe_deadline::NAME,
            handler: Arc::new(world.service.clone()),
            gaps: Arc::new(Owner(pool.clone())),
            wake: world.wake.clone(),
        };
        tokio::spawn(consumer.run(ending.clone()));
        Self { pool, wake, _ending: ending.drop_guard() }
    }

    /// Written to the outbox in the order given, which is the order of publishing.
    async fn say(&self, world: &World, events: &[&Event]) {
        for event in events {
            let new = NewEvent {
                routing_key: &event.routing_key,
                aggregate_id: event.aggregate_id.unwrap().into(),
                aggregate_seq: event.aggregate_seq,
                event_type: "ActRecorded",
                payload: event.payload.to_vec(),
            };
            outbox::append(&mut self.pool.acquire().await.unwrap(), world.clock.now(), &new).await.unwrap();
        }
        self.wake.wake();
    }
}

async fn until(what: &str, pool: &PgPool, sql: &'static str) {
    let end = tokio::time::Instant::now() + Duration::from_secs(20);
    while !sqlx::query_scalar::<_, bool>(sql).fetch_one(pool).await.unwrap() {
        assert!(tokio::time::Instant::now() < end, "never: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

const HEARD: &str = "SELECT count(*) = 1 FROM case_relation WHERE version = 4";

#[tokio::test]
async fn acts_in_any_order_and_twice_give_the_same_once() {
    let (mut world, broker) = (World::new().await, TestBroker::vhost().await.unwrap());
    let voice = Voice::join(&world, &broker).await;
    let events = world.story();
    voice.say(&world, &[&events[2], &events[0], &events[3], &events[1]]).await;
    until("heard", &world.pool, HEARD).await;
    let told = world.told_count().await;
    sqlx::query("UPDATE outbox SET published_at = NULL").execute(&voice.pool).await.unwrap();
    voice.wake.wake();
    until("twice", &world.pool, "SELECT count(*) = 4 FROM inbox WHERE deliveries >= 2").await;
    assert_eq!(world.told_count().await, told, "nothing is told again");
    let held = replica::load(&mut world.pool.acquire().await.unwrap(), world.dossier).await.unwrap();
    assert_eq!(replica::digest(&held), replica::digest(&world.acts));
}

#[tokio::test]
async fn acts_that_never_came_are_asked_for() {
    let (mut world, broker) = (World::new().await, TestBroker::vhost().await.unwrap());
    let voice = Voice::join(&world, &broker).await;
    let events = world.story();
    // Marked as published, and lost by the broker: they stand in the owner's outbox and nowhere else.
    let lost: Vec<&Event> = events[..3].iter().collect();
    for event in lost {
        let new = NewEvent {
            routing_key: &event.routing_key,
            aggregate_id: event.aggregate_id.unwrap().into(),
            aggregate_seq: event.aggregate_seq,
            event_type: "ActRecorded",
            payload: event.payload.to_vec(),
        };
        let mut tx = greffe_chassis::db::begin(&voice.pool).await.unwrap();
        outbox::append(&mut tx, world.clock.now(), &new).await.unwrap();
        sqlx::query("UPDATE outbox SET published_at = now()").execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }
    voice.say(&world, &[&events[3]]).await;
    until("filled", &world.pool, HEARD).await;
    let held = replica::load(&mut world.pool.acquire().await.unwrap(), world.dossier).await.unwrap();
    assert_eq!(replica::digest(&held), replica::digest(&world.acts));
}
