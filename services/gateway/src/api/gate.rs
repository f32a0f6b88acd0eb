//! The gate: what is not in order before a milestone, over one dossier or many, and the way past it.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use greffe_contracts::{
    common::v1::PageRequest,
    dossier::v1::{self as pb, gatekeeper_service_client::GatekeeperServiceClient},
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{done, several};
use crate::{
    Gateway,
    extract::{Body_, Key, Query, id},
    identity::Principal,
    problem::{Problem, Result},
    services::Intent,
    views::{GatePassage, GateReport, Page, PassageInput, each},
};

/// Dossiers of a page: each asks every service.
const PAGE: u32 = 20;
const PAGE_MAX: u32 = 50;

/// Which milestone.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Before {
    /// `enregistrement`, `distribution`, `audiencement`, `prononce`, `notification`, `cloture`; the next one when absent.
    jalon: Option<String>,
}

/// Le contrôle de régularité d’un dossier avant un jalon
#[utoipa::path(get, path = "/dossiers/{dossier_id}/controle", tag = "controle",
    params(("dossier_id" = uuid::Uuid, Path), Before),
    responses((status = 200, body = GateReport), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem), (status = 503, body = Problem)))]
pub async fn show(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Query(before): Query<Before>,
) -> Result<Json<GateReport>> {
    let services = gateway.services();
    let request =
        pb::GetGateRequest { dossier_id: id(&dossier_id)?, milestone: before.jalon.unwrap_or_default() };
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            GatekeeperServiceClient::new(c).get_gate(r).await
        })
        .await?;
    Ok(Json(found.report.unwrap_or_default().into()))
}

/// Which dossiers, which milestone.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Over {
    /// Code of a chamber.
    chambre: Option<String>,
    /// Dossiers of a rôle, by their identifiers, separated by commas.
    dossiers: Option<String>,
    /// `enregistrement`, `distribution`, `audiencement`, `prononce`, `notification`, `cloture`.
    jalon: String,
    /// As the page before gave it.
    cursor: Option<String>,
    /// Rows, 50 at most.
    size: Option<u32>,
}

/// Le même contrôle sur une chambre, ou sur les dossiers d’un rôle, à la fois
#[utoipa::path(get, path = "/controles", tag = "controle", params(Over),
    responses((status = 200, body = Page<GateReport>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem), (status = 503, body = Problem)))]
pub async fn list(
    State(gateway): State<Gateway>,
    who: Principal,
    Query(over): Query<Over>,
) -> Result<Json<Page<GateReport>>> {
    let services = gateway.services();
    let request = pb::ListGatesRequest {
        chambre: over.chambre.unwrap_or_default(),
        dossier_ids: several(over.dossiers),
        milestone: over.jalon,
        page: Some(PageRequest {
            cursor: over.cursor.unwrap_or_default(),
            size: over.size.unwrap_or(PAGE).clamp(1, PAGE_MAX),
        }),
    };
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            GatekeeperServiceClient::new(c).list_gates(r).await
        })
        .await?;
    Ok(Json(Page::of(each(found.reports), found.page)))
}

/// Demande à passer un jalon que l’on n’a pas pu contrôler, ou que la loi laisse à un magistrat ; au dossier de tête, pour tout le groupe
#[utoipa::path(post, path = "/dossiers/{dossier_id}/passages", tag = "controle", request_body = PassageInput,
    params(("dossier_id" = uuid::Uuid, Path),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 201, body = GatePassage), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "Il n’y a rien à passer."), (status = 422, body = Problem)))]
pub async fn ask(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<PassageInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::RequestPassageRequest {
        dossier_id: id(&dossier_id)?,
        milestone: value.jalon,
        motive: value.motif,
        common: value.commun,
    };
    let made = services
        .command(&who, &services.dossier, Intent { key, received_at }, request, |c, r| async move {
            GatekeeperServiceClient::new(c).request_passage(r).await
        })
        .await?;
    let passage = GatePassage::from(made.message.passage.unwrap_or_default());
    Ok(done(StatusCode::CREATED, passage, None, made.replayed))
}

/// Confirme un passage, et ceux qui furent demandés avec lui, par une autre personne que celle qui l’a demandé
#[utoipa::path(post, path = "/passages/{passage_id}/confirmation", tag = "controle",
    params(("passage_id" = uuid::Uuid, Path),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = GatePassage), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "Le passage est déjà confirmé ou n’est plus valable.")))]
pub async fn confirm(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(passage_id): Path<String>,
    Key(key): Key,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::ConfirmPassageRequest { passage_id: id(&passage_id)? };
    let intent = Intent { key, received_at: gateway.now() };
    let made = services
        .command(&who, &services.dossier, intent, request, |c, r| async move {
            GatekeeperServiceClient::new(c).confirm_passage(r).await
        })
        .await?;
    let passage = GatePassage::from(made.message.passage.unwrap_or_default());
    Ok(done(StatusCode::OK, passage, None, made.replayed))
}
