//! What a request carries, read with a French problem for each way it can be wrong.

use axum::{
    body::{Body, to_bytes},
    extract::{FromRequest, FromRequestParts, Request},
    http::{HeaderMap, StatusCode, header, request::Parts},
};
use greffe_contracts::json;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use crate::{Gateway, problem::Problem};

/// A JSON body, with the instant at which its last byte had arrived.
pub struct Body_<T> {
    /// What was sent.
    pub value: T,
    /// The instant of a deposit.
    pub received_at: Timestamp,
}

impl<T: DeserializeOwned> FromRequest<Gateway> for Body_<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, gateway: &Gateway) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        require_json(&parts.headers)?;
        let bytes = read(body, gateway.limits().json_bytes).await?;
        let received_at = gateway.now();
        let value = parse(&bytes)?;
        Ok(Self { value, received_at })
    }
}

fn require_json(headers: &HeaderMap) -> Result<(), Problem> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if kind.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "REQ-002",
        "Le corps de la demande doit être annoncé comme du JSON. Envoyez l’en-tête Content-Type: application/json.",
    ))
}

/// The whole body, when it stays under a limit of bytes.
///
/// # Errors
/// 413 beyond the limit, 400 when the sender left before the end.
pub async fn read(body: Body, limit: usize) -> Result<axum::body::Bytes, Problem> {
    to_bytes(body, limit).await.map_err(|error| {
        if is_over_limit(&error) {
            let kib = limit / 1024;
            let limit =
                if kib.is_multiple_of(1024) { format!("{}\u{a0}Mio", kib / 1024) } else { format!("{kib}\u{a0}Kio") };
            return Problem::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "TAI-001",
                format!("Le corps de la demande dépasse la limite de {limit}. Déposez les fichiers comme pièces, puis citez leurs identifiants."),
            );
        }
        Problem::new(
            StatusCode::BAD_REQUEST,
            "REQ-001",
            "La demande s’est interrompue avant sa fin. Rien n’a été enregistré\u{a0}: renvoyez-la avec la même clé d’idempotence.",
        )
    })
}

fn is_over_limit(error: &axum::Error) -> bool {
    let mut next: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = next {
        if error.to_string().contains("length limit") {
            return true;
        }
        next = error.source();
    }
    false
}

/// Reads JSON into a known shape, naming the field that does not fit.
///
/// # Errors
/// 400 when it is no JSON, 422 when a field is unknown, missing or of another type, or holds a NUL.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        Problem::new(
            StatusCode::BAD_REQUEST,
            "REQ-001",
            format!("Le corps de la demande n’est pas du JSON bien formé (ligne {}, colonne {}). Corrigez-le, puis renvoyez-le.", error.line(), error.column()),
        )
    })?;
    shape(value, "")
}

/// Reads a JSON value into a known shape; `within` names where it stands in the body.
///
/// # Errors
/// 422 with the field.
pub fn shape<T: DeserializeOwned>(value: Value, within: &str) -> Result<T, Problem> {
    json::shape(value, within).map_err(Problem::from)
}

/// The parameters after `?`.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<Gateway> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Gateway) -> Result<Self, Problem> {
        if parts.uri.query().is_some_and(|q| q.contains("%00")) {
            return Err(Problem::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "REQ-003",
                "Un paramètre de l’adresse contient un caractère nul (U+0000). Retirez-le.",
            ));
        }
        axum::extract::Query::try_from_uri(&parts.uri).map(|axum::extract::Query(value)| Self(value)).map_err(|error| {
            Problem::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "REQ-003",
                format!("Un paramètre de l’adresse ne se lit pas ({}). Corrigez-le d’après /api/v1/openapi.json.", error.body_text()),
            )
        })
    }
}

/// A part of the path that must be a UUID; one that is not names nothing.
pub fn id(text: &str) -> Result<String, Problem> {
    Uuid::parse_str(text).map(|id| id.to_string()).map_err(|_| {
        Problem::new(
            StatusCode::NOT_FOUND,
            "REQ-006",
            "Cet identifiant n’est pas un UUID\u{a0}: il ne désigne rien. Reprenez celui que l’API a donné.",
        )
    })
}

/// The key of an intent.
pub struct Key(pub Uuid);

impl FromRequestParts<Gateway> for Key {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Gateway) -> Result<Self, Problem> {
        let text = parts.headers.get("idempotency-key").and_then(|v| v.to_str().ok()).unwrap_or_default();
        Uuid::parse_str(text.trim_matches('"')).map(Self).map_err(|_| {
            Problem::field(
                StatusCode::BAD_REQUEST,
                "CLE-001",
                "Idempotency-Key",
                "La clé d’idempotence est absente ou n’est pas un UUID. Envoyez l’en-tête Idempotency-Key avec un UUID neuf pour chaque intention.",
            )
        })
    }
}

/// The version of the journal that the form was filled from; 0 when the sender saw none.
pub struct IfMatch(pub u64);

impl FromRequestParts<Gateway> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Gateway) -> Result<Self, Problem> {
        let Some(value) = parts.headers.get(header::IF_MATCH) else { return Ok(Self(0)) };
        let text = value.to_str().unwrap_or_default().trim();
        let bare = text.strip_prefix("W/").unwrap_or(text).trim_matches('"');
        bare.parse().map(Self).map_err(|_| {
            Problem::field(
                StatusCode::BAD_REQUEST,
                "VER-003",
                "If-Match",
                "L’en-tête If-Match doit porter la version du dossier entre guillemets, telle que la lecture l’a donnée dans ETag\u{a0}: If-Match: \"7\".",
            )
        })
    }
}
