//! What operators do on a running product: events set apart, rebuilds, a broker that lost its disk, the doctor, the first
//! administrator.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use greffe_dev::{Instance, Service};
use greffe_test_support::{Api, Options, Product};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Executor, PgPool};
use uuid::Uuid;

use crate::verify::declaration;

const SOON: Duration = Duration::from_secs(60);
/// Longest a measure takes.
const LONGEST: Duration = Duration::from_secs(1500);
const NAMED: [&str; 2] = ["--operator", "essai"];

/// A verb in the name of an operator.
async fn operate(product: &Product, verb: &[&str]) -> Result<(bool, String)> {
    product.operate(&[verb, &NAMED].concat()).await
}

async fn opened(api: &Api, name: &str) -> Result<String> {
    let answer = api.post("/api/v1/dossiers", &declaration(name, 20)).await?.expect(201)?;
    Ok(answer["dossier_id"].as_str().context("dossier_id")?.to_owned())
}

/// One act more in a journal.
async fn note(api: &Api, dossier: &str) -> Result<Value> {
    let act =
        json!({"type": "pieces_deposees", "dates": {"depose": "2026-11-20"}, "corps": {"nature": "autre"}});
    api.post(&format!("/api/v1/dossiers/{dossier}/actes"), &act).await?.expect(201)
}

/// Waits until the statement answers true.
async fn until(what: &str, pool: &PgPool, sql: &str) -> Result<()> {
    let start = Instant::now();
    while !sqlx::query_scalar::<_, bool>(AssertSqlSafe(sql.to_owned())).fetch_one(pool).await? {
        ensure!(start.elapsed() < SOON, "never: {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}

const QUIET: &str = "SELECT NOT EXISTS (SELECT 1 FROM dossier.dossier d LEFT JOIN deadline.inbox_cursor c
    ON c.source = 'dossier' AND c.aggregate_id = d.id WHERE coalesce(c.last_seq, 0) <> d.version)";

/// An event that comes when the service believes to be further: set apart at once.
async fn parked(product: &Product, api: &Api, pool: &PgPool) -> Result<(String, String)> {
    let dossier = opened(api, "Aubin").await?;
    until("heard", pool, QUIET).await?;
    pool.execute("UPDATE deadline.inbox_cursor SET last_seq = last_seq + 5 WHERE source = 'dossier'").await?;
    note(api, &dossier).await?;
    until("parked", pool, "SELECT count(*) > 0 FROM deadline.inbox WHERE state = 'parked'").await?;
    pool.execute("UPDATE deadline.inbox_cursor SET last_seq = last_seq - 5 WHERE source = 'dossier'").await?;
    let first: Uuid = sqlx::query_scalar(
        "SELECT event_id FROM deadline.inbox WHERE state = 'parked' ORDER BY aggregate_seq",
    )
    .fetch_one(pool)
    .await?;
    let (fine, said) = operate(product, &["parking", "list"]).await?;
    assert!(fine && said.contains(&first.to_string()) && said.contains("corruption"), "{said}");
    Ok((dossier, first.to_string()))
}

#[tokio::test]
async fn an_event_set_apart_is_applied_again_from_its_owners_outbox() -> Result<()> {
    let product = Product::start(Options::default()).await?;
    let (api, pool) = (product.machine("reprise").await?, product.sql().await?);
    let (_, event) = parked(&product, &api, &pool).await?;

    let (fine, said) = product.operate(&["parking", "list"]).await?;
    assert!(!fine && said.contains("dites qui agit"), "{said}");
    let (fine, said) =
        operate(&product, &["parking", "retry", "deadline", &event, "--reason", "court"]).await?;
    assert!(!fine && said.contains("EXP-002"), "a motive is wanted: {said}");
    let elsewhere = ["parking", "retry", "document", &event, "--reason", "le curseur est remis"];
    let (fine, said) = operate(&product, &elsewhere).await?;
    assert!(!fine && said.contains("EXP-001"), "{said}");

    // Two operators at once: one effect.
    let again = ["parking", "retry", "deadline", &event, "--reason", "le curseur est remis à sa place"];
    let (one, two) = tokio::try_join!(operate(&product, &again), operate(&product, &again))?;
    assert!(one.0 || two.0, "{one:?} {two:?}");
    for (fine, said) in [one, two] {
        assert!(fine || said.contains("EXP-001"), "applied, or already so: {said}");
    }
    until("applied", &pool, QUIET).await?;
    let (sound, said) = product.verify(10).await?;
    assert!(sound, "{said}");
    let traced: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM deadline.audit WHERE actor = 'operateur:essai' AND decision = 'permis' AND reason LIKE 'relance%'",
    )
    .fetch_one(&pool)
    .await?;
    assert!(traced >= 1, "who did it is in the chain");
    product.stack.stop().await
}

#[tokio::test]
async fn an_event_gone_without_leaves_a_trace_and_the_journal_whole() -> Result<()> {
    let product = Product::start(Options::default()).await?;
    let (api, pool) = (product.machine("reprise").await?, product.sql().await?);
    let (dossier, event) = parked(&product, &api, &pool).await?;
    let skip = ["parking", "skip", "deadline", &event, "--reason", "le calcul ne finit pas, éditeur saisi"];
    let (fine, said) = operate(&product, &["parking", "show", "deadline", &event]).await?;
    assert!(fine && said.contains("Chez son propriétaire : dossier.act.pieces_deposees"), "{said}");
    let (fine, said) = operate(&product, &skip).await?;
    assert!(fine, "{said}");
    note(&api, &dossier).await?;
    until("what comes after is applied", &pool, QUIET).await?;
    let (sound, said) = product.verify(10).await?;
    assert!(sound, "the next act derived all: {said}");
    let (fine, said) = operate(&product, &["parking", "show", "deadline", &event]).await?;
    assert!(!fine && said.contains("EXP-001"), "{said}");
    let state: String = sqlx::query_scalar("SELECT state FROM deadline.inbox WHERE event_id = $1")
        .bind(Uuid::parse_str(&event)?)
        .fetch_one(&pool)
        .await?;
    assert_eq!(state, "skipped");
    let (fine, said) = operate(&product, &["rebuild", "deadline", "--dossier", &dossier]).await?;
    assert!(fine && said.contains(" 0 différences"), "{said}");
    product.stack.stop().await
}

/// What may be spoiled in what services derive, each kind once.
const SPOILED: &[&str] = &[
    "UPDATE deadline.current SET due = due + 40, status = 'satisfaite'",
    "UPDATE deadline.current SET body = '\\x05ff' WHERE rule = 'civil.memoire_ampliatif.depot'",
    "UPDATE deadline.replica SET body = '\\x05ff'",
    "UPDATE deadline.case_relation SET chambre = 'soc', offices = '{}'",
    "UPDATE notification.task SET body = '\\x05ff', role = 'direction', severity = 0 WHERE status = 'ouverte' AND kind = 'tache'",
    "DELETE FROM notification.replica",
    "UPDATE notification.notice SET body = '\\x05ff', derived = 'du'",
    "UPDATE assignment.replica SET body = '\\x05ff'",
    "DELETE FROM assignment.case_relation",
    "DELETE FROM document.replica",
    "UPDATE dossier.dossier SET stage = 'juge', view = '\\x'",
];

#[tokio::test]
async fn all_that_is_derived_is_derived_again_and_what_people_added_stays() -> Result<()> {
    let product = Product::start(Options::default()).await?;
    let (api, pool) = (product.machine("reprise").await?, product.sql().await?);
    for name in ["Aubin", "Berthe"] {
        opened(&api, name).await?;
    }
    let (sound, said) = product.verify(10).await?;
    assert!(sound, "{said}");
    pool.execute(
        "INSERT INTO notification.claim (task_id, claimed_by, claimed_at)
         SELECT task_id, 'greffe.central', now() FROM notification.task WHERE status = 'ouverte'",
    )
    .await?;
    let claims = "SELECT count(*) FROM notification.claim JOIN notification.task USING (task_id) WHERE status = 'ouverte'";
    let claimed: i64 = sqlx::query_scalar(claims).fetch_one(&pool).await?;
    assert!(claimed > 0);
    let told = "SELECT count(*) FROM deadline.outbox";
    let before: i64 = sqlx::query_scalar(told).fetch_one(&pool).await?;
    let (fine, said) = operate(&product, &["rebuild", "all"]).await?;
    assert!(fine && said.matches(" 0 différences").count() == 5, "sound: nothing differs: {said}");
    assert_eq!(sqlx::query_scalar::<_, i64>(told).fetch_one(&pool).await?, before, "and nothing is told");

    // Columns beside the bodies too.
    let columns = "SELECT md5((SELECT string_agg(concat_ws('|', deadline_id, rule, status, due, chambre), ',' ORDER BY deadline_id) FROM deadline.current)
        || (SELECT string_agg(concat_ws('|', task_id, status, severity, role, due), ',' ORDER BY task_id) FROM notification.task WHERE kind = 'tache')
        || (SELECT string_agg(concat_ws('|', d.*), ',' ORDER BY dossier_id) FROM deadline.case_relation d))";
    let written: String = sqlx::query_scalar(columns).fetch_one(&pool).await?;
    for spoil in SPOILED {
        assert!(pool.execute(*spoil).await?.rows_affected() > 0 || spoil.contains("notice"), "{spoil}");
    }
    let (sound, said) = product.verify(1).await?;
    assert!(!sound, "{said}");
    let (fine, said) = operate(&product, &["rebuild", "all"]).await?;
    assert!(fine, "{said}");
    let (sound, said) = product.verify(10).await?;
    assert!(sound, "{said}");
    assert_eq!(sqlx::query_scalar::<_, i64>(claims).fetch_one(&pool).await?, claimed, "claims stay");
    assert_eq!(sqlx::query_scalar::<_, String>(columns).fetch_one(&pool).await?, written);
    product.stack.stop().await
}

#[tokio::test]
async fn a_broker_that_lost_its_disk_is_furnished_again_from_the_outboxes() -> Result<()> {
    let product = Product::start(Options::default()).await?;
    let (api, pool) = (product.machine("reprise").await?, product.sql().await?);
    opened(&api, "Aubin").await?;
    until("heard", &pool, QUIET).await?;
    // Those who derive are away while acts are recorded and confirmed; then the queues are gone with all they held.
    let listeners = [Service::Deadline, Service::Document].map(Instance::first);
    for listener in listeners {
        product.stack.stop_instance(listener).await?;
    }
    for name in ["Berthe", "Colin", "Denise"] {
        opened(&api, name).await?;
    }
    until("published", &pool, "SELECT count(*) = 0 FROM dossier.outbox WHERE published_at IS NULL").await?;
    let broker = product.broker.server();
    broker.delete_vhost(product.broker.name()).await?;
    broker.make_vhost(product.broker.name()).await?;
    for listener in listeners {
        product.stack.start_instance(listener).await?;
    }
    let (fine, said) = operate(&product, &["rebuild", "broker", "--patience", "90"]).await?;
    assert!(fine && !said.starts_with("0 événements"), "{said}");
    let (sound, said) = product.verify(10).await?;
    assert!(sound, "{said}");
    let (fine, said) = operate(&product, &["rebuild", "broker"]).await?;
    assert!(fine && said.starts_with("0 événements"), "nothing is lost any more: {said}");
    product.stack.stop().await
}

/// As many dossiers as `GREFFE_DOSSIERS` says, of some ten acts each, recorded while nobody listened and lost with the broker: how many
/// acts a second the four services that listen hear and derive, once they are published again.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measure: scripts/operations.sh derived"]
async fn acts_lost_with_the_broker_are_heard_and_derived() -> Result<()> {
    const NOTES: usize = 6;
    const LANES: usize = 4;
    let dossiers: usize = std::env::var("GREFFE_DOSSIERS").ok().and_then(|n| n.parse().ok()).unwrap_or(200);
    let unlimited = ["PARTNER_PER_SECOND", "PARTNER_BURST"]
        .map(|limit| (Service::Gateway, format!("GREFFE__LIMITS__{limit}"), "1000000".to_owned()));
    let product = Product::start(Options { environment: unlimited.to_vec(), ..Options::default() }).await?;
    let pool = product.sql().await?;
    let listeners = [Service::Deadline, Service::Assignment, Service::Notification, Service::Document]
        .map(Instance::first);
    for listener in listeners {
        product.stack.stop_instance(listener).await?;
    }
    let lanes = (0..LANES).map(|lane| {
        let product = &product;
        async move {
            let api = product.machine("reprise").await?;
            for n in (lane..dossiers).step_by(LANES) {
                let dossier = opened(&api, &format!("Essai{n}")).await?;
                for _ in 0..NOTES {
                    note(&api, &dossier).await?;
                }
            }
            anyhow::Ok(())
        }
    });
    futures::future::try_join_all(lanes).await?;
    until("published", &pool, "SELECT count(*) = 0 FROM dossier.outbox WHERE published_at IS NULL").await?;
    let acts: i64 = sqlx::query_scalar("SELECT count(*) FROM dossier.act").fetch_one(&pool).await?;
    let broker = product.broker.server();
    broker.delete_vhost(product.broker.name()).await?;
    broker.make_vhost(product.broker.name()).await?;
    for listener in listeners {
        product.stack.start_instance(listener).await?;
    }
    let start = Instant::now();
    let heard = async {
        let late = listeners.map(|listener| {
            let service = listener.service.name();
            format!("(SELECT count(*) FROM dossier.dossier d LEFT JOIN {service}.inbox_cursor c ON c.source = 'dossier' AND c.aggregate_id = d.id WHERE coalesce(c.last_seq, 0) <> d.version)")
        });
        let late = format!("SELECT {} = 0", late.join(" + "));
        while !sqlx::query_scalar::<_, bool>(AssertSqlSafe(late.clone())).fetch_one(&pool).await? {
            ensure!(start.elapsed() < LONGEST, "not all is heard");
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        anyhow::Ok(start.elapsed())
    };
    let (rebuilt, took) = tokio::join!(operate(&product, &["rebuild", "broker"]), heard);
    let ((fine, said), took) = (rebuilt?, took?);
    ensure!(fine, "{said}");
    let (sound, said) = product.verify(30).await?;
    ensure!(sound, "{said}");
    product.stack.stop().await?;
    println!(
        "{acts} actes de {dossiers} dossiers entendus et dérivés par quatre services en {:.1} s",
        took.as_secs_f64()
    );
    println!("figure: {:.0} actes/s", acts as f64 / took.as_secs_f64());
    Ok(())
}

#[tokio::test]
async fn services_start_and_take_acts_while_the_broker_is_down() -> Result<()> {
    let nowhere = "amqp://personne:rien@127.0.0.1:9/rien";
    let environment = Service::ALL
        .into_iter()
        .filter(|service| *service != Service::Gateway)
        .map(|service| (service, "GREFFE__BROKER__URL".to_owned(), nowhere.to_owned()));
    let options = Options { environment: environment.collect(), ..Options::default() };
    let product = Product::start(options).await?;
    let api = product.machine("reprise").await?;
    opened(&api, "Aubin").await?;
    let waiting: i64 = sqlx::query_scalar("SELECT count(*) FROM dossier.outbox WHERE published_at IS NULL")
        .fetch_one(&product.sql().await?)
        .await?;
    assert!(waiting > 0, "what is to be told stays in the outbox");
    let (fine, said) = operate(&product, &["doctor"]).await?;
    assert!(!fine && said.contains("ne joint pas le courtier → docs/runbooks/courtier-bloque.md"), "{said}");
    product.stack.stop().await
}

#[tokio::test]
async fn the_doctor_says_what_is_wrong_and_what_to_do() -> Result<()> {
    let product = Product::start(Options::default()).await?;
    let pool = product.sql().await?;
    let (fine, said) = operate(&product, &["doctor"]).await?;
    assert!(fine && said.contains(" 0 mal."), "{said}");
    for line in [
        "bien   service deadline",
        "bien   migrations de dossier",
        "bien   droits de greffe_document",
        "bien   horloge",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    let (fine, said) = operate(&product, &["doctor", "--production"]).await?;
    assert!(!fine && said.contains("MAL    réplique synchrone") && said.contains("MAL    archive"), "{said}");
    for (wrong, right, words) in [
        (
            "GRANT UPDATE ON deadline.audit TO greffe_deadline",
            "REVOKE UPDATE ON deadline.audit FROM greffe_deadline",
            "peut UPDATE sur deadline.audit",
        ),
        (
            "UPDATE document._sqlx_migrations SET checksum = 'x' WHERE version = 1",
            "SELECT 1",
            "MAL    migrations de document : il manque 0001",
        ),
    ] {
        pool.execute(wrong).await?;
        let (fine, said) = operate(&product, &["doctor"]).await?;
        assert!(!fine && said.contains(words), "{words}\n{said}");
        pool.execute(right).await?;
    }
    product.stack.stop_instance(Instance::first(Service::Document)).await?;
    let (fine, said) = operate(&product, &["doctor"]).await?;
    assert!(!fine && said.contains("MAL    service document : ne répond pas"), "{said}");
    product.stack.stop().await
}

#[tokio::test]
async fn the_first_administrator_is_entered_once() -> Result<()> {
    let product = Product::start(Options::default()).await?;
    let first = ["administrator", "--subject", "premiere", "--name", "Louise Première"];
    let (fine, said) = operate(&product, &first).await?;
    assert!(!fine && said.contains("a déjà 1 administrateur"), "{said}");
    product
        .sql()
        .await?
        .execute("UPDATE assignment.agent SET suspended = true WHERE 'administration' = ANY(roles)")
        .await?;
    let (fine, said) = operate(&product, &first).await?;
    assert!(fine && said.contains("Louise Première est administrateur"), "{said}");
    let (fine, said) = operate(&product, &first).await?;
    assert!(!fine && said.contains("a déjà 1 administrateur"), "{said}");
    product.stack.stop().await
}

/// Counts, and nothing else: what is measured is the way.
struct Counting;

impl greffe_bus::Handler for Counting {
    async fn handle<'a>(
        &'a self,
        _: &'a mut sqlx::PgConnection,
        _: &'a greffe_contracts::common::v1::Event,
    ) -> Result<greffe_bus::Outcome, greffe_bus::Rejection> {
        Ok(greffe_bus::Outcome::Applied)
    }

    async fn rebuild<'a>(&'a self, _: &'a mut sqlx::PgConnection, _: Uuid) -> greffe_chassis::Result<u64> {
        Ok(0)
    }
}

/// Nothing is asked of the owner: what comes, comes by the broker.
struct Nobody;

impl greffe_bus::Gaps for Nobody {
    async fn fetch(
        &self,
        _: &str,
        _: Uuid,
        _: u64,
        _: u64,
    ) -> greffe_chassis::Result<Vec<greffe_contracts::common::v1::Event>> {
        Ok(Vec::new())
    }
}

/// As many events as `GREFFE_EVENTS` says, confirmed by the broker and heard by nobody when its disk is deleted: it starts empty,
/// they are published again from the outbox, and each of the four services that listen to acts hears each of them once, in the
/// order of its dossier.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measure: scripts/operations.sh broker"]
async fn a_hundred_thousand_events_lost_with_the_disk_of_the_broker_are_heard() -> Result<()> {
    use greffe_bus::{Consumer, Relay, Wake, link::Link, outbox, topology};
    use greffe_dev::{
        Layout, Servers, Wanted,
        testing::{TestBroker, TestDatabase},
    };
    const LISTENERS: [&str; 4] = ["deadline", "assignment", "notification", "document"];
    let events: i64 = std::env::var("GREFFE_EVENTS").ok().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let database =
        TestDatabase::create(&["dossier", "deadline", "assignment", "notification", "document"]).await?;
    let broker = TestBroker::vhost().await?;
    let owner = PgPool::connect(&database.url("dossier")?).await?;
    topology::declare(Link::open(broker.url()).await?.channel()).await?;
    // Thirty acts a dossier, as the Court has.
    sqlx::query(
        "INSERT INTO outbox (event_id, aggregate_id, aggregate_seq, routing_key, event_type, recorded_at, payload)
         SELECT gen_random_uuid(), md5((n / 30)::text)::uuid, n % 30 + 1, 'dossier.act.pieces_deposees', 'ActRecorded', now(),
                convert_to(repeat('x', 400), 'UTF8')
         FROM generate_series(0, $1 - 1) AS n",
    )
    .bind(events)
    .execute(&owner)
    .await?;
    let ending = tokio_util::sync::CancellationToken::new();
    let _end = ending.clone().drop_guard();
    let wake = Wake::default();
    let relay =
        Relay { pool: owner.clone(), url: broker.url().into(), source: "dossier", wake: wake.clone() };
    tokio::spawn(relay.run(ending.clone()));
    let start = Instant::now();
    let waiting = "SELECT count(*) FROM outbox WHERE published_at IS NULL";
    while sqlx::query_scalar::<_, i64>(waiting).fetch_one(&owner).await? > 0 {
        ensure!(start.elapsed() < LONGEST, "never confirmed");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    println!("{events} événements confirmés en {:.0} s", start.elapsed().as_secs_f64());

    let start = Instant::now();
    let layout = Layout::test()?;
    broker.server().kill9().await?;
    std::fs::remove_dir_all(layout.servers.join("rabbitmq/mnesia"))?;
    let servers = Servers::ensure(layout, Wanted { broker: true, ..Wanted::default() }, |_, _| {}).await?;
    servers.broker()?.make_vhost(broker.name()).await?;
    println!("courtier vide en {:.0} s", start.elapsed().as_secs_f64());
    let mut listeners = Vec::new();
    for service in LISTENERS {
        let pool = PgPool::connect(&database.url(service)?).await?;
        let consumer = Consumer {
            pool: pool.clone(),
            url: broker.url().into(),
            service,
            handler: std::sync::Arc::new(Counting),
            gaps: std::sync::Arc::new(Nobody),
            wake: Wake::default(),
            declare: true,
        };
        tokio::spawn(consumer.run(ending.clone()));
        listeners.push((service, pool));
    }
    // Once the queues are there again: what is published before reaches nobody, and is published again anyhow.
    let declared = Instant::now();
    while topology::depth(broker.url(), &topology::queue("document")).await.is_err() {
        ensure!(declared.elapsed() < SOON, "no queue");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let (mut after, mut again) = (Uuid::nil(), 0);
    loop {
        let patterns = topology::heard_by("document");
        let told = outbox::told(&mut *owner.acquire().await?, patterns, after, 1000).await?;
        let Some((last, _)) = told.last() else { break };
        after = *last;
        let ids: Vec<Uuid> = told.iter().map(|(id, _)| *id).collect();
        again += outbox::republish(&owner, &ids, &vec![0; ids.len()]).await?;
        wake.wake();
    }
    assert_eq!(again, events.unsigned_abs());
    println!("à publier de nouveau après {:.0} s", start.elapsed().as_secs_f64());
    let mut published = false;
    for (service, pool) in &listeners {
        loop {
            if !published && sqlx::query_scalar::<_, i64>(waiting).fetch_one(&owner).await? == 0 {
                published = true;
                println!("publiés de nouveau après {:.0} s", start.elapsed().as_secs_f64());
            }
            let heard: i64 =
                sqlx::query_scalar("SELECT coalesce(sum(last_seq), 0)::bigint FROM inbox_cursor")
                    .fetch_one(pool)
                    .await?;
            if heard == events {
                break;
            }
            ensure!(start.elapsed() < LONGEST, "{service}: {heard} of {events} after {:?}", start.elapsed());
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        println!("{service} a tout entendu après {:.0} s", start.elapsed().as_secs_f64());
    }
    let seconds = start.elapsed().as_secs_f64();
    for (service, pool) in &listeners {
        let applied: i64 =
            sqlx::query_scalar("SELECT count(*) FROM inbox WHERE state = 'applied'").fetch_one(pool).await?;
        assert_eq!(applied, events, "{service}: each once");
    }
    println!(
        "{events} événements entendus une fois par chacun des {} services, aucun perdu",
        LISTENERS.len()
    );
    println!("figure: {seconds:.0} s");
    Ok(())
}
