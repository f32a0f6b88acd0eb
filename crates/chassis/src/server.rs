//! The life of a service: start fast or say why not, answer within bounds, drain within a bound of its own.

use std::{future::Future, net::SocketAddr, time::Duration};

use axum::{Router, extract::State, http::StatusCode, routing::get};
use metrics_exporter_prometheus::PrometheusHandle;
use sqlx::PgPool;
use tokio::{net::TcpListener, runtime, signal::unix::SignalKind};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tonic::service::Routes;

use crate::{
    config::ServiceConfig,
    error::{Failure, Result},
    telemetry,
    tls::Tls,
};

/// The threads of a service: one. It waits more than it computes and grows by replicas; several would wake one another
/// at each message, which costs more than the message. `TOKIO_WORKER_THREADS` asks for several where a replica has more
/// cores.
///
/// # Errors
/// When the system gives no thread.
pub fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    let several = std::env::var_os("TOKIO_WORKER_THREADS").is_some();
    let mut builder =
        if several { runtime::Builder::new_multi_thread() } else { runtime::Builder::new_current_thread() };
    builder.enable_all().build()
}

/// Tells every part of a process to end, and knows which have not.
#[derive(Clone, Debug, Default)]
pub struct Shutdown {
    /// Cancelled when the process is told to end.
    pub token: CancellationToken,
    tasks: TaskTracker,
}

impl Shutdown {
    /// One that SIGTERM and Ctrl-C trigger.
    ///
    /// # Errors
    /// When signals cannot be heard.
    pub fn on_signal() -> Result<Self> {
        let shutdown = Self::default();
        let mut term = tokio::signal::unix::signal(SignalKind::terminate()).map_err(Failure::internal)?;
        let token = shutdown.token.clone();
        tokio::spawn(async move {
            tokio::select! {
                _ = term.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            token.cancel();
        });
        Ok(shutdown)
    }

    /// Runs a part that ends by itself once the token is cancelled.
    pub fn spawn(&self, part: impl Future<Output = ()> + Send + 'static) {
        self.tasks.spawn(part);
    }

    /// Waits for every part, but no longer than the bound.
    pub async fn drained(&self, bound: Duration) {
        self.tasks.close();
        if tokio::time::timeout(bound, self.tasks.wait()).await.is_err() {
            tracing::warn!(bound_ms = bound.as_millis(), "drain ended by its bound");
        }
    }
}

/// Serves RPCs, health, reflection and metrics until told to end.
///
/// `routes` holds the service's RPCs behind their [`crate::identity::Verifier`]; `names` their full names, for health.
///
/// # Errors
/// When an address is taken or a descriptor does not read.
pub async fn serve(
    config: &ServiceConfig,
    routes: Routes,
    names: &[&'static str],
    descriptors: &'static [u8],
    pool: PgPool,
    prometheus: PrometheusHandle,
    shutdown: Shutdown,
) -> Result<()> {
    let (reporter, health) = tonic_health::server::health_reporter();
    for name in names {
        reporter.set_service_status(*name, tonic_health::ServingStatus::Serving).await;
    }
    let reflection = tonic_reflection::server::Builder::configure()
        .register_encoded_file_descriptor_set(descriptors)
        .build_v1()
        .map_err(Failure::internal)?;
    let address: SocketAddr = config.grpc.listen.parse().map_err(Failure::internal)?;
    let listener = TcpListener::bind(address).await.map_err(Failure::internal)?;
    let http = TcpListener::bind(&config.http.listen).await.map_err(Failure::internal)?;
    let ending = shutdown.token.clone();
    let sidecar =
        axum::serve(http, health_router(pool, prometheus)).with_graceful_shutdown(ending.cancelled_owned());
    shutdown.spawn(async move {
        let _ = sidecar.await;
    });
    tracing::info!(listen = %address, "serving");

    let (ending, names) = (shutdown.token.clone(), names.to_vec());
    let tls = Tls::read(&config.tls)?;
    let mut server = tonic::transport::Server::builder();
    if let Some(asked) = tls.server() {
        server = server.tls_config(asked).map_err(Failure::internal)?;
    }
    shutdown.spawn(tls.end_when_renewed(shutdown.token.clone()));
    let server = server
        .timeout(Duration::from_millis(config.grpc.timeout_ms))
        .concurrency_limit_per_connection(config.grpc.concurrency)
        .tcp_nodelay(true)
        .http2_keepalive_interval(Some(Duration::from_secs(10)))
        .http2_keepalive_timeout(Some(Duration::from_secs(5)))
        .trace_fn(telemetry::server_span)
        .add_routes(routes)
        .add_service(health)
        .add_service(reflection)
        .serve_with_incoming_shutdown(tokio_stream_incoming(listener), async move {
            ending.cancelled().await;
            for name in [""].into_iter().chain(names) {
                reporter.set_service_status(name, tonic_health::ServingStatus::NotServing).await;
            }
        });
    let bound = Duration::from_millis(config.shutdown.drain_ms);
    // hyper may wait for ever on an idle or half-open connection: our own bound ends the drain.
    let ended = {
        let token = shutdown.token.clone();
        async move {
            token.cancelled().await;
            tokio::time::sleep(bound).await;
        }
    };
    tokio::select! {
        served = server => served.map_err(Failure::internal)?,
        () = ended => tracing::warn!("drain ended by its bound"),
    }
    shutdown.token.cancel();
    shutdown.drained(bound).await;
    tracing::info!("ended");
    Ok(())
}

fn tokio_stream_incoming(
    listener: TcpListener,
) -> impl futures::Stream<Item = std::io::Result<tokio::net::TcpStream>> {
    futures::stream::unfold(listener, |listener| async move {
        let accepted = listener.accept().await.map(|(stream, _)| {
            let _ = stream.set_nodelay(true);
            stream
        });
        Some((accepted, listener))
    })
}

/// `/sante/vivant` (the process turns), `/sante/pret` (it can take commands: the database answers; the broker is no
/// condition, its loss delays and refuses nothing), `/metrics`.
pub fn health_router(pool: PgPool, prometheus: PrometheusHandle) -> Router {
    Router::new()
        .route("/sante/vivant", get(|| async { "vivant" }))
        .route("/sante/pret", get(ready))
        .with_state(pool)
        .route("/metrics", get(move || std::future::ready(prometheus.render())))
}

async fn ready(State(pool): State<PgPool>) -> (StatusCode, &'static str) {
    match sqlx::query("SELECT 1").execute(&pool).await {
        Ok(_) => (StatusCode::OK, "prêt"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "la base de données ne répond pas"),
    }
}
