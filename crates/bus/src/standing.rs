//! How every service stands up: the same parts in the same order, each failure naming what to set.

use std::sync::Arc;

use greffe_chassis::{
    Result, SharedClock, clock, command, config,
    config::ServiceConfig,
    db,
    error::Failure,
    identity::{Signer, Verifier},
    peer::Peer,
    server::{self, Shutdown},
    telemetry,
    tls::Tls,
};
use greffe_contracts::DESCRIPTORS;
use sqlx::PgPool;
use tonic::service::Routes;

use crate::{Consumer, Gaps, Handler, Relay, Wake, admin::Admin, watch};

/// A service that has its configuration, its database and its keys, and serves nothing yet. The broker is no condition: its loss
/// delays and refuses nothing, at start as later.
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
    /// What it shows to the services it calls.
    pub tls: Tls,
    /// Wakes the relay after a commit.
    pub wake: Wake,
    /// Tells every part to end.
    pub shutdown: Shutdown,
    telemetry: telemetry::Guard,
    /// Adds what operators ask to the routes of the service.
    admin: Option<Box<dyn FnOnce(Routes) -> Routes + Send>>,
}

impl Standing {
    /// Stands up, or says what is missing.
    ///
    /// # Errors
    /// When a key is not set, the database does not come within a minute, or is not durable.
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
        let pool = db::connect(&config.database, &shutdown.token).await?;
        shutdown.spawn(command::forget_old(pool.clone(), shutdown.token.clone()));
        let signer = Signer::from_file(&config.identity.private_key_file, clock.clone())?;
        let verifier = Verifier::from_file(&config.identity.public_key_file, name, clock.clone())?;
        let tls = Tls::read(&config.tls)?;
        let (wake, admin) = (Wake::default(), None);
        Ok(Self { name, config, clock, pool, signer, verifier, tls, wake, shutdown, telemetry, admin })
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
        Peer::new(name, addresses, self.signer.clone(), &self.tls)
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

    /// Consumes the service's queue from now on, and answers operators about it.
    pub fn consume(&mut self, handler: impl Handler, gaps: impl Gaps) {
        let consumer = Consumer {
            pool: self.pool.clone(),
            url: self.config.broker.url.clone(),
            service: self.name,
            handler: Arc::new(handler),
            gaps: Arc::new(gaps),
            wake: self.wake.clone(),
            declare: self.config.broker.declare_topology,
        };
        let admin = Admin::new(consumer.clone(), self.clock.clone());
        let verifier = self.verifier.clone();
        self.admin = Some(Box::new(move |routes| admin.join(routes, verifier)));
        self.shutdown.spawn(watch::every(self.pool.clone(), self.clock.clone(), self.shutdown.token.clone()));
        self.shutdown.spawn(consumer.run(self.shutdown.token.clone()));
    }

    /// Serves until told to end.
    ///
    /// # Errors
    /// When an address is taken.
    pub async fn serve(self, routes: Routes, service_name: &'static str) -> Result<()> {
        let prometheus = self.telemetry.prometheus.clone();
        let routes = match self.admin {
            Some(add) => add(routes),
            None => routes,
        };
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
