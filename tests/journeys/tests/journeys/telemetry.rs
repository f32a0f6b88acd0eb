//! One act is one trace, from the gateway through gRPC and the bus to those who listen; no trace, metric or log names a person.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use greffe_test_support::{Options, Product};

use crate::{
    collector::{Collector, Received},
    day, declaration,
};

#[tokio::test]
async fn an_act_is_one_trace_and_names_nobody() -> Result<()> {
    let (collector, endpoint, serving) = Collector::listen().await?;
    let product =
        Product::start(Options { environment: Collector::environment(&endpoint), ..Options::default() })
            .await?;
    let greffier = product.person("greffe.central").await?;
    greffier.post("/api/v1/dossiers", &declaration(&day(-10), "")).await?.expect(201)?;
    let wanted =
        ["greffe-gateway", "greffe-dossier", "greffe-deadline", "greffe-notification", "greffe-document"];
    let whole = |received: &Received| {
        received.traces.values().any(|services| wanted.iter().all(|service| services.contains(*service)))
    };
    let start = Instant::now();
    while !collector.received().is_ok_and(|received| whole(&received)) {
        ensure!(start.elapsed() < Duration::from_secs(60), "no trace crosses all services");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let mut logs = String::new();
    for instance in product.stack.instances() {
        logs.push_str(&std::fs::read_to_string(product.stack.log(instance))?);
    }
    // The farewell sends what is left, metrics among it.
    product.stack.stop().await?;
    serving.abort();
    let received = collector.received()?;
    ensure!(wanted.iter().all(|service| received.metered.contains(*service)), "{:?}", received.metered);
    for person in ["Delaunay", "Irène", "Moulins"] {
        ensure!(!received.words.contains(person), "{person} is named in telemetry");
        ensure!(!logs.contains(person), "{person} is named in the logs");
    }
    Ok(())
}
