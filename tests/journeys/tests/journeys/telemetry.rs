//! One act is one trace, from the gateway through gRPC and the bus to those who listen; no trace, metric or log names a person.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};
use greffe_dev::Service;
use greffe_test_support::{Options, Product};
use opentelemetry_proto::tonic::{
    collector::{
        metrics::v1::{
            ExportMetricsServiceRequest, ExportMetricsServiceResponse,
            metrics_service_server::{MetricsService, MetricsServiceServer},
        },
        trace::v1::{
            ExportTraceServiceRequest, ExportTraceServiceResponse,
            trace_service_server::{TraceService, TraceServiceServer},
        },
    },
    common::v1::any_value::Value,
    resource::v1::Resource,
};
use tonic::{Request, Response, Status, transport::Server};

use crate::{day, declaration};

/// A collector that keeps what it receives.
#[derive(Clone, Default)]
struct Collector(Arc<Mutex<Received>>);

#[derive(Default)]
struct Received {
    /// Services seen in each trace.
    traces: BTreeMap<Vec<u8>, BTreeSet<String>>,
    /// Services that sent metrics.
    metered: BTreeSet<String>,
    /// Everything, as text.
    words: String,
}

#[tonic::async_trait]
impl TraceService for Collector {
    async fn export(
        &self,
        request: Request<ExportTraceServiceRequest>,
    ) -> Result<Response<ExportTraceServiceResponse>, Status> {
        let mut received = self.0.lock().map_err(|_| Status::internal("poisoned"))?;
        for spans in request.into_inner().resource_spans {
            let service = name(spans.resource.as_ref());
            for span in spans.scope_spans.into_iter().flat_map(|scope| scope.spans) {
                received.words.push_str(&format!("{span:?}\n"));
                received.traces.entry(span.trace_id).or_default().insert(service.clone());
            }
        }
        Ok(Response::new(ExportTraceServiceResponse::default()))
    }
}

#[tonic::async_trait]
impl MetricsService for Collector {
    async fn export(
        &self,
        request: Request<ExportMetricsServiceRequest>,
    ) -> Result<Response<ExportMetricsServiceResponse>, Status> {
        let mut received = self.0.lock().map_err(|_| Status::internal("poisoned"))?;
        for metrics in request.into_inner().resource_metrics {
            received.words.push_str(&format!("{metrics:?}\n"));
            received.metered.insert(name(metrics.resource.as_ref()));
        }
        Ok(Response::new(ExportMetricsServiceResponse::default()))
    }
}

fn name(resource: Option<&Resource>) -> String {
    let mut attributes = resource.into_iter().flat_map(|resource| &resource.attributes);
    let named = attributes.find(|attribute| attribute.key == "service.name");
    match named.and_then(|attribute| attribute.value.as_ref()?.value.as_ref()) {
        Some(Value::StringValue(name)) => name.clone(),
        _ => String::new(),
    }
}

#[tokio::test]
async fn an_act_is_one_trace_and_names_nobody() -> Result<()> {
    let collector = Collector::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let endpoint = format!("http://{}", listener.local_addr()?);
    let incoming = tonic::transport::server::TcpIncoming::from(listener);
    let server = Server::builder()
        .add_service(TraceServiceServer::new(collector.clone()))
        .add_service(MetricsServiceServer::new(collector.clone()))
        .serve_with_incoming(incoming);
    let serving = tokio::spawn(server);

    let all = |name: &str, value: &str| {
        Service::ALL.map(|service| (service, name.to_owned(), value.to_owned())).to_vec()
    };
    let product = Product::start(Options {
        environment: all("GREFFE__TELEMETRY__OTLP_ENDPOINT", &endpoint),
        ..Options::default()
    })
    .await?;
    let greffier = product.person("greffe.central").await?;
    greffier.post("/api/v1/dossiers", &declaration(&day(-10), "")).await?.expect(201)?;
    let wanted =
        ["greffe-gateway", "greffe-dossier", "greffe-deadline", "greffe-notification", "greffe-document"];
    let whole = |received: &Received| {
        received.traces.values().any(|services| wanted.iter().all(|service| services.contains(*service)))
    };
    let start = Instant::now();
    while !collector.0.lock().is_ok_and(|received| whole(&received)) {
        ensure!(start.elapsed() < Duration::from_secs(30), "no trace crosses all services");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let mut logs = String::new();
    for instance in product.stack.instances() {
        logs.push_str(&std::fs::read_to_string(product.stack.log(instance))?);
    }
    // The farewell sends what is left, metrics among it.
    product.stack.stop().await?;
    serving.abort();
    let received = collector.0.lock().map_err(|_| anyhow::anyhow!("poisoned"))?;
    ensure!(wanted.iter().all(|service| received.metered.contains(*service)), "{:?}", received.metered);
    for person in ["Delaunay", "Irène", "Moulins"] {
        ensure!(!received.words.contains(person), "{person} is named in telemetry");
        ensure!(!logs.contains(person), "{person} is named in the logs");
    }
    Ok(())
}
