//! What a case consists of: groups of joined dossiers.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use greffe_contracts::dossier::v1::{self as pb, case_service_client::CaseServiceClient};

use super::done;
use crate::{
    Gateway,
    extract::{Body_, IfMatch, Key, id},
    identity::Principal,
    problem::{Problem, Result},
    services::Intent,
    views::{JoinderEffects, JoinderInput, JoinderPreviewInput, Joined, each},
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
