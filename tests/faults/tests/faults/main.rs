//! Acts are recorded by clients that retry with their key, while services, the broker and the database are killed.
//! Nothing is lost, nothing is double, and everything derived catches up.
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
use greffe_test_support::{Api, Options, Product};
use rand::{Rng, SeedableRng, rngs::StdRng};
use serde_json::json;
use uuid::Uuid;

const CLIENTS: usize = 4;
const DOSSIERS: usize = 12;
/// After the last kill everything must have caught up within so long.
const QUIET: Duration = Duration::from_secs(90);
/// One act must be answered for good within so long, whatever dies meanwhile.
const PATIENCE: Duration = Duration::from_secs(120);

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kills_lose_nothing_and_double_nothing() -> Result<()> {
    let (acts, kills) =
        (number("GREFFE_CAMPAIGN_ACTS", 120) as usize, number("GREFFE_CAMPAIGN_KILLS", 8) as usize);
    let environment = ["PARTNER_PER_SECOND", "PARTNER_BURST"]
        .map(|limit| (Service::Gateway, format!("GREFFE__LIMITS__{limit}"), "1000000".to_owned()))
        .to_vec();
    let product = Product::start(Options { environment, ..Options::default() }).await?;
    let client = product.machine("reprise").await?;
    let dossiers = open(&client).await?;

    let done = AtomicUsize::new(0);
    let work = async {
        let each = (0..CLIENTS).map(|lane| record(&product, &dossiers, lane, acts / CLIENTS, &done));
        futures::future::try_join_all(each).await
    };
    let total = acts / CLIENTS * CLIENTS;
    let (outcome, killed) = tokio::try_join!(work, kill(&product, kills, total, &done))?;
    let replayed: usize = outcome.iter().sum();
    println!("{total} actes, {killed:?}, {replayed} réponses rejouées");

    let waited = settle(&product).await?;
    let counted = count(&product).await?;
    let lost_or_double = counted.abs_diff(total as i64);
    println!("au repos {waited:.1?} après la fin ; {counted} actes au journal pour {total} répondus");
    ensure!(lost_or_double == 0, "{counted} acts in the journals for {total} answered");
    consistent(&product).await?;
    product.stack.stop().await?;
    println!("figure: {lost_or_double} perdu");
    Ok(())
}

async fn open(client: &Api) -> Result<Vec<String>> {
    let mut dossiers = Vec::new();
    for n in 0..DOSSIERS {
        let person = |name: String| json!({"nature": "personne_physique", "name": name});
        let wanted = json!({
            "procedure": "civil_representation_obligatoire",
            "formed": {"day": "2026-11-02"},
            "parties": [
                {"role": "demandeur", "residence": "metropole", "person": person(format!("Demandeur{n}"))},
                {"role": "defendeur", "residence": "metropole", "person": person(format!("Défendeur{n}"))}
            ],
            "decisions": [{"court": "cour d’appel de Lyon", "nature": "arret", "rendered_on": "2026-09-10"}],
            "urgent": false, "piece_ids": [], "warnings_confirmed": false
        });
        let opened = client.post("/api/v1/dossiers", &wanted).await?.expect(201)?;
        dossiers.push(opened["dossier_id"].as_str().context("dossier_id")?.to_owned());
    }
    Ok(dossiers)
}

/// Records acts one after the other; each is sent again with its key until it is answered for good.
async fn record(
    product: &Product,
    dossiers: &[String],
    lane: usize,
    acts: usize,
    done: &AtomicUsize,
) -> Result<usize> {
    let mut client = product.machine("reprise").await?;
    let mut replayed = 0;
    for n in 0..acts {
        let path = format!("/api/v1/dossiers/{}/actes", dossiers[(lane + n * CLIENTS) % dossiers.len()]);
        let act = json!({"type": "pieces_deposees", "dates": {"depose": "2026-11-20"}, "corps": {"nature": "autre"}});
        let (key, start) = (Uuid::now_v7(), Instant::now());
        loop {
            match client.post_with(&path, key, None, &act).await {
                Ok(answer) if answer.status == 201 => {
                    replayed += usize::from(answer.headers.contains_key("idempotency-replayed"));
                    break;
                }
                // The token lives ten minutes; the identity provider is not killed.
                Ok(answer) if answer.status == 401 => client = product.machine("reprise").await?,
                Ok(answer) => {
                    ensure!(
                        answer.status >= 500 || answer.status == 429,
                        "refused for good: {} {}",
                        answer.status,
                        answer.body
                    );
                }
                Err(_) => {}
            }
            ensure!(start.elapsed() < PATIENCE, "an act got no answer");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        done.fetch_add(1, Ordering::Relaxed);
    }
    Ok(replayed)
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

/// A killed server is started again until it stands: what it left behind may still be ending.
async fn restart(wanted: Wanted) -> Result<()> {
    let start = Instant::now();
    loop {
        match Servers::ensure(Layout::test()?, wanted, |_, _| {}).await {
            Err(error) if start.elapsed() > PATIENCE => return Err(error),
            Err(_) => tokio::time::sleep(Duration::from_millis(300)).await,
            Ok(_) => return Ok(()),
        }
    }
}

/// A service that finds no database or no broker ends and says why: it is started again, as any supervisor would.
async fn revive(product: &Product, instance: Instance) -> Result<()> {
    let start = Instant::now();
    loop {
        match product.stack.start_instance(instance).await {
            Err(error) if start.elapsed() > PATIENCE => return Err(error),
            Err(_) => tokio::time::sleep(Duration::from_millis(500)).await,
            Ok(()) => return Ok(()),
        }
    }
}

/// Waits until every outbox is published and every cursor is at its journal's version.
async fn settle(product: &Product) -> Result<Duration> {
    let start = Instant::now();
    for instance in product.stack.instances() {
        revive(product, instance).await?;
    }
    loop {
        let behind = behind(product).await.unwrap_or(i64::MAX);
        if behind == 0 {
            return Ok(start.elapsed());
        }
        ensure!(start.elapsed() < QUIET, "{behind} rows have not caught up");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

async fn behind(product: &Product) -> Result<i64> {
    let pool = product.sql().await?;
    let mut rows = 0;
    for service in ["dossier", "deadline", "assignment", "notification", "document"] {
        let sql = format!(
            "SELECT (SELECT count(*) FROM {service}.outbox WHERE published_at IS NULL) + (SELECT count(*) FROM {service}.inbox_waiting)
                  + (SELECT count(*) FROM {service}.inbox WHERE state = 'parked')"
        );
        rows += sqlx::query_scalar::<_, i64>(sqlx::AssertSqlSafe(sql)).fetch_one(&pool).await?;
    }
    for consumer in ["deadline", "assignment", "notification", "document"] {
        let sql = format!(
            "SELECT count(*) FROM dossier.dossier d LEFT JOIN {consumer}.inbox_cursor c ON c.source = 'dossier' AND c.aggregate_id = d.id
             WHERE coalesce(c.last_seq, 0) <> d.version"
        );
        rows += sqlx::query_scalar::<_, i64>(sqlx::AssertSqlSafe(sql)).fetch_one(&pool).await?;
    }
    pool.close().await;
    Ok(rows)
}

async fn count(product: &Product) -> Result<i64> {
    let sql = "SELECT count(*) FROM dossier.act WHERE kind = 'pieces_deposees'";
    Ok(sqlx::query_scalar(sql).fetch_one(&product.sql().await?).await?)
}

/// Versions without gap, replicas equal to journals, audit chains whole, no transaction left open.
async fn consistent(product: &Product) -> Result<()> {
    let pool = product.sql().await?;
    let gaps: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM dossier.dossier d WHERE d.version <> (SELECT count(*) FROM dossier.act a WHERE a.dossier_id = d.id)
            OR d.version <> (SELECT max(version) FROM dossier.act a WHERE a.dossier_id = d.id)",
    )
    .fetch_one(&pool)
    .await?;
    ensure!(gaps == 0, "{gaps} journals have a gap");
    for holder in ["deadline", "assignment", "notification", "document"] {
        let sql = format!(
            "SELECT count(*) FROM dossier.dossier d WHERE d.version <> (SELECT coalesce(sum(r.acts), 0) FROM {holder}.replica r WHERE r.dossier_id = d.id)"
        );
        let wrong: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&pool).await?;
        ensure!(wrong == 0, "{wrong} replicas of {holder} are not the journal");
    }
    let open: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = current_database() AND now() - state_change > interval '1 second'",
    )
    .fetch_one(&pool)
    .await?;
    ensure!(open == 0, "{open} transactions were left open");
    Ok(())
}
