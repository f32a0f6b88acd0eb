//! Deposits by the hundred around the midnight that ends the last day: each has the instant at which it had wholly arrived,
//! is in time or late by that instant, and is one however often it was sent.
//!
//! `GREFFE_MIDNIGHT_DEPOSITS` says how many (the long form is in `docs/promises.md`); the last line is the figure of the promise.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use futures::{StreamExt, TryStreamExt, stream};
use greffe_dev::{Service, testing::TestClock};
use greffe_test_support::{Api, Options, Product};
use jiff::{SignedDuration, Timestamp};
use reqwest::{Body, Method};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{MARTIN, intake::complete};

/// The day of the pourvois: four months later, 30 October 2026, is a Friday, and ends in Paris at this instant.
const FORMED: &str = "2026-06-30";
const MIDNIGHT: &str = "2026-10-30T23:00:00Z";
const RULE: &str = "civil.memoire_ampliatif.depot";
/// One deposit in so many is sent twice at once.
const TWICE: usize = 4;
/// Longest between the sending of a last byte and the instant of its arrival, of nineteen in twenty and of each: on a machine
/// under load one may wait for its turn, never all.
const ON_ITS_WAY: SignedDuration = SignedDuration::from_secs(1);
const LONGEST_ON_ITS_WAY: SignedDuration = SignedDuration::from_secs(5);

/// The clock of the product, which runs.
struct Running {
    clock: Arc<TestClock>,
    ends: Arc<AtomicBool>,
    runs: Option<std::thread::JoinHandle<()>>,
}

impl Running {
    fn from(clock: Arc<TestClock>, at: Timestamp) -> Self {
        let ends = Arc::new(AtomicBool::new(false));
        let (moved, ended, start) = (clock.clone(), ends.clone(), Instant::now());
        let runs = std::thread::spawn(move || {
            while !ended.load(Ordering::Relaxed) {
                let _ = moved.set(&(at + start.elapsed()).to_string());
                std::thread::sleep(Duration::from_millis(1));
            }
        });
        Self { clock, ends, runs: Some(runs) }
    }

    /// What every process reads now.
    fn now(&self) -> Result<Timestamp> {
        read(&self.clock)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::Relaxed);
        self.runs.take().map(std::thread::JoinHandle::join);
    }
}

fn read(clock: &TestClock) -> Result<Timestamp> {
    Ok(std::fs::read_to_string(clock.path())?.trim().parse()?)
}

/// One message as its sender saw it: between these instants of the product's clock it had wholly arrived.
struct Sent {
    from: Timestamp,
    until: Timestamp,
    receipt: Value,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn deposits_around_midnight_have_each_their_instant() -> Result<()> {
    let deposits: usize =
        std::env::var("GREFFE_MIDNIGHT_DEPOSITS").ok().and_then(|n| n.parse().ok()).unwrap_or(100);
    let midnight: Timestamp = MIDNIGHT.parse()?;
    let clock = Arc::new(TestClock::at("2026-10-30T22:50:00Z")?);
    let told = |service| (service, "GREFFE__CLOCK__FILE".to_owned(), clock.path().display().to_string());
    let mut environment: Vec<_> = Service::ALL.into_iter().map(told).collect();
    for limit in ["PARTNER_PER_SECOND", "PARTNER_BURST"] {
        environment.push((Service::Gateway, format!("GREFFE__LIMITS__{limit}"), "1000000".to_owned()));
    }
    let product = Product::start(Options { environment, ..Options::default() }).await?;
    let greffier = product.person("greffe.central").await?;
    let office = greffier.post("/api/v1/cabinets", &json!({"name": MARTIN})).await?.expect(201)?;
    let office = office["office_id"].as_str().context("office_id")?;
    let opener = product.machine("reprise").await?;
    let opened = (0..deposits).map(|n| open(&opener, office, n));
    let numbers: Vec<String> = stream::iter(opened).buffered(8).try_collect().await?;
    let machine = product.machine("partenaire-martin").await?;

    // The last bytes leave one after the other, as many before midnight as after, and the nearest a millisecond from it.
    let half = Duration::from_millis(2 * deposits as u64).max(Duration::from_millis(1_500));
    let begins = half + Duration::from_secs(2);
    let start = Instant::now();
    let running = Running::from(clock.clone(), midnight.saturating_sub(SignedDuration::try_from(begins)?)?);
    let mut sendings = Vec::new();
    for (n, number) in numbers.iter().enumerate() {
        let leaves = start + Duration::from_secs(2) + 2 * half * n as u32 / deposits as u32;
        let message = serde_json::to_vec(&memoire(&format!("minuit-{n}"), number))?;
        for _ in 0..if n % TWICE == 0 { 2 } else { 1 } {
            sendings.push(send(&machine, &running, message.clone(), leaves, n));
        }
    }
    let sent = futures::future::try_join_all(sendings).await?;
    let lasted = start.elapsed();

    let mut wrong = Vec::new();
    let mut slowest = SignedDuration::ZERO;
    let (mut in_time, mut late, mut slow) = (0, 0, 0);
    for (n, number) in numbers.iter().enumerate() {
        let same: Vec<&Sent> = sent.iter().filter(|(of, _)| *of == n).map(|(_, sent)| sent).collect();
        let first = same.first().context("each was sent")?;
        let received: Timestamp = first.receipt["received_at"].as_str().context("received_at")?.parse()?;
        let from = same.iter().map(|sent| sent.from).min().context("sent")?;
        let until = same.iter().map(|sent| sent.until).min().context("answered")?;
        slowest = slowest.max(received.duration_since(from));
        let one = same.iter().all(|sent| {
            ["deposit_id", "received_at", "sha256"].iter().all(|key| sent.receipt[key] == first.receipt[key])
        });
        let receipt = complete(&machine, first.receipt.clone()).await?;
        let term = receipt["deadlines"].as_array().into_iter().flatten().find(|d| d["rule"] == RULE);
        let status = term.map(|term| term["status"].clone()).unwrap_or_default();
        let right = if received < midnight { "satisfaite" } else { "satisfaite_hors_delai" };
        if received < midnight {
            in_time += 1
        } else {
            late += 1
        }
        // Kept to the microsecond.
        let arrived = from.as_microsecond() <= received.as_microsecond()
            && received <= until
            && received.duration_since(from) <= LONGEST_ON_ITS_WAY;
        slow += usize::from(received.duration_since(from) > ON_ITS_WAY);
        if !one || !arrived || status != right {
            wrong.push(format!("{number}: sent {from}, received {received}, answered {until}, {receipt}"));
        }
    }
    // What could not be read at once is read again later: by this clock.
    drop(running);
    println!(
        "{in_time} dans le délai, {late} hors délai, {} envois en {lasted:.1?}, au plus {slowest:#} du dernier octet à l’instant",
        sent.len()
    );
    ensure!(wrong.is_empty(), "{} wrong, the first: {}", wrong.len(), wrong[0]);
    ensure!(slow <= deposits / 20, "{slow} took more than a second to be dated");
    ensure!(in_time > deposits / 4 && late > deposits / 4, "both sides of midnight");

    // The journals hold what the receipts say, each act once, at the same instant.
    let sql = product.sql().await?;
    let kept: i64 = sqlx::query_scalar("SELECT count(*) FROM dossier.deposit").fetch_one(&sql).await?;
    let acts: i64 = sqlx::query_scalar("SELECT count(*) FROM dossier.act WHERE kind = 'memoire_depose'")
        .fetch_one(&sql)
        .await?;
    ensure!(kept == acts && acts == i64::try_from(deposits)?, "{kept} deposits kept, {acts} acts");
    let journals = sent.iter().enumerate().filter(|(at, (n, _))| *at == 0 || sent[at - 1].0 != *n);
    stream::iter(journals.map(|(_, (_, sent))| journal_agrees(&opener, &machine, &sent.receipt)))
        .buffer_unordered(4)
        .try_collect::<Vec<()>>()
        .await?;
    let (clean, said) = product.verify(120).await?;
    ensure!(clean, "{said}");
    product.stack.stop().await?;
    println!("figure: 0 faux");
    Ok(())
}

async fn open(opener: &Api, office: &str, n: usize) -> Result<String> {
    let mut opening = crate::declaration(FORMED, office);
    opening["decisions"][0]["rendered_on"] = json!("2026-04-10");
    opening["decisions"][0]["case_number"] = json!(format!("25/{n:05}"));
    let opened = opener.post("/api/v1/dossiers", &opening).await?.expect(201)?;
    Ok(opened["number"].as_str().context("number")?.to_owned())
}

/// Everything but the last byte at once, the last one at its time.
async fn send(
    machine: &Api,
    running: &Running,
    message: Vec<u8>,
    leaves: Instant,
    n: usize,
) -> Result<(usize, Sent)> {
    let (last, first) = message.split_last().context("a message")?;
    let (told, from) = tokio::sync::oneshot::channel();
    let (last, clock) = (vec![*last], running.clock.clone());
    let end = async move {
        tokio::time::sleep_until(leaves.into()).await;
        let now = read(&clock).map_err(std::io::Error::other)?;
        let _ = told.send(now);
        Ok::<_, std::io::Error>(last)
    };
    let body = stream::iter([Ok(first.to_vec())]).chain(stream::once(end));
    let request = machine.bare(Method::POST, "/api/v1/depots").header("Content-Type", "application/json");
    let answer = request.body(Body::wrap_stream(body)).send().await.context("no answer")?;
    let (status, until) = (answer.status(), running.now()?);
    let receipt: Value = answer.json().await?;
    ensure!(status.is_success(), "{status}: {receipt}");
    Ok((n, Sent { from: from.await?, until, receipt }))
}

fn memoire(message_id: &str, dossier: &str) -> Value {
    json!({"format": "greffe-depot/1", "message_id": message_id, "type": "memoire", "dossier": dossier,
        "memoire": {"nature": "ampliatif"}, "pieces": []})
}

/// The journal of the dossier holds the act of the receipt, at the receipt's instant.
async fn journal_agrees(opener: &Api, machine: &Api, receipt: &Value) -> Result<()> {
    let id: Uuid = receipt["deposit_id"].as_str().context("deposit_id")?.parse()?;
    let read = machine.get(&format!("/api/v1/depots/{id}")).await?.expect(200)?;
    let (deposit, dossier) =
        (&read["deposit"], read["deposit"]["dossier_id"].as_str().context("dossier_id")?);
    let journal = machine.get(&format!("/api/v1/dossiers/{dossier}/actes")).await?;
    let journal = match journal.status {
        200 => journal.body,
        _ => opener.get(&format!("/api/v1/dossiers/{dossier}/actes")).await?.expect(200)?,
    };
    let of_kind = |act: &&Value| act["kind"] == "memoire_depose";
    let acts: Vec<&Value> = journal["items"].as_array().into_iter().flatten().filter(of_kind).collect();
    let [act] = acts.as_slice() else { anyhow::bail!("one act: {journal}") };
    ensure!(deposit["act_ids"] == json!([act["act_id"]]), "{deposit} {act}");
    let (deposited, received) = (act["dates"]["depose"].as_str(), receipt["received_at"].as_str());
    let instant =
        |text: Option<&str>| text.and_then(|t| t.parse::<Timestamp>().ok()).map(|at| at.as_microsecond());
    ensure!(instant(deposited).is_some() && instant(deposited) == instant(received), "{receipt} {act}");
    Ok(())
}
