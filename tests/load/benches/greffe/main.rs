//! `make bench`: the product against bare SQL and a bare gRPC echo, in one run, at 1 and 16 clients, three times each.
//!
//! With the name of a figure as argument (`read`, `read echo`, `record`, `record rate`, `stream`, `memory`), only that one; the last line of output is
//! then `figure: <value> <unit>`, for `make prove`.

mod bare;
mod http;
mod product;
mod report;
mod stream;

use std::time::Duration;

use anyhow::{Context, Result, bail};
use greffe_contracts::gate::v1::gate_service_client::GateServiceClient;
use http::{Call, Connection, repeat};
use product::Product;
use report::{Measure, ratio};
use sqlx::Connection as _;

const REPETITIONS: usize = 7;
const WARM: Duration = Duration::from_secs(1);
const LONG: Duration = Duration::from_secs(4);
const CLIENTS: [usize; 2] = [1, 16];
const DOSSIERS: usize = 200;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["echo", address, size] => bare::serve_echo(address, size.parse()?).await,
            [] => all().await,
            ["read"] => figure(read(&Product::start(1, DOSSIERS).await?).await?.sql, "×"),
            ["read", "echo"] => figure(read(&Product::start(1, DOSSIERS).await?).await?.echo, "×"),
            ["record"] => figure(record(&Product::start(1, DOSSIERS).await?).await?.latency, "×"),
            ["record", "rate"] => figure(record(&Product::start(1, DOSSIERS).await?).await?.rate, "×"),
            ["stream"] => figure(stream_p99().await?, "ms"),
            ["memory"] => figure(memory(&Product::start(1, 1).await?)?, "Mo"),
            other => bail!("unknown figure: {other:?}"),
        }
    })
}

fn figure(value: f64, unit: &str) -> Result<()> {
    println!("figure: {value:.2} {unit}");
    Ok(())
}

async fn all() -> Result<()> {
    machine();
    {
        let product = Product::start(1, DOSSIERS).await?;
        memory(&product)?;
        read(&product).await?;
        record(&product).await?;
        product.started.stack.stop().await?;
    }
    stream_p99().await?;
    Ok(())
}

fn machine() {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|l| {
        l.strip_prefix("model name").map(|m| m.trim_start_matches([' ', '\t', ':']).to_owned())
    });
    println!("Machine : {} × {}", cpu.matches("processor\t").count(), model.unwrap_or_default());
    println!(
        "Chaque mesure : {REPETITIONS} répétitions de {} s après {} s de chauffe ; médiane des répétitions.\n",
        LONG.as_secs(),
        WARM.as_secs()
    );
}

struct Rest {
    connection: Option<Connection>,
    host: String,
    token: String,
    paths: Vec<String>,
    at: usize,
    post: bool,
}

impl Rest {
    fn next(&mut self) -> String {
        self.at = (self.at + 7) % self.paths.len();
        self.paths[self.at].clone()
    }
}

impl Call for Rest {
    async fn call(&mut self) -> Result<()> {
        if self.connection.is_none() {
            self.connection = Some(Connection::open(&self.host, &self.token).await?);
        }
        let path = self.next();
        let connection = self.connection.as_mut().context("a connection")?;
        let answer = if self.post {
            connection
                .post(&path, &uuid::Uuid::now_v7().to_string(), stream::act().to_string().as_bytes())
                .await?
        } else {
            connection.get(&path).await?
        };
        if answer.status >= 300 {
            bail!("{} {}", answer.status, String::from_utf8_lossy(&answer.body));
        }
        Ok(())
    }
}

fn rest(product: &Product, post: bool) -> impl Fn(usize) -> Rest + Clone + Send + 'static {
    let paths: Vec<String> = if post {
        product.dossiers.iter().map(|d| format!("/api/v1/dossiers/{d}/actes")).collect()
    } else {
        product.dossiers.iter().map(|d| format!("/api/v1/dossiers/{d}")).collect()
    };
    let (host, token) = (product.host.clone(), product.token.clone());
    move |client| Rest {
        connection: None,
        host: host.clone(),
        token: token.clone(),
        paths: paths.clone(),
        at: client * 13,
        post,
    }
}

fn median(run: &report::Run) -> f64 {
    run.percentile(0.5)
}

/// A read through the gateway, p50, one client, against each baseline.
struct Read {
    sql: f64,
    echo: f64,
}

async fn read(product: &Product) -> Result<Read> {
    println!("Lecture d’un dossier");
    let mut held = Read { sql: f64::NAN, echo: f64::NAN };
    for clients in CLIENTS {
        let mut sql = Measure::of(&format!("SQL seul (pgbench), {clients} client(s)"));
        let mut echo = Measure::of(&format!("écho tonic, {clients} client(s)"));
        let mut rest_read = Measure::of(&format!("REST par la passerelle, {clients} client(s)"));
        let server = Echo::start(payload(product).await?).await?;
        for _ in 0..REPETITIONS {
            sql.runs.push(bench_sql(product, bare::READ, clients).await?);
            let client = GateServiceClient::connect(format!("http://{}", server.address)).await?;
            echo.runs.push(repeat(clients, WARM, LONG, move |_| bare::EchoCall(client.clone())).await?);
            rest_read.runs.push(repeat(clients, WARM, LONG, rest(product, false)).await?);
        }
        [&sql, &echo, &rest_read].iter().for_each(|m| m.print());
        if clients == 1 {
            held = Read { sql: rest_read.against(&sql, median), echo: rest_read.against(&echo, median) };
            ratio("REST / SQL seul, p50", held.sql, 12.0, 8.0, true);
            ratio("REST / écho tonic, p50", held.echo, 2.5, 1.8, true);
        } else {
            ratio("débit REST / SQL seul", rest_read.against(&sql, report::Run::rate), 0.15, 0.25, false);
            ratio("débit REST / écho tonic", rest_read.against(&echo, report::Run::rate), 0.35, 0.55, false);
        }
    }
    Ok(held)
}

/// An act recorded, against the same transaction: p50 with one client, throughput with sixteen.
struct Record {
    latency: f64,
    rate: f64,
}

async fn record(product: &Product) -> Result<Record> {
    println!("\nEnregistrement d’un acte");
    let mut held = Record { latency: f64::NAN, rate: f64::NAN };
    for clients in CLIENTS {
        let mut sql = Measure::of(&format!("même transaction (pgbench), {clients} client(s)"));
        let mut command = Measure::of(&format!("REST par la passerelle, {clients} client(s)"));
        for _ in 0..REPETITIONS {
            // Each side works on journals of its own length: fresh ones every time.
            trim(product).await?;
            sql.runs.push(bench_sql(product, bare::RECORD, clients).await?);
            trim(product).await?;
            command.runs.push(repeat(clients, WARM, LONG, rest(product, true)).await?);
        }
        [&sql, &command].iter().for_each(|m| m.print());
        if clients == 1 {
            held.latency = command.against(&sql, median);
            ratio("REST / transaction seule, p50", held.latency, 1.8, 1.4, true);
        } else {
            held.rate = command.against(&sql, report::Run::rate);
            ratio("débit REST / transaction seule", held.rate, 0.5, 0.7, false);
        }
    }
    Ok(held)
}

/// Journals back to their opening, so that both sides read as many acts.
async fn trim(product: &Product) -> Result<()> {
    // One connection: its role of a replica is what lets it rewrite a journal.
    let mut connection = sqlx::PgConnection::connect(&product.admin_url()?).await?;
    let sql = "SET session_replication_role = replica;
        DELETE FROM dossier.outbox o USING dossier.act a WHERE a.kind IN ('pieces_deposees', 'memoire_depose')
            AND a.dossier_id = o.aggregate_id AND a.version = o.aggregate_seq;
        DELETE FROM dossier.act WHERE kind IN ('pieces_deposees', 'memoire_depose');
        UPDATE dossier.dossier d SET version = (SELECT max(version) FROM dossier.act a WHERE a.dossier_id = d.id);
        VACUUM";
    for statement in sql.split(';') {
        sqlx::raw_sql(sqlx::AssertSqlSafe(statement.to_owned())).execute(&mut connection).await?;
    }
    Ok(())
}

async fn bench_sql(product: &Product, script: &'static str, clients: usize) -> Result<report::Run> {
    let url = product.admin_url()?;
    let variables =
        vec![("dossiers", product.dossiers.len().to_string()), ("year", product.year.to_string())];
    tokio::task::spawn_blocking(move || bare::pgbench(&url, script, clients, LONG, &variables)).await?
}

async fn payload(product: &Product) -> Result<usize> {
    let pool = sqlx::PgPool::connect(&product.admin_url()?).await?;
    let size: i32 =
        sqlx::query_scalar("SELECT max(octet_length(view)) FROM dossier.dossier").fetch_one(&pool).await?;
    Ok(size.unsigned_abs() as usize)
}

/// The echo, in a process of its own, ended with the value.
struct Echo {
    address: String,
    process: std::process::Child,
}

impl Echo {
    async fn start(size: usize) -> Result<Self> {
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let address = format!("127.0.0.1:{port}");
        let process = std::process::Command::new(std::env::current_exe()?)
            .args(["echo", &address, &size.to_string()])
            .spawn()?;
        let echo = Self { address, process };
        for _ in 0..200 {
            if tokio::net::TcpStream::connect(&echo.address).await.is_ok() {
                return Ok(echo);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        bail!("the echo did not start")
    }
}

impl Drop for Echo {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

async fn stream_p99() -> Result<f64> {
    println!("\nActe enregistré → flux d’événements, 50 actes/s, deux répliques par service");
    let product = Product::start(2, DOSSIERS).await?;
    product.caught_up().await?;
    let runs = stream::measure(&product, 50, Duration::from_secs(20)).await?;
    let mut worst = 0f64;
    for hop in stream::HOPS {
        let run = runs.get(hop).context("a hop")?;
        let (p50, p99) = (run.percentile(0.5) / 1000.0, run.percentile(0.99) / 1000.0);
        println!("  requête → {hop:<14} p50 {p50:>7.1} ms   p99 {p99:>7.1} ms");
        worst = worst.max(p99);
    }
    ratio("p99 jusqu’au dernier saut, ms", worst, 150.0, 60.0, true);
    product.started.stack.stop().await?;
    Ok(worst)
}

/// Resident memory of the largest process of the product, idle.
fn memory(product: &Product) -> Result<f64> {
    println!("Mémoire résidente au repos");
    let mut largest = 0f64;
    for instance in product.started.stack.instances() {
        let pid = product.started.stack.pid(instance).context("a running process")?;
        let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
        let kilobytes: f64 = status
            .lines()
            .find_map(|l| l.strip_prefix("VmRSS:"))
            .and_then(|l| l.trim().trim_end_matches(" kB").trim().parse().ok())
            .context("VmRSS")?;
        println!("  {instance:<14} {:>6.1} Mo", kilobytes / 1024.0);
        largest = largest.max(kilobytes / 1024.0);
    }
    ratio("le plus grand service, Mo", largest, 64.0, 64.0, true);
    Ok(largest)
}
