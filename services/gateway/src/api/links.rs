//! Personal links of parties without counsel, as the registry makes and ends them.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use greffe_contracts::dossier::v1::{self as pb, follow_service_client::FollowServiceClient};

use super::done;
use crate::{
    Gateway,
    extract::{Body_, Key, id},
    identity::Principal,
    problem::{Problem, Result},
    services::Intent,
    views::{LinkEndInput, LinkInput, LinkIssued, Page, PersonalLink, each},
};

/// Les liens personnels d’un dossier, le dernier délivré d’abord
#[utoipa::path(get, path = "/dossiers/{dossier_id}/liens", tag = "liens", params(("dossier_id" = uuid::Uuid, Path)),
    responses((status = 200, body = Page<PersonalLink>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn list(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
) -> Result<Json<Page<PersonalLink>>> {
    let services = gateway.services();
    let request = pb::ListLinksRequest { dossier_id: id(&dossier_id)? };
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            FollowServiceClient::new(c).list_links(r).await
        })
        .await?;
    Ok(Json(Page::whole(each(found.links))))
}

/// Délivre un lien personnel à une partie sans avocat ; ses secrets ne sont dits que cette fois
#[utoipa::path(post, path = "/dossiers/{dossier_id}/liens", tag = "liens", request_body = LinkInput,
    params(("dossier_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 201, body = LinkIssued), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "Un avocat est constitué pour cette partie."), (status = 422, body = Problem)))]
pub async fn issue(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<LinkInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::IssueLinkRequest {
        dossier_id: id(&dossier_id)?,
        party_id: value.party_id,
        code_by: value.code_by,
        until: value.until.unwrap_or_default(),
    };
    let made = services
        .command(&who, &services.dossier, Intent { key, received_at }, request, |c, r| async move {
            FollowServiceClient::new(c).issue_link(r).await
        })
        .await?;
    let mut response = done(StatusCode::CREATED, LinkIssued::from(made.message), None, made.replayed);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Met fin à un lien, et aux consultations qu’il a ouvertes
#[utoipa::path(post, path = "/liens/{link_id}/revocation", tag = "liens", request_body = LinkEndInput,
    params(("link_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = PersonalLink), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn revoke(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(link_id): Path<String>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<LinkEndInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::RevokeLinkRequest { link_id: id(&link_id)?, reason: value.motif };
    let ended = services
        .command(&who, &services.dossier, Intent { key, received_at }, request, |c, r| async move {
            FollowServiceClient::new(c).revoke_link(r).await
        })
        .await?;
    let link = PersonalLink::from(ended.message.link.unwrap_or_default());
    Ok(done(StatusCode::OK, link, None, ended.replayed))
}
