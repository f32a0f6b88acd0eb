//! Sheets of decisions: what a decision says of a case, in its own words.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use greffe_contracts::dossier::v1::{self as pb, stock_service_client::StockServiceClient};

use super::done;
use crate::{
    Gateway,
    extract::{Body_, Key, id},
    identity::Principal,
    problem::{Problem, Result},
    services::Intent,
    views::{Page, SheetKept},
};

/// Les fiches des décisions rendues dans le dossier, telles qu’elles les énoncent
#[utoipa::path(get, path = "/dossiers/{dossier_id}/fiches", tag = "fiches", params(("dossier_id" = uuid::Uuid, Path)),
    responses((status = 200, body = Page<pb::Sheet>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn list(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
) -> Result<Json<Page<pb::Sheet>>> {
    let services = gateway.services();
    let request = pb::ListSheetsRequest { dossier_id: id(&dossier_id)? };
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            StockServiceClient::new(c).list_sheets(r).await
        })
        .await?;
    Ok(Json(Page::whole(found.sheets)))
}

/// Garde la fiche d’une décision ; la même source une seconde fois en fait une nouvelle version
#[utoipa::path(post, path = "/dossiers/{dossier_id}/fiches", tag = "fiches", request_body = pb::Sheet,
    params(("dossier_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 201, body = SheetKept), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn record(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<pb::Sheet>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::RecordSheetRequest { dossier_id: id(&dossier_id)?, sheet: Some(value) };
    let kept = services
        .command(&who, &services.dossier, Intent { key, received_at }, request, |c, r| async move {
            StockServiceClient::new(c).record_sheet(r).await
        })
        .await?;
    Ok(done(StatusCode::CREATED, SheetKept { version: kept.message.version }, None, kept.replayed))
}
