//! What one chose to be told away from the screen; and the calendar, to whoever holds its secret address.

use std::net::SocketAddr;

use axum::{
    Json,
    extract::{ConnectInfo, Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use greffe_chassis::Caller;
use greffe_contracts::{
    assignment::v1::Agent,
    notification::v1::{self as pb, notification_service_client::NotificationServiceClient},
};
use sha2::{Digest, Sha256};

use super::done;
use crate::{
    Gateway, NAME,
    extract::{Body_, Key},
    identity::Principal,
    limits::Class,
    problem::{Problem, Result},
    services::Intent,
    views::{self, CalendarTurned, DigestChoice, DigestInput, Preferences},
};

/// Ce que j’ai choisi : mon bulletin par courriel, mon agenda
#[utoipa::path(get, path = "/preferences", tag = "preferences",
    responses((status = 200, body = Preferences), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn show(State(gateway): State<Gateway>, who: Principal) -> Result<Json<Preferences>> {
    let services = gateway.services();
    let found = services
        .read(&who, &services.notification, pb::GetPreferencesRequest {}, |c, r| async move {
            NotificationServiceClient::new(c).get_preferences(r).await
        })
        .await?;
    Ok(Json(found.into()))
}

/// Choisit ce que mon bulletin contient et quand il vient
#[utoipa::path(post, path = "/preferences/bulletin", tag = "preferences", request_body = DigestInput,
    params(("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = DigestChoice), (status = 401, body = Problem), (status = 409, body = Problem, description = "Aucun courriel ne part d’ici."), (status = 422, body = Problem)))]
pub async fn save(
    State(gateway): State<Gateway>,
    who: Principal,
    Key(key): Key,
    Body_ { value, received_at }: Body_<DigestInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::SavePreferencesRequest { digest: Some(value.into()) };
    let saved = services
        .command(&who, &services.notification, Intent { key, received_at }, request, |c, r| async move {
            NotificationServiceClient::new(c).save_preferences(r).await
        })
        .await?;
    let choice = DigestChoice::from(saved.message.digest.unwrap_or_default());
    Ok(done(StatusCode::OK, choice, None, saved.replayed))
}

/// Donne à mon agenda une adresse secrète nouvelle, à la place de la précédente ; elle n’est dite que cette fois
#[utoipa::path(post, path = "/preferences/agenda", tag = "preferences",
    params(("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 201, body = CalendarTurned), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn open_calendar(
    State(gateway): State<Gateway>,
    who: Principal,
    Key(key): Key,
) -> Result<Response> {
    turn(&gateway, &who, key, "ouvrir", StatusCode::CREATED).await
}

/// Retire l’adresse de mon agenda : elle n’ouvre plus rien
#[utoipa::path(post, path = "/preferences/agenda/fermeture", tag = "preferences",
    params(("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = CalendarTurned), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn close_calendar(
    State(gateway): State<Gateway>,
    who: Principal,
    Key(key): Key,
) -> Result<Response> {
    turn(&gateway, &who, key, "fermer", StatusCode::OK).await
}

async fn turn(
    gateway: &Gateway,
    who: &Principal,
    key: uuid::Uuid,
    gesture: &str,
    status: StatusCode,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::TurnCalendarRequest { gesture: gesture.to_owned() };
    let intent = Intent { key, received_at: gateway.now() };
    let turned = services
        .command(who, &services.notification, intent, request, |c, r| async move {
            NotificationServiceClient::new(c).turn_calendar(r).await
        })
        .await?;
    let body = CalendarTurned::of(turned.message, gateway.public_origin());
    let mut response = done(status, body, None, turned.replayed);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Un agenda (iCalendar) : audiences et échéances de qui détient cette adresse secrète, sans nom de partie
#[utoipa::path(get, path = "/agenda/{secret}/greffe.ics", tag = "preferences", security(()),
    params(("secret" = String, Path, description = "Tel que « Mes préférences » l’a donné."),
        ("If-None-Match" = Option<String>, Header, description = "ETag de la dernière lecture.")),
    responses((status = 200, content_type = "text/calendar", body = String), (status = 304, description = "Rien n’a changé."), (status = 404, body = Problem, description = "La même réponse pour tout ce qui n’ouvre rien."), (status = 429, body = Problem)))]
pub async fn calendar(
    State(gateway): State<Gateway>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Path(secret): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    gateway.rates().take(Class::Follow, &gateway.client(from, &headers))?;
    // Nobody signed in: the gateway asks in its own name, and the secret is the key.
    let who = Principal { caller: Caller::service(NAME), agent: Agent::default(), session: None };
    let services = gateway.services();
    let found = services
        .read(&who, &services.notification, pb::ReadCalendarRequest { token: secret }, |c, r| async move {
            NotificationServiceClient::new(c).read_calendar(r).await
        })
        .await?;
    Ok(feed(&headers, "private, no-cache", views::calendar(&found.entries, gateway.public_origin())))
}

/// A calendar, or that nothing changed since it was read.
pub(super) fn feed(headers: &HeaderMap, cached: &'static str, text: String) -> Response {
    let hash = Sha256::digest(text.as_bytes());
    let tag = format!("\"{}\"", hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect::<String>());
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let same = known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag);
    let kept = [(header::ETAG, tag.as_str()), (header::CACHE_CONTROL, cached)];
    if same {
        (StatusCode::NOT_MODIFIED, kept).into_response()
    } else {
        (kept, [(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response()
    }
}
