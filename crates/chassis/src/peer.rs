//! Calls to other services: a channel, the caller's token, the key of the intent, the trace, a deadline. Always all.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use tonic::{
    Request,
    metadata::MetadataValue,
    transport::{Channel, Endpoint},
};
use uuid::Uuid;

use crate::{
    command::KEY_HEADER,
    error::{Failure, Result},
    identity::{CALLER_HEADER, Caller, Signer},
    telemetry,
    tls::Tls,
};

/// Connections a replica: one h2 connection serialises on its mutex.
const CONNECTIONS: usize = 2;
/// Largest message, both ways: papers are streamed.
pub const MESSAGE_MAX: usize = 1 << 20;
/// Longest a call may take when nobody asks for less.
pub const CALL_TIMEOUT: Duration = Duration::from_secs(6);

/// A service as seen by another.
#[derive(Clone)]
pub struct Peer {
    audience: &'static str,
    channels: std::sync::Arc<Vec<Channel>>,
    next: std::sync::Arc<AtomicUsize>,
    signer: Signer,
}

impl Peer {
    /// A peer at the addresses given (comma-separated, one a replica). Connects when first called and after a loss.
    ///
    /// # Errors
    /// When an address does not read, or is none for the certificates given: https:// with them, http:// without.
    pub fn new(audience: &'static str, addresses: &str, signer: Signer, tls: &Tls) -> Result<Self> {
        let tls = tls.client();
        let scheme = if tls.is_some() { "https://" } else { "http://" };
        let mut channels = Vec::new();
        for _ in 0..CONNECTIONS {
            for address in addresses.split(',').map(str::trim).filter(|a| !a.is_empty()) {
                if !address.starts_with(scheme) {
                    return Err(Failure::internal(format!(
                        "the address of `{audience}` in [peers] must begin with {scheme}, as [tls] says: {address}"
                    )));
                }
                let mut endpoint = Endpoint::from_shared(address.to_owned()).map_err(Failure::internal)?;
                if let Some(tls) = &tls {
                    endpoint = endpoint.tls_config(tls.clone()).map_err(Failure::internal)?;
                }
                let endpoint = endpoint
                    .connect_timeout(Duration::from_secs(1))
                    .tcp_nodelay(true)
                    .http2_keep_alive_interval(Duration::from_secs(10))
                    .keep_alive_timeout(Duration::from_secs(5))
                    .keep_alive_while_idle(true);
                channels.push(endpoint.connect_lazy());
            }
        }
        if channels.is_empty() {
            return Err(Failure::internal(format!("no address for the service `{audience}`")));
        }
        Ok(Self { audience, channels: channels.into(), next: std::sync::Arc::default(), signer })
    }

    /// A connection, in turn.
    #[must_use]
    pub fn channel(&self) -> Channel {
        let turn = self.next.fetch_add(1, Ordering::Relaxed);
        self.channels[turn % self.channels.len()].clone()
    }

    /// Dresses a request: identity for this peer only, trace, deadline.
    ///
    /// # Errors
    /// When the token cannot be signed.
    pub fn request<T>(&self, caller: &Caller, message: T) -> Result<Request<T>> {
        let token = self.signer.sign(caller, self.audience)?;
        dressed(&token, message)
    }

    /// The same for a command: with the key of its intent.
    ///
    /// # Errors
    /// When the token cannot be signed.
    pub fn command<T>(&self, caller: &Caller, key: Uuid, message: T) -> Result<Request<T>> {
        let mut request = self.request(caller, message)?;
        let value = MetadataValue::try_from(key.to_string()).map_err(Failure::internal)?;
        request.metadata_mut().insert(KEY_HEADER, value);
        Ok(request)
    }

    /// Name of the peer in tokens.
    #[must_use]
    pub fn audience(&self) -> &'static str {
        self.audience
    }
}

/// Dresses a request with a token signed already (the gateway keeps one a session and service for half its life).
///
/// # Errors
/// When the token is no header value.
pub fn dressed<T>(token: &str, message: T) -> Result<Request<T>> {
    let mut request = Request::new(message);
    let token = MetadataValue::try_from(token).map_err(Failure::internal)?;
    request.metadata_mut().insert(CALLER_HEADER, token);
    telemetry::inject(request.metadata_mut());
    request.set_timeout(CALL_TIMEOUT);
    Ok(request)
}
