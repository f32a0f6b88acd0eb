//! The whole product on this machine, from nothing to an address: what `greffe dev` does.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use sqlx::{Connection, Executor, PgConnection};
use tokio::signal::unix::{SignalKind, signal};

use crate::cli::PRODUCT;
use crate::migrate;
use crate::places::Layout;
use crate::process::{self, ProcessId};
use crate::servers::{Servers, Wanted};
use crate::stack::{PortsChoice, Service, Stack, StackOptions};

const DATABASE: &str = "greffe";
const STEPS: usize = 8;

/// Tells each step as it ends: `[3/8] PostgreSQL … prêt (1,2 s)`.
struct Progress {
    done: AtomicUsize,
}

impl Progress {
    fn ready(&self, step: &str, took: Duration) {
        let number = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let seconds = format!("{:.1}", took.as_secs_f64()).replace('.', ",");
        println!("[{number}/{STEPS}] {step} … prêt ({seconds}\u{a0}s)");
    }

    async fn step<T>(&self, step: &str, work: impl Future<Output = Result<T>>) -> Result<T> {
        let start = Instant::now();
        let done = work.await.with_context(|| format!("étape «\u{a0}{step}\u{a0}»"))?;
        self.ready(step, start.elapsed());
        Ok(done)
    }
}

/// Starts everything, says where it is, and waits for Ctrl-C; then stops everything. Data survive.
///
/// `program` is the `greffe` program. `seed` fills what an administrator would before services start (agents, given an
/// administrator's URL on the product's database); `demonstrate` loads the demonstration stock through the running
/// product. Both are called at each start and must be idempotent.
pub async fn run(
    program: PathBuf,
    seed: impl AsyncFn(&str) -> Result<()>,
    demonstrate: impl AsyncFn(&Stack) -> Result<()>,
) -> Result<()> {
    let start = Instant::now();
    let layout = Layout::dev()?;
    let alone = only_one(&layout)?;
    let mut term = signal(SignalKind::terminate()).context("écoute de SIGTERM")?;
    let ending = async {
        tokio::select! {
            heard = tokio::signal::ctrl_c() => heard.context("écoute de Ctrl-C"),
            _ = term.recv() => Ok(()),
        }
    };
    tokio::pin!(ending);
    let up = async {
        let stack = start_all(&layout, program, seed).await?;
        let progress = Progress { done: AtomicUsize::new(STEPS - 1) };
        progress.step("Jeu de démonstration", demonstrate(&stack)).await?;
        anyhow::Ok(stack)
    };
    let outcome = tokio::select! {
        started = up => match started {
            Ok(stack) => attend(stack, start.elapsed(), ending).await,
            Err(error) => Err(error),
        },
        heard = &mut ending => heard,
    };
    println!("Arrêt…");
    crate::stack::end_leftovers(&layout.local).await?;
    Servers::stop(&layout).await?;
    drop(alone);
    outcome
}

async fn start_all(
    layout: &Layout,
    program: PathBuf,
    seed: impl AsyncFn(&str) -> Result<()>,
) -> Result<Stack> {
    let progress = Progress { done: AtomicUsize::new(0) };
    let ready = |step: &str, took| progress.ready(step, took);
    let ensure = |wanted| Servers::ensure(layout.clone(), wanted, ready);
    // RabbitMQ is the slowest by far: everything that can be done without it is done meanwhile.
    let database = async {
        let servers = ensure(Wanted { postgres: true, ..Wanted::default() }).await?;
        let admin_url = progress.step("Schémas de la base", prepare_database(&servers, DATABASE)).await?;
        progress.step("Comptes", seed(&admin_url)).await
    };
    let broker = async {
        let servers = ensure(Wanted { broker: true, ..Wanted::default() }).await?;
        progress.step("Espace des événements", servers.broker()?.product_vhost()).await
    };
    let oidc = ensure(Wanted { oidc: true, ..Wanted::default() });
    let ((), vhost, _) = tokio::try_join!(database, broker, oidc)?;
    let options = StackOptions {
        servers: Servers::ensure(layout.clone(), Wanted::ALL, |_, _| {}).await?,
        program,
        directory: layout.local.clone(),
        database: DATABASE.to_owned(),
        vhost,
        replicas: 1,
        ports: PortsChoice::Product,
        environment: Vec::new(),
    };
    progress.step("Services et passerelle", Stack::start(options)).await
}

/// Waits for the end, wanted or not.
async fn attend(stack: Stack, took: Duration, ending: impl Future<Output = Result<()>>) -> Result<()> {
    announce(&stack, took);
    let outcome = tokio::select! {
        heard = ending => heard,
        dead = stack.first_death() => {
            let log = stack.log(dead);
            Err(anyhow::anyhow!("le service {dead} s’est arrêté{}", process::tail(&log)))
        }
    };
    stack.stop().await?;
    outcome
}

fn announce(stack: &Stack, took: Duration) {
    let seconds = format!("{:.1}", took.as_secs_f64()).replace('.', ",");
    println!("\nGreffe est prêt en {seconds}\u{a0}s\u{a0}: {}\n", stack.gateway_url());
    match stack.options().servers.oidc() {
        Ok(oidc) if oidc.partners.is_empty() => {
            println!(
                "Les comptes sont ceux de {}\u{a0}; le registre des agents dit leurs rôles.",
                oidc.issuer
            );
        }
        Ok(oidc) => {
            println!("Comptes de démonstration (un clic, sans mot de passe)\u{a0}:");
            let accounts = stack.options().servers.layout.root.join("ops/oidc/accounts.json");
            for account in accounts_of(&accounts).unwrap_or_default() {
                println!("  {:<20} {}, {}", account.sub, account.name, account.fonction);
            }
            for (client, secret) in &oidc.partners {
                println!("  {client:<20} dépôt par programme, secret {secret}");
            }
        }
        Err(_) => {}
    }
    println!("\nJournaux\u{a0}: {}", stack.options().servers.layout.local.join("logs").display());
    println!("Ctrl-C arrête tout, les données restent\u{a0}; «\u{a0}make reset\u{a0}» les oublie.");
}

#[derive(serde::Deserialize)]
struct Account {
    sub: String,
    name: String,
    fonction: String,
}

fn accounts_of(path: &std::path::Path) -> Option<Vec<Account>> {
    process::recall(path).ok().flatten()
}

/// Creates the database if need be and brings the schema of every service up to date; gives an administrator's URL.
pub(crate) async fn prepare_database(servers: &Servers, database: &str) -> Result<String> {
    let postgres = servers.postgres()?;
    let mut admin = PgConnection::connect(&postgres.admin_url).await?;
    let known = sqlx::query("SELECT FROM pg_database WHERE datname = $1").bind(database);
    if known.fetch_optional(&mut admin).await?.is_none() {
        admin.execute(sqlx::AssertSqlSafe(format!("CREATE DATABASE {database}"))).await?;
    }
    admin.close().await?;
    let url = postgres.admin_url_on(database)?;
    let root = &servers.layout.root;
    let schemas = Service::ALL.iter().map(|service| service.name()).chain([migrate::ENCLAVE]);
    for schema in schemas.filter(|schema| migrate::directory(root, schema).is_dir()) {
        migrate::migrate(root, &url, schema, &postgres.role_password).await?;
    }
    Ok(url)
}

/// Two products would fight for the same data: the second says so and leaves.
fn only_one(layout: &Layout) -> Result<std::fs::File> {
    let file = std::fs::File::create(layout.local.join("product.lock")).context("verrou du produit")?;
    if file.try_lock().is_err() {
        bail!("Greffe tourne déjà ; « make stop » l’arrête");
    }
    process::remember(&layout.local.join(PRODUCT), &ProcessId::ourselves()?)?;
    Ok(file)
}
