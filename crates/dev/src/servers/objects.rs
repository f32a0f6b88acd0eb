//! A private SeaweedFS that speaks S3, for the tests of stored files; one bucket a test.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use reqwest::{Client, Method, StatusCode};
use rustix::process::Signal;
use serde::{Deserialize, Serialize};

use super::ports;
use crate::http;
use crate::places::Layout;
use crate::process::{self, Owner, ProcessId};

const START_LIMIT: Duration = Duration::from_secs(60);
const CALL_LIMIT: Duration = Duration::from_secs(10);
/// Its polite end takes longer than what tests leave in it is worth.
const STOP_LIMIT: Duration = Duration::from_secs(2);
const ACCESS_KEY: &str = "greffe";

/// An object store that answers.
#[derive(Debug, Clone)]
pub struct Objects {
    /// Where S3 is spoken.
    pub endpoint: String,
    pub access_key: String,
    pub secret_key: String,
    /// The same store as files, without keys: to make buckets and to look into them.
    filer: String,
    http: Client,
}

/// Eight ports: four servers in one process, each with one for HTTP and one for gRPC.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Record {
    master: [u16; 2],
    volume: [u16; 2],
    filer: [u16; 2],
    s3: [u16; 2],
    secret_key: String,
    process: Option<ProcessId>,
}

impl Record {
    fn new() -> Result<Self> {
        let pair = || anyhow::Ok([ports::pick()?, ports::pick()?]);
        let (master, volume, filer, s3) = (pair()?, pair()?, pair()?, pair()?);
        Ok(Self { master, volume, filer, s3, secret_key: process::secret(), process: None })
    }

    fn keep_or_pick_ports(&mut self) -> Result<()> {
        let all = [&mut self.master, &mut self.volume, &mut self.filer, &mut self.s3];
        for port in all.into_iter().flatten() {
            *port = ports::keep_or_pick(*port)?;
        }
        Ok(())
    }

    fn is_alive(&self) -> bool {
        self.process.is_some_and(ProcessId::is_alive)
    }
}

impl Objects {
    /// The layout's own store.
    pub async fn ensure(layout: &Layout) -> Result<Self> {
        let directory = layout.local.join("objets");
        Owner::ourselves().directory(&directory)?;
        let state = directory.join("server.json");
        let mut record: Record = match process::recall(&state)? {
            Some(record) => record,
            None => Record::new()?,
        };
        if !record.is_alive() {
            record.keep_or_pick_ports()?;
            process::remember(&state, &record)?;
            record.process = Some(start(layout, &directory, &record)?);
            process::remember(&state, &record)?;
        }
        let objects = Self {
            endpoint: format!("http://127.0.0.1:{}", record.s3[0]),
            access_key: ACCESS_KEY.to_owned(),
            secret_key: record.secret_key.clone(),
            filer: format!("http://127.0.0.1:{}", record.filer[0]),
            http: http::client(CALL_LIMIT)?,
        };
        objects.wait_ready(layout, &record).await?;
        Ok(objects)
    }

    /// Makes an empty bucket.
    pub async fn make_bucket(&self, name: &str) -> Result<()> {
        self.send(Method::POST, &format!("buckets/{name}/")).await.context("création d’un bucket")
    }

    /// Deletes a bucket and all it holds; one that is gone already is no error.
    pub async fn delete_bucket(&self, name: &str) -> Result<()> {
        let path = format!("buckets/{name}?recursive=true&ignoreRecursiveError=true");
        self.send(Method::DELETE, &path).await.context("suppression d’un bucket")
    }

    /// Names of the objects of a bucket, at most a thousand; unfinished uploads stand among them, below `.uploads`.
    pub async fn names(&self, bucket: &str) -> Result<Vec<String>> {
        self.list(&format!("buckets/{bucket}")).await
    }

    /// Names of the buckets.
    pub async fn buckets(&self) -> Result<Vec<String>> {
        self.list("buckets").await
    }

    /// Writes an object behind the back of whoever else does.
    pub async fn write(&self, bucket: &str, name: &str, text: &'static str) -> Result<()> {
        let request = self.http.put(format!("{}/buckets/{bucket}/{name}", self.filer)).body(text);
        request.send().await?.error_for_status().context("écriture d’un objet")?;
        Ok(())
    }

    /// Deletes an object behind the back of whoever wrote it.
    pub async fn delete(&self, bucket: &str, name: &str) -> Result<()> {
        self.send(Method::DELETE, &format!("buckets/{bucket}/{name}")).await.context("suppression d’un objet")
    }

    async fn list(&self, path: &str) -> Result<Vec<String>> {
        #[derive(Deserialize)]
        struct Listing {
            #[serde(rename = "Entries")]
            entries: Option<Vec<Entry>>,
        }
        #[derive(Deserialize)]
        struct Entry {
            #[serde(rename = "FullPath")]
            path: String,
        }
        let request = self.http.get(format!("{}/{path}/?limit=1000", self.filer));
        let answer = request.header("accept", "application/json").send().await?;
        if answer.status() == StatusCode::NOT_FOUND {
            return Ok(Vec::new());
        }
        let listing: Listing = answer.error_for_status()?.json().await?;
        let name = |entry: Entry| entry.path.rsplit('/').next().unwrap_or_default().to_owned();
        Ok(listing.entries.into_iter().flatten().map(name).collect())
    }

    async fn send(&self, method: Method, path: &str) -> Result<()> {
        let deleting = method == Method::DELETE;
        let answer = self.http.request(method, format!("{}/{path}", self.filer)).send().await?;
        if !(deleting && answer.status() == StatusCode::NOT_FOUND) {
            answer.error_for_status()?;
        }
        Ok(())
    }

    /// S3 answers, and a file can be written: a volume has been given out.
    async fn answers(&self) -> bool {
        let written = self.http.put(format!("{}/pret", self.filer)).body("pret").send().await;
        written.is_ok_and(|answer| answer.status().is_success())
            && self.http.get(format!("{}/healthz", self.endpoint)).send().await.is_ok()
    }

    async fn wait_ready(&self, layout: &Layout, record: &Record) -> Result<()> {
        let log = layout.log("objets");
        let over = async || self.answers().await || !record.is_alive();
        if !process::until(START_LIMIT, over).await || !record.is_alive() {
            bail!("le serveur S3 ne répond pas{}", process::tail(&log));
        }
        Ok(())
    }

    pub(super) async fn stop(layout: &Layout) -> Result<()> {
        let state = layout.local.join("objets").join("server.json");
        let Some(mut record) = process::recall::<Record>(&state)? else { return Ok(()) };
        if let Some(process) = record.process.take() {
            process.stop(Signal::TERM, STOP_LIMIT).await?;
            process::remember(&state, &record)?;
        }
        Ok(())
    }
}

fn start(layout: &Layout, directory: &Path, record: &Record) -> Result<ProcessId> {
    let program = layout.root.join(".local/venv/bin/weed");
    if !program.exists() {
        bail!("le serveur S3 des tests n’est pas installé ; lancez « scripts/install.sh »");
    }
    let identity = serde_json::json!({ "identities": [{
        "name": ACCESS_KEY,
        "credentials": [{ "accessKey": ACCESS_KEY, "secretKey": record.secret_key }],
        "actions": ["Read", "Write", "List"],
    }] });
    let keys = directory.join("s3.json");
    process::write_secret(&keys, &identity.to_string())?;
    let sockets = directory.join("sockets");
    fs::create_dir_all(&sockets).with_context(|| format!("création de {}", sockets.display()))?;
    // It begins empty: what it held was of tests that are over, and it starts faster than it remembers.
    let data = directory.join("data");
    if data.exists() {
        fs::remove_dir_all(&data).with_context(|| format!("suppression de {}", data.display()))?;
    }
    fs::create_dir_all(&data).with_context(|| format!("création de {}", data.display()))?;
    let mut command = Owner::ourselves().command(program, directory);
    command.arg("-logtostderr=true").arg("server").args(["-filer", "-s3"]);
    command.arg(format!("-dir={}", data.display()));
    command.arg(format!("-s3.config={}", keys.display()));
    for (server, [http, grpc]) in
        [("master", record.master), ("volume", record.volume), ("filer", record.filer), ("s3", record.s3)]
    {
        command.arg(format!("-{server}.port={http}")).arg(format!("-{server}.port.grpc={grpc}"));
    }
    for server in ["filer", "s3"] {
        command.arg(format!("-{server}.localSocket={}", sockets.join(server).display()));
    }
    command.args([
        "-ip=127.0.0.1",
        "-ip.bind=127.0.0.1",
        // Nothing is told to its makers.
        "-master.telemetry=false",
        // A bucket takes volumes of its own; small ones, and many.
        "-master.volumeSizeLimitMB=64",
        "-volume.max=500",
        "-volume.preStopSeconds=0",
        "-s3.port.iceberg=0",
        "-s3.port.lance=0",
    ]);
    process::start_detached(&mut command, &layout.log("objets"))
}
