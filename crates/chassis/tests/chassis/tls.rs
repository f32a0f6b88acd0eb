//! `tls`, from inside.

use std::{fs, path::Path, process::Command, time::Duration};

use greffe_chassis::{
    clock::SystemClock,
    config::{self, ServiceConfig},
    identity::Signer,
    peer::Peer,
    server::{Shutdown, serve},
    tls::Tls,
};
use tonic::transport::{Certificate, Channel, ClientTlsConfig};
use tonic_health::pb::{
    HealthCheckRequest, health_check_response::ServingStatus, health_client::HealthClient,
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
    greffe_chassis::install_crypto();
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
    let served = tokio::spawn(async move {
        serve(&config, routes, &["greffe.essai"], &[], pool, prometheus, shutdown).await
    });

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
    let mixed = [("http://localhost:1", Tls::read(&own).unwrap()), ("https://localhost:1", Tls::default())];
    for (address, tls) in mixed {
        assert!(Peer::new("essai", address, signer.clone(), &tls).is_err(), "{address}");
    }
    let essai = HealthCheckRequest { service: "greffe.essai".into() };
    let mut told = HealthClient::new(peer(&own)).watch(essai).await.unwrap().into_inner();
    assert_eq!(told.message().await.unwrap().unwrap().status(), ServingStatus::Serving);
    ending.cancel();
    assert_eq!(told.message().await.unwrap().unwrap().status(), ServingStatus::NotServing);
    served.await.unwrap().unwrap();
    fs::remove_dir_all(folder).unwrap();
}
