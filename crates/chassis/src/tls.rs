//! Calls between services over TLS, each end showing what the authority of the house has signed. Nothing configured: plain text,
//! on a network that is trusted.

use std::{fs, path::PathBuf, time::Duration};

use tokio_util::sync::CancellationToken;
use tonic::transport::{Certificate, ClientTlsConfig, Identity, ServerTlsConfig};

use crate::{
    config::{self, required},
    error::{Failure, Result},
};

/// Between two looks at a certificate that may have been renewed.
const LOOK: Duration = Duration::from_secs(60);
/// Replicas do not end together: each waits its own part of this once its certificate is renewed.
const SPREAD_SECONDS: u128 = 1800;

/// What a process shows to those it calls and to those who call it, and whom it believes.
#[derive(Clone, Default)]
pub struct Tls(Option<Files>);

#[derive(Clone)]
struct Files {
    identity: Identity,
    authority: Certificate,
    /// The certificate, where it is and as it was read.
    shown: (PathBuf, Vec<u8>),
}

impl Tls {
    /// Of the files of a configuration: all three, or none.
    ///
    /// # Errors
    /// When one is named and another not, or one does not read.
    pub fn read(config: &config::Tls) -> Result<Self> {
        let paths = [
            ("tls.certificate_file", &config.certificate_file),
            ("tls.key_file", &config.key_file),
            ("tls.authority_file", &config.authority_file),
        ];
        if paths.iter().all(|(_, path)| path.is_empty()) {
            return Ok(Self::default());
        }
        let mut read = Vec::new();
        for (key, path) in paths {
            required(key, path).map_err(Failure::internal)?;
            let bytes = fs::read(path);
            read.push(bytes.map_err(|error| Failure::internal(format!("{key} = {path}: {error}")))?);
        }
        let [certificate, key, authority] = &read[..] else { return Ok(Self::default()) };
        Ok(Self(Some(Files {
            identity: Identity::from_pem(certificate, key),
            authority: Certificate::from_pem(authority),
            shown: (config.certificate_file.clone().into(), certificate.clone()),
        })))
    }

    /// What a server asks and shows; `None` in plain text.
    #[must_use]
    pub fn server(&self) -> Option<ServerTlsConfig> {
        let files = self.0.as_ref()?;
        let shown = ServerTlsConfig::new().identity(files.identity.clone());
        Some(shown.client_ca_root(files.authority.clone()))
    }

    /// What a client asks and shows; `None` in plain text. The name in the address is the one that the certificate must bear.
    #[must_use]
    pub fn client(&self) -> Option<ClientTlsConfig> {
        let files = self.0.as_ref()?;
        let shown = ClientTlsConfig::new().identity(files.identity.clone());
        Some(shown.ca_certificate(files.authority.clone()))
    }

    /// Ends a process whose certificate was renewed, so that it is started again with the new one: it reads it at its start alone.
    pub async fn end_when_renewed(self, ending: CancellationToken) {
        let Some(Files { shown: (path, read), .. }) = self.0 else { return };
        let renewed = async {
            loop {
                tokio::time::sleep(LOOK).await;
                if fs::read(&path).is_ok_and(|now| now != read) {
                    break;
                }
            }
            tracing::info!("the certificate was renewed: the process will end, to be started again with it");
            let part = u64::try_from(uuid::Uuid::new_v4().as_u128() % SPREAD_SECONDS).unwrap_or_default();
            tokio::time::sleep(Duration::from_secs(part)).await;
        };
        tokio::select! {
            () = renewed => ending.cancel(),
            () = ending.cancelled() => {}
        }
    }
}
