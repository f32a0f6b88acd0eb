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

#[cfg(test)]
mod tests {
    use std::{path::Path, process::Command};

    use tonic::transport::Channel;
    use tonic_health::pb::{HealthCheckRequest, health_client::HealthClient};

    use super::*;
    use crate::{
        clock::SystemClock,
        config::ServiceConfig,
        identity::Signer,
        peer::Peer,
        server::{Shutdown, serve},
    };

    fn openssl(folder: &Path, arguments: &str) {
        let done = Command::new("openssl").args(arguments.split(' ')).current_dir(folder).output().unwrap();
        assert!(done.status.success(), "{arguments}: {}", String::from_utf8_lossy(&done.stderr));
    }

    /// An authority, and a certificate of it for this machine.
    fn signed(folder: &Path, name: &str) -> config::Tls {
        const KEY: &str = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
        openssl(
            folder,
            &format!("req -x509 {KEY} -days 2 -subj /CN={name} -keyout {name}-ca.key -out {name}-ca.pem"),
        );
        let asked = format!("req {KEY} -subj /CN=service -addext subjectAltName=DNS:localhost");
        openssl(folder, &format!("{asked} -keyout {name}.key -out {name}.csr"));
        let sign = format!("x509 -req -in {name}.csr -CA {name}-ca.pem -CAkey {name}-ca.key -days 2");
        openssl(folder, &format!("{sign} -copy_extensions copy -out {name}.pem"));
        let at = |file: String| folder.join(file).display().to_string();
        config::Tls {
            certificate_file: at(format!("{name}.pem")),
            key_file: at(format!("{name}.key")),
            authority_file: at(format!("{name}-ca.pem")),
        }
    }

    async fn answers(channel: Channel) -> bool {
        let mut client = HealthClient::new(channel);
        let asked = client.check(HealthCheckRequest::default());
        matches!(tokio::time::timeout(Duration::from_secs(5), asked).await, Ok(Ok(_)))
    }

    #[tokio::test]
    async fn plain_text_and_strangers_are_refused_once_tls_is_configured() {
        crate::install_crypto();
        let folder = std::env::temp_dir().join(format!("greffe-tls-{}", uuid::Uuid::new_v4()));
        fs::create_dir(&folder).unwrap();
        let (own, stranger) = (signed(&folder, "maison"), signed(&folder, "ailleurs"));
        openssl(&folder, "genpkey -algorithm ed25519 -out identity.pem");
        let clock = std::sync::Arc::new(SystemClock);
        let signer = Signer::from_file(folder.join("identity.pem"), clock).unwrap();

        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut config: ServiceConfig = config::load("").unwrap();
        config.grpc.listen = format!("127.0.0.1:{port}");
        config.http.listen = "127.0.0.1:0".to_owned();
        config.shutdown.drain_ms = 100;
        config.tls = own.clone();
        let shutdown = Shutdown::default();
        let ending = shutdown.token.clone();
        let pool = sqlx::PgPool::connect_lazy("postgres://personne@127.0.0.1:9/rien").unwrap();
        let prometheus = metrics_exporter_prometheus::PrometheusBuilder::new().build_recorder().handle();
        let routes = tonic::service::Routes::default();
        let served =
            tokio::spawn(async move { serve(&config, routes, &[], &[], pool, prometheus, shutdown).await });

        let peer = |tls: &config::Tls| {
            let address = format!("https://localhost:{port}");
            Peer::new("essai", &address, signer.clone(), &Tls::read(tls).unwrap()).unwrap().channel()
        };
        let start = std::time::Instant::now();
        while !answers(peer(&own)).await {
            assert!(start.elapsed() < Duration::from_secs(20), "one of the house is let in");
        }
        let plain = Channel::from_shared(format!("http://localhost:{port}")).unwrap().connect_lazy();
        assert!(!answers(plain).await, "plain text");
        let nameless = Channel::from_shared(format!("https://localhost:{port}")).unwrap();
        let authority = Certificate::from_pem(fs::read(&own.authority_file).unwrap());
        let nameless = nameless.tls_config(ClientTlsConfig::new().ca_certificate(authority)).unwrap();
        assert!(!answers(nameless.connect_lazy()).await, "one that shows nothing");
        let forged = config::Tls { authority_file: own.authority_file.clone(), ..stranger.clone() };
        assert!(!answers(peer(&forged)).await, "one that shows what another authority signed");
        assert!(!answers(peer(&stranger)).await, "one that believes another authority");
        assert!(answers(peer(&own)).await, "and still");

        let half = config::Tls { key_file: String::new(), ..own.clone() };
        assert!(Tls::read(&half).is_err(), "all or none");
        let mixed =
            [("http://localhost:1", Tls::read(&own).unwrap()), ("https://localhost:1", Tls::default())];
        for (address, tls) in mixed {
            assert!(Peer::new("essai", address, signer.clone(), &tls).is_err(), "{address}");
        }
        ending.cancel();
        served.await.unwrap().unwrap();
        fs::remove_dir_all(folder).unwrap();
    }
}
