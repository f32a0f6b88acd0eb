//! A collector of traces and metrics that keeps what it receives.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
};

use anyhow::Result;
use greffe_dev::Service;
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

/// A collector that keeps what it receives.
#[derive(Clone, Default)]
pub struct Collector(Arc<Mutex<Received>>);

impl Collector {
    /// Listens; answers its address, and what serves it.
    pub async fn listen() -> Result<(Self, String, tokio::task::JoinHandle<()>)> {
        let collector = Self::default();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let endpoint = format!("http://{}", listener.local_addr()?);
        let incoming = tonic::transport::server::TcpIncoming::from(listener);
        let server = Server::builder()
            .add_service(TraceServiceServer::new(collector.clone()))
            .add_service(MetricsServiceServer::new(collector.clone()))
            .serve_with_incoming(incoming);
        let serving = tokio::spawn(async move {
            server.await.ok();
        });
        Ok((collector, endpoint, serving))
    }

    /// What every service is told to export there.
    pub fn environment(endpoint: &str) -> Vec<(Service, String, String)> {
        let key = "GREFFE__TELEMETRY__OTLP_ENDPOINT";
        Service::ALL.map(|service| (service, key.to_owned(), endpoint.to_owned())).to_vec()
    }

    /// What was received so far.
    ///
    /// # Errors
    /// When a receiver panicked.
    pub fn received(&self) -> Result<std::sync::MutexGuard<'_, Received>> {
        self.0.lock().map_err(|_| anyhow::anyhow!("poisoned"))
    }
}

/// What was received.
#[derive(Default)]
pub struct Received {
    /// Services seen in each trace.
    pub traces: BTreeMap<Vec<u8>, BTreeSet<String>>,
    /// Services that sent metrics.
    pub metered: BTreeSet<String>,
    /// Everything, as text.
    pub words: String,
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
