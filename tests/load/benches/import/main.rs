//! `scripts/bench.sh import`: an extract of 30,000 dossiers of thirty acts, read from its CSV files, sent and weighed by the
//! law, written; beside `COPY` of the very rows it wrote into bare tables of the same form, on the same server, in the same
//! run. The reader, the service and the wire between are one process, whose peak of memory is told after a tenth of the
//! extract and after the whole of it.
//!
//! `import rate` prints the rate, `import memory` the growth of that peak, as `figure: <value> <unit>` for `make prove`.

mod extract;

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use greffe::commands::import::stock::{self, Mode, defects::Report, send::Door};
use greffe_bus::Wake;
use greffe_chassis::Clock as _;
use greffe_chassis::{
    SharedClock,
    clock::{SystemClock, paris_day},
    identity::{Signer, Verifier},
    peer::Peer,
    tls::Tls,
};
use greffe_dev::testing::{TestDatabase, TestDirectory};
use greffe_dossier::Dossiers;
use sqlx::{Connection, PgConnection, PgPool};

const PRIVATE: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n";
const PUBLIC: &str = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n";

/// Dossiers of the whole extract, unless `GREFFE_BENCH_DOSSIERS` says another number.
const DOSSIERS: usize = 30_000;
/// Tables that a takeover writes.
const TABLES: &[&str] = &[
    "dossier.dossier",
    "dossier.act",
    "dossier.person",
    "dossier.party",
    "dossier.decision",
    "dossier.outbox",
    "dossier.provenance",
    "dossier.command_log",
];

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let wanted = arguments.first().map(String::as_str).unwrap_or_default();
    ensure!(matches!(wanted, "" | "rate" | "memory"), "unknown figure: {wanted}");
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(run(wanted))
}

async fn run(wanted: &str) -> Result<()> {
    let dossiers = match std::env::var("GREFFE_BENCH_DOSSIERS") {
        Ok(said) => said.parse().context("GREFFE_BENCH_DOSSIERS")?,
        Err(_) => DOSSIERS,
    };
    let directory = TestDirectory::create().await?;
    let (small, whole) = (directory.path().join("dixieme"), directory.path().join("tout"));
    let tenth = dossiers / 10;
    extract::write(&small, 1, tenth)?;
    let bytes = extract::write(&whole, 1 + tenth, dossiers)?;

    let database = TestDatabase::create(&["dossier"]).await?;
    let door = serve(&database, directory.path()).await?;
    let (_, first) = take(&door, &small, tenth).await?;
    let (seconds, peak) = take(&door, &whole, dossiers).await?;
    let copied = copy(&database, directory.path()).await?;
    // The baseline copies both extracts: it is counted for as many dossiers as the whole has.
    let bare = copied * dossiers as f64 / (dossiers + tenth) as f64;
    let ratio = bare / seconds;
    println!(
        "{dossiers} dossiers de 30 actes ({} Mo de CSV) : {seconds:.1} s, {:.0} dossiers/s, {:.0} actes/s",
        bytes / 1_000_000,
        dossiers as f64 / seconds,
        30.0 * dossiers as f64 / seconds
    );
    println!("COPY des mêmes lignes dans des tables nues : {bare:.1} s, soit {ratio:.2} × ce débit");
    println!(
        "mémoire au plus haut : {first:.0} Mo après {tenth} dossiers, {peak:.0} Mo après {dossiers} de plus"
    );
    match wanted {
        "memory" => println!("figure: {:.1} Mo", (peak - first).max(0.0)),
        _ => println!("figure: {ratio:.2} ×"),
    }
    Ok(())
}

/// The dossier service on the database, and an operator's door to it.
async fn serve(database: &TestDatabase, folder: &Path) -> Result<Door> {
    let (private, public) = (folder.join("private.pem"), folder.join("public.pem"));
    std::fs::write(&private, PRIVATE)?;
    std::fs::write(&public, PUBLIC)?;
    let clock: SharedClock = std::sync::Arc::new(SystemClock);
    let pool = PgPool::connect(&database.url("dossier")?).await?;
    let service = Dossiers::new(pool, clock.clone(), Wake::default(), None);
    let verifier = Verifier::from_file(public, greffe_dossier::NAME, clock.clone())?;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}", listener.local_addr()?);
    let incoming = tonic::transport::server::TcpIncoming::from(listener);
    let server = tonic::transport::Server::builder().add_routes(service.routes(verifier));
    tokio::spawn(server.serve_with_incoming(incoming));
    let peer =
        Peer::new(greffe_dossier::NAME, &address, Signer::from_file(private, clock)?, &Tls::default())?;
    Ok(Door::new(peer, stock::operator("mesure")))
}

/// Takes an extract over; answers seconds, and the peak of memory so far in megabytes.
async fn take(door: &Door, folder: &Path, dossiers: usize) -> Result<(f64, f64)> {
    let context = stock::context(folder, paris_day(SystemClock.now()))?;
    let mut told = Vec::new();
    let begun = Instant::now();
    let done = {
        let mut report = Report::new(&mut told);
        stock::pass(door, &context, folder, Mode::Enter, &mut report).await?
    };
    let seconds = begun.elapsed().as_secs_f64();
    ensure!(
        done.entered == dossiers,
        "{done:?}\n{}",
        String::from_utf8_lossy(&told[..told.len().min(2_000)])
    );
    ensure!(done.acts == 30 * dossiers as u64, "{} actes", done.acts);
    Ok((seconds, peak()?))
}

/// Highest resident memory of this process.
fn peak() -> Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).context("VmHWM")?;
    let kib: f64 = line.split_whitespace().nth(1).context("VmHWM")?.parse()?;
    Ok(kib / 1024.0)
}

/// The rows written, out to files, then by `COPY` into tables of the same form, indexes and checks included; answers the
/// seconds of the way in.
async fn copy(database: &TestDatabase, folder: &Path) -> Result<f64> {
    let mut admin = PgConnection::connect(&database.admin_url()?).await?;
    sqlx::raw_sql("CREATE SCHEMA bare").execute(&mut admin).await?;
    let mut files: Vec<(String, PathBuf)> = Vec::new();
    for table in TABLES {
        let (_, name) = table.split_once('.').context("schema")?;
        let create = format!("CREATE TABLE bare.{name} (LIKE {table} INCLUDING ALL)");
        sqlx::raw_sql(sqlx::AssertSqlSafe(create)).execute(&mut admin).await?;
        let path = folder.join(name);
        let mut file = tokio::fs::File::create(&path).await?;
        let mut out = admin.copy_out_raw(&format!("COPY {table} TO STDOUT (FORMAT binary)")).await?;
        while let Some(part) = futures::StreamExt::next(&mut out).await {
            tokio::io::AsyncWriteExt::write_all(&mut file, &part?).await?;
        }
        drop(out);
        files.push((format!("bare.{name}"), path));
    }
    sqlx::raw_sql("CHECKPOINT").execute(&mut admin).await?;
    let begun = Instant::now();
    for (table, path) in &files {
        let mut copy = admin.copy_in_raw(&format!("COPY {table} FROM STDIN (FORMAT binary)")).await?;
        copy.read_from(tokio::fs::File::open(path).await?).await?;
        let rows = copy.finish().await?;
        if rows == 0 {
            bail!("{table} is empty");
        }
    }
    Ok(begun.elapsed().as_secs_f64())
}
