//! The routes in their layers, and the life of the process.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{ConnectInfo, MatchedPath, Request, State},
    http::{Extensions, HeaderMap, HeaderValue, Method, StatusCode, Version, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use greffe_chassis::{Failure, Result, server, telemetry, tls::Tls};
use tokio::{net::TcpListener, time::Instant};
use tower::ServiceBuilder;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer,
        predicate::{DefaultPredicate, Predicate},
    },
};
use tracing::Instrument;
use uuid::Uuid;

use crate::{
    Gateway, api, help,
    identity::oidc,
    limits::Held,
    problem::{self, Problem, REQUEST_ID},
    web,
};

/// Longest a request of the API takes: a little more than what a service is given.
const LONGEST: Duration = Duration::from_secs(8);
/// The same for a message of a partner: its instant is taken when it has arrived, and then it may have to wait for its turn.
const LONGEST_DEPOSIT: Duration = Duration::from_secs(30);

/// Everything that the public address answers.
pub fn router(gateway: Gateway, web_root: &str) -> Router {
    let shield = web::Shield::new(gateway.public_origin(), gateway.issuer());
    let api = api::router()
        .fallback(problem::unknown_address)
        .layer(middleware::from_fn_with_state(gateway.clone(), bounded));
    // One layer made of several: each that stands alone costs an allocation or two a request.
    let around = ServiceBuilder::new()
        .layer(middleware::from_fn_with_state(Arc::new(shield), observed))
        .layer(CatchPanicLayer::custom(problem::panicked))
        .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(no_file)));
    let pages = if web_root.is_empty() { web::none() } else { web::app(web_root) };
    Router::new()
        .nest("/api/v1", api)
        .route("/api/{*rest}", get(problem::unknown_address))
        .route("/connexion", get(oidc::sign_in))
        .route("/connexion/retour", get(oidc::signed_in))
        .route("/deconnexion", post(oidc::sign_out))
        .route("/aide/erreurs", get(help::index))
        .route("/aide/erreurs/{code}", get(help::show))
        .route(
            "/aide/aide.css",
            get(|| async { ([("content-type", "text/css; charset=utf-8")], help::STYLE) }),
        )
        .route("/sante/vivant", get(|| async { "vivant" }))
        .route("/sante/pret", get(ready))
        .with_state(gateway)
        .fallback_service(pages)
        .layer(around)
}

/// A file is given as it is: its bytes are asked by their place, and its tag is theirs.
fn no_file(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    !headers.contains_key(header::CONTENT_DISPOSITION)
}

async fn ready(State(gateway): State<Gateway>) -> (StatusCode, &'static str) {
    if gateway.ending().is_cancelled() {
        return (StatusCode::SERVICE_UNAVAILABLE, "en cours d’arrêt");
    }
    match sqlx::query("SELECT 1").execute(gateway.pool()).await {
        Ok(_) => (StatusCode::OK, "prêt"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "la base de données ne répond pas"),
    }
}

/// So many requests at once, of all and of each client, so long each. What streams has bounds of its own.
async fn bounded(
    State(gateway): State<Gateway>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    mut request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    if path.ends_with("/flux") {
        return next.run(request).await;
    }
    let streams = path.ends_with("/pieces")
        || path.ends_with("/suivi/memoires")
        || path.ends_with("/contenu")
        || path.ends_with("/recueil")
        || path.contains("/fichiers/");
    let deposit = request.method() == Method::POST && path.ends_with("/depots");
    // A deposit has places beside these, and its sender is known before its first byte is read.
    let held = Held::default();
    let _of_address = if deposit {
        None
    } else {
        request.extensions_mut().insert(held.clone());
        match gateway.addresses().take(gateway.address(from, request.headers())) {
            Ok(share) => Some(share),
            Err(problem) => return problem.into_response(),
        }
    };
    let place = if deposit { gateway.arrival() } else { gateway.place() };
    let Some(_place) = place else {
        metrics::counter!("greffe_shed_total").increment(1);
        let text = "Le serveur traite déjà autant de demandes qu’il le peut. Réessayez dans quelques secondes avec la même clé d’idempotence.";
        return Problem::new(StatusCode::SERVICE_UNAVAILABLE, "IND-002", text).retry(1).into_response();
    };
    if streams {
        return next.run(request).await;
    }
    let longest = if deposit { LONGEST_DEPOSIT } else { LONGEST };
    match tokio::time::timeout(longest, next.run(request)).await {
        Ok(response) => response,
        Err(elapsed) => Problem::from(Failure::unavailable(elapsed)).into_response(),
    }
}

/// Gives the request its id, its span in the caller's trace, and measures it; completes and dresses its answer.
async fn observed(State(shield): State<Arc<web::Shield>>, request: Request, next: Next) -> Response {
    let id = Uuid::now_v7();
    let api = request.uri().path().starts_with("/api/");
    let route = request.extensions().get::<MatchedPath>().map_or("fichiers", MatchedPath::as_str).to_owned();
    let method = request.method().clone();
    let span = tracing::info_span!("http", %method, route, request_id = %id, status = tracing::field::Empty);
    let parent =
        request.headers().get("traceparent").and_then(|value| value.to_str().ok()).unwrap_or_default();
    telemetry::follow(&span, parent);
    let start = Instant::now();
    let response = next.run(request).instrument(span.clone()).await;
    let mut response = problem::complete(id, api, response);
    shield.dress(api, response.headers_mut());
    let status = response.status();
    span.record("status", status.as_u16());
    let labels =
        [("route", route.clone()), ("method", method.to_string()), ("status", status.as_u16().to_string())];
    metrics::histogram!("greffe_http_seconds", &labels).record(start.elapsed().as_secs_f64());
    telemetry::observe_request(&route, status.as_u16(), start.elapsed());
    if status.is_server_error() {
        tracing::warn!(parent: &span, route, status = status.as_u16(), "request answered with an error");
    }
    if let Ok(value) = HeaderValue::try_from(id.to_string()) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

/// Serves until told to end, then lets requests under way finish within the bound.
///
/// # Errors
/// When an address is taken.
pub async fn serve(
    gateway: Gateway,
    config: &crate::config::Config,
    prometheus: metrics_exporter_prometheus::PrometheusHandle,
    shutdown: server::Shutdown,
) -> Result<()> {
    let public = TcpListener::bind(&config.service.http.listen).await.map_err(Failure::internal)?;
    let inside = TcpListener::bind(&config.metrics.listen).await.map_err(Failure::internal)?;
    let sidecar = server::health_router(gateway.pool().clone(), prometheus);
    shutdown.spawn(Tls::read(&config.service.tls)?.end_when_renewed(shutdown.token.clone()));
    let ending = shutdown.token.clone();
    shutdown.spawn(async move {
        let _ = axum::serve(inside, sidecar).with_graceful_shutdown(ending.cancelled_owned()).await;
    });
    tracing::info!(listen = %config.service.http.listen, "serving");
    let app = router(gateway, &config.web.root).into_make_service_with_connect_info::<SocketAddr>();
    let ending = shutdown.token.clone();
    let listener = axum::serve::ListenerExt::tap_io(public, |stream| {
        let _ = stream.set_nodelay(true);
    });
    let served = axum::serve(listener, app).with_graceful_shutdown(ending.cancelled_owned());
    let bound = Duration::from_millis(config.service.shutdown.drain_ms);
    let token = shutdown.token.clone();
    let ended = async move {
        token.cancelled().await;
        tokio::time::sleep(bound).await;
    };
    tokio::select! {
        served = served.into_future() => served.map_err(Failure::internal)?,
        () = ended => tracing::warn!("drain ended by its bound"),
    }
    shutdown.token.cancel();
    shutdown.drained(bound).await;
    tracing::info!("ended");
    Ok(())
}
