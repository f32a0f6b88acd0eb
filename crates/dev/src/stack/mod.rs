//! The five services and the gateway as processes of the `greffe` program, on one machine.

mod instance;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use rustix::process::Signal;

use crate::http;
use crate::keys::{Keys, sealing};
use crate::process::{self, ProcessId, until};
use crate::servers::{Oidc, Servers, Vhost};
pub use instance::{Instance, Ports, Service};

const START_LIMIT: Duration = Duration::from_secs(30);
/// More than a service's own drain, which ends by itself.
const STOP_LIMIT: Duration = Duration::from_secs(25);

/// The numbers of a stack's processes, in its directory.
const NUMBERS: &str = "stack.json";

/// What a stack runs on, and how.
#[derive(Debug, Clone)]
pub struct StackOptions {
    /// Servers that answer; the identity provider's may be missing (`oidc` false): then nobody signs in.
    pub servers: Servers,
    /// The `greffe` program.
    pub program: PathBuf,
    /// Keys, stored pieces, logs and the numbers of the processes: one directory a stack.
    pub directory: PathBuf,
    /// A database with the schemas of the six services and of the enclave migrated.
    pub database: String,
    /// The vhost of the events.
    pub vhost: Vhost,
    /// How many processes of each of the five services. The gateway has one.
    pub replicas: usize,
    /// The product's ports, or free ones.
    pub ports: PortsChoice,
    /// What one service's processes are told besides, over what the stack tells: `("GREFFE__…", value)`. With it a
    /// test sends a service through a fault proxy, or gives it a clock.
    pub environment: Vec<(Service, String, String)>,
}

/// Where services listen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PortsChoice {
    /// 8400 for the gateway, 8401 to 8405 for the services' gRPC, 85xx for their HTTP; another where one is taken.
    Product,
    /// Any free port: several stacks may run at once.
    Free,
}

/// A running stack. Dropping it kills what still runs.
#[derive(Debug)]
pub struct Stack {
    options: StackOptions,
    keys: Keys,
    ports: BTreeMap<Instance, Ports>,
    running: Mutex<BTreeMap<Instance, ProcessId>>,
}

impl Stack {
    /// Starts everything and waits until each process says it is ready. Leftovers of a stack of this
    /// directory whose owner was killed are ended first.
    pub async fn start(options: StackOptions) -> Result<Self> {
        end_leftovers(&options.directory).await?;
        let keys = Keys::ensure(&options.directory)?;
        let mut ports = BTreeMap::new();
        for service in Service::ALL {
            let replicas = if service == Service::Gateway { 1 } else { options.replicas.max(1) };
            for replica in 0..replicas {
                let instance = Instance { service, replica };
                ports.insert(instance, Ports::choose(instance, options.ports, ports.values())?);
            }
        }
        let stack = Self { options, keys, ports, running: Mutex::default() };
        let all: Vec<Instance> = stack.ports.keys().copied().collect();
        if let Err(error) = stack.start_all(&all).await {
            stack.stop().await?;
            return Err(error);
        }
        Ok(stack)
    }

    async fn start_all(&self, instances: &[Instance]) -> Result<()> {
        for instance in instances {
            self.launch(*instance)?;
        }
        for instance in instances {
            self.wait_ready(*instance).await?;
        }
        Ok(())
    }

    /// Where people and partners go.
    pub fn gateway_url(&self) -> String {
        // `localhost`, a secure context for browsers: `__Host-` cookies are kept without TLS.
        format!("http://localhost:{}", self.ports[&Instance::first(Service::Gateway)].http)
    }

    /// gRPC addresses of a service's processes, separated by commas.
    pub fn grpc_urls(&self, service: Service) -> String {
        let of_it = self.ports.iter().filter(|(instance, _)| instance.service == service);
        of_it.map(|(_, ports)| format!("http://127.0.0.1:{}", ports.grpc)).collect::<Vec<_>>().join(",")
    }

    /// Health and metrics of one process.
    pub fn metrics_url(&self, instance: Instance) -> Result<String> {
        let port = self.ports_of(instance)?.metrics;
        Ok(format!("http://127.0.0.1:{port}/metrics"))
    }

    /// The pair that signs internal calls: a test signs its own with it.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    pub fn options(&self) -> &StackOptions {
        &self.options
    }

    /// Every process of the stack.
    pub fn instances(&self) -> Vec<Instance> {
        self.ports.keys().copied().collect()
    }

    /// What a process has written, from all its lives.
    pub fn log(&self, instance: Instance) -> PathBuf {
        self.options.directory.join("logs").join(format!("{instance}.log"))
    }

    /// The process number, while it runs.
    pub fn pid(&self, instance: Instance) -> Option<i32> {
        self.running().get(&instance).filter(|process| process.is_alive()).map(|process| process.pid)
    }

    /// `kill -9`, and waits until it is gone.
    pub async fn kill9(&self, instance: Instance) -> Result<()> {
        let process = self.forget(instance)?;
        process.stop(Signal::KILL, STOP_LIMIT).await
    }

    /// SIGTERM, and waits for the drain.
    pub async fn stop_instance(&self, instance: Instance) -> Result<()> {
        let process = self.forget(instance)?;
        process.stop(Signal::TERM, STOP_LIMIT).await
    }

    /// Freezes a process as it stands: its connections stay open and nothing answers.
    pub fn freeze(&self, instance: Instance) -> Result<()> {
        self.signal(instance, Signal::STOP)
    }

    /// Lets a frozen process go on.
    pub fn thaw(&self, instance: Instance) -> Result<()> {
        self.signal(instance, Signal::CONT)
    }

    /// Starts a process that was killed or stopped, and waits until it is ready.
    pub async fn start_instance(&self, instance: Instance) -> Result<()> {
        if self.pid(instance).is_some() {
            return Ok(());
        }
        self.launch(instance)?;
        self.wait_ready(instance).await
    }

    /// Waits until a process ends that nobody told to, and names it.
    pub async fn first_death(&self) -> Instance {
        loop {
            let dead = || self.running().iter().find(|(_, process)| !process.is_alive()).map(|(i, _)| *i);
            until(Duration::from_secs(3600), async || dead().is_some()).await;
            if let Some(instance) = dead() {
                return instance;
            }
        }
    }

    /// Stops everything: the gateway first, so that no call is cut in the middle, then the services at once.
    pub async fn stop(&self) -> Result<()> {
        let gateway = Instance::first(Service::Gateway);
        let known = self.running().remove(&gateway);
        if let Some(process) = known {
            process.stop(Signal::TERM, STOP_LIMIT).await?;
        }
        let rest: Vec<ProcessId> = std::mem::take(&mut *self.running()).into_values().collect();
        for process in &rest {
            process.signal(Signal::TERM)?;
        }
        for process in &rest {
            process.stop(Signal::TERM, STOP_LIMIT).await?;
        }
        self.remember()
    }

    /// `kill -9` of everything at once, without waiting.
    pub fn kill_all(&self) {
        for process in self.running().values() {
            process.signal(Signal::KILL).ok();
        }
    }

    fn ports_of(&self, instance: Instance) -> Result<&Ports> {
        self.ports.get(&instance).ok_or_else(|| anyhow!("{instance} n’est pas dans cette pile"))
    }

    fn running(&self) -> MutexGuard<'_, BTreeMap<Instance, ProcessId>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn forget(&self, instance: Instance) -> Result<ProcessId> {
        let process = self.running().remove(&instance).ok_or_else(|| anyhow!("{instance} ne tourne pas"))?;
        self.remember()?;
        Ok(process)
    }

    fn signal(&self, instance: Instance, signal: Signal) -> Result<()> {
        let process = self.running().get(&instance).copied();
        process.ok_or_else(|| anyhow!("{instance} ne tourne pas"))?.signal(signal)
    }

    fn launch(&self, instance: Instance) -> Result<()> {
        let mut command = std::process::Command::new(&self.options.program);
        command.args(["serve", instance.service.name()]).current_dir(&self.options.servers.layout.root);
        command.envs(self.environment(instance)?);
        let log = self.log(instance);
        if let Some(logs) = log.parent() {
            fs::create_dir_all(logs).with_context(|| format!("création de {}", logs.display()))?;
        }
        let process = process::start_detached(&mut command, &log)?;
        self.running().insert(instance, process);
        self.remember()
    }

    async fn wait_ready(&self, instance: Instance) -> Result<()> {
        let ports = self.ports_of(instance)?;
        let client = http::client(Duration::from_secs(2))?;
        let url = format!("http://127.0.0.1:{}/sante/pret", ports.http);
        let ready = async || client.get(&url).send().await.is_ok_and(|answer| answer.status().is_success());
        let over = async || ready().await || self.pid(instance).is_none();
        let log = self.log(instance);
        if !until(START_LIMIT, over).await {
            bail!("{instance} n’est pas prêt après {} s{}", START_LIMIT.as_secs(), process::tail(&log));
        }
        if self.pid(instance).is_none() {
            bail!("{instance} s’est arrêté au démarrage{}", process::tail(&log));
        }
        Ok(())
    }

    /// What a process is told. `GREFFE__…` variables of our own environment reach it too, under what is set here.
    fn environment(&self, instance: Instance) -> Result<BTreeMap<String, String>> {
        let StackOptions { servers, database, vhost, directory, .. } = &self.options;
        let (service, ports) = (instance.service, self.ports_of(instance)?);
        let mut said = BTreeMap::new();
        let mut say = |key: &str, value: String| said.insert(format!("GREFFE__{key}"), value);
        say("GRPC__LISTEN", format!("127.0.0.1:{}", ports.grpc));
        say("HTTP__LISTEN", format!("127.0.0.1:{}", ports.http));
        say("DATABASE__URL", servers.postgres()?.role_url(service.name(), database)?);
        say("BROKER__URL", vhost.url.clone());
        say("IDENTITY__PUBLIC_KEY_FILE", self.keys.public.display().to_string());
        say("IDENTITY__PRIVATE_KEY_FILE", self.keys.private.display().to_string());
        for peer in Service::ALL.into_iter().filter(|peer| *peer != Service::Gateway) {
            say(&format!("PEERS__{}", peer.name().to_uppercase()), self.grpc_urls(peer));
        }
        if service == Service::Document {
            say("STORAGE__PATH", directory.join("pieces").display().to_string());
            // Signatures are some hundred megabytes: a machine of one's own serves pieces without, unless its variable names one.
            let antivirus =
                std::env::var("GREFFE__CONTROLS__ANTIVIRUS").unwrap_or_else(|_| "servir-sans".to_owned());
            say("CONTROLS__ANTIVIRUS", antivirus);
            say("DELIBERATION__DATABASE_URL", servers.postgres()?.role_url("delibere", database)?);
            say("DELIBERATION__KEY_FILE", sealing(directory)?.display().to_string());
        }
        if service == Service::Notification {
            say("BULLETIN__ADRESSE", self.gateway_url());
        }
        if service == Service::Gateway {
            say("METRICS__LISTEN", format!("127.0.0.1:{}", ports.metrics));
            say("WEB__ROOT", servers.layout.root.join("web/dist").display().to_string());
            say("OIDC__REDIRECT_URL", format!("{}/connexion/retour", self.gateway_url()));
            if let Ok(Oidc { issuer, client_id, client_secret, .. }) = servers.oidc() {
                say("OIDC__ISSUER", issuer.clone());
                say("OIDC__CLIENT_ID", client_id.clone());
                say("OIDC__CLIENT_SECRET", client_secret.clone());
            }
        }
        let particular = self.options.environment.iter().filter(|(of, _, _)| *of == service);
        said.extend(particular.map(|(_, key, value)| (key.clone(), value.clone())));
        Ok(said)
    }

    /// Leaves a trace for whoever must clean up after a kill of ourselves.
    fn remember(&self) -> Result<()> {
        let processes: Vec<ProcessId> = self.running().values().copied().collect();
        process::remember(&self.options.directory.join(NUMBERS), &processes)
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        self.kill_all();
    }
}

/// Ends the processes of a stack whose owner is gone.
pub(crate) async fn end_leftovers(directory: &Path) -> Result<()> {
    let path = directory.join(NUMBERS);
    if !path.exists() {
        return Ok(());
    }
    let processes: Vec<ProcessId> = process::recall(&path)?.unwrap_or_default();
    for process in &processes {
        process.signal(Signal::TERM)?;
    }
    for process in processes {
        process.stop(Signal::TERM, STOP_LIMIT).await.context("arrêt d’une pile précédente")?;
    }
    process::remember(&path, &Vec::<ProcessId>::new())
}
