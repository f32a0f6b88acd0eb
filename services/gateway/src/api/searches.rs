//! Searches that one keeps: of the list of dossiers, and of the search over everything.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use greffe_contracts::notification::v1::{
    self as pb, notification_service_client::NotificationServiceClient,
};

use super::done;
use crate::{
    Gateway,
    extract::{Body_, Key, id},
    identity::Principal,
    problem::{Problem, Result},
    services::Intent,
    views::{Page, SavedSearch, SearchInput, each},
};

/// Les recherches que je garde
#[utoipa::path(get, path = "/recherches", tag = "recherches",
    responses((status = 200, body = Page<SavedSearch>), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list(State(gateway): State<Gateway>, who: Principal) -> Result<Json<Page<SavedSearch>>> {
    let services = gateway.services();
    let found = services
        .read(&who, &services.notification, pb::ListSearchesRequest {}, |c, r| async move {
            NotificationServiceClient::new(c).list_searches(r).await
        })
        .await?;
    Ok(Json(Page::whole(each(found.searches))))
}

/// Garde une recherche sous un nom ; celle qui le portait déjà prend ses filtres
#[utoipa::path(post, path = "/recherches", tag = "recherches", request_body = SearchInput,
    params(("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = SavedSearch), (status = 401, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn keep(
    State(gateway): State<Gateway>,
    who: Principal,
    Key(key): Key,
    Body_ { value, received_at }: Body_<SearchInput>,
) -> Result<Response> {
    let request = pb::SaveSearchRequest { search: Some(value.into()), gesture: "garder".into() };
    save(&gateway, &who, Intent { key, received_at }, request).await
}

/// Oublie une recherche, et cesse de la suivre
#[utoipa::path(post, path = "/recherches/{search_id}/oubli", tag = "recherches",
    params(("search_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = SavedSearch), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn forget(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(search_id): Path<String>,
    Key(key): Key,
) -> Result<Response> {
    let search = pb::Search { search_id: id(&search_id)?, ..Default::default() };
    let request = pb::SaveSearchRequest { search: Some(search), gesture: "oublier".into() };
    save(&gateway, &who, Intent { key, received_at: gateway.now() }, request).await
}

async fn save(
    gateway: &Gateway,
    who: &Principal,
    intent: Intent,
    request: pb::SaveSearchRequest,
) -> Result<Response> {
    let services = gateway.services();
    let saved = services
        .command(who, &services.notification, intent, request, |c, r| async move {
            NotificationServiceClient::new(c).save_search(r).await
        })
        .await?;
    let search = SavedSearch::from(saved.message.search.unwrap_or_default());
    Ok(done(StatusCode::OK, search, None, saved.replayed))
}
