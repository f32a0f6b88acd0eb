//! Services, the broker and the database are killed while acts are recorded.
//!
//! `GREFFE_CAMPAIGN_ACTS` and `GREFFE_CAMPAIGN_KILLS` set the length (short by default; the long form is in
//! `docs/promises.md`); `GREFFE_CAMPAIGN_SEED` the choice of what is killed. The last line is the figure of the promise.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use greffe_dev::{Instance, Layout, Servers, Service, Wanted};
use greffe_test_support::Product;
use rand::{Rng, SeedableRng, rngs::StdRng};

use crate::{
    rest::{QUIET, redelivered, revive, settle, sound, supervised},
    work::{self, PATIENCE, number},
};

const CLIENTS: usize = 4;
const DOSSIERS: usize = 12;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kills_lose_nothing_and_double_nothing() -> Result<()> {
    let _alone = crate::ALONE.lock().await;
    let acts = usize::try_from(number("GREFFE_CAMPAIGN_ACTS", 120))?;
    let kills = usize::try_from(number("GREFFE_CAMPAIGN_KILLS", 8))?;
    let product = work::product("greffe", &[]).await?;
    queues_on_disk(&product).await?;
    let dossiers = work::open(&product.machine("reprise").await?, DOSSIERS).await?;
    let done = AtomicUsize::new(0);
    let working = async {
        let recording = work::record(&product, &dossiers, CLIENTS, acts, &done);
        let (replayed, killed) = tokio::try_join!(recording, kill(&product, kills, acts, &done))?;
        anyhow::Ok((replayed, killed, sound(&product, acts, QUIET).await?))
    };
    let (replayed, killed, waited) =
        supervised(&product, working).await.with_context(|| product.last_words())?;
    let again = redelivered(&product).await?;
    println!("{acts} actes, {killed:?}, {replayed} réponses rejouées, {again} événements relivrés");
    println!("au repos {waited:.1?} après la fin");
    ensure!(
        kills < 60 || (replayed > 0 && again > 0),
        "a campaign in which nothing came twice proves little"
    );
    product.stack.stop().await?;
    println!("figure: 0 perdu");
    Ok(())
}

/// Kills, spread over the work: each time one of the services, the gateway, the broker or the database.
async fn kill(
    product: &Product,
    kills: usize,
    total: usize,
    done: &AtomicUsize,
) -> Result<BTreeMap<String, usize>> {
    let mut random = StdRng::seed_from_u64(number("GREFFE_CAMPAIGN_SEED", 7));
    let servers = Servers::ensure(Layout::test()?, Wanted::ALL, |_, _| {}).await?;
    let mut killed = BTreeMap::new();
    for n in 0..kills {
        // A kill when its share of the acts is done: the campaign neither ends before them nor waits for them.
        let share = total * n / kills;
        while done.load(Ordering::Relaxed) < share {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let instances = product.stack.instances();
        let victim = random.random_range(0..instances.len() + 3);
        let name = match victim {
            0 => {
                servers.broker()?.kill9().await?;
                restart(Wanted { broker: true, ..Wanted::default() }).await?;
                "rabbitmq".to_owned()
            }
            1 => {
                servers.postgres()?.kill9().await?;
                restart(Wanted { postgres: true, ..Wanted::default() }).await?;
                "postgres".to_owned()
            }
            // The owner of the journals is killed twice as often as the others.
            2 => kill_one(product, Instance::first(Service::Dossier)).await?,
            other => kill_one(product, instances[other - 3]).await?,
        };
        *killed.entry(name).or_insert(0) += 1;
    }
    Ok(killed)
}

async fn kill_one(product: &Product, instance: Instance) -> Result<String> {
    // A service may have ended with its database: it is started again as any supervisor would.
    if product.stack.pid(instance).is_some() {
        product.stack.kill9(instance).await?;
    }
    revive(product, instance).await?;
    Ok(instance.to_string())
}

/// Sees that every queue is declared, and on the disk of the broker: RabbitMQ 3.10 writes the register of its quorum queues
/// seconds after they are declared, and a node killed within these comes back with queues that answer nobody (see the runbook).
pub async fn queues_on_disk(product: &Product) -> Result<()> {
    work::open(&product.machine("reprise").await?, 1).await?;
    settle(product, QUIET).await?;
    Servers::ensure(Layout::test()?, Wanted::ALL, |_, _| {}).await?.broker()?.shut_down().await?;
    restart(Wanted { broker: true, ..Wanted::default() }).await
}

/// A killed server is started again until it stands: what it left behind may still be ending.
pub async fn restart(wanted: Wanted) -> Result<()> {
    let start = Instant::now();
    loop {
        match Servers::ensure(Layout::test()?, wanted, |_, _| {}).await {
            Err(error) if start.elapsed() > PATIENCE => return Err(error),
            Err(_) => tokio::time::sleep(Duration::from_millis(300)).await,
            Ok(_) => return Ok(()),
        }
    }
}
