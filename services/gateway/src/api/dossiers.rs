//! Cases: list, stock, opening, reading.

use axum::{
    Json,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use greffe_chassis::Failure;
use greffe_contracts::dossier::v1::{self as pb, dossier_service_client::DossierServiceClient};
use prost::Message;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{AtLeast, NO_CHAMBER, PAGE, PAGE_MAX, done, etag, several};
use crate::{
    Gateway,
    extract::{Body_, Key, Query},
    identity::Principal,
    problem::{Problem, Result},
    services::Intent,
    views::{Dossier, OpenInput, Opened, Page, Row, Stock, each},
};

/// What the list shows.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// A number in any form, or part of a party's name.
    q: Option<String>,
    /// Codes of chambers, separated by commas; `aucune` for cases that none has yet.
    chambre: Option<String>,
    /// Codes of stages, separated by commas.
    stade: Option<String>,
    /// Identifier of a rapporteur.
    rapporteur: Option<String>,
    /// Urgent ones alone.
    #[serde(default)]
    urgent: bool,
    /// Closed ones too.
    #[serde(default)]
    clos: bool,
    /// `recent`, `number`, `oldest`.
    tri: Option<String>,
    /// As the page before gave it.
    cursor: Option<String>,
    /// Rows, 200 at most.
    size: Option<u32>,
}

impl From<Filter> for pb::ListDossiersRequest {
    fn from(f: Filter) -> Self {
        let page = greffe_contracts::common::v1::PageRequest {
            cursor: f.cursor.unwrap_or_default(),
            size: f.size.unwrap_or(PAGE).clamp(1, PAGE_MAX),
        };
        Self {
            query: f.q.unwrap_or_default(),
            chambres: several(f.chambre)
                .into_iter()
                .map(|c| if c == NO_CHAMBER { String::new() } else { c })
                .collect(),
            stages: several(f.stade),
            rapporteur: f.rapporteur.unwrap_or_default(),
            urgent_only: f.urgent,
            include_closed: f.clos,
            sort: f.tri.unwrap_or_default(),
            page: Some(page),
            opened_since: None,
        }
    }
}

/// Les dossiers que l’on peut connaître
#[utoipa::path(get, path = "/dossiers", tag = "dossiers", params(Filter),
    responses((status = 200, body = Page<Row>), (status = 401, body = Problem), (status = 422, body = Problem)))]
pub async fn list(
    State(gateway): State<Gateway>,
    who: Principal,
    Query(filter): Query<Filter>,
) -> Result<Json<Page<Row>>> {
    let services = gateway.services();
    let request = pb::ListDossiersRequest::from(filter);
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            DossierServiceClient::new(c).list_dossiers(r).await
        })
        .await?;
    let names =
        gateway.agents().names(found.rows.iter().flat_map(|row| row.rapporteur_ids.iter().cloned())).await;
    Ok(Json(Page::of(found.rows.into_iter().map(|row| Row::of(row, &names)).collect(), found.page)))
}

/// Le stock, par chambre et par stade
#[utoipa::path(get, path = "/stock", tag = "dossiers",
    responses((status = 200, body = Stock), (status = 401, body = Problem)))]
pub async fn stock(State(gateway): State<Gateway>, who: Principal) -> Result<Json<Stock>> {
    let services = gateway.services();
    let found = services
        .read(&who, &services.dossier, pb::GetStockRequest {}, |c, r| async move {
            DossierServiceClient::new(c).get_stock(r).await
        })
        .await?;
    Ok(Json(Stock { cells: each(found.cells) }))
}

/// Ouvre un dossier à partir d’une déclaration de pourvoi
#[utoipa::path(post, path = "/dossiers", tag = "dossiers", request_body = OpenInput,
    params(("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 201, body = Opened), (status = 401, body = Problem), (status = 409, body = Problem, description = "Un avertissement est à confirmer."), (status = 422, body = Problem)))]
pub async fn open(
    State(gateway): State<Gateway>,
    who: Principal,
    Key(key): Key,
    Body_ { value, received_at }: Body_<OpenInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::OpenDossierRequest::from(value);
    let opened = services
        .command(&who, &services.dossier, Intent { key, received_at }, request, |c, r| async move {
            DossierServiceClient::new(c).open_dossier(r).await
        })
        .await?;
    let version = opened.message.version;
    Ok(done(StatusCode::CREATED, Opened::from(opened.message), Some(version), opened.replayed))
}

/// Un dossier, par son identifiant ou par son numéro sous toutes ses formes
#[utoipa::path(get, path = "/dossiers/{dossier}", tag = "dossiers",
    params(("dossier" = String, Path, description = "UUID ou numéro."), AtLeast),
    responses((status = 200, body = Dossier), (status = 401, body = Problem), (status = 404, body = Problem), (status = 503, body = Problem)))]
pub async fn show(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier): Path<String>,
    Query(least): Query<AtLeast>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::GetDossierRequest { dossier, min_version: least.min_version };
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            DossierServiceClient::new(c).get_dossier(r).await
        })
        .await?;
    let dossier = pb::Dossier::decode(found.dossier).map_err(Failure::internal)?;
    let names = gateway.agents().names(dossier.designations.iter().map(|d| d.person_id.clone())).await;
    let shown = Dossier::of(dossier, &names);
    let tag = etag(shown.version);
    Ok(([(header::ETAG, tag)], Json(shown)).into_response())
}
