//! The gateway: REST with its OpenAPI description, live events, sessions, partners, the web application. It establishes who
//! asks, translates, calls the service that owns the object, and translates back. It decides no right and no rule.

#![allow(
    clippy::result_large_err,
    reason = "a problem is made once a refused request: what it weighs is what it says"
)]

mod api;
mod config;
mod extract;
mod help;
mod identity;
#[doc(hidden)]
pub mod inside;
mod limits;
mod live;
pub mod outages;
mod problem;
mod proxies;
mod serve;
mod services;
mod views;
mod web;

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use axum::http::HeaderMap;
use greffe_chassis::{
    Failure, Result, SharedClock, clock, config as chassis_config, db, identity::Signer, server::Shutdown,
    telemetry, tls::Tls,
};
use jiff::Timestamp;
use sqlx::{PgPool, migrate::Migrator};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;

pub use crate::{
    api::openapi,
    config::{Config, DEFAULTS},
    help::PAGES,
    live::{Hint, Hub, Message, Place, Subject},
    proxies::Proxies,
    serve::router,
};
use crate::{
    identity::{agents::Agents, oidc::Provider, partner::Partners, session::Sessions},
    limits::{Rates, Shares},
    services::Services,
};

/// Name in tokens and metrics; also its schema.
pub const NAME: &str = "gateway";

/// Tables of the gateway.
pub static MIGRATOR: Migrator = sqlx::migrate!();

/// What requests stand on.
#[derive(Clone)]
pub struct Gateway(Arc<Parts>);

struct Parts {
    clock: SharedClock,
    pool: PgPool,
    services: Services,
    sessions: Sessions,
    agents: Agents,
    provider: Provider,
    partners: Partners,
    rates: Rates,
    addresses: Shares,
    clients: Shares,
    hub: Hub,
    limits: config::Limits,
    proxies: Proxies,
    issuer: String,
    public_origin: String,
    places: Arc<Semaphore>,
    arriving: Arc<Semaphore>,
    turns: Arc<Semaphore>,
    ending: CancellationToken,
}

impl Gateway {
    /// On its parts.
    ///
    /// # Errors
    /// When an address or a key of the configuration does not read.
    pub fn new(config: &Config, pool: PgPool, clock: SharedClock, ending: CancellationToken) -> Result<Self> {
        let signer = Signer::from_file(&config.service.identity.private_key_file, clock.clone())?;
        let services = Services::new(&config.service.peers, signer, &Tls::read(&config.service.tls)?)?;
        let provider = Provider::new(config.oidc.clone(), pool.clone(), clock.clone())?;
        let public_origin = identity::oidc::origin(&config.oidc.redirect_url)
            .ok_or_else(|| Failure::internal("configuration key `oidc.redirect_url` is no address"))?;
        Ok(Self(Arc::new(Parts {
            sessions: Sessions::new(pool.clone(), clock.clone(), config.session),
            agents: Agents::new(services.assignment.clone()),
            partners: Partners::new(config.oidc.clone(), provider.clone()),
            rates: Rates::new(config.limits.clone()),
            addresses: Shares::of(config.limits.concurrency_per_address),
            clients: Shares::of(config.limits.concurrency_per_client),
            hub: Hub::new(config.limits.clone()),
            limits: config.limits.clone(),
            proxies: Proxies::read(&config.limits.trusted_proxies)?,
            issuer: config.oidc.issuer.clone(),
            places: Arc::new(Semaphore::new(config.limits.concurrency)),
            arriving: Arc::new(Semaphore::new(config.limits.deposits)),
            turns: Arc::new(Semaphore::new(config.limits.deposits_entered)),
            public_origin,
            provider,
            services,
            clock,
            pool,
            ending,
        })))
    }

    /// The network address of a client, behind the proxies that are believed.
    fn address(&self, from: SocketAddr, headers: &HeaderMap) -> IpAddr {
        self.0.proxies.client(from.ip(), headers)
    }

    /// The same, as the name of who asks how often.
    fn client(&self, from: SocketAddr, headers: &HeaderMap) -> String {
        self.address(from, headers).to_string()
    }

    fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    fn pool(&self) -> &PgPool {
        &self.0.pool
    }

    fn services(&self) -> &Services {
        &self.0.services
    }

    fn sessions(&self) -> &Sessions {
        &self.0.sessions
    }

    fn agents(&self) -> &Agents {
        &self.0.agents
    }

    fn provider(&self) -> &Provider {
        &self.0.provider
    }

    fn partners(&self) -> &Partners {
        &self.0.partners
    }

    fn rates(&self) -> &Rates {
        &self.0.rates
    }

    /// Places that each network address holds.
    fn addresses(&self) -> &Shares {
        &self.0.addresses
    }

    /// Places that each person and each program holds.
    fn clients(&self) -> &Shares {
        &self.0.clients
    }

    /// Who listens to live events.
    #[must_use]
    pub fn hub(&self) -> &Hub {
        &self.0.hub
    }

    fn limits(&self) -> &config::Limits {
        &self.0.limits
    }

    fn issuer(&self) -> &str {
        &self.0.issuer
    }

    fn public_origin(&self) -> &str {
        &self.0.public_origin
    }

    fn ending(&self) -> &CancellationToken {
        &self.0.ending
    }

    /// A place among the requests served at once; `None` when there is none.
    fn place(&self) -> Option<OwnedSemaphorePermit> {
        self.0.places.clone().try_acquire_owned().ok()
    }

    /// A place among the messages that are being received; `None` when there is none.
    fn arrival(&self) -> Option<OwnedSemaphorePermit> {
        self.0.arriving.clone().try_acquire_owned().ok()
    }

    /// The turn of a message that has wholly arrived: the services enter only so many at once, and none is sent away for that.
    async fn turn(&self) -> Result<OwnedSemaphorePermit> {
        self.0.turns.clone().acquire_owned().await.map_err(Failure::unavailable)
    }
}

/// Runs the gateway until told to end.
///
/// # Errors
/// When the configuration is wrong or a part cannot start.
pub async fn run() -> Result<()> {
    greffe_chassis::install_crypto();
    let config: Config = chassis_config::load(DEFAULTS).map_err(Failure::internal)?;
    for (key, value) in [
        ("database.url", &config.service.database.url),
        ("broker.url", &config.service.broker.url),
        ("identity.private_key_file", &config.service.identity.private_key_file),
        ("oidc.issuer", &config.oidc.issuer),
        ("oidc.client_id", &config.oidc.client_id),
        ("oidc.client_secret", &config.oidc.client_secret),
    ] {
        chassis_config::required(key, value).map_err(Failure::internal)?;
    }
    let telemetry = telemetry::install(NAME, &config.service.telemetry)?;
    let shutdown = Shutdown::on_signal()?;
    let clock = clock::from_config(&config.service.clock);
    let pool = db::connect(&config.service.database, &shutdown.token).await?;
    let gateway = Gateway::new(&config, pool, clock, shutdown.token.clone())?;
    let url = config.service.broker.url.clone();
    shutdown.spawn(live::listen(
        url,
        gateway.hub().clone(),
        gateway.services().clone(),
        shutdown.token.clone(),
    ));
    shutdown.spawn(outages::watch(gateway.clone(), shutdown.token.clone()));
    shutdown.spawn(sweep(gateway.sessions().clone(), shutdown.token.clone()));
    let prometheus = telemetry.prometheus.clone();
    let served = serve::serve(gateway, &config, prometheus, shutdown).await;
    telemetry.shutdown().await;
    served
}

/// Removes expired sessions from time to time. One that expired is refused anyway: this only keeps the table small.
async fn sweep(sessions: Sessions, ending: CancellationToken) {
    let mut every = tokio::time::interval(Duration::from_secs(300));
    loop {
        tokio::select! {
            () = ending.cancelled() => return,
            _ = every.tick() => if let Err(failure) = sessions.sweep().await {
                tracing::warn!(code = %failure.code, "expired sessions could not be removed");
            }
        }
    }
}
