//! Configuration: one commented default file, a file of the place, the environment, in that order.

use serde::{Deserialize, de::DeserializeOwned};

/// The defaults, which document every key.
pub const DEFAULTS: &str = include_str!("../default.toml");

/// What every service needs to stand.
#[derive(Debug, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct ServiceConfig {
    pub grpc: Grpc,
    pub http: Http,
    pub database: Database,
    pub broker: Broker,
    pub identity: Identity,
    pub peers: Peers,
    pub tls: Tls,
    pub telemetry: Telemetry,
    pub shutdown: Shutdown,
    pub clock: Clock,
}

/// gRPC server.
#[derive(Debug, Clone, Deserialize)]
pub struct Grpc {
    /// `host:port`.
    pub listen: String,
    /// Milliseconds.
    pub timeout_ms: u64,
    /// Calls at once.
    pub concurrency: usize,
}

/// Health and metrics.
#[derive(Debug, Clone, Deserialize)]
pub struct Http {
    /// `host:port`.
    pub listen: String,
}

/// PostgreSQL.
#[derive(Clone, Deserialize)]
pub struct Database {
    /// URL with the service's own role. Never logged.
    pub url: String,
    /// Connections of the pool.
    pub max_connections: u32,
    /// A database that may lose a commit is refused, but in a test.
    pub accept_not_durable: bool,
}

impl std::fmt::Debug for Database {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Database").field("max_connections", &self.max_connections).finish_non_exhaustive()
    }
}

/// RabbitMQ.
#[derive(Clone, Deserialize)]
pub struct Broker {
    /// URL with its vhost. Never logged.
    pub url: String,
    /// Whether exchanges and queues are declared at start.
    pub declare_topology: bool,
}

impl std::fmt::Debug for Broker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Broker").field("declare_topology", &self.declare_topology).finish_non_exhaustive()
    }
}

/// Keys of the internal token.
#[derive(Debug, Clone, Deserialize)]
pub struct Identity {
    /// PEM of the Ed25519 public key.
    pub public_key_file: String,
    /// PEM (PKCS#8) of the private key.
    pub private_key_file: String,
}

/// Addresses of the services.
#[derive(Debug, Clone, Deserialize)]
#[allow(missing_docs)]
pub struct Peers {
    pub dossier: String,
    pub assignment: String,
    pub deadline: String,
    pub notification: String,
    pub document: String,
}

/// Certificates of the calls between services: all three files, or none.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Tls {
    /// PEM of the certificate, with its chain.
    pub certificate_file: String,
    /// PEM of its private key.
    pub key_file: String,
    /// PEM of the authority that signs those of the house.
    pub authority_file: String,
}

/// Logs and traces.
#[derive(Debug, Clone, Deserialize)]
pub struct Telemetry {
    /// Filter in the form of `RUST_LOG`.
    pub log: String,
    /// OTLP/gRPC endpoint, empty for none.
    pub otlp_endpoint: String,
}

/// End of the process.
#[derive(Debug, Clone, Deserialize)]
pub struct Shutdown {
    /// Milliseconds.
    pub drain_ms: u64,
}

/// Time.
#[derive(Debug, Clone, Deserialize)]
pub struct Clock {
    /// Milliseconds between two looks at what the day asks for.
    pub tick_ms: u64,
    /// Path, empty for the system's clock.
    pub file: String,
}

impl Clock {
    /// How often a service looks at what the day asks for.
    #[must_use]
    pub fn tick(&self) -> std::time::Duration {
        std::time::Duration::from_millis(self.tick_ms.max(1))
    }
}

/// What is wrong with the configuration, with the key to set.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A value does not read.
    #[error("configuration does not read")]
    Unreadable(#[from] config::ConfigError),
    /// A required key is empty.
    #[error("configuration key `{key}` is required: set {env}")]
    Missing {
        /// The key.
        key: &'static str,
        /// The variable to set.
        env: String,
    },
}

/// Reads `T` (which may extend [`ServiceConfig`] by `#[serde(flatten)]`) from the defaults of the chassis, those of the
/// service, the file named by `GREFFE_CONFIG`, and the environment.
///
/// # Errors
/// When a value has the wrong type or the file cannot be read.
pub fn load<T: DeserializeOwned>(service_defaults: &str) -> Result<T, ConfigError> {
    let mut builder = config::Config::builder()
        .add_source(config::File::from_str(DEFAULTS, config::FileFormat::Toml))
        .add_source(config::File::from_str(service_defaults, config::FileFormat::Toml));
    if let Ok(path) = std::env::var("GREFFE_CONFIG") {
        builder = builder.add_source(config::File::with_name(&path));
    }
    let environment =
        config::Environment::with_prefix("GREFFE").prefix_separator("__").separator("__").try_parsing(true);
    Ok(builder.add_source(environment).build()?.try_deserialize()?)
}

/// Refuses an empty required key, naming what to set.
///
/// # Errors
/// [`ConfigError::Missing`].
pub fn required(key: &'static str, value: &str) -> Result<(), ConfigError> {
    if value.is_empty() {
        let env = format!("GREFFE__{}", key.replace('.', "__").to_uppercase());
        return Err(ConfigError::Missing { key, env });
    }
    Ok(())
}
