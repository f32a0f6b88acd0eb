//! The HTTP client of health checks and of RabbitMQ's management.

use std::time::Duration;

use anyhow::{Context, Result};

/// A client whose every request ends within `limit`. It keeps no connection: each test has a runtime of its own, and a
/// pooled connection dies with the one that made it.
pub fn client(limit: Duration) -> Result<reqwest::Client> {
    // An error says that the process has one already.
    rustls::crypto::ring::default_provider().install_default().ok();
    // Servers of this machine, without TLS: to read the authorities that it trusts is most of what making a client costs.
    let client = reqwest::Client::builder().timeout(limit).pool_max_idle_per_host(0).no_proxy();
    let client = client.tls_built_in_root_certs(false);
    client.build().context("client HTTP")
}
