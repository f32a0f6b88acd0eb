//! Published rôles, for anybody: nobody signs in, nobody is named, no reserved case is there.

use std::net::SocketAddr;

use axum::{
    Json,
    extract::{ConnectInfo, Path, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use greffe_chassis::{Caller, Failure, clock::paris_day};
use greffe_contracts::assignment::v1::{self as pb, Agent, audience_service_client::AudienceServiceClient};
use greffe_procedure::profile::CourtProfile;
use jiff::{ToSpan as _, civil::Date, tz::TimeZone};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{papers, preferences::feed};
use crate::{
    Gateway, NAME,
    extract::Query,
    identity::Principal,
    limits::Class,
    problem::{Problem, Result},
    views::{PublicRole, PublicRoles, hearings},
};

/// Days that a list shows when it is not said; days of a calendar, before today and after.
const SHOWN: i64 = 60;
const CALENDAR: (i64, i64) = (30, 180);
/// How long anybody between the reader and us may keep what is public.
const CACHED: &str = "public, max-age=60";

/// Which rôles.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Code of the chamber; all when absent.
    #[serde(default)]
    chambre: String,
    /// First day, ISO; today when absent.
    #[serde(default)]
    du: String,
    /// Last day, ISO; sixty days after the first when absent.
    #[serde(default)]
    au: String,
}

/// Of which chamber.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Of {
    /// Code of the chamber; all when absent.
    #[serde(default)]
    chambre: String,
}

/// Nobody signed in: the gateway asks in its own name for what is public.
fn anybody() -> Principal {
    Principal { caller: Caller::service(NAME), agent: Agent::default(), session: None }
}

async fn published(
    gateway: &Gateway,
    chambre: String,
    (from, to): (String, String),
) -> Result<pb::ListPublicRolesResponse> {
    let services = gateway.services();
    let request = pb::ListPublicRolesRequest { chambre, from, to };
    services
        .read(&anybody(), &services.assignment, request, |c, r| async move {
            AudienceServiceClient::new(c).list_public_roles(r).await
        })
        .await
}

fn public(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(CACHED));
    response
}

/// Les rôles publiés entre deux jours ; ouvert à tous
#[utoipa::path(get, path = "/roles", tag = "roles", params(Wanted), security(()),
    responses((status = 200, body = PublicRoles), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn list(
    State(gateway): State<Gateway>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    gateway.rates().take(Class::Public, &gateway.client(from, &headers))?;
    let today = paris_day(gateway.now());
    let du = if wanted.du.is_empty() { today.to_string() } else { wanted.du };
    // A day that cannot be read is refused by who reads it.
    let first: Date = du.parse().unwrap_or(today);
    let last = first.checked_add(SHOWN.days()).unwrap_or(first);
    let au = if wanted.au.is_empty() { last.to_string() } else { wanted.au };
    let found = published(&gateway, wanted.chambre.clone(), (du, au)).await?;
    let body = PublicRoles::of(found, &wanted.chambre, gateway.public_origin());
    Ok(public(Json(body).into_response()))
}

/// Un rôle publié, avec le numéro de ses affaires dans l’ordre de leur appel ; ouvert à tous
#[utoipa::path(get, path = "/roles/{audience_id}", tag = "roles", security(()), params(("audience_id" = uuid::Uuid, Path)),
    responses((status = 200, body = PublicRole), (status = 404, body = Problem), (status = 429, body = Problem)))]
pub async fn show(
    State(gateway): State<Gateway>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Path(audience_id): Path<String>,
) -> Result<Json<PublicRole>> {
    gateway.rates().take(Class::Public, &gateway.client(from, &headers))?;
    let services = gateway.services();
    let request = pb::GetPublicRoleRequest { audience_id };
    let found = services
        .read(&anybody(), &services.assignment, request, |c, r| async move {
            AudienceServiceClient::new(c).get_public_role(r).await
        })
        .await?;
    Ok(Json(PublicRole::with_cases(found.role.unwrap_or_default())))
}

/// Le même, à imprimer (PDF) ; ouvert à tous
#[utoipa::path(get, path = "/roles/{audience_id}/papier", tag = "roles", security(()), params(("audience_id" = uuid::Uuid, Path)),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>), (status = 404, body = Problem), (status = 409, body = Problem, description = "L’audience ne sera pas tenue."), (status = 429, body = Problem)))]
pub async fn paper(
    State(gateway): State<Gateway>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Path(audience_id): Path<String>,
) -> Result<Response> {
    gateway.rates().take(Class::Public, &gateway.client(from, &headers))?;
    Ok(public(papers::role(&gateway, &anybody(), "role_public", audience_id).await?))
}

/// L’agenda (iCalendar) des rôles publiés, d’il y a un mois à dans six ; ouvert à tous
#[utoipa::path(get, path = "/roles/greffe.ics", tag = "roles", security(()),
    params(Of, ("If-None-Match" = Option<String>, Header, description = "ETag de la dernière lecture.")),
    responses((status = 200, content_type = "text/calendar", body = String), (status = 304, description = "Rien n’a changé."), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn calendar(
    State(gateway): State<Gateway>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Query(of): Query<Of>,
) -> Result<Response> {
    gateway.rates().take(Class::Public, &gateway.client(from, &headers))?;
    let today = paris_day(gateway.now());
    let day = |days: i64| today.checked_add(days.days()).unwrap_or(today).to_string();
    let roles = published(&gateway, of.chambre, (day(-CALENDAR.0), day(CALENDAR.1))).await?.roles;
    let seat = TimeZone::get(&CourtProfile::embedded().time_zone).map_err(Failure::internal)?;
    Ok(feed(&headers, CACHED, hearings(&roles, gateway.public_origin(), &seat)))
}
