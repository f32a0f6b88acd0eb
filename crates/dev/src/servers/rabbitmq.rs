//! A private RabbitMQ node with its own port mapper, listening on the loopback alone; one vhost a test.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use reqwest::{Client, Method, StatusCode};
use rustix::process::Signal;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::ports;
use crate::http;
use crate::places::Layout;
use crate::process::{self, Owner, ProcessId};

/// The wrappers in /usr/sbin change user and directory; the scripts themselves do what they are told.
const SCRIPTS: &str = "/usr/lib/rabbitmq/bin";
const START_LIMIT: Duration = Duration::from_secs(90);
const CALL_LIMIT: Duration = Duration::from_secs(10);
const STOP_LIMIT: Duration = Duration::from_secs(30);
const USER: &str = "greffe";

/// A RabbitMQ that answers.
#[derive(Debug, Clone)]
pub struct Broker {
    /// `amqp://user:password@host:port`, to which a vhost is added.
    amqp: String,
    /// The vhost of an external broker's URL; the product's vhost otherwise.
    vhost: String,
    /// Base of the management API, credentials included.
    api: String,
    http: Client,
    pub(crate) own: Option<Layout>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Record {
    amqp_port: u16,
    api_port: u16,
    prometheus_port: u16,
    distribution_port: u16,
    mapper_port: u16,
    password: String,
    node: Option<ProcessId>,
    mapper: Option<ProcessId>,
}

impl Record {
    fn new() -> Result<Self> {
        Ok(Self {
            amqp_port: ports::pick()?,
            api_port: ports::pick()?,
            prometheus_port: ports::pick()?,
            distribution_port: ports::pick()?,
            mapper_port: ports::pick()?,
            password: process::secret(),
            node: None,
            mapper: None,
        })
    }

    async fn keep_ports(&mut self) -> Result<()> {
        for port in
            [&mut self.amqp_port, &mut self.api_port, &mut self.prometheus_port, &mut self.distribution_port]
        {
            *port = ports::keep(*port).await?;
        }
        if !self.mapper.is_some_and(ProcessId::is_alive) {
            self.mapper_port = ports::keep(self.mapper_port).await?;
        }
        Ok(())
    }

    fn is_alive(&self) -> bool {
        self.node.is_some_and(ProcessId::is_alive)
    }
}

/// A vhost and the URL that enters it.
#[derive(Debug, Clone)]
pub struct Vhost {
    pub name: String,
    pub url: String,
}

impl Broker {
    /// The broker of `GREFFE_AMQP_URL` (management API at `GREFFE_AMQP_API`), else the layout's own.
    pub async fn ensure(layout: &Layout) -> Result<Self> {
        if let Ok(url) = std::env::var("GREFFE_AMQP_URL") {
            return Self::external(&url).await;
        }
        let (directory, owner) = home(layout)?;
        let state = directory.join("server.json");
        let mut record: Record = match process::recall(&state)? {
            Some(record) => record,
            None => Record::new()?,
        };
        if !record.is_alive() {
            record.keep_ports().await?;
            write_configuration(&directory, owner, &record)?;
            process::remember(&state, &record)?;
            start(layout, &directory, owner, &mut record)?;
            process::remember(&state, &record)?;
        }
        let broker = Self {
            amqp: format!("amqp://{USER}:{}@127.0.0.1:{}", record.password, record.amqp_port),
            vhost: "greffe".to_owned(),
            api: format!("http://{USER}:{}@127.0.0.1:{}/api", record.password, record.api_port),
            http: http::client(CALL_LIMIT)?,
            own: Some(layout.clone()),
        };
        broker.wait_ready(layout, &record).await?;
        Ok(broker)
    }

    async fn external(url: &str) -> Result<Self> {
        let parsed = reqwest::Url::parse(url).context("GREFFE_AMQP_URL n’est pas une URL")?;
        let api = std::env::var("GREFFE_AMQP_API");
        let api =
            api.context("GREFFE_AMQP_URL demande aussi GREFFE_AMQP_API, l’API de gestion (http://…/api)")?;
        let amqp = url[..url.len() - parsed.path().len()].to_owned();
        let vhost = parsed.path().trim_start_matches('/').to_owned();
        let broker = Self { amqp, vhost, api, http: http::client(CALL_LIMIT)?, own: None };
        let overview: Result<serde_json::Value> = broker.get("overview").await;
        overview.context("le RabbitMQ de GREFFE_AMQP_API ne répond pas")?;
        Ok(broker)
    }

    /// The product's vhost, made if need be.
    pub async fn product_vhost(&self) -> Result<Vhost> {
        if self.own.is_none() {
            let url = format!("{}/{}", self.amqp, self.vhost);
            return Ok(Vhost { name: self.vhost.clone(), url });
        }
        self.make_vhost(&self.vhost).await
    }

    /// Makes a vhost which our user may use wholly; one that exists is kept as it is.
    pub async fn make_vhost(&self, name: &str) -> Result<Vhost> {
        self.send(Method::PUT, &format!("vhosts/{name}"), serde_json::json!({})).await?;
        let all = serde_json::json!({ "configure": ".*", "write": ".*", "read": ".*" });
        let user = reqwest::Url::parse(&self.amqp).context("URL de RabbitMQ")?.username().to_owned();
        self.send(Method::PUT, &format!("permissions/{name}/{user}"), all).await?;
        Ok(Vhost { name: name.to_owned(), url: format!("{}/{name}", self.amqp) })
    }

    /// Deletes a vhost and all it holds; one that is gone already is no error.
    pub async fn delete_vhost(&self, name: &str) -> Result<()> {
        self.send(Method::DELETE, &format!("vhosts/{name}"), serde_json::json!({})).await
    }

    /// Reads from the management API: `path` as in `queues/{vhost}/{name}`.
    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T> {
        let answer = self.http.get(format!("{}/{path}", self.api)).send().await?;
        Ok(answer.error_for_status()?.json().await?)
    }

    /// Writes to the management API.
    pub async fn send(&self, method: Method, path: &str, body: serde_json::Value) -> Result<()> {
        let deleting = method == Method::DELETE;
        let answer = self.http.request(method, format!("{}/{path}", self.api)).json(&body).send().await?;
        if deleting && answer.status() == StatusCode::NOT_FOUND {
            return Ok(());
        }
        answer.error_for_status().with_context(|| format!("API de gestion de RabbitMQ, {path}"))?;
        Ok(())
    }

    /// `kill -9` of the node.
    pub async fn kill9(&self) -> Result<()> {
        self.end(Signal::KILL).await
    }

    /// Ends the node as its administrator would: all it knows is on its disk.
    pub async fn shut_down(&self) -> Result<()> {
        self.end(Signal::TERM).await
    }

    async fn end(&self, signal: Signal) -> Result<()> {
        let layout = self.own.as_ref().context("ce RabbitMQ n’est pas le nôtre")?;
        let record: Option<Record> = process::recall(&home(layout)?.0.join("server.json"))?;
        match record.and_then(|record| record.node) {
            Some(node) => node.stop(signal, STOP_LIMIT).await,
            None => Ok(()),
        }
    }

    /// Freezes the node as it stands: connections stay open and nothing moves.
    pub fn freeze(&self) -> Result<()> {
        self.signal(Signal::STOP)
    }

    /// Lets a frozen node go on.
    pub fn thaw(&self) -> Result<()> {
        self.signal(Signal::CONT)
    }

    fn signal(&self, signal: Signal) -> Result<()> {
        let layout = self.own.as_ref().context("ce RabbitMQ n’est pas le nôtre")?;
        let record: Option<Record> = process::recall(&home(layout)?.0.join("server.json"))?;
        record.and_then(|record| record.node).map_or(Ok(()), |node| node.signal(signal))
    }

    pub(super) async fn stop(layout: &Layout) -> Result<()> {
        let state = home(layout)?.0.join("server.json");
        let Some(mut record) = process::recall::<Record>(&state)? else { return Ok(()) };
        if let Some(node) = record.node.take() {
            node.stop(Signal::TERM, STOP_LIMIT).await?;
        }
        if let Some(mapper) = record.mapper.take() {
            mapper.stop(Signal::TERM, STOP_LIMIT).await?;
        }
        process::remember(&state, &record)
    }

    async fn wait_ready(&self, layout: &Layout, record: &Record) -> Result<()> {
        let over = async || self.answers(record).await || !record.is_alive();
        let log = layout.log("rabbitmq");
        if !process::until(START_LIMIT, over).await {
            bail!("RabbitMQ ne répond pas après {} s{}", START_LIMIT.as_secs(), process::tail(&log));
        }
        if !record.is_alive() {
            bail!("RabbitMQ s’est arrêté{}", process::tail(&log));
        }
        Ok(())
    }

    /// Listens for AMQP, and its API answers: the node has booted whole.
    async fn answers(&self, record: &Record) -> bool {
        tokio::net::TcpStream::connect(("127.0.0.1", record.amqp_port)).await.is_ok()
            && self.get::<serde_json::Value>("overview").await.is_ok()
    }
}

fn home(layout: &Layout) -> Result<(PathBuf, Owner)> {
    let owner = Owner::for_servers()?;
    let directory = layout.servers.join("rabbitmq");
    owner.directory(&directory)?;
    Ok((directory, owner))
}

fn write_configuration(directory: &Path, owner: Owner, record: &Record) -> Result<()> {
    let Record { amqp_port, api_port, prometheus_port, password, .. } = record;
    let configuration = format!(
        "listeners.tcp.1 = 127.0.0.1:{amqp_port}
management.tcp.ip = 127.0.0.1
management.tcp.port = {api_port}
prometheus.tcp.ip = 127.0.0.1
prometheus.tcp.port = {prometheus_port}
default_user = {USER}
default_pass = {password}
log.console = true
log.console.level = warning
log.file = false
vm_memory_high_watermark.absolute = 512MB
# What queues hold in memory before it is on disk.
raft.wal_max_size_bytes = 67108864
disk_free_limit.absolute = 50MB
# One node: it never waits for another.
mnesia_table_loading_retry_limit = 1
"
    );
    let files = [
        ("rabbitmq.conf", configuration.as_str()),
        ("enabled_plugins", "[rabbitmq_management,rabbitmq_prometheus].\n"),
        ("rabbitmq-env.conf", ""),
    ];
    for (name, text) in files {
        let path = directory.join(name);
        process::write_secret(&path, text)?;
        owner.take(&path)?;
    }
    Ok(())
}

fn start(layout: &Layout, directory: &Path, owner: Owner, record: &mut Record) -> Result<()> {
    let server = Path::new(SCRIPTS).join("rabbitmq-server");
    if !server.exists() {
        bail!("RabbitMQ n’est pas installé ; installez-le par « apt-get install rabbitmq-server »");
    }
    let log = layout.log("rabbitmq");
    if !record.mapper.is_some_and(ProcessId::is_alive) {
        // Ours, in the foreground: the one Erlang starts by itself outlives the node and nobody knows it.
        let mut mapper = owner.command("epmd", directory);
        mapper.args(["-port", &record.mapper_port.to_string(), "-address", "127.0.0.1"]);
        record.mapper = Some(process::start_detached(&mut mapper, &log)?);
    }
    let mut node = owner.command(server, directory);
    let inside = |name: &str| directory.join(name);
    for name in ["mnesia", "schema"] {
        owner.directory(&inside(name))?;
    }
    node.env("RABBITMQ_NODENAME", format!("greffe-{}@localhost", layout.name))
        .env("RABBITMQ_MNESIA_BASE", inside("mnesia"))
        .env("RABBITMQ_LOG_BASE", directory)
        .env("RABBITMQ_SCHEMA_DIR", inside("schema"))
        .env("RABBITMQ_GENERATED_CONFIG_DIR", inside("schema"))
        .env("RABBITMQ_CONFIG_FILE", inside("rabbitmq.conf"))
        .env("RABBITMQ_ENABLED_PLUGINS_FILE", inside("enabled_plugins"))
        .env("RABBITMQ_CONF_ENV_FILE", inside("rabbitmq-env.conf"))
        .env("RABBITMQ_PID_FILE", inside("pid"))
        .env("ERL_EPMD_PORT", record.mapper_port.to_string())
        .env("ERL_EPMD_ADDRESS", "127.0.0.1")
        .env("RABBITMQ_DIST_PORT", record.distribution_port.to_string())
        .env("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}")
        // Makes the script become the node instead of watching over it: the process we know is the node.
        .env("RUNNING_UNDER_SYSTEMD", "true");
    fs::remove_file(inside("pid")).ok();
    record.node = Some(process::start_detached(&mut node, &log)?);
    Ok(())
}
