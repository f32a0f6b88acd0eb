//! Designations: proposed here, in force once the dossier has journalled them.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use greffe_contracts::{
    assignment::v1::{self as pb, assignment_service_client::AssignmentServiceClient},
    dossier::v1::{SuggestChambreRequest, case_service_client::CaseServiceClient},
};

use super::{AtLeast, done, unread};
use crate::{
    Gateway,
    extract::{Body_, Key, Query, id},
    identity::Principal,
    problem::{Problem, Result},
    services::Intent,
    views::{DesignationInput, Orientation, Page, Proposal, Proposed},
};

/// Les désignations proposées pour un dossier, la plus récente d’abord
#[utoipa::path(get, path = "/dossiers/{dossier_id}/designations", tag = "designations",
    params(("dossier_id" = uuid::Uuid, Path)),
    responses((status = 200, body = Page<Proposal>), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn list(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
) -> Result<Json<Page<Proposal>>> {
    let services = gateway.services();
    let request = pb::ListProposalsRequest { dossier_id: id(&dossier_id)? };
    let found = services
        .read(&who, &services.assignment, request, |c, r| async move {
            AssignmentServiceClient::new(c).list_proposals(r).await
        })
        .await?;
    let names = gateway.agents().names(found.proposals.iter().map(|p| p.agent_id.clone())).await;
    Ok(Json(Page::whole(found.proposals.into_iter().map(|p| Proposal::of(p, &names)).collect())))
}

/// Propose une chambre, un rapporteur ou un avocat général
#[utoipa::path(post, path = "/dossiers/{dossier_id}/designations", tag = "designations", request_body = DesignationInput,
    params(("dossier_id" = uuid::Uuid, Path), AtLeast, ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 202, body = Proposed), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem), (status = 503, body = Problem)))]
pub async fn propose(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Query(least): Query<AtLeast>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<DesignationInput>,
) -> Result<Response> {
    let services = gateway.services();
    let dossier_id = id(&dossier_id)?;
    let request = pb::ProposeRequest {
        dossier_id: dossier_id.clone(),
        kind: value.kind,
        chambre: value.chambre.unwrap_or_default(),
        agent_id: value.agent_id.unwrap_or_default(),
        designated_on: value.designated_on.unwrap_or_default(),
        min_version: least.min_version,
        rank: value.rank.unwrap_or(1).into(),
        reason: value.reason.unwrap_or_default(),
        circuit: value.circuit.unwrap_or_default(),
    };
    let proposed = services
        .command(&who, &services.assignment, Intent { key, received_at }, request, |c, r| async move {
            AssignmentServiceClient::new(c).propose(r).await
        })
        .await;
    let proposed = match proposed {
        Ok(proposed) => proposed,
        Err(problem) => return Err(unread(&gateway, &who, &dossier_id, least.min_version, problem).await),
    };
    let proposal = proposed.message.proposal.unwrap_or_default();
    let names = gateway.agents().names([proposal.agent_id.clone()]).await;
    Ok(done(
        StatusCode::ACCEPTED,
        Proposed { proposal: Proposal::of(proposal, &names) },
        None,
        proposed.replayed,
    ))
}

/// Les chambres que suggèrent les dossiers déjà attribués, avec leurs raisons ; qui propose la chambre décide
#[utoipa::path(get, path = "/dossiers/{dossier_id}/orientation", tag = "designations",
    params(("dossier_id" = uuid::Uuid, Path)),
    responses((status = 200, body = Orientation), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn orientation(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
) -> Result<Json<Orientation>> {
    let services = gateway.services();
    let request = SuggestChambreRequest { dossier_id: id(&dossier_id)? };
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            CaseServiceClient::new(c).suggest_chambre(r).await
        })
        .await?;
    Ok(Json(found.into()))
}
