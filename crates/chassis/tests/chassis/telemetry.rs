use greffe_chassis::telemetry::lines;
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing_subscriber::layer::SubscriberExt as _;

use std::{
    io::Write,
    sync::{Arc, Mutex},
};

/// What was written, for whoever looks afterwards.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_line_of_a_trace_bears_its_id() {
    let written = Written::default();
    let writer = written.clone();
    let traces = SdkTracerProvider::builder().build();
    let spans = tracing_opentelemetry::layer().with_tracer(traces.tracer("test"));
    let subscriber = tracing_subscriber::registry().with(spans).with(lines(move || writer.clone()));
    tracing::subscriber::with_default(subscriber, || {
        tracing::info!("alone");
        tracing::info_span!("call").in_scope(|| tracing::info!(rank = 7, "inside"));
    });
    let written = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
    let lines: Vec<serde_json::Value> =
        written.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].get("trace_id").is_none());
    assert_eq!((&lines[1]["rank"], &lines[1]["message"]), (&7.into(), &"inside".into()));
    let id = lines[1]["trace_id"].as_str().unwrap();
    assert!(id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
}
