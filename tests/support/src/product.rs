//! A product of a test's own: database, vhost, keys, processes, all gone with the value.

use std::{path::PathBuf, process::Stdio};

use anyhow::{Context, Result, bail};
use greffe_dev::{
    Layout, PortsChoice, Servers, Service, Stack, StackOptions, Wanted,
    servers::Vhost,
    testing::{TestBroker, TestDatabase, TestDirectory},
};

use crate::{api::Api, person};

/// Lines of each log that a failed test shows.
const LAST: usize = 15;

/// How the product is to be started.
#[derive(Debug, Clone)]
pub struct Options {
    /// Processes of each service.
    pub replicas: usize,
    /// Name of the program: `greffe`, or `greffe-faults` with its fail points.
    pub program: &'static str,
    /// What a service is told besides.
    pub environment: Vec<(Service, String, String)>,
}

impl Default for Options {
    fn default() -> Self {
        Self { replicas: 1, program: "greffe", environment: Vec::new() }
    }
}

/// A running product.
pub struct Product {
    pub stack: Stack,
    pub database: TestDatabase,
    pub broker: TestBroker,
    servers: Servers,
    // Removed after the processes that write to it are gone.
    _directory: TestDirectory,
}

impl Product {
    /// Starts it, with the demonstration's agents and nothing else.
    pub async fn start(options: Options) -> Result<Self> {
        let services: Vec<&str> = Service::ALL.iter().map(|s| s.name()).chain(["delibere"]).collect();
        let (database, broker) = tokio::try_join!(TestDatabase::create(&services), TestBroker::vhost())?;
        let servers = Servers::ensure(Layout::test()?, Wanted::ALL, |_, _| {}).await?;
        let pool = sqlx::PgPool::connect(&database.admin_url()?).await?;
        greffe_assignment::seed::demonstration(&pool).await?;
        pool.close().await;
        let directory = TestDirectory::create().await?;
        // A copy for archives costs what a test costs: made where one is asked for.
        let no_copies = (Service::Document, "GREFFE__CONTROLS__ARCHIVAL".to_owned(), "false".to_owned());
        let stack = Stack::start(StackOptions {
            servers: servers.clone(),
            program: program(options.program)?,
            directory: directory.path().to_owned(),
            database: database.name().to_owned(),
            vhost: Vhost { name: broker.name().to_owned(), url: broker.url().to_owned() },
            replicas: options.replicas,
            ports: PortsChoice::Free,
            environment: [vec![no_copies], options.environment].concat(),
        })
        .await?;
        Ok(Self { stack, database, broker, servers, _directory: directory })
    }

    /// Where people and machines go.
    pub fn url(&self) -> String {
        self.stack.gateway_url()
    }

    /// A person of the demonstration, signed in as a browser would.
    pub async fn person(&self, subject: &str) -> Result<Api> {
        person::sign_in(&self.url(), subject).await
    }

    /// A machine with its client credentials.
    pub async fn machine(&self, client: &str) -> Result<Api> {
        Ok(Api::machine(&self.url(), &self.machine_token(client).await?))
    }

    /// The token such a machine carries.
    pub async fn machine_token(&self, client: &str) -> Result<String> {
        let oidc = self.servers.oidc()?;
        let secret = oidc.partners.get(client).with_context(|| format!("no machine client `{client}`"))?;
        person::machine_token(&oidc.issuer, client, secret).await
    }

    /// Runs `greffe verify` as an operator would; answers whether all was sound, and what it said with plain spaces.
    pub async fn verify(&self, patience: u32) -> Result<(bool, String)> {
        self.operate(&["verify", "--patience", &patience.to_string()]).await
    }

    /// Runs a verb of `greffe` as an operator would; answers whether it went well, and what it said with plain spaces.
    pub async fn operate(&self, verb: &[&str]) -> Result<(bool, String)> {
        let mut greffe = tokio::process::Command::new(program("greffe")?);
        greffe.args(verb);
        greffe.env("GREFFE_PG_ADMIN_URL", self.database.admin_url()?);
        for service in Service::ALL.into_iter().filter(|s| *s != Service::Gateway) {
            let urls = self.stack.grpc_urls(service);
            greffe.env(format!("GREFFE__PEERS__{}", service.name().to_uppercase()), urls);
        }
        greffe.env("GREFFE__IDENTITY__PRIVATE_KEY_FILE", &self.stack.keys().private);
        let mut told = self.stack.options().environment.iter();
        if let Some((_, key, clock)) = told.find(|(_, key, _)| key == "GREFFE__CLOCK__FILE") {
            greffe.env(key, clock);
        }
        let done = greffe.stdin(Stdio::null()).output().await.context("greffe")?;
        let said = String::from_utf8_lossy(&done.stdout).replace('\u{a0}', " ");
        Ok((done.status.success(), format!("{said}{}", String::from_utf8_lossy(&done.stderr))))
    }

    /// What each service last warned of, and the end of the broker's log: why a product did not do what was asked of it.
    pub fn last_words(&self) -> String {
        let mut words = String::new();
        for instance in self.stack.instances() {
            let log = std::fs::read_to_string(self.stack.log(instance)).unwrap_or_default();
            let warned: Vec<&str> =
                log.lines().filter(|line| line.contains("\"WARN\"") || line.contains("\"ERROR\"")).collect();
            for line in warned.iter().skip(warned.len().saturating_sub(LAST)) {
                words.push_str(&format!("\n  {instance}: {line}"));
            }
        }
        if let Ok(layout) = Layout::test() {
            let log = std::fs::read_to_string(layout.log("rabbitmq")).unwrap_or_default();
            let lines: Vec<&str> = log.lines().collect();
            for line in lines.iter().skip(lines.len().saturating_sub(LAST)) {
                words.push_str(&format!("\n  rabbitmq: {line}"));
            }
        }
        words
    }

    /// A pool of the administrator, for what only a test looks at.
    pub async fn sql(&self) -> Result<sqlx::PgPool> {
        Ok(sqlx::PgPool::connect(&self.database.admin_url()?).await?)
    }
}

/// The program built beside the test's own.
fn program(name: &str) -> Result<PathBuf> {
    let own = std::env::current_exe()?;
    let folder = own.parent().and_then(|deps| deps.parent()).context("target folder")?;
    let program = folder.join(name);
    if !program.exists() {
        bail!("{} is missing: build the package greffe first", program.display());
    }
    Ok(program)
}
