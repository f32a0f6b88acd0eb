//! What a client is told when the answer is no: RFC 9457, in French, with a stable code and a help page.

use axum::{
    Json,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use greffe_chassis::{Failure, Kind};
use greffe_contracts::json::Unread;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{help, views::Finding};

/// A refusal, or a failure of ours (`application/problem+json`).
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Problem {
    /// Address of the help page.
    #[serde(rename = "type")]
    #[schema(example = "/aide/erreurs/DOS-001")]
    pub kind: String,
    /// What the code says in general.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// What was found, what is expected, what to do.
    pub detail: String,
    /// Stable code.
    #[schema(example = "DOS-001")]
    pub code: String,
    /// This occurrence: the request, as the logs name it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub instance: String,
    /// Each field concerned.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// Where the journal stands, when someone wrote in between.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_version: Option<u64>,
    /// What was recorded since the version that the form was filled from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub acts_since: Vec<ActSince>,
    /// What the law or the registry remarks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// Bytes of the file of which a part was asked that it does not have.
    #[serde(skip)]
    pub whole: Option<u64>,
    /// Seconds after which to try again.
    #[serde(skip)]
    pub retry_after: Option<u32>,
}

/// A wrong field.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FieldError {
    /// Path in the body (`parties[0].person.name`), or name of a header or parameter.
    pub field: String,
    /// Stable code.
    pub code: String,
    /// French.
    pub message: String,
}

/// An act recorded since.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ActSince {
    /// Place in the journal.
    pub version: u64,
    /// Type of the act.
    pub kind: String,
    /// What people read.
    pub label: String,
    /// RFC 3339.
    pub recorded_at: String,
}

/// What handlers return.
pub type Result<T, E = Problem> = std::result::Result<T, E>;

impl Problem {
    /// Whether something of ours did not answer.
    #[must_use]
    pub fn is_unavailable(&self) -> bool {
        self.status == StatusCode::SERVICE_UNAVAILABLE.as_u16()
    }

    /// A problem that the gateway itself finds.
    pub fn new(status: StatusCode, code: &str, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("/aide/erreurs/{code}"),
            title: help::title(code).to_owned(),
            status: status.as_u16(),
            detail: detail.into(),
            code: code.to_owned(),
            instance: String::new(),
            errors: Vec::new(),
            current_version: None,
            acts_since: Vec::new(),
            findings: Vec::new(),
            whole: None,
            retry_after: None,
        }
    }

    /// A wrong field, header or parameter.
    pub fn field(status: StatusCode, code: &str, field: &str, message: impl Into<String>) -> Self {
        let message = message.into();
        let mut problem = Self::new(status, code, message.clone());
        problem.errors.push(FieldError { field: field.to_owned(), code: code.to_owned(), message });
        problem
    }

    /// Says when to come back.
    #[must_use]
    pub fn retry(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        if failure.kind == Kind::Internal {
            tracing::error!(code = %failure.code, error = &failure as &dyn std::error::Error, "request failed");
        }
        let status = match failure.kind {
            // A service does not believe us: no new sign-in would cure that.
            Kind::Unauthenticated if failure.code == "IDE-001" => StatusCode::BAD_GATEWAY,
            kind => StatusCode::from_u16(kind.http()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
        };
        let mut problem = Self::new(status, &failure.code, failure.message);
        problem.current_version = failure.current_version;
        problem.retry_after = (failure.kind == Kind::Unavailable).then_some(2);
        for violation in failure.violations {
            if failure.kind == Kind::Refused {
                problem.findings.push(Finding::of_violation(&violation));
            }
            problem.errors.push(FieldError {
                field: violation.field,
                code: violation.code,
                message: violation.message,
            });
        }
        problem
    }
}

impl From<Unread> for Problem {
    fn from(unread: Unread) -> Self {
        Self::field(StatusCode::UNPROCESSABLE_ENTITY, unread.code, &unread.field, unread.message)
    }
}

impl From<tonic::Status> for Problem {
    fn from(status: tonic::Status) -> Self {
        Failure::from_status(&status).into()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(&self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Some(told) = self.whole.and_then(|size| HeaderValue::try_from(format!("bytes */{size}")).ok())
        {
            headers.insert(header::CONTENT_RANGE, told);
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"greffe\""));
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// The request's own id, in the answer, in the problem and in the logs.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Names the occurrence in each problem, and turns the bare refusals of the framework into problems.
pub fn complete(id: Uuid, api: bool, mut response: Response) -> Response {
    let status = response.status();
    if let Some(mut problem) = response.extensions_mut().remove::<Problem>() {
        problem.instance = id.urn().to_string();
        return problem.into_response();
    }
    if api && status == StatusCode::METHOD_NOT_ALLOWED {
        let allowed = response.headers().get(header::ALLOW).cloned();
        let mut problem = Problem::new(
            status,
            "REQ-005",
            "Cette adresse existe, mais n’accepte pas cette méthode. L’en-tête Allow de la réponse donne celles qui sont admises.",
        );
        problem.instance = id.urn().to_string();
        let mut response = problem.into_response();
        if let Some(allowed) = allowed {
            response.headers_mut().insert(header::ALLOW, allowed);
        }
        return response;
    }
    response
}

/// No such address in the API.
pub async fn unknown_address() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "REQ-004",
        "Cette adresse n’existe pas dans l’API. La description complète est à l’adresse /api/v1/openapi.json.",
    )
}

/// A handler panicked: the person learns nothing of the cause, the log all of it.
pub fn panicked(cause: Box<dyn std::any::Any + Send + 'static>) -> Response {
    let text = cause
        .downcast_ref::<&str>()
        .map(|s| (*s).to_owned())
        .or_else(|| cause.downcast_ref::<String>().cloned());
    Problem::from(Failure::internal(text.unwrap_or_else(|| "panic".to_owned()))).into_response()
}
