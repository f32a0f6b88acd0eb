//! The web application's files, and the headers that protect whoever looks at them.

use std::path::Path;

use axum::{
    Router,
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use tower_http::services::{ServeDir, ServeFile};

/// The application at `root`: files as they are, every other address of a page is the application itself.
pub fn app(root: &str) -> Router {
    let root = Path::new(root);
    // The application's own file is answered with 200 whatever the address: the router in the browser reads the rest.
    let pages = ServeDir::new(root)
        .append_index_html_on_directories(true)
        .fallback(ServeFile::new(root.join("index.html")));
    Router::new()
        .route_service("/assets/{*file}", ServeDir::new(root))
        .fallback_service(pages)
        .layer(middleware::from_fn(cache))
}

/// Files named by their content are kept for ever, a page that names them is asked for again.
async fn cache(request: Request, next: Next) -> Response {
    let hashed = request.uri().path().starts_with("/assets/");
    let mut response = next.run(request).await;
    if response.status() == StatusCode::OK {
        let value = if hashed { "public, max-age=31536000, immutable" } else { "no-cache" };
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(value));
    }
    response
}

/// Without an application, the root says what answers here.
pub fn none() -> Router {
    Router::new()
        .route("/", get(|| async { "Greffe : l’API répond sous /api/v1." }))
        .fallback(|| async { (StatusCode::NOT_FOUND, "Cette page n’existe pas.").into_response() })
}

/// Headers of every answer.
#[derive(Clone)]
pub struct Shield {
    policy: HeaderValue,
    tls: bool,
}

impl Shield {
    /// For an application at `own`, whose sign-out goes on to `issuer`.
    #[must_use]
    pub fn new(own: &str, issuer: &str) -> Self {
        let onward = crate::identity::oidc::origin(issuer).unwrap_or_default();
        let policy = format!(
            "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; frame-src 'self' blob:; frame-ancestors 'self'; form-action 'self' {onward}"
        );
        let policy =
            HeaderValue::try_from(policy).unwrap_or_else(|_| HeaderValue::from_static("default-src 'self'"));
        Self { policy, tls: own.starts_with("https://") }
    }

    /// Puts them on an answer, of the API or not.
    pub fn dress(&self, api: bool, headers: &mut HeaderMap) {
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert_with(|| self.policy.clone());
        for (name, value) in [
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::REFERRER_POLICY, "same-origin"),
            (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
            (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
            (
                header::HeaderName::from_static("permissions-policy"),
                "camera=(), microphone=(), geolocation=()",
            ),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        if self.tls {
            let value = HeaderValue::from_static("max-age=31536000; includeSubDomains");
            headers.insert(header::STRICT_TRANSPORT_SECURITY, value);
        }
        if api {
            // What one person may see is kept by no cache between.
            headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
        }
    }
}
