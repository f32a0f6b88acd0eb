//! The whole product for one test: its own database, vhost, ports, files and processes.

use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tokio::sync::OnceCell;

use super::{TestBroker, TestDatabase, ensure, fresh_name, is_left_over};
use crate::servers::{Oidc, Servers, Vhost, Wanted};
use crate::stack::{PortsChoice, Service, Stack, StackOptions, end_leftovers};

/// What the product will run on: migrated and empty, so that a test may seed it before anything starts.
#[derive(Debug)]
pub struct Ground {
    servers: Servers,
    pub database: TestDatabase,
    pub broker: TestBroker,
}

/// A product that runs for one test; stopped and forgotten when dropped. Its logs stay when the test failed.
#[derive(Debug)]
pub struct Trial {
    // Fields are dropped in this order: processes first, then what they use.
    stack: Stack,
    pub ground: Ground,
}

impl Ground {
    /// A fresh database with all schemas, a fresh vhost, an identity provider.
    pub async fn prepare() -> Result<Self> {
        static SERVERS: OnceCell<Servers> = OnceCell::const_new();
        let servers = SERVERS.get_or_try_init(|| ensure(Wanted::ALL)).await?.clone();
        sweep(&stacks(&servers)).await?;
        let database = TestDatabase::create(&Service::ALL.map(Service::name)).await?;
        Ok(Self { servers, database, broker: TestBroker::vhost().await? })
    }

    pub fn oidc(&self) -> Result<&Oidc> {
        self.servers.oidc()
    }

    /// The usual way to run on this ground: one process a service, free ports. A test changes what it is about.
    pub fn options(&self) -> Result<StackOptions> {
        Ok(StackOptions {
            servers: self.servers.clone(),
            program: program("greffe")?,
            directory: stacks(&self.servers).join(fresh_name()),
            database: self.database.name().to_owned(),
            vhost: Vhost { name: self.broker.name().to_owned(), url: self.broker.url().to_owned() },
            replicas: 1,
            ports: PortsChoice::Free,
            environment: Vec::new(),
        })
    }

    /// Starts it.
    pub async fn start(self, options: StackOptions) -> Result<Trial> {
        let directory = &options.directory;
        fs::create_dir_all(directory).with_context(|| format!("création de {}", directory.display()))?;
        Ok(Trial { stack: Stack::start(options).await?, ground: self })
    }
}

impl Deref for Trial {
    type Target = Stack;

    fn deref(&self) -> &Stack {
        &self.stack
    }
}

impl Drop for Trial {
    fn drop(&mut self) {
        self.stack.kill_all();
        if std::thread::panicking() {
            eprintln!("journaux : {}", self.stack.options().directory.join("logs").display());
        } else {
            fs::remove_dir_all(&self.stack.options().directory).ok();
        }
    }
}

/// A program of this workspace, beside the test that asks: `target/debug/<name>`.
pub fn program(name: &str) -> Result<PathBuf> {
    let test = std::env::current_exe().context("chemin du test")?;
    let found = test.ancestors().skip(1).map(|directory| directory.join(name)).find(|path| path.is_file());
    match found {
        Some(path) => Ok(path),
        None => bail!("{name} n’est pas construit ; « cargo build -p greffe --bin {name} » d’abord"),
    }
}

fn stacks(servers: &Servers) -> PathBuf {
    servers.layout.local.join("stacks")
}

/// Ends the processes of tests that were killed, and forgets their files.
async fn sweep(stacks: &Path) -> Result<()> {
    for entry in fs::read_dir(stacks).into_iter().flatten() {
        let directory = entry.context("lecture des piles de test")?.path();
        let name = directory.file_name().unwrap_or_default().to_string_lossy();
        if is_left_over(&name) {
            end_leftovers(&directory).await?;
            // Another test may be sweeping too.
            fs::remove_dir_all(&directory).ok();
        }
    }
    Ok(())
}
