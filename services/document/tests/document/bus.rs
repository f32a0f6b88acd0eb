//! Over a real broker: acts link papers and open cases, whatever comes twice or never came.

use std::{sync::Arc, time::Duration};

use greffe_bus::{Consumer, Gaps, NewEvent, Relay, Wake, outbox, replica, topology};
use greffe_chassis::{Clock, Result};
use greffe_contracts::common::v1::Event;
use greffe_dev::testing::TestBroker;
use sqlx::PgPool;
use tokio_util::sync::{CancellationToken, DropGuard};
use uuid::Uuid;

use crate::support::{Journal, World, chambre, counsel, greffier, memoire};

/// A dossier service that only speaks: its outbox, and the relay of it.
struct Voice {
    pool: PgPool,
    wake: Wake,
    _ending: DropGuard,
}

/// The gap is filled from what the owner says.
struct Owner(PgPool);

impl Gaps for Owner {
    async fn fetch(&self, source: &str, aggregate: Uuid, from: u64, to: u64) -> Result<Vec<Event>> {
        outbox::replay(&mut *self.0.acquire().await?, source, aggregate, from, to).await
    }
}

impl Voice {
    async fn join(world: &World, broker: &TestBroker) -> Self {
        let connection = topology::connect(broker.url()).await.unwrap();
        topology::declare(&connection.create_channel().await.unwrap()).await.unwrap();
        let pool = PgPool::connect(&world.database.url("dossier").unwrap()).await.unwrap();
        let (wake, ending) = (Wake::default(), CancellationToken::new());
        let relay =
            Relay { pool: pool.clone(), url: broker.url().into(), source: "dossier", wake: wake.clone() };
        tokio::spawn(relay.run(ending.clone()));
        let consumer = Consumer {
            pool: world.pool.clone(),
            url: broker.url().into(),
            service: greffe_document::NAME,
            handler: Arc::new(world.service.clone()),
            gaps: Arc::new(Owner(pool.clone())),
            wake: Wake::default(),
        };
        tokio::spawn(consumer.run(ending.clone()));
        Self { pool, wake, _ending: ending.drop_guard() }
    }

    async fn say(&self, world: &World, event: &Event) {
        let new = NewEvent {
            routing_key: &event.routing_key,
            aggregate_id: event.aggregate_id.unwrap().into(),
            aggregate_seq: event.aggregate_seq,
            event_type: "ActRecorded",
            payload: event.payload.to_vec(),
        };
        outbox::append(&mut self.pool.acquire().await.unwrap(), world.clock.now(), &new).await.unwrap();
        self.wake.wake();
    }

    /// Every event again, as after a crash of the relay between publishing and marking.
    async fn say_all_again(&self) {
        sqlx::query("UPDATE outbox SET published_at = NULL").execute(&self.pool).await.unwrap();
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

#[tokio::test]
async fn an_act_gives_a_paper_to_its_case_once() {
    let (world, broker) = (World::new().await, TestBroker::vhost().await.unwrap());
    let voice = Voice::join(&world, &broker).await;
    let piece = world.deposit(&counsel("martin"), "memoire").await;
    assert!(!world.reads(&greffier(), piece).await);
    let mut journal = Journal::new();
    voice.say(&world, &journal.next(chambre("civ1"), &[], None).0).await;
    voice.say(&world, &journal.next(memoire(&[piece]), &[], None).0).await;
    until("linked", &world.pool, "SELECT count(*) = 1 FROM document.piece WHERE act_version = 2").await;
    voice.say_all_again().await;
    until("twice", &world.pool, "SELECT count(*) = 2 FROM inbox WHERE deliveries >= 2").await;
    assert_eq!(
        replica::load(&mut world.pool.acquire().await.unwrap(), journal.dossier).await.unwrap().len(),
        2
    );
    assert_eq!(world.list(&greffier(), journal.dossier).await.unwrap(), [piece]);
    assert!(world.reads(&greffier(), piece).await);
}

#[tokio::test]
async fn an_act_that_never_came_is_asked_for() {
    let (world, broker) = (World::new().await, TestBroker::vhost().await.unwrap());
    let voice = Voice::join(&world, &broker).await;
    let piece = world.deposit(&counsel("martin"), "memoire").await;
    let mut journal = Journal::new();
    let (lost, heard) =
        (journal.next(memoire(&[piece]), &[], None).0, journal.next(chambre("civ1"), &[], None).0);
    voice.say(&world, &lost).await;
    // The service forgets it, as one restored from before it: it stands in the owner's outbox and nowhere else.
    until("first", &world.pool, "SELECT count(*) = 1 FROM inbox WHERE state = 'applied'").await;
    for forget in [
        "DELETE FROM inbox",
        "DELETE FROM inbox_cursor",
        "DELETE FROM replica",
        "DELETE FROM case_relation",
        "UPDATE document.piece SET dossier_id = NULL, act_id = NULL, act_version = NULL",
    ] {
        sqlx::query(forget).execute(&world.pool).await.unwrap();
    }
    voice.say(&world, &heard).await;
    until(
        "filled",
        &world.pool,
        "SELECT count(*) = 1 FROM case_relation WHERE version = 2 AND chambre = 'civ1'",
    )
    .await;
    assert_eq!(world.list(&greffier(), journal.dossier).await.unwrap(), [piece]);
}
