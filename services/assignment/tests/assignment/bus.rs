//! Over a real broker: what a dossier says settles a proposal, whatever comes twice or in the wrong order.

use std::{sync::Arc, time::Duration};

use greffe_bus::{Consumer, Gaps, NewEvent, Relay, Wake, outbox, replica, topology};
use greffe_chassis::{Clock, Result};
use greffe_contracts::common::v1::Event;
use greffe_dev::testing::TestBroker;
use sqlx::PgPool;
use tokio_util::sync::{CancellationToken, DropGuard};
use uuid::Uuid;

use crate::support::{World, chambre, declined, journalled, president, wanted};

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
        let relay = |pool: &PgPool, source, wake: &Wake| Relay {
            pool: pool.clone(),
            url: broker.url().into(),
            source,
            wake: wake.clone(),
        };
        tokio::spawn(relay(&pool, "dossier", &wake).run(ending.clone()));
        tokio::spawn(relay(&world.pool, "assignment", &world.wake).run(ending.clone()));
        let consumer = Consumer {
            pool: world.pool.clone(),
            url: broker.url().into(),
            service: greffe_assignment::NAME,
            handler: Arc::new(world.service.clone()),
            gaps: Arc::new(Owner(pool.clone())),
            wake: world.wake.clone(),
        };
        tokio::spawn(consumer.run(ending.clone()));
        Self { pool, wake, _ending: ending.drop_guard() }
    }

    async fn say(&self, world: &World, event: &Event) {
        let new = NewEvent {
            routing_key: &event.routing_key,
            aggregate_id: event.aggregate_id.unwrap().into(),
            aggregate_seq: event.aggregate_seq,
            event_type: if event.r#type == "ActRecorded" { "ActRecorded" } else { "ActDeclined" },
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
    loop {
        if sqlx::query_scalar::<_, bool>(sql).fetch_one(pool).await.unwrap() {
            return;
        }
        assert!(tokio::time::Instant::now() < end, "never: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_proposal_goes_out_and_its_answer_comes_back_once() {
    let (world, broker) = (World::new().await, TestBroker::vhost().await.unwrap());
    let voice = Voice::join(&world, &broker).await;
    let mut journal = crate::support::Journal { dossier: Uuid::now_v7(), version: 0 };
    voice.say(&world, &journal.next(chambre("civ1"))).await;
    // Waits for the case, which the broker brings.
    let kept = world
        .propose(&president(), wanted(journal.dossier, "rapporteur_designe", "conseiller.civ1"))
        .await
        .unwrap();
    let lost = world
        .propose(&president(), wanted(journal.dossier, "rapporteur_designe", "conseiller2.civ1"))
        .await
        .unwrap();
    until("published", &world.pool, "SELECT count(*) = 2 FROM outbox WHERE published_at IS NOT NULL").await;

    voice.say(&world, &journal.next(journalled(&kept))).await;
    voice.say(&world, &declined(journal.dossier, &lost.proposal_id, "Un rapporteur est déjà désigné.")).await;
    until("settled", &world.pool, "SELECT count(*) = 0 FROM assignment.proposal WHERE status = 'proposee'")
        .await;
    voice.say_all_again().await;
    until("twice", &world.pool, "SELECT count(*) = 3 FROM inbox WHERE deliveries >= 2").await;

    let shown: Vec<String> =
        world.proposals(&president(), journal.dossier).await.unwrap().into_iter().map(|p| p.status).collect();
    assert_eq!(shown, ["refusee", "en_vigueur"]);
    assert_eq!(
        world.count("outbox WHERE routing_key = 'assignment.proposal.proposal_settled'").await,
        2,
        "told once each"
    );
    assert_eq!(
        replica::load(&mut world.pool.acquire().await.unwrap(), journal.dossier).await.unwrap().len(),
        2
    );
}

#[tokio::test]
async fn an_act_that_never_came_is_asked_for() {
    let (world, broker) = (World::new().await, TestBroker::vhost().await.unwrap());
    let voice = Voice::join(&world, &broker).await;
    let mut journal = crate::support::Journal { dossier: Uuid::now_v7(), version: 0 };
    let (first, second) = (journal.next(chambre("civ1")), journal.next(chambre("civ2")));
    voice.say(&world, &first).await;
    // The broker lost it after the confirm: it stands in the owner's outbox and nowhere else.
    until("first", &world.pool, "SELECT count(*) = 1 FROM inbox WHERE state = 'applied'").await;
    for table in ["inbox", "inbox_cursor", "replica", "case_relation"] {
        sqlx::query(sqlx::AssertSqlSafe(format!("DELETE FROM {table}"))).execute(&world.pool).await.unwrap();
    }
    voice.say(&world, &second).await;
    until(
        "filled",
        &world.pool,
        "SELECT count(*) = 1 FROM case_relation WHERE version = 2 AND chambre = 'civ2'",
    )
    .await;
}
