//! The life of processes, with a program which only says that it is ready: what services do is told in the journeys.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use greffe_dev::testing::{TestBroker, TestDirectory};
use greffe_dev::{Instance, Layout, PortsChoice, Servers, Service, Stack, StackOptions, Wanted};

const PROGRAM: &str = r#"#!/usr/bin/env python3
import http.server, os, signal, sys
host, port = os.environ["GREFFE__HTTP__LISTEN"].split(":")
class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(os.environ["GREFFE__PEERS__DOSSIER"].encode())
signal.signal(signal.SIGTERM, lambda *_: (print("drained", flush=True), sys.exit(0)))
http.server.ThreadingHTTPServer((host, int(port)), Ready).serve_forever()
"#;

async fn start(directory: &Path, program: &str) -> Result<Stack> {
    let wanted = Wanted { postgres: true, broker: true, oidc: true };
    let path = directory.join("greffe");
    fs::write(&path, program)?;
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755))?;
    Stack::start(StackOptions {
        servers: Servers::ensure(Layout::test()?, wanted, |_, _| {}).await?,
        program: path,
        directory: directory.to_owned(),
        database: "postgres".to_owned(),
        vhost: TestBroker::vhost().await?.as_vhost().clone(),
        replicas: 2,
        ports: PortsChoice::Free,
        environment: vec![(Service::Deadline, "GREFFE__CLOCK__FILE".to_owned(), "/dev/null".to_owned())],
    })
    .await
}

#[tokio::test]
async fn processes_are_killed_frozen_and_started_again() -> Result<()> {
    let directory = TestDirectory::create().await?;
    let stack = start(directory.path(), PROGRAM).await?;
    assert_eq!(stack.instances().len(), 11, "two of each service, one gateway");
    let second = Instance { service: Service::Deadline, replica: 1 };
    let client = reqwest::Client::builder()
        .tls_built_in_root_certs(false)
        .timeout(Duration::from_millis(300))
        .build()?;
    let url = stack.metrics_url(second)?;
    let peers = client.get(&url).send().await?.text().await?;
    assert_eq!(peers, stack.grpc_urls(Service::Dossier), "both processes of a peer are told");

    let before = stack.pid(second);
    stack.kill9(second).await?;
    assert_eq!(stack.pid(second), None);
    assert!(client.get(&url).send().await.is_err());
    stack.start_instance(second).await?;
    assert_ne!(stack.pid(second), before);

    stack.freeze(second)?;
    assert!(client.get(&url).send().await.is_err(), "frozen: connected, and silent");
    stack.thaw(second)?;
    client.get(&url).send().await?;

    let first = Instance::first(Service::Deadline);
    stack.stop_instance(first).await?;
    assert!(fs::read_to_string(stack.log(first))?.contains("drained"), "a stop is a drain");
    let pid = stack.pid(second);
    stack.stop().await?;
    assert!(pid.is_some_and(|pid| !Path::new(&format!("/proc/{pid}/exe")).exists()));
    Ok(())
}

#[tokio::test]
async fn a_service_that_does_not_stand_is_told_with_its_last_words() -> Result<()> {
    let directory = TestDirectory::create().await?;
    let fallen = start(directory.path(), "#!/bin/sh\necho 'il manque une clé' >&2\nexit 1\n").await;
    let told = format!("{:#}", fallen.err().map(|error| error.to_string()).unwrap_or_default());
    assert!(told.contains("s’est arrêté") && told.contains("il manque une clé"), "{told}");
    Ok(())
}
