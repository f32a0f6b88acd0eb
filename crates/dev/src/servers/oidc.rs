//! The development OpenID Connect provider of `ops/oidc`.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use rustix::process::Signal;
use serde::{Deserialize, Serialize};

use super::ports;
use crate::http;
use crate::places::Layout;
use crate::process::{self, Owner, ProcessId};

const START_LIMIT: Duration = Duration::from_secs(30);
const STOP_LIMIT: Duration = Duration::from_secs(5);
const CLIENT: &str = "greffe-gateway";
/// Machines with an account: the software of two offices of counsel, that of a court, and the taking over of older cases.
const MACHINES: [&str; 4] = ["partenaire-martin", "partenaire-dubreuil", "juridiction-lyon", "reprise"];

/// An identity provider that answers, and the gateway's account with it.
#[derive(Debug, Clone)]
pub struct Oidc {
    pub issuer: String,
    pub client_id: String,
    pub client_secret: String,
    /// Partner clients of the demonstration and their secrets, when the provider is ours.
    pub partners: BTreeMap<String, String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Record {
    port: u16,
    client_secret: String,
    partners: BTreeMap<String, String>,
    process: Option<ProcessId>,
}

impl Record {
    /// Gives each machine a secret; answers whether one had none.
    fn welcome_all(&mut self) -> bool {
        let known = self.partners.len();
        for machine in MACHINES {
            self.partners.entry(machine.to_owned()).or_insert_with(process::secret);
        }
        self.partners.len() > known
    }

    /// `localhost`, a secure context for browsers, who then accept the provider's cookies over HTTP.
    fn issuer(&self) -> String {
        format!("http://localhost:{}", self.port)
    }
}

impl Oidc {
    /// The provider of `GREFFE_OIDC_ISSUER` (with `GREFFE_OIDC_CLIENT_ID` and `GREFFE_OIDC_CLIENT_SECRET`), else
    /// the development provider with its demonstration accounts.
    pub async fn ensure(layout: &Layout) -> Result<Self> {
        if let Ok(issuer) = std::env::var("GREFFE_OIDC_ISSUER") {
            let secret = std::env::var("GREFFE_OIDC_CLIENT_SECRET");
            let client_secret =
                secret.context("GREFFE_OIDC_ISSUER demande aussi GREFFE_OIDC_CLIENT_SECRET")?;
            let client_id = std::env::var("GREFFE_OIDC_CLIENT_ID").unwrap_or_else(|_| CLIENT.to_owned());
            return Ok(Self { issuer, client_id, client_secret, partners: BTreeMap::new() });
        }
        let directory = layout.local.join("oidc");
        Owner::ourselves().directory(&directory)?;
        let state = directory.join("server.json");
        let mut record: Record = match process::recall(&state)? {
            Some(record) => record,
            None => Record {
                port: ports::pick()?,
                client_secret: process::secret(),
                partners: BTreeMap::new(),
                process: None,
            },
        };
        if record.welcome_all() {
            // A provider that runs does not know the newcomer.
            if let Some(process) = record.process.take() {
                process.stop(Signal::TERM, STOP_LIMIT).await?;
            }
        }
        if !record.process.is_some_and(ProcessId::is_alive) {
            record.port = ports::keep(record.port).await?;
            process::remember(&state, &record)?;
            record.process = Some(start(layout, &directory, &record)?);
            process::remember(&state, &record)?;
        }
        wait_ready(layout, &record).await?;
        Ok(Self::of(record))
    }

    /// The development provider of a layout as it was last started, without starting it; `None` when it never was.
    pub fn known(layout: &Layout) -> Result<Option<Self>> {
        let record: Option<Record> = process::recall(&layout.local.join("oidc").join("server.json"))?;
        Ok(record.map(Self::of))
    }

    fn of(record: Record) -> Self {
        Self {
            issuer: record.issuer(),
            client_id: CLIENT.to_owned(),
            client_secret: record.client_secret,
            partners: record.partners,
        }
    }

    pub(super) async fn stop(layout: &Layout) -> Result<()> {
        let state = layout.local.join("oidc").join("server.json");
        let Some(mut record) = process::recall::<Record>(&state)? else { return Ok(()) };
        if let Some(process) = record.process.take() {
            process.stop(Signal::TERM, STOP_LIMIT).await?;
            process::remember(&state, &record)?;
        }
        Ok(())
    }
}

fn start(layout: &Layout, directory: &Path, record: &Record) -> Result<ProcessId> {
    let program = layout.root.join("ops/oidc/provider.mjs");
    if !layout.root.join("ops/oidc/node_modules").is_dir() {
        bail!("le fournisseur d’identité n’est pas installé ; lancez « scripts/install.sh »");
    }
    let mut command = Owner::ourselves().command("node", directory);
    command
        .arg(program)
        .env("NODE_ENV", "development")
        .env("OIDC_PORT", record.port.to_string())
        .env("OIDC_DATA", directory)
        .env("OIDC_CLIENT_SECRET", &record.client_secret)
        .env("OIDC_PARTNERS", serde_json::to_string(&record.partners)?);
    process::start_detached(&mut command, &layout.log("oidc"))
}

async fn wait_ready(layout: &Layout, record: &Record) -> Result<()> {
    let discovery = format!("{}/.well-known/openid-configuration", record.issuer());
    let client = http::client(Duration::from_secs(2))?;
    let answers =
        async || client.get(&discovery).send().await.is_ok_and(|answer| answer.status().is_success());
    let alive = || record.process.is_some_and(ProcessId::is_alive);
    let over = async || answers().await || !alive();
    let log = layout.log("oidc");
    if !process::until(START_LIMIT, over).await || !alive() {
        bail!("le fournisseur d’identité ne répond pas{}", process::tail(&log));
    }
    Ok(())
}
