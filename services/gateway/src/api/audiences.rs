//! Audiences of a chamber, their recurrences, their rôles.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use greffe_contracts::assignment::v1::{self as pb, audience_service_client::AudienceServiceClient};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{done, papers};
use crate::{
    Gateway,
    extract::{Body_, Key, Query, id},
    identity::Principal,
    problem::{Problem, Result},
    services::Intent,
    views::{
        Audience, AudienceCalendar, AudienceChangeInput, AudienceInput, AudienceOccurrence, AudiencePreview,
        Page, RecurrenceInput, RoleProposal, RoleProposalInput, each,
    },
};

/// Which audiences.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Between {
    /// Code of the chamber.
    chambre: String,
    /// First day, ISO.
    du: String,
    /// Last day, ISO.
    au: String,
}

/// Les audiences d’une chambre entre deux jours, avec les formations et les salles
#[utoipa::path(get, path = "/audiences", tag = "audiences", params(Between),
    responses((status = 200, body = AudienceCalendar), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn list(
    State(gateway): State<Gateway>,
    who: Principal,
    Query(of): Query<Between>,
) -> Result<Json<AudienceCalendar>> {
    let services = gateway.services();
    let request = pb::ListAudiencesRequest { chambre: of.chambre, from: of.du, to: of.au };
    let found = services
        .read(&who, &services.assignment, request, |c, r| async move {
            AudienceServiceClient::new(c).list_audiences(r).await
        })
        .await?;
    Ok(Json(found.into()))
}

/// Prévoit une audience ; elle reste un projet de la chambre jusqu’à sa publication
#[utoipa::path(post, path = "/audiences", tag = "audiences", request_body = AudienceInput,
    params(("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 201, body = Audience), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn open(
    State(gateway): State<Gateway>,
    who: Principal,
    Key(key): Key,
    Body_ { value, received_at }: Body_<AudienceInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::OpenAudienceRequest { chambre: value.chambre, sitting: Some(value.sitting.into()) };
    let opened = services
        .command(&who, &services.assignment, Intent { key, received_at }, request, |c, r| async move {
            AudienceServiceClient::new(c).open_audience(r).await
        })
        .await?;
    let shown = Audience::from(opened.message.audience.unwrap_or_default());
    Ok(done(StatusCode::CREATED, shown, None, opened.replayed))
}

/// Les jours d’une règle de récurrence, et ceux qui seraient sautés ; ne prévoit rien
#[utoipa::path(post, path = "/audiences/recurrences/essai", tag = "audiences", request_body = RecurrenceInput,
    responses((status = 200, body = Page<AudienceOccurrence>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn preview_recurrence(
    State(gateway): State<Gateway>,
    who: Principal,
    Body_ { value, .. }: Body_<RecurrenceInput>,
) -> Result<Json<Page<AudienceOccurrence>>> {
    let services = gateway.services();
    let request = pb::PreviewRecurrenceRequest { recurrence: Some(value.into()) };
    let found = services
        .read(&who, &services.assignment, request, |c, r| async move {
            AudienceServiceClient::new(c).preview_recurrence(r).await
        })
        .await?;
    Ok(Json(Page::whole(each(found.occurrences))))
}

/// Prévoit les audiences d’une règle de récurrence
#[utoipa::path(post, path = "/audiences/recurrences", tag = "audiences", request_body = RecurrenceInput,
    params(("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 201, body = Page<AudienceOccurrence>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn plan_recurrence(
    State(gateway): State<Gateway>,
    who: Principal,
    Key(key): Key,
    Body_ { value, received_at }: Body_<RecurrenceInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::PlanRecurrenceRequest { recurrence: Some(value.into()) };
    let planned = services
        .command(&who, &services.assignment, Intent { key, received_at }, request, |c, r| async move {
            AudienceServiceClient::new(c).plan_recurrence(r).await
        })
        .await?;
    let days: Page<AudienceOccurrence> = Page::whole(each(planned.message.occurrences));
    Ok(done(StatusCode::CREATED, days, None, planned.replayed))
}

/// Une audience : sa formation, son rôle, ce qui manque, son journal
#[utoipa::path(get, path = "/audiences/{audience_id}", tag = "audiences", params(("audience_id" = uuid::Uuid, Path)),
    responses((status = 200, body = Audience), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(audience_id): Path<String>,
) -> Result<Json<Audience>> {
    let services = gateway.services();
    let request = pb::GetAudienceRequest { audience_id: id(&audience_id)? };
    let found = services
        .read(&who, &services.assignment, request, |c, r| async move {
            AudienceServiceClient::new(c).get_audience(r).await
        })
        .await?;
    Ok(Json(found.audience.unwrap_or_default().into()))
}

/// Ce qu’un acte entraînerait : avis à refaire, journaux sollicités, constats ; ne change rien
#[utoipa::path(post, path = "/audiences/{audience_id}/actes/essai", tag = "audiences", request_body = AudienceChangeInput,
    params(("audience_id" = uuid::Uuid, Path)),
    responses((status = 200, body = AudiencePreview), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn preview(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(audience_id): Path<String>,
    Body_ { value, .. }: Body_<AudienceChangeInput>,
) -> Result<Json<AudiencePreview>> {
    let services = gateway.services();
    let request = pb::PreviewChangeRequest { audience_id: id(&audience_id)?, change: Some(value.into()) };
    let found = services
        .read(&who, &services.assignment, request, |c, r| async move {
            AudienceServiceClient::new(c).preview_change(r).await
        })
        .await?;
    Ok(Json(found.into()))
}

/// Enregistre un acte d’une audience : séance, composition, rôle, publication, dossier ajouté, déplacé ou retiré, tenue, clôture
#[utoipa::path(post, path = "/audiences/{audience_id}/actes", tag = "audiences", request_body = AudienceChangeInput,
    params(("audience_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = Audience), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem)))]
pub async fn change(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(audience_id): Path<String>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<AudienceChangeInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::ChangeAudienceRequest {
        audience_id: id(&audience_id)?,
        version: value.version,
        change: Some(value.into()),
    };
    let changed = services
        .command(&who, &services.assignment, Intent { key, received_at }, request, |c, r| async move {
            AudienceServiceClient::new(c).change_audience(r).await
        })
        .await?;
    let shown = Audience::from(changed.message.audience.unwrap_or_default());
    Ok(done(StatusCode::OK, shown, None, changed.replayed))
}

/// Le rôle publié, à imprimer (PDF) : qui siège, les intitulés et les avocats de ce que l’on peut lire
#[utoipa::path(get, path = "/audiences/{audience_id}/papier", tag = "audiences", params(("audience_id" = uuid::Uuid, Path)),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "L’audience ne sera pas tenue.")))]
pub async fn paper(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(audience_id): Path<String>,
) -> Result<Response> {
    papers::role(&gateway, &who, "role_audience", id(&audience_id)?).await
}

/// Propose les rôles des audiences d’une chambre, et dit pourquoi chaque autre dossier n’y est pas ; ne change rien
#[utoipa::path(post, path = "/audiences/roles/proposition", tag = "audiences", request_body = RoleProposalInput,
    responses((status = 200, body = RoleProposal), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn propose(
    State(gateway): State<Gateway>,
    who: Principal,
    Body_ { value, .. }: Body_<RoleProposalInput>,
) -> Result<Json<RoleProposal>> {
    let services = gateway.services();
    let found = services
        .read(&who, &services.assignment, pb::ProposeRoleRequest::from(value), |c, r| async move {
            AudienceServiceClient::new(c).propose_role(r).await
        })
        .await?;
    Ok(Json(found.into()))
}
