//! One error type for every service, mapped once to gRPC; the gateway maps the same to RFC 9457.

use std::{borrow::Cow, collections::HashMap, error::Error as StdError, fmt};

use tonic::{Code, Status};
use tonic_types::{ErrorDetails, PreconditionViolation, StatusExt};

/// Who is at fault, and what a caller may do about it: a small set on purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The request cannot be read or a field is wrong: change it.
    Invalid,
    /// No valid identity: sign in.
    Unauthenticated,
    /// Known, but not allowed.
    Forbidden,
    /// Does not exist, or the caller may not know that it does.
    NotFound,
    /// Someone wrote in between: look at what changed.
    Stale,
    /// The same key came with another request.
    KeyReused,
    /// A rule said no: do what it asks first.
    Refused,
    /// Over a limit of size.
    TooLarge,
    /// Cannot answer now: try again.
    Unavailable,
    /// Our fault.
    Internal,
}

impl Kind {
    fn grpc(self) -> Code {
        match self {
            Self::Invalid => Code::InvalidArgument,
            Self::Unauthenticated => Code::Unauthenticated,
            Self::Forbidden => Code::PermissionDenied,
            Self::NotFound => Code::NotFound,
            Self::Stale => Code::Aborted,
            Self::KeyReused => Code::AlreadyExists,
            Self::Refused => Code::FailedPrecondition,
            Self::TooLarge => Code::OutOfRange,
            Self::Unavailable => Code::Unavailable,
            Self::Internal => Code::Internal,
        }
    }

    /// The HTTP status a gateway answers with.
    #[must_use]
    pub fn http(self) -> u16 {
        match self {
            Self::Invalid | Self::KeyReused => 422,
            Self::Unauthenticated => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Stale => 412,
            Self::Refused => 409,
            Self::TooLarge => 413,
            Self::Unavailable => 503,
            Self::Internal => 500,
        }
    }

    fn from_grpc(code: Code) -> Self {
        match code {
            Code::InvalidArgument => Self::Invalid,
            Code::Unauthenticated => Self::Unauthenticated,
            Code::PermissionDenied => Self::Forbidden,
            Code::NotFound => Self::NotFound,
            Code::Aborted => Self::Stale,
            Code::AlreadyExists => Self::KeyReused,
            Code::FailedPrecondition => Self::Refused,
            Code::OutOfRange => Self::TooLarge,
            Code::Unavailable | Code::DeadlineExceeded | Code::Cancelled | Code::ResourceExhausted => {
                Self::Unavailable
            }
            _ => Self::Internal,
        }
    }
}

/// A reason among several: which rule, which field, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Stable code, e.g. `NUM-002`.
    pub code: String,
    /// Field of the request, empty when none.
    pub field: String,
    /// French: what was found, what is expected, what to do.
    pub message: String,
}

/// An error with two halves: French for the person, the cause for the log.
#[derive(Debug)]
pub struct Failure {
    /// Who is at fault.
    pub kind: Kind,
    /// Stable code with a help page: `ACT-001`.
    pub code: Cow<'static, str>,
    /// French: what was found, what is expected, what to do.
    pub message: String,
    /// Each field or rule concerned.
    pub violations: Vec<Violation>,
    /// Journal version at the time of the answer, for [`Kind::Stale`].
    pub current_version: Option<u64>,
    cause: Option<Box<dyn StdError + Send + Sync>>,
}

/// What services return.
pub type Result<T, E = Failure> = std::result::Result<T, E>;

impl Failure {
    /// A failure with its code and its French sentence.
    pub fn new(kind: Kind, code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self {
            kind,
            code: code.into(),
            message: message.into(),
            violations: Vec::new(),
            current_version: None,
            cause: None,
        }
    }

    /// A wrong field.
    pub fn invalid(code: &'static str, field: &str, message: impl Into<String>) -> Self {
        let message = message.into();
        Self::new(Kind::Invalid, code, message.clone()).with_violation(code, field, message)
    }

    /// Not there, or not for this caller: the two cannot be told apart.
    #[must_use]
    pub fn not_found(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Kind::NotFound, code, message)
    }

    /// Our fault: the person learns nothing of the cause, the log all of it.
    pub fn internal(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let mut failure = Self::new(
            Kind::Internal,
            "INT-001",
            "Une erreur interne est survenue. Rien n’a été enregistré à moitié\u{a0}; réessayez, puis signalez l’incident s’il persiste.",
        );
        failure.cause = Some(cause.into());
        failure
    }

    /// A part that does not answer.
    pub fn unavailable(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let mut failure = Self::new(
            Kind::Unavailable,
            "IND-001",
            "Le service ne peut pas répondre pour l’instant. Réessayez dans quelques secondes\u{a0}: la même demande ne sera pas enregistrée deux fois.",
        );
        failure.cause = Some(cause.into());
        failure
    }

    /// Adds a reason.
    #[must_use]
    pub fn with_violation(mut self, code: &str, field: &str, message: impl Into<String>) -> Self {
        self.violations.push(Violation {
            code: code.to_owned(),
            field: field.to_owned(),
            message: message.into(),
        });
        self
    }

    /// Says where the journal stands.
    #[must_use]
    pub fn at_version(mut self, version: u64) -> Self {
        self.current_version = Some(version);
        self
    }

    /// Whether the same attempt may succeed later.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        self.kind == Kind::Unavailable
    }

    /// Reads a failure back from what a service answered.
    #[must_use]
    pub fn from_status(status: &Status) -> Self {
        let details = status.get_error_details();
        let info = details.error_info();
        let code = info
            .map_or_else(|| Cow::Borrowed(fallback_code(status.code())), |i| Cow::Owned(i.reason.clone()));
        let version = info.and_then(|i| i.metadata.get("current_version")).and_then(|v| v.parse().ok());
        let violations = details
            .precondition_failure()
            .map(|p| {
                p.violations
                    .iter()
                    .map(|v| Violation {
                        code: v.r#type.clone(),
                        field: v.subject.clone(),
                        message: v.description.clone(),
                    })
                    .collect()
            })
            .unwrap_or_default();
        let kind = Kind::from_grpc(status.code());
        let message = match (info, kind) {
            (Some(_), _) => status.message().to_owned(),
            (None, Kind::Unavailable) => Self::unavailable("").message,
            (None, _) => Self::internal("").message,
        };
        Self {
            kind,
            code,
            message,
            violations,
            current_version: version,
            cause: Some(status.message().to_owned().into()),
        }
    }

    fn cause_chain(&self) -> String {
        let mut text = String::new();
        let mut next: Option<&dyn StdError> = self.cause.as_ref().map(|c| c.as_ref() as &dyn StdError);
        while let Some(cause) = next {
            if !text.is_empty() {
                text.push_str(": ");
            }
            text.push_str(&cause.to_string());
            next = cause.source();
        }
        text
    }
}

fn fallback_code(code: Code) -> &'static str {
    match Kind::from_grpc(code) {
        Kind::Unauthenticated => "IDE-001",
        Kind::Unavailable => "IND-001",
        _ => "INT-001",
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // For the log, never for the person: a cause says more there than what was said instead of it.
        match &self.cause {
            None => write!(f, "{}: {}", self.code, self.message),
            Some(_) => write!(f, "{}: {}", self.code, self.cause_chain()),
        }
    }
}

impl StdError for Failure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.cause.as_ref().map(|c| c.as_ref() as &(dyn StdError + 'static))
    }
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        // A lock or a statement that took too long, a server that stops or starts: the same attempt may succeed later.
        let transient = match &error {
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) => true,
            sqlx::Error::Database(e) => e.code().is_some_and(|c| {
                c.starts_with("57")
                    || c.starts_with("08")
                    || matches!(c.as_ref(), "55P03" | "40001" | "40P01" | "53300")
            }),
            _ => false,
        };
        if transient { Self::unavailable(error) } else { Self::internal(error) }
    }
}

impl From<Failure> for Status {
    fn from(failure: Failure) -> Self {
        if failure.kind == Kind::Internal {
            tracing::error!(code = %failure.code, cause = failure.cause_chain(), "request failed");
        } else if failure.kind == Kind::Unavailable {
            tracing::warn!(code = %failure.code, cause = failure.cause_chain(), "request could not be served");
        }
        let mut metadata = HashMap::new();
        if let Some(version) = failure.current_version {
            metadata.insert("current_version".to_owned(), version.to_string());
        }
        let mut details = ErrorDetails::with_error_info(failure.code.as_ref(), "greffe", metadata);
        if !failure.violations.is_empty() {
            let violations: Vec<_> = failure
                .violations
                .iter()
                .map(|v| PreconditionViolation::new(&v.code, &v.field, &v.message))
                .collect();
            details.set_precondition_failure(violations);
        }
        Status::with_error_details(failure.kind.grpc(), failure.message, details)
    }
}
