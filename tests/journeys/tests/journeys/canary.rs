//! A word that stands in the papers of a délibéré alone, titles, texts and comments, is found nowhere else once they were written,
//! read, compared, printed and refused: no log, trace, metric, file of the broker, table, index, file of the base or of the store, no
//! answer to anybody else and no error. Each place is shown first to be looked at: another word, planted there, is found.

use std::{path::PathBuf, time::Duration};

use anyhow::{Context, Result, ensure};
use greffe_dev::{Layout, Service, until};
use greffe_test_support::{Api, Product};
use opentelemetry_proto::tonic::{
    collector::{
        metrics::v1::{ExportMetricsServiceRequest, metrics_service_client::MetricsServiceClient},
        trace::v1::{ExportTraceServiceRequest, trace_service_client::TraceServiceClient},
    },
    metrics::v1::{Metric, ResourceMetrics, ScopeMetrics},
    trace::v1::{ResourceSpans, ScopeSpans, Span},
};
use reqwest::Method;
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, PgPool};
use uuid::Uuid;

use crate::{audiences, collector::Collector};

const SOON: Duration = Duration::from_secs(60);

/// A word that nothing else says: consonants that never follow themselves, so that no index shortens it.
fn word() -> String {
    let drawn = Uuid::new_v4().into_bytes();
    let pair = |byte: u8| {
        let pick = |of: &[u8; 4], at: u8| char::from(of[usize::from(at % 4)]);
        [pick(b"bdfg", byte), pick(b"kmpv", byte / 4)]
    };
    drawn.into_iter().flat_map(pair).collect()
}

/// How a word may stand: as it is, and as PostgreSQL shows bytes.
fn forms(word: &str) -> [String; 2] {
    [word.to_owned(), word.bytes().map(|byte| format!("{byte:02x}")).collect()]
}

/// What was answered, and to what.
#[derive(Default)]
struct Answers(Vec<(String, String)>);

impl Answers {
    /// Asks, and keeps what is answered.
    async fn get(&mut self, who: &Api, path: &str) -> Result<u16> {
        let answer = who.bare(Method::GET, path).send().await?;
        let status = answer.status().as_u16();
        let body = String::from_utf8_lossy(&answer.bytes().await?).into_owned();
        ensure!(status < 500 && status != 429, "{path}: {status} {body}");
        self.0.push((format!("{status} {path}"), body));
        Ok(status)
    }

    /// A command that must be refused; its answer is kept.
    async fn refused(&mut self, who: &Api, path: &str, body: &Value) -> Result<()> {
        let answer = who.post(path, body).await?;
        ensure!((400..500).contains(&answer.status), "{path}: {} {}", answer.status, answer.body);
        self.0.push((format!("{} {path}", answer.status), answer.body.to_string()));
        Ok(())
    }

    fn saying(&self, word: &str) -> Vec<&str> {
        let said = |(_, body): &&(String, String)| body.to_lowercase().contains(word);
        self.0.iter().filter(said).map(|(what, _)| what.as_str()).collect()
    }
}

/// Where a word may have gone.
struct Places<'a> {
    product: &'a Product,
    sql: PgPool,
    collector: &'a Collector,
}

impl Places<'_> {
    /// Files that hold a word: logs, content and keys of the product, the base's own files and its journal, the broker's.
    async fn files(&self, word: &str) -> Result<Vec<String>> {
        // What is only in the memory of the base is written.
        sqlx::query("CHECKPOINT").execute(&self.sql).await?;
        let (data, oid): (String, i64) = sqlx::query_as(
            "SELECT current_setting('data_directory'), oid::bigint FROM pg_database WHERE datname = current_database()",
        )
        .fetch_one(&self.sql)
        .await?;
        let (data, layout) = (PathBuf::from(data), Layout::test()?);
        let below = [
            self.product.stack.options().directory.clone(),
            data.join("base").join(oid.to_string()),
            data.join("pg_wal"),
            layout.servers.join("rabbitmq"),
            layout.local.join("logs"),
        ];
        let mut grep = tokio::process::Command::new("grep");
        grep.args(["-rlasFi"]).env("LC_ALL", "C");
        for form in forms(word) {
            grep.args(["-e", &form]);
        }
        let found = grep.args(&below).output().await.context("grep")?;
        Ok(String::from_utf8_lossy(&found.stdout).lines().map(str::to_owned).collect())
    }

    /// Tables of any schema with a row that says it.
    async fn tables(&self, word: &str) -> Result<Vec<String>> {
        let all: Vec<String> = sqlx::query_scalar(
            "SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables
             WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')",
        )
        .fetch_all(&self.sql)
        .await?;
        ensure!(all.iter().any(|table| table == "delibere.version"), "{all:?}");
        let like: Vec<String> = forms(word).iter().map(|form| format!("%{form}%")).collect();
        let mut found = Vec::new();
        for table in all {
            let sql =
                format!("SELECT EXISTS (SELECT 1 FROM {table} AS t WHERE lower(t::text) LIKE ANY ($1))");
            let says: bool = sqlx::query_scalar(AssertSqlSafe(sql)).bind(&like).fetch_one(&self.sql).await?;
            if says {
                found.push(table);
            }
        }
        Ok(found)
    }

    /// Whether traces or metrics that were exported say it.
    fn exported(&self, word: &str) -> Result<usize> {
        Ok(self.collector.received()?.words.to_lowercase().matches(word).count())
    }

    /// Metrics of each process, as they are scraped.
    async fn scraped(&self) -> Result<String> {
        let mut all = String::new();
        for instance in self.product.stack.instances() {
            let told = reqwest::get(self.product.stack.metrics_url(instance)?).await?.error_for_status()?;
            all.push_str(&told.text().await?);
        }
        Ok(all)
    }
}

/// Another word, in each place, by the way that leads there; answers the piece that says it.
async fn plant(
    places: &Places<'_>,
    word: &str,
    central: &Api,
    endpoint: &str,
    answers: &mut Answers,
) -> Result<String> {
    let product = places.product;
    let text = format!("Une pièce qui dit {word}.");
    let kept = central.upload("temoin.txt", "text/plain", "note", text.into_bytes()).await?.expect(201)?;
    let piece = kept["piece_id"].as_str().context("piece_id")?.to_owned();
    let instance = *product.stack.instances().first().context("a process")?;
    let log = product.stack.log(instance);
    let mut lines = std::fs::OpenOptions::new().append(true).open(&log)?;
    std::io::Write::write_all(&mut lines, format!("{word}\n").as_bytes())?;

    let (broker, vhost) = (product.broker.server(), product.broker.name());
    let queue = json!({"durable": true, "arguments": {"x-queue-type": "quorum"}});
    broker.send(Method::PUT, &format!("queues/{vhost}/temoin"), queue).await?;
    let message = json!({"properties": {"delivery_mode": 2}, "routing_key": "temoin", "payload": word, "payload_encoding": "string"});
    broker.send(Method::POST, &format!("exchanges/{vhost}/amq.default/publish"), message).await?;

    let before = places.exported(word)?;
    let span = Span { name: word.to_owned(), ..Default::default() };
    let spans = ScopeSpans { spans: vec![span], ..Default::default() };
    let spans = ResourceSpans { scope_spans: vec![spans], ..Default::default() };
    let spans = ExportTraceServiceRequest { resource_spans: vec![spans] };
    TraceServiceClient::connect(endpoint.to_owned()).await?.export(spans).await?;
    let metric = Metric { name: word.to_owned(), ..Default::default() };
    let metrics = ScopeMetrics { metrics: vec![metric], ..Default::default() };
    let metrics = ResourceMetrics { scope_metrics: vec![metrics], ..Default::default() };
    let metrics = ExportMetricsServiceRequest { resource_metrics: vec![metrics] };
    MetricsServiceClient::connect(endpoint.to_owned()).await?.export(metrics).await?;
    ensure!(places.exported(word)? == before + 2, "a trace and a metric");

    let indexed = until(SOON, async || {
        places
            .tables(word)
            .await
            .is_ok_and(|tables| tables.iter().any(|table| table == "document.text_words"))
    })
    .await;
    let tables = places.tables(word).await?;
    ensure!(indexed && tables.iter().any(|table| table == "document.text_page"), "in tables: {tables:?}");
    let log = log.display().to_string();
    let wanted = [log.as_str(), "/base/", "/pg_wal/", "/rabbitmq/", "/pieces/"];
    let everywhere = async || {
        let files = places.files(word).await.unwrap_or_default();
        wanted.iter().all(|place| files.iter().any(|file| file.contains(place)))
    };
    ensure!(until(SOON, everywhere).await, "in files: {:?}, wanted {wanted:?}", places.files(word).await?);
    ensure!(answers.get(central, &format!("/api/v1/pieces/{piece}/texte?page=1")).await? == 200);
    ensure!(answers.saying(word).len() == 1, "in an answer");
    Ok(piece)
}

/// Every address that reads something of a dossier, of a piece, or a list, as the description of the API has them.
fn addresses(dossier: &str, piece: &str) -> Result<Vec<String>> {
    let described = concat!(env!("CARGO_MANIFEST_DIR"), "/../../services/gateway/openapi.json");
    let described: Value = serde_json::from_str(&std::fs::read_to_string(described)?)?;
    let paths = described["paths"].as_object().context("paths")?;
    let read = paths.iter().filter(|(path, how)| how.get("get").is_some() && !path.ends_with("/flux"));
    let read = read.map(|(path, _)| path.replace("{dossier_id}", dossier).replace("{piece_id}", piece));
    // A server's own prefix may stand in the description or beside it.
    let read = read.map(|path| if path.starts_with("/api/") { path } else { format!("/api/v1{path}") });
    Ok(read.filter(|path| !path.contains('{')).collect())
}

/// The life of some papers; answers the addresses of the délibéré.
async fn deliberate(rapporteur: &Api, dossier: &str, word: &str) -> Result<String> {
    let papers = format!("/api/v1/dossiers/{dossier}/delibere/papiers");
    let known = until(SOON, async || {
        let listed = rapporteur.get(&papers).await;
        listed.is_ok_and(|listed| listed.body["may_open"] == true)
    });
    ensure!(known.await, "assignment knows who reports");
    let mut opened = Vec::new();
    for kind in ["note", "projet"] {
        let paper =
            json!({"kind": kind, "title": format!("Titre {word}"), "text": format!("Premier {word}")});
        let paper = rapporteur.post(&papers, &paper).await?.expect(201)?;
        opened.push(paper["paper_id"].as_str().context("paper_id")?.to_owned());
    }
    let (one, other) = (format!("{papers}/{}", opened[0]), &opened[1]);
    let version = json!({"base_version": 1, "text": format!("Second {word}, puis {word}.")});
    rapporteur.post(&format!("{one}/versions"), &version).await?.expect(201)?;
    rapporteur.post(&format!("{one}/depot"), &json!({"version": 2})).await?.expect(200)?;
    let comment = json!({"version": 2, "text": format!("Voir {word}")});
    rapporteur.post(&format!("{one}/commentaires"), &comment).await?.expect(201)?;
    let read = rapporteur.get(&one).await?.expect(200)?;
    ensure!(read["text"].as_str().is_some_and(|text| text.contains(word)), "its author reads it");
    let sides = format!("de={}&a={other}", opened[0]);
    let compared =
        rapporteur.get(&format!("/api/v1/dossiers/{dossier}/delibere/comparaison?{sides}")).await?;
    compared.expect(200)?;
    let printed = rapporteur.bare(Method::GET, &format!("{one}/imprime")).send().await?;
    ensure!(printed.status() == 200, "printed: {}", printed.text().await?);
    Ok(one)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_word_of_the_deliberation_is_found_nowhere_else() -> Result<()> {
    let (collector, endpoint, serving) = Collector::listen().await?;
    let mut environment = Collector::environment(&endpoint);
    // Every door in a row, by one person.
    for limit in ["AGENT_PER_SECOND", "AGENT_BURST"] {
        environment.push((Service::Gateway, format!("GREFFE__LIMITS__{limit}"), "10000".to_owned()));
    }
    let product = Product::start(greffe_test_support::Options { environment, ..Default::default() }).await?;
    let central = product.person("greffe.central").await?;
    let president = product.person("president.crim").await?;
    let dossier = audiences::dossier(&central, &president).await?;
    let rapporteur = product.person("conseiller.crim").await?;
    let places = Places { product: &product, sql: product.sql().await?, collector: &collector };
    let mut answers = Answers::default();
    let (canary, control) = (word(), word());
    let piece = plant(&places, &control, &central, &endpoint, &mut answers).await?;

    let mut told = central.flux().await?;
    let paper = deliberate(&rapporteur, &dossier, &canary).await?;
    let papers = paper.rsplit_once('/').context("papers")?.0.to_owned();

    // Refusals, to those who write and to those who may not know: none repeats what was sent.
    let text = format!("Encore {canary}");
    answers
        .refused(&rapporteur, &format!("{paper}/versions"), &json!({"base_version": 1, "text": text}))
        .await?;
    for wrong in [
        json!({"kind": canary, "title": "Titre", "text": text}),
        json!({"kind": "note", "title": text.repeat(40), "text": text}),
        json!({"kind": "note", "title": "Titre", "text": text, "co_author_ids": canary}),
        json!({"kind": "note", "title": {"mot": canary}, "text": text}),
    ] {
        answers.refused(&rapporteur, &papers, &wrong).await?;
    }
    let comments = format!("{paper}/commentaires");
    answers.refused(&rapporteur, &comments, &json!({"version": 99, "text": text})).await?;
    answers.refused(&central, &comments, &json!({"version": 2, "text": text})).await?;
    let note = json!({"kind": "note", "title": text, "text": text});
    answers.refused(&central, &papers, &note).await?;

    // Every other door: lists, search, what is alike, the history, the pieces; and the délibéré itself, to those it is shut to.
    let sought = format!("/api/v1/recherche?q={canary}");
    for (who, judges) in [(&central, false), (&rapporteur, true)] {
        for path in addresses(&dossier, &piece)? {
            if !(judges && path.contains("/delibere/")) {
                answers.get(who, &path).await?;
            }
        }
        ensure!(answers.get(who, &sought).await? == 200);
        let found = answers.0.last().map(|(_, body)| body.clone()).unwrap_or_default();
        ensure!(serde_json::from_str::<Value>(&found)?["total"] == json!(0), "{found}");
    }
    ensure!(answers.get(&central, &paper).await? == 404);
    ensure!(answers.get(&central, &format!("{paper}/imprime")).await? == 404);
    ensure!(answers.0.iter().filter(|(what, _)| what.starts_with("200 ")).count() > 20, "many doors open");
    // An act of the dossier ends what the stream had to tell.
    let act = json!({"type": "memoire_depose", "dates": {"depose": crate::day(-1)}, "corps": {"nature": "personnel"}});
    let chamber = product.person("greffe.crim").await?;
    chamber.post(&format!("/api/v1/dossiers/{dossier}/actes"), &act).await?.expect(201)?;
    let told = told.until(SOON, |one| one.data.to_string().contains(&dossier)).await?;
    answers.0.push(("stream".into(), format!("{told:?}")));

    let scraped = places.scraped().await?;
    ensure!(scraped.contains("greffe_"), "metrics are scraped");
    ensure!(!scraped.contains(&canary), "a metric");
    ensure!(answers.saying(&canary).is_empty(), "answers: {:?}", answers.saying(&canary));
    ensure!(places.tables(&canary).await?.is_empty(), "tables: {:?}", places.tables(&canary).await?);
    // The farewell sends what traces and metrics are left.
    product.stack.stop().await?;
    ensure!(places.exported(&canary)? == 0, "telemetry");
    ensure!(places.files(&canary).await?.is_empty(), "files: {:?}", places.files(&canary).await?);
    ensure!(!places.files(&control).await?.is_empty(), "the control is still found");
    serving.abort();
    Ok(())
}
