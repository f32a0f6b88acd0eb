//! Papers made from the case: templates, what one would hold, the paper itself, kept or only looked at.

use std::net::SocketAddr;

use axum::{
    Json,
    body::Body,
    extract::{ConnectInfo, Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use greffe_chassis::{Caller, Failure};
use greffe_contracts::{
    assignment::v1::Agent,
    document::v1::{self as pb, paper_service_client::PaperServiceClient, render_paper_response::Part},
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::done;
use crate::{
    Gateway, NAME,
    extract::{Body_, Key, Query, id},
    identity::Principal,
    limits::Class,
    problem::{Problem, Result},
    services::Intent,
    views::{PaperCheck, PaperInput, PaperTemplate, Piece, SealedPaper, each},
};

/// Les modèles de papiers en vigueur aujourd’hui
#[utoipa::path(get, path = "/papiers/modeles", tag = "papiers",
    responses((status = 200, body = Vec<PaperTemplate>), (status = 401, body = Problem)))]
pub async fn templates(State(gateway): State<Gateway>, who: Principal) -> Result<Json<Vec<PaperTemplate>>> {
    let services = gateway.services();
    let found = services
        .read(&who, &services.document, pb::ListTemplatesRequest::default(), |c, r| async move {
            PaperServiceClient::new(c).list_templates(r).await
        })
        .await?;
    Ok(Json(each(found.templates)))
}

/// Ce qu’un papier contiendrait, d’où cela vient, et ce qui lui manque
#[utoipa::path(post, path = "/dossiers/{dossier_id}/papiers/controle", tag = "papiers", request_body = PaperInput,
    params(("dossier_id" = uuid::Uuid, Path)),
    responses((status = 200, body = PaperCheck), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn check(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Body_ { value, .. }: Body_<PaperInput>,
) -> Result<Json<PaperCheck>> {
    let services = gateway.services();
    let request = pb::CheckPaperRequest { order: Some(value.of_dossier(id(&dossier_id)?)) };
    let found = services
        .read(&who, &services.document, request, |c, r| async move {
            PaperServiceClient::new(c).check_paper(r).await
        })
        .await?;
    Ok(Json(found.into()))
}

/// L’aperçu d’un papier
#[utoipa::path(post, path = "/dossiers/{dossier_id}/papiers/apercu", tag = "papiers", request_body = PaperInput,
    params(("dossier_id" = uuid::Uuid, Path)),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn preview(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Body_ { value, .. }: Body_<PaperInput>,
) -> Result<Response> {
    let order = value.of_dossier(id(&dossier_id)?);
    rendered(&gateway, &who, order, true).await
}

/// Fait un papier et le garde comme pièce, qu’un acte nommera
#[utoipa::path(post, path = "/dossiers/{dossier_id}/papiers", tag = "papiers", request_body = PaperInput,
    params(("dossier_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 201, body = Piece), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn keep(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<PaperInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::KeepPaperRequest { order: Some(value.of_dossier(id(&dossier_id)?)) };
    let kept = services
        .command(&who, &services.document, Intent { key, received_at }, request, |c, r| async move {
            PaperServiceClient::new(c).keep_paper(r).await
        })
        .await?;
    let piece = Piece::from(kept.message.piece.unwrap_or_default());
    Ok(done(StatusCode::CREATED, piece, None, kept.replayed))
}

/// La fiche de calcul d’un délai
#[utoipa::path(get, path = "/dossiers/{dossier_id}/echeances/{deadline_id}/fiche", tag = "papiers",
    params(("dossier_id" = uuid::Uuid, Path), ("deadline_id" = uuid::Uuid, Path)),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn term(
    State(gateway): State<Gateway>,
    who: Principal,
    Path((dossier_id, deadline_id)): Path<(String, String)>,
) -> Result<Response> {
    let order = pb::PaperOrder {
        template: "fiche_de_calcul".into(),
        dossier_id: id(&dossier_id)?,
        subject_id: id(&deadline_id)?,
        ..Default::default()
    };
    rendered(&gateway, &who, order, false).await
}

/// Le certificat délivré sur une demande, à imprimer
#[utoipa::path(get, path = "/certificats/{demand_id}/papier", tag = "papiers", params(("demand_id" = uuid::Uuid, Path)),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn certificate(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(demand_id): Path<String>,
) -> Result<Response> {
    let order = pb::PaperOrder {
        template: "certificat_non_pourvoi".into(),
        subject_id: id(&demand_id)?,
        ..Default::default()
    };
    rendered(&gateway, &who, order, false).await
}

/// What one holds.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Held {
    /// SHA-256 of the whole file, in hexadecimal: the file itself stays where it is.
    empreinte: String,
}

/// Ce qui est sorti scellé de la Cour sous cette empreinte ; ouvert à tous
#[utoipa::path(get, path = "/papiers/verification", tag = "papiers", params(Held), security(()),
    responses((status = 200, body = SealedPaper), (status = 404, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn verify(
    State(gateway): State<Gateway>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Query(held): Query<Held>,
) -> Result<Json<SealedPaper>> {
    gateway.rates().take(Class::Verification, &gateway.client(from, &headers))?;
    // Nobody signed in: the gateway asks in its own name, and the hash of a whole file is the key.
    let who = Principal { caller: Caller::service(NAME), agent: Agent::default(), session: None };
    let services = gateway.services();
    let request = pb::VerifyPaperRequest { sha256: held.empreinte };
    let found = services
        .read(&who, &services.document, request, |c, r| async move {
            PaperServiceClient::new(c).verify_paper(r).await
        })
        .await?;
    Ok(Json(found.paper.unwrap_or_default().into()))
}

/// The rôle of an audience as it was published, with the names that the caller may read.
pub(super) async fn role(
    gateway: &Gateway,
    who: &Principal,
    template: &str,
    audience_id: String,
) -> Result<Response> {
    let order =
        pb::PaperOrder { template: template.to_owned(), subject_id: audience_id, ..Default::default() };
    rendered(gateway, who, order, false).await
}

/// A paper is at most a few hundred pages: it is shown when it is whole.
async fn rendered(
    gateway: &Gateway,
    who: &Principal,
    order: pb::PaperOrder,
    preview: bool,
) -> Result<Response> {
    let services = gateway.services();
    let name = order.template.clone();
    let wanted = pb::RenderPaperRequest { order: Some(order), preview, identifier: String::new() };
    let mut parts = services
        .read(who, &services.document, wanted, |c, r| async move {
            PaperServiceClient::new(c).render_paper(r).await
        })
        .await?;
    let mut pdf = Vec::new();
    while let Some(part) = parts.message().await.map_err(|status| Failure::from_status(&status))? {
        if let Some(Part::Chunk(chunk)) = part.part {
            pdf.extend_from_slice(&chunk);
        }
    }
    shown(&name, pdf)
}

/// A paper of our own, to show in the page.
pub(super) fn shown(name: &str, pdf: Vec<u8>) -> Result<Response> {
    let mut response = Response::new(Body::from(pdf));
    let headers = response.headers_mut();
    let disposition =
        HeaderValue::try_from(format!("inline; filename=\"{name}.pdf\"")).map_err(Failure::internal)?;
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}
