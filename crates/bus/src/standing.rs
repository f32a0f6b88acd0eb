//! How every service stands up: the same parts in the same order, each failure naming what to set.

use std::{sync::Arc, time::Duration};

use greffe_chassis::{
    Result, SharedClock, clock, config,
    config::ServiceConfig,
    db,
    error::Failure,
    identity::{Signer, Verifier},
    peer::Peer,
    server::{self, Shutdown},
    telemetry,
};
use greffe_contracts::DESCRIPTORS;
use sqlx::PgPool;
use tonic::service::Routes;

use crate::{Consumer, Gaps, Handler, Relay, Wake, link::Link, topology};

/// Tries to declare the topology; between two a short pause.
const TRIES: u32 = 60;
const PAUSE: Duration = Duration::from_millis(400);

/// Declares exchanges and queues. A broker that starts, or that hears five services at once, is asked again.
async fn declare(url: &str) -> Result<()> {
    let mut tried = 0;
    loop {
        let attempt = async { topology::declare(Link::open(url).await?.channel()).await };
        match attempt.await {
            Err(error) if error.is_transient() && tried < TRIES => {
                tried += 1;
                tracing::warn!(%error, tried, "the broker is asked again");
                tokio::time::sleep(PAUSE).await;
            }
            outcome => return outcome,
        }
    }
}

/// A service that has its configuration, its database, its keys and the broker's topology, and serves nothing yet.
pub struct Standing {
    /// Name in tokens, queues, metrics; also its schema.
    pub name: &'static str,
    /// What it was told.
    pub config: ServiceConfig,
    /// Time.
    pub clock: SharedClock,
    /// Its own role's pool.
    pub pool: PgPool,
    /// Signs its calls to other services.
    pub signer: Signer,
    /// Verifies its callers.
    pub verifier: Verifier,
    /// Wakes the relay after a commit.
    pub wake: Wake,
    /// Tells every part to end.
    pub shutdown: Shutdown,
    telemetry: telemetry::Guard,
}

impl Standing {
    /// Stands up, or says what is missing.
    ///
    /// # Errors
    /// When a key is not set, the database is unreachable or not durable, the broker refuses the topology.
    pub async fn up(name: &'static str) -> Result<Self> {
        greffe_chassis::install_crypto();
        let config: ServiceConfig = config::load("").map_err(Failure::internal)?;
        for (key, value) in [
            ("database.url", &config.database.url),
            ("broker.url", &config.broker.url),
            ("identity.public_key_file", &config.identity.public_key_file),
            ("identity.private_key_file", &config.identity.private_key_file),
        ] {
            config::required(key, value).map_err(Failure::internal)?;
        }
        let telemetry = telemetry::install(name, &config.telemetry)?;
        let shutdown = Shutdown::on_signal()?;
        let clock = clock::from_config(&config.clock);
        let pool = db::connect(&config.database).await?;
        let signer = Signer::from_file(&config.identity.private_key_file, clock.clone())?;
        let verifier = Verifier::from_file(&config.identity.public_key_file, name, clock.clone())?;
        if config.broker.declare_topology {
            declare(&config.broker.url).await?;
        }
        Ok(Self { name, config, clock, pool, signer, verifier, wake: Wake::default(), shutdown, telemetry })
    }

    /// A peer of this service.
    ///
    /// # Errors
    /// When its address does not read.
    pub fn peer(&self, name: &'static str) -> Result<Peer> {
        let peers = &self.config.peers;
        let addresses = match name {
            "dossier" => &peers.dossier,
            "assignment" => &peers.assignment,
            "deadline" => &peers.deadline,
            "notification" => &peers.notification,
            _ => &peers.document,
        };
        Peer::new(name, addresses, self.signer.clone())
    }

    /// Publishes the outbox from now on.
    pub fn relay(&self) {
        let relay = Relay {
            pool: self.pool.clone(),
            url: self.config.broker.url.clone(),
            source: self.name,
            wake: self.wake.clone(),
        };
        self.shutdown.spawn(relay.run(self.shutdown.token.clone()));
    }

    /// Consumes the service's queue from now on.
    pub fn consume(&self, handler: impl Handler, gaps: impl Gaps) {
        let consumer = Consumer {
            pool: self.pool.clone(),
            url: self.config.broker.url.clone(),
            service: self.name,
            handler: Arc::new(handler),
            gaps: Arc::new(gaps),
            wake: self.wake.clone(),
        };
        self.shutdown.spawn(consumer.run(self.shutdown.token.clone()));
    }

    /// Serves until told to end.
    ///
    /// # Errors
    /// When an address is taken.
    pub async fn serve(self, routes: Routes, service_name: &'static str) -> Result<()> {
        let prometheus = self.telemetry.prometheus.clone();
        let served = server::serve(
            &self.config,
            routes,
            &[service_name],
            DESCRIPTORS,
            self.pool,
            prometheus,
            self.shutdown,
        )
        .await;
        self.telemetry.shutdown().await;
        served
    }
}
