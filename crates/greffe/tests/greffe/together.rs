//! Events that wait in a queue share transactions: what comes twice, never came, or cannot be applied is judged as if it were alone.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};
use greffe_bus::{
    Consumer, Gaps, Handler, Outcome, Rejection, Relay, Wake, link::Link, outbox, replica, topology,
};
use greffe_chassis::Failure;
use greffe_contracts::common::v1::Event;
use greffe_dev::testing::{TestBroker, TestDatabase};
use sqlx::{PgConnection, PgPool};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

const SOON: Duration = Duration::from_secs(60);
/// Journals, and acts of each.
const JOURNALS: i64 = 4;
const ACTS: i64 = 40;
/// The act that its listener refuses, in the first journal; the one that the broker loses, in the second; the one that comes after the
/// next, in the third.
const REFUSED: i64 = 10;
const LOST: i64 = 7;
const LATE: i64 = 5;

/// Holds journals, and remembers in how many transactions.
#[derive(Default)]
struct Holding {
    transactions: Mutex<BTreeSet<i64>>,
}

impl Handler for Holding {
    async fn handle<'a>(&'a self, tx: &'a mut PgConnection, event: &'a Event) -> Result<Outcome, Rejection> {
        if event.payload.as_ref() == b"refuse" {
            return Err(Rejection::Permanent(Failure::internal("refused")));
        }
        let aggregate = event.aggregate_id.map(Uuid::from).unwrap_or_default();
        replica::append(tx, aggregate, event.aggregate_seq, &event.payload).await?;
        let transaction: i64 = sqlx::query_scalar("SELECT txid_current()").fetch_one(tx).await?;
        self.transactions.lock().unwrap().insert(transaction);
        Ok(Outcome::Applied)
    }

    async fn rebuild<'a>(&'a self, _: &'a mut PgConnection, _: Uuid) -> greffe_chassis::Result<u64> {
        Ok(0)
    }
}

/// The outbox of the owner.
struct Owner(PgPool);

impl Gaps for Owner {
    async fn fetch(&self, source: &str, of: Uuid, from: u64, to: u64) -> greffe_chassis::Result<Vec<Event>> {
        outbox::replay(&mut *self.0.acquire().await?, source, of, from, to).await
    }
}

async fn until(what: &str, pool: &PgPool, sql: &'static str) -> Result<()> {
    let start = Instant::now();
    while !sqlx::query_scalar::<_, bool>(sql).fetch_one(pool).await? {
        ensure!(start.elapsed() < SOON, "never: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

#[tokio::test]
async fn events_that_wait_share_transactions_and_are_judged_alone() -> Result<()> {
    let database = TestDatabase::create(&["dossier", "deadline"]).await?;
    let broker = TestBroker::vhost().await?;
    topology::declare(Link::open(broker.url()).await?.channel()).await?;
    let owner = PgPool::connect(&database.url("dossier")?).await?;
    let pool = PgPool::connect(&database.url("deadline")?).await?;
    // Journals in turn, as acts come, but for the late one.
    sqlx::query(
        "INSERT INTO outbox (event_id, aggregate_id, aggregate_seq, routing_key, event_type, recorded_at, published_at, payload)
         SELECT gen_random_uuid(), md5(j::text)::uuid, a, 'dossier.act.pieces_deposees', 'ActRecorded', now(),
                CASE WHEN j = 2 AND a = $4 THEN now() END,
                convert_to(CASE WHEN j = 1 AND a = $3 THEN 'refuse' ELSE 'acte' END, 'UTF8')
         FROM generate_series(1, $2) AS a, generate_series(1, $1) AS j ORDER BY CASE WHEN j = 3 AND a = $5 THEN a + 1.5 ELSE a END, j",
    )
    .bind(JOURNALS)
    .bind(ACTS)
    .bind(REFUSED)
    .bind(LOST)
    .bind(LATE)
    .execute(&owner)
    .await?;
    let ending = CancellationToken::new();
    let _end = ending.clone().drop_guard();
    let wake = Wake::default();
    let relay =
        Relay { pool: owner.clone(), url: broker.url().into(), source: "dossier", wake: wake.clone() };
    tokio::spawn(relay.run(ending.clone()));
    let published = "SELECT count(*) = 0 FROM outbox WHERE published_at IS NULL";
    until("published", &owner, published).await?;

    let holding = Arc::new(Holding::default());
    let consumer = Consumer {
        pool: pool.clone(),
        url: broker.url().into(),
        service: "deadline",
        handler: holding.clone(),
        gaps: Arc::new(Owner(owner.clone())),
        wake: Wake::default(),
        declare: true,
    };
    tokio::spawn(consumer.run(ending.clone()));
    // All but the one that is refused and those behind it, the lost one among them.
    until("applied", &pool, "SELECT count(*) = 129 FROM inbox WHERE state = 'applied'").await?;
    until("set apart", &pool, "SELECT count(*) = 1 FROM inbox WHERE state = 'parked'").await?;
    until("behind it", &pool, "SELECT count(*) = 30 FROM inbox_waiting").await?;
    let held = "SELECT array_agg(n ORDER BY n) = '{9,40,40,40}' FROM (SELECT sum(acts) AS n FROM replica GROUP BY dossier_id) AS held";
    until("each journal as far as it goes, in its order", &pool, held).await?;
    let transactions = holding.transactions.lock().unwrap().len();
    // Those of one transaction were applied each on its own, because of the one that is refused.
    assert!(transactions < 129 / 2, "{transactions} transactions for 129 events");

    // All of them once more: known, and counted.
    sqlx::query("UPDATE outbox SET published_at = NULL").execute(&owner).await?;
    wake.wake();
    let twice = "SELECT count(*) = 129 FROM inbox WHERE state = 'applied' AND deliveries >= 2";
    until("twice", &pool, twice).await?;
    until("published", &owner, published).await?;
    until("no more, no less", &pool, held).await?;
    Ok(())
}
