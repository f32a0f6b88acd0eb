//! The gateway's configuration: `default.toml` documents every key.

use greffe_chassis::config::ServiceConfig;
use serde::Deserialize;

/// Defaults of the keys that only the gateway has.
pub const DEFAULTS: &str = include_str!("../default.toml");

/// Everything the gateway is told.
#[derive(Debug, Clone, Deserialize)]
pub struct Config {
    /// Keys of every service.
    #[serde(flatten)]
    pub service: ServiceConfig,
    /// Prometheus.
    pub metrics: Metrics,
    /// The web application.
    pub web: Web,
    /// The identity provider.
    pub oidc: Oidc,
    /// Life of a session.
    pub session: Session,
    /// What clients may ask at most.
    pub limits: Limits,
}

/// Where metrics are read.
#[derive(Debug, Clone, Deserialize)]
pub struct Metrics {
    /// `host:port`.
    pub listen: String,
}

/// The web application.
#[derive(Debug, Clone, Deserialize)]
pub struct Web {
    /// Directory, empty for none.
    pub root: String,
}

/// The identity provider.
#[derive(Clone, Deserialize)]
pub struct Oidc {
    /// Address of the provider.
    pub issuer: String,
    /// The gateway's own name there.
    pub client_id: String,
    /// Never logged.
    pub client_secret: String,
    /// `<public address>/connexion/retour`.
    pub redirect_url: String,
    /// Audience of partners' tokens.
    pub api_audience: String,
    /// Scope of partners' tokens.
    pub api_scope: String,
}

impl std::fmt::Debug for Oidc {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Oidc")
            .field("issuer", &self.issuer)
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}

/// Life of a session, in seconds.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Session {
    /// Without a request.
    pub idle_seconds: i64,
    /// In all.
    pub absolute_seconds: i64,
}

/// What clients may ask at most.
#[derive(Debug, Clone, Deserialize)]
#[allow(missing_docs, reason = "default.toml says each")]
pub struct Limits {
    pub agent_per_second: f64,
    pub agent_burst: f64,
    pub part_per_second: f64,
    pub part_burst: f64,
    pub partner_per_second: f64,
    pub partner_burst: f64,
    pub login_per_minute: f64,
    pub verification_per_minute: f64,
    pub follow_per_minute: f64,
    pub public_per_minute: f64,
    pub concurrency: usize,
    pub concurrency_per_address: usize,
    pub concurrency_per_client: usize,
    pub deposits: usize,
    pub deposits_entered: usize,
    pub streams_per_session: usize,
    pub streams: usize,
    pub json_bytes: usize,
    pub piece_bytes: u64,
    pub trusted_proxies: String,
}
