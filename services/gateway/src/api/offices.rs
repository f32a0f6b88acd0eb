//! Offices of avocats aux Conseils.

use axum::{Json, extract::State, http::StatusCode, response::Response};
use greffe_contracts::{
    common::v1::PageRequest,
    dossier::v1::{self as pb, dossier_service_client::DossierServiceClient},
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{PAGE, PAGE_MAX, done};
use crate::{
    Gateway,
    extract::{Body_, Key, Query},
    identity::Principal,
    problem::{Problem, Result},
    services::Intent,
    views::{Office, OfficeInput, Page, each},
};

/// Which offices.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Part of the name.
    q: Option<String>,
    /// As the page before gave it.
    cursor: Option<String>,
    /// Rows, 200 at most.
    size: Option<u32>,
}

/// Les cabinets d’avocats aux Conseils
#[utoipa::path(get, path = "/cabinets", tag = "cabinets", params(Filter),
    responses((status = 200, body = Page<Office>), (status = 401, body = Problem)))]
pub async fn list(
    State(gateway): State<Gateway>,
    who: Principal,
    Query(filter): Query<Filter>,
) -> Result<Json<Page<Office>>> {
    let services = gateway.services();
    let page = PageRequest {
        cursor: filter.cursor.unwrap_or_default(),
        size: filter.size.unwrap_or(PAGE).clamp(1, PAGE_MAX),
    };
    let request = pb::ListOfficesRequest { query: filter.q.unwrap_or_default(), page: Some(page) };
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            DossierServiceClient::new(c).list_offices(r).await
        })
        .await?;
    Ok(Json(Page::of(each(found.offices), found.page)))
}

/// Inscrit un cabinet, ou rend celui qui porte déjà ce nom
#[utoipa::path(post, path = "/cabinets", tag = "cabinets", request_body = OfficeInput,
    params(("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 201, body = Office), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn register(
    State(gateway): State<Gateway>,
    who: Principal,
    Key(key): Key,
    Body_ { value, received_at }: Body_<OfficeInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::RegisterOfficeRequest { name: value.name };
    let made = services
        .command(&who, &services.dossier, Intent { key, received_at }, request, |c, r| async move {
            DossierServiceClient::new(c).register_office(r).await
        })
        .await?;
    Ok(done(StatusCode::CREATED, Office::from(made.message.office.unwrap_or_default()), None, made.replayed))
}
