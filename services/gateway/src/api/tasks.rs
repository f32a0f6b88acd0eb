//! Tasks and alerts: mine, of a case; taking one.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use greffe_contracts::notification::v1::{
    self as pb, notification_service_client::NotificationServiceClient,
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{AtLeast, PAGE, PAGE_MAX, done, unread};
use crate::{
    Gateway,
    extract::{Body_, Key, Query, id},
    identity::Principal,
    problem::{Problem, Result},
    services::Intent,
    views::{ClaimInput, Page, Task, each},
};

/// Which tasks.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Closed ones too.
    #[serde(default)]
    clos: bool,
    /// As the page before gave it.
    cursor: Option<String>,
    /// Rows, 200 at most.
    size: Option<u32>,
}

/// Mes tâches et mes alertes, les plus pressantes d’abord
#[utoipa::path(get, path = "/taches", tag = "taches", params(Filter),
    responses((status = 200, body = Page<Task>), (status = 401, body = Problem)))]
pub async fn list(
    State(gateway): State<Gateway>,
    who: Principal,
    Query(filter): Query<Filter>,
) -> Result<Json<Page<Task>>> {
    fetch(&gateway, &who, String::new(), filter, 0).await
}

/// Les tâches d’un dossier
#[utoipa::path(get, path = "/dossiers/{dossier_id}/taches", tag = "taches",
    params(("dossier_id" = uuid::Uuid, Path), Filter, AtLeast),
    responses((status = 200, body = Page<Task>), (status = 401, body = Problem), (status = 404, body = Problem), (status = 503, body = Problem)))]
pub async fn of_dossier(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Query(filter): Query<Filter>,
    Query(least): Query<AtLeast>,
) -> Result<Json<Page<Task>>> {
    fetch(&gateway, &who, id(&dossier_id)?, filter, least.min_version).await
}

async fn fetch(
    gateway: &Gateway,
    who: &Principal,
    dossier_id: String,
    filter: Filter,
    min_version: u64,
) -> Result<Json<Page<Task>>> {
    let page = greffe_contracts::common::v1::PageRequest {
        cursor: filter.cursor.unwrap_or_default(),
        size: filter.size.unwrap_or(PAGE).clamp(1, PAGE_MAX),
    };
    let services = gateway.services();
    let request = pb::ListTasksRequest {
        dossier_id: dossier_id.clone(),
        include_closed: filter.clos,
        page: Some(page),
        min_version,
    };
    let found = services
        .read(who, &services.notification, request, |c, r| async move {
            NotificationServiceClient::new(c).list_tasks(r).await
        })
        .await;
    let found = match found {
        Ok(found) => found,
        Err(problem) => return Err(unread(gateway, who, &dossier_id, min_version, problem).await),
    };
    Ok(Json(Page::of(each(found.tasks), found.page)))
}

/// Prend une tâche, ou la rend
#[utoipa::path(post, path = "/taches/{task_id}/prise", tag = "taches", request_body = ClaimInput,
    params(("task_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = Task), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn claim(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(task_id): Path<String>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<ClaimInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::ClaimTaskRequest { task_id: id(&task_id)?, release: value.release };
    let claimed = services
        .command(&who, &services.notification, Intent { key, received_at }, request, |c, r| async move {
            NotificationServiceClient::new(c).claim_task(r).await
        })
        .await?;
    Ok(done(StatusCode::OK, Task::from(claimed.message.task.unwrap_or_default()), None, claimed.replayed))
}
