//! What a case consists of: joined dossiers, parties, counsel, decisions attacked, links, seal, inventory.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use greffe_contracts::{
    common::v1::PageRequest,
    document::v1::{ListPiecesRequest, document_service_client::DocumentServiceClient},
    dossier::v1::{self as pb, case_service_client::CaseServiceClient},
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Paging, done};
use crate::{
    Gateway,
    extract::{Body_, IfMatch, Key, Query, id},
    identity::Principal,
    problem::{Problem, Result},
    services::Intent,
    views::{
        Amended, AmendmentInput, Consequences, Grounds, Inventory, JoinderEffects, JoinderInput,
        JoinderPreviewInput, Joined, Page, PartyPage, Representation, each,
    },
};

/// Dit, dossier par dossier, ce qu’une jonction ferait, sans rien enregistrer
#[utoipa::path(post, path = "/dossiers/{dossier_id}/jonction/consequences", tag = "groupes", request_body = JoinderPreviewInput,
    params(("dossier_id" = uuid::Uuid, Path, description = "Le dossier de tête.")),
    responses((status = 200, body = JoinderEffects), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn preview(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Body_ { value, .. }: Body_<JoinderPreviewInput>,
) -> Result<Json<JoinderEffects>> {
    let services = gateway.services();
    let request = pb::PreviewJoinderRequest { head: id(&dossier_id)?, dossiers: value.dossiers };
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            CaseServiceClient::new(c).preview_joinder(r).await
        })
        .await?;
    Ok(Json(JoinderEffects { effects: each(found.effects) }))
}

/// Joint des dossiers sous ce dossier de tête, tous ou aucun
#[utoipa::path(post, path = "/dossiers/{dossier_id}/jonction", tag = "groupes", request_body = JoinderInput,
    params(("dossier_id" = uuid::Uuid, Path, description = "Le dossier de tête."),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention."),
        ("If-Match" = Option<String>, Header, description = "Version lue du dossier de tête, entre guillemets.")),
    responses((status = 201, body = Joined), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "Un des dossiers ne peut pas être joint."), (status = 412, body = Problem, description = "Le dossier ou le groupe a changé."), (status = 422, body = Problem)))]
pub async fn join(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Key(key): Key,
    IfMatch(expected_version): IfMatch,
    Body_ { value, received_at }: Body_<JoinderInput>,
) -> Result<Response> {
    let request = pb::JoinDossiersRequest {
        head: id(&dossier_id)?,
        dossiers: value.dossiers,
        pronounced_on: value.prononce,
        reason: value.motif,
        expected_version,
    };
    let services = gateway.services();
    let joined = services
        .command(&who, &services.dossier, Intent { key, received_at }, request, |c, r| async move {
            CaseServiceClient::new(c).join_dossiers(r).await
        })
        .await?;
    let version = joined.message.version;
    Ok(done(StatusCode::CREATED, Joined::from(joined.message), Some(version), joined.replayed))
}

/// Sort des dossiers du groupe joint à ce dossier de tête
#[utoipa::path(post, path = "/dossiers/{dossier_id}/disjonction", tag = "groupes", request_body = JoinderInput,
    params(("dossier_id" = uuid::Uuid, Path, description = "Le dossier de tête."),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention."),
        ("If-Match" = Option<String>, Header, description = "Version lue du dossier de tête, entre guillemets.")),
    responses((status = 201, body = Joined), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "Un des dossiers n’est pas du groupe."), (status = 412, body = Problem, description = "Le dossier ou le groupe a changé."), (status = 422, body = Problem)))]
pub async fn disjoin(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Key(key): Key,
    IfMatch(expected_version): IfMatch,
    Body_ { value, received_at }: Body_<JoinderInput>,
) -> Result<Response> {
    let request = pb::DisjoinDossiersRequest {
        head: id(&dossier_id)?,
        dossiers: value.dossiers,
        pronounced_on: value.prononce,
        reason: value.motif,
        expected_version,
    };
    let services = gateway.services();
    let left = services
        .command(&who, &services.dossier, Intent { key, received_at }, request, |c, r| async move {
            CaseServiceClient::new(c).disjoin_dossiers(r).await
        })
        .await?;
    let version = left.message.version;
    Ok(done(StatusCode::CREATED, Joined::from(left.message), Some(version), left.replayed))
}

/// Modifie ce dont un dossier se compose : un acte motivé
#[utoipa::path(post, path = "/dossiers/{dossier_id}/modifications", tag = "modifications", request_body = AmendmentInput,
    params(("dossier_id" = uuid::Uuid, Path),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention."),
        ("If-Match" = Option<String>, Header, description = "Version lue, entre guillemets.")),
    responses((status = 201, body = Amended), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "La modification n’est pas possible maintenant."), (status = 412, body = Problem, description = "Le dossier a changé."), (status = 422, body = Problem)))]
pub async fn amend(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Key(key): Key,
    IfMatch(expected): IfMatch,
    Body_ { value, received_at }: Body_<AmendmentInput>,
) -> Result<Response> {
    let request = value.of(id(&dossier_id)?, expected);
    let services = gateway.services();
    let amended = services
        .command(&who, &services.dossier, Intent { key, received_at }, request, |c, r| async move {
            CaseServiceClient::new(c).amend_case(r).await
        })
        .await?;
    let version = amended.message.version;
    Ok(done(StatusCode::CREATED, Amended::from(amended.message), Some(version), amended.replayed))
}

/// Dit ce qu’une modification changerait, sans rien enregistrer
#[utoipa::path(post, path = "/dossiers/{dossier_id}/modifications/consequences", tag = "modifications", request_body = AmendmentInput,
    params(("dossier_id" = uuid::Uuid, Path)),
    responses((status = 200, body = Consequences), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn weigh(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Body_ { value, .. }: Body_<AmendmentInput>,
) -> Result<Json<Consequences>> {
    let request = pb::PreviewAmendmentRequest { amendment: Some(value.of(id(&dossier_id)?, 0)) };
    let services = gateway.services();
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            CaseServiceClient::new(c).preview_amendment(r).await
        })
        .await?;
    Ok(Json(found.said.unwrap_or_default().into()))
}

/// Which parties.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PartyFilter {
    /// Part of a name.
    q: Option<String>,
    /// `demandeur`, `defendeur`, `intervenant`.
    role: Option<String>,
}

/// Les parties d’un dossier, par pages
#[utoipa::path(get, path = "/dossiers/{dossier_id}/parties", tag = "parties",
    params(("dossier_id" = uuid::Uuid, Path), PartyFilter, Paging),
    responses((status = 200, body = PartyPage), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn parties(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Query(filter): Query<PartyFilter>,
    Query(paging): Query<Paging>,
) -> Result<Json<PartyPage>> {
    let request = pb::ListPartiesRequest {
        dossier_id: id(&dossier_id)?,
        query: filter.q.unwrap_or_default(),
        role: filter.role.unwrap_or_default(),
        page: Some(PageRequest::from(paging)),
    };
    let services = gateway.services();
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            CaseServiceClient::new(c).list_parties(r).await
        })
        .await?;
    Ok(Json(found.into()))
}

/// On which day.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OnDay {
    /// ISO day; every interval when absent.
    date: Option<String>,
}

/// Qui représentait qui, un jour donné ou depuis l’ouverture
#[utoipa::path(get, path = "/dossiers/{dossier_id}/representations", tag = "parties",
    params(("dossier_id" = uuid::Uuid, Path), OnDay),
    responses((status = 200, body = Page<Representation>), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn representations(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Query(day): Query<OnDay>,
) -> Result<Json<Page<Representation>>> {
    let request =
        pb::ListRepresentationsRequest { dossier_id: id(&dossier_id)?, on: day.date.unwrap_or_default() };
    let services = gateway.services();
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            CaseServiceClient::new(c).list_representations(r).await
        })
        .await?;
    Ok(Json(Page::whole(each(found.representations))))
}

/// Les moyens que plaident les mémoires, tels qu’ils furent relevés en dernier
#[utoipa::path(get, path = "/dossiers/{dossier_id}/moyens", tag = "parties",
    params(("dossier_id" = uuid::Uuid, Path)),
    responses((status = 200, body = Page<Grounds>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn grounds(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
) -> Result<Json<Page<Grounds>>> {
    let request = pb::ListGroundsRequest { dossier_id: id(&dossier_id)? };
    let services = gateway.services();
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            CaseServiceClient::new(c).list_grounds(r).await
        })
        .await?;
    Ok(Json(Page::whole(each(found.grounds))))
}

/// Les pièces que la procédure exige : présentes, manquantes, demandées
#[utoipa::path(get, path = "/dossiers/{dossier_id}/inventaire", tag = "inventaire",
    params(("dossier_id" = uuid::Uuid, Path)),
    responses((status = 200, body = Inventory), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn inventory(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
) -> Result<Json<Inventory>> {
    let dossier_id = id(&dossier_id)?;
    let services = gateway.services();
    let request = pb::GetInventoryRequest { dossier_id: dossier_id.clone() };
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            CaseServiceClient::new(c).get_inventory(r).await
        })
        .await?;
    // Names and seals are the document service's: without it, the inventory still says what is missing.
    let pieces = services
        .read(&who, &services.document, ListPiecesRequest { dossier_id }, |c, r| async move {
            DocumentServiceClient::new(c).list_pieces(r).await
        })
        .await;
    let pieces = pieces.map(|found| found.pieces).unwrap_or_default();
    Ok(Json(Inventory::of(found, &pieces)))
}
