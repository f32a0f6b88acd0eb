//! Logs as JSON without personal data, traces over OTLP, metrics for Prometheus and OTLP.

use std::time::Duration;

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use opentelemetry::{
    KeyValue, global,
    propagation::{Extractor, Injector},
    trace::{TracerProvider as _, get_active_span},
};
use opentelemetry_otlp::WithExportConfig;
use opentelemetry_sdk::{
    Resource, metrics::SdkMeterProvider, propagation::TraceContextPropagator, trace::SdkTracerProvider,
};
use tonic::metadata::{MetadataKey, MetadataMap, MetadataValue};
use tracing::{Event, Span, Subscriber};
use tracing_opentelemetry::OpenTelemetrySpanExt;
use tracing_subscriber::{
    EnvFilter, Layer,
    filter::filter_fn,
    fmt::{self, FmtContext, FormatEvent, FormatFields, MakeWriter, format::Writer},
    layer::SubscriberExt,
    registry::LookupSpan,
    util::SubscriberInitExt,
};

use crate::{
    config::Telemetry,
    error::{Failure, Result},
};

/// Keeps exporters alive; flushes them when dropped by [`Guard::shutdown`].
pub struct Guard {
    traces: Option<SdkTracerProvider>,
    meters: Option<SdkMeterProvider>,
    /// Renders `/metrics`.
    pub prometheus: PrometheusHandle,
}

impl Guard {
    /// Sends what is left. On a thread of its own: the exporters wait for connections that live on the runtime's.
    pub async fn shutdown(self) {
        let farewell = move || {
            if let Some(traces) = self.traces {
                let _ = traces.shutdown();
            }
            if let Some(meters) = self.meters {
                let _ = meters.shutdown();
            }
        };
        let _ = tokio::task::spawn_blocking(farewell).await;
    }
}

/// Installs logs, traces and metrics for the process. Called within a Tokio runtime.
///
/// # Errors
/// When an exporter cannot be built or telemetry is installed twice.
pub fn install(service: &'static str, config: &Telemetry) -> Result<Guard> {
    global::set_text_map_propagator(TraceContextPropagator::new());
    let resource = Resource::builder().with_service_name(format!("greffe-{service}")).build();
    let (traces, meters) = if config.otlp_endpoint.is_empty() {
        (None, None)
    } else {
        let exporter = opentelemetry_otlp::SpanExporter::builder()
            .with_tonic()
            .with_endpoint(&config.otlp_endpoint)
            .build()
            .map_err(Failure::internal)?;
        let traces = SdkTracerProvider::builder()
            .with_resource(resource.clone())
            .with_batch_exporter(exporter)
            .build();
        let exporter = opentelemetry_otlp::MetricExporter::builder()
            .with_tonic()
            .with_endpoint(&config.otlp_endpoint)
            .build()
            .map_err(Failure::internal)?;
        let meters =
            SdkMeterProvider::builder().with_resource(resource).with_periodic_exporter(exporter).build();
        global::set_meter_provider(meters.clone());
        (Some(traces), Some(meters))
    };
    // Filters stand before all layers, so that what nobody wants is never made: a layer that filters for itself, beside one that
    // does not, has every span and event of every library made and then dropped.
    let wanted = EnvFilter::try_new(&config.log).map_err(Failure::internal)?;
    // A log line stands alone: spans are made for traces, and not at all where nobody collects them.
    let events_alone = traces.is_none().then(|| filter_fn(|callsite| callsite.is_event()));
    let spans = traces.as_ref().map(|t| tracing_opentelemetry::layer().with_tracer(t.tracer(service)));
    tracing_subscriber::registry()
        .with(wanted)
        .with(events_alone)
        .with(spans)
        .with(lines(std::io::stdout))
        .try_init()
        .map_err(Failure::internal)?;
    let prometheus = PrometheusBuilder::new()
        .set_buckets(&[0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0])
        .map_err(Failure::internal)?
        .install_recorder()
        .map_err(Failure::internal)?;
    Ok(Guard { traces, meters, prometheus })
}

/// Each event as a line of JSON.
pub fn lines<S, W>(writer: W) -> impl Layer<S>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let layer = fmt::layer().json().flatten_event(true).with_current_span(false).with_span_list(false);
    layer.with_writer(writer).map_event_format(Traced)
}

/// A line with the id of its trace, where traces are made.
struct Traced<F>(F);

impl<S, N, F> FormatEvent<S, N> for Traced<F>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
    F: FormatEvent<S, N>,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> std::fmt::Result {
        let trace = get_active_span(|span| {
            let span = span.span_context();
            span.is_valid().then(|| span.trace_id())
        });
        let Some(trace) = trace else { return self.0.format_event(context, writer, event) };
        let mut line = String::new();
        self.0.format_event(context, Writer::new(&mut line), event)?;
        let fields = line.strip_prefix('{').unwrap_or_default();
        write!(writer, "{{\"trace_id\":\"{trace}\",{fields}")
    }
}

/// Counts a served call and its time, for Prometheus and OTLP.
pub fn observe_call(method: &'static str, outcome: &'static str, took: Duration) {
    static SECONDS: std::sync::LazyLock<opentelemetry::metrics::Histogram<f64>> =
        std::sync::LazyLock::new(|| {
            global::meter("greffe").f64_histogram("greffe.rpc.duration").with_unit("s").build()
        });
    metrics::histogram!("greffe_rpc_seconds", "method" => method, "outcome" => outcome)
        .record(took.as_secs_f64());
    SECONDS.record(took.as_secs_f64(), &[KeyValue::new("method", method), KeyValue::new("outcome", outcome)]);
}

/// Counts an event applied and its time until the commit, for Prometheus and OTLP; `kind` is the type of the event.
pub fn observe_event(kind: &str, took: Duration) {
    static SECONDS: std::sync::LazyLock<opentelemetry::metrics::Histogram<f64>> =
        std::sync::LazyLock::new(|| {
            global::meter("greffe").f64_histogram("messaging.process.duration").with_unit("s").build()
        });
    metrics::histogram!("greffe_event_seconds", "type" => kind.to_owned()).record(took.as_secs_f64());
    SECONDS.record(took.as_secs_f64(), &[KeyValue::new("messaging.message.type", kind.to_owned())]);
}

/// Counts an answered request and its time, for OTLP; the route is the template, never the address.
pub fn observe_request(route: &str, status: u16, took: Duration) {
    static SECONDS: std::sync::LazyLock<opentelemetry::metrics::Histogram<f64>> =
        std::sync::LazyLock::new(|| {
            global::meter("greffe").f64_histogram("http.server.request.duration").with_unit("s").build()
        });
    let said = [
        KeyValue::new("http.route", route.to_owned()),
        KeyValue::new("http.response.status_code", i64::from(status)),
    ];
    SECONDS.record(took.as_secs_f64(), &said);
}

/// Serves a call and counts it by its outcome.
///
/// # Errors
/// Those of the call.
pub async fn measured<T>(
    method: &'static str,
    call: impl Future<Output = std::result::Result<T, tonic::Status>>,
) -> std::result::Result<T, tonic::Status> {
    let start = tokio::time::Instant::now();
    let outcome = call.await;
    observe_call(method, if outcome.is_ok() { "ok" } else { "failed" }, start.elapsed());
    outcome
}

/// The W3C trace context of the current span: what an outbox row keeps. Empty when nothing is traced.
#[must_use]
pub fn traceparent() -> String {
    let mut carrier = One::default();
    let context = Span::current().context();
    global::get_text_map_propagator(|p| p.inject_context(&context, &mut carrier));
    carrier.0
}

/// Makes the current span a follower of a stored trace context.
pub fn follow(span: &Span, traceparent: &str) {
    if !traceparent.is_empty() {
        let context = global::get_text_map_propagator(|p| p.extract(&One(traceparent.to_owned())));
        let _ = span.set_parent(context);
    }
}

/// Carries the current trace into a call.
pub fn inject(metadata: &mut MetadataMap) {
    let context = Span::current().context();
    global::get_text_map_propagator(|p| p.inject_context(&context, &mut Metadata(metadata)));
}

/// A span for a served request, within the caller's trace.
pub fn server_span(request: &http::Request<()>) -> Span {
    let span = tracing::info_span!("rpc", method = request.uri().path());
    let context = global::get_text_map_propagator(|p| p.extract(&Headers(request.headers())));
    let _ = span.set_parent(context);
    span
}

#[derive(Default)]
struct One(String);

impl Injector for One {
    fn set(&mut self, key: &str, value: String) {
        if key == "traceparent" {
            self.0 = value;
        }
    }
}

impl Extractor for One {
    fn get(&self, key: &str) -> Option<&str> {
        (key == "traceparent").then_some(self.0.as_str())
    }

    fn keys(&self) -> Vec<&str> {
        vec!["traceparent"]
    }
}

struct Metadata<'a>(&'a mut MetadataMap);

impl Injector for Metadata<'_> {
    fn set(&mut self, key: &str, value: String) {
        if let (Ok(key), Ok(value)) =
            (MetadataKey::from_bytes(key.as_bytes()), MetadataValue::try_from(value))
        {
            self.0.insert(key, value);
        }
    }
}

struct Headers<'a>(&'a http::HeaderMap);

impl Extractor for Headers<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.to_str().ok()
    }

    fn keys(&self) -> Vec<&str> {
        self.0.keys().map(http::HeaderName::as_str).collect()
    }
}
