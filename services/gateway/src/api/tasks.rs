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
    views::{
        Absence, AbsenceInput, ClaimInput, GestureDone, GestureInput, Page, Task, Watch, WatchInput, each,
    },
};

/// Which tasks.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Closed ones too.
    #[serde(default)]
    clos: bool,
    /// `equipe` (the usual one), `miennes`, `libres`, `differees`.
    vue: Option<String>,
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
        view: filter.vue.unwrap_or_default(),
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

/// Un même geste sur plusieurs tâches : un résultat par ligne, un aperçu d’abord si on le demande, et le retour par un geste contraire
#[utoipa::path(post, path = "/taches/gestes", tag = "taches", request_body = GestureInput,
    params(("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = GestureDone), (status = 400, body = Problem), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn gesture(
    State(gateway): State<Gateway>,
    who: Principal,
    Key(key): Key,
    Body_ { value, received_at }: Body_<GestureInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::HandleTasksRequest::from(value);
    let done_ = services
        .command(&who, &services.notification, Intent { key, received_at }, request, |c, r| async move {
            NotificationServiceClient::new(c).handle_tasks(r).await
        })
        .await?;
    Ok(done(StatusCode::OK, GestureDone::from(done_.message), None, done_.replayed))
}

/// Mes absences, et celles où je supplée
#[utoipa::path(get, path = "/absences", tag = "taches",
    responses((status = 200, body = Page<Absence>), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn absences(State(gateway): State<Gateway>, who: Principal) -> Result<Json<Page<Absence>>> {
    let services = gateway.services();
    let found = services
        .read(&who, &services.notification, pb::ListAbsencesRequest {}, |c, r| async move {
            NotificationServiceClient::new(c).list_absences(r).await
        })
        .await?;
    Ok(Json(Page::whole(each(found.absences))))
}

/// Déclare une absence, et qui supplée
#[utoipa::path(post, path = "/absences", tag = "taches", request_body = AbsenceInput,
    params(("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = Absence), (status = 400, body = Problem), (status = 401, body = Problem), (status = 409, body = Problem)))]
pub async fn declare_absence(
    State(gateway): State<Gateway>,
    who: Principal,
    Key(key): Key,
    Body_ { value, received_at }: Body_<AbsenceInput>,
) -> Result<Response> {
    let request = pb::SaveAbsenceRequest { absence: Some(value.into()), end: false };
    save_absence(&gateway, &who, Intent { key, received_at }, request).await
}

/// Retire une absence
#[utoipa::path(post, path = "/absences/{absence_id}/retrait", tag = "taches",
    params(("absence_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = Absence), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn end_absence(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(absence_id): Path<String>,
    Key(key): Key,
) -> Result<Response> {
    let absence = pb::Absence { absence_id: id(&absence_id)?, ..Default::default() };
    let request = pb::SaveAbsenceRequest { absence: Some(absence), end: true };
    save_absence(&gateway, &who, Intent { key, received_at: gateway.now() }, request).await
}

async fn save_absence(
    gateway: &Gateway,
    who: &Principal,
    intent: Intent,
    request: pb::SaveAbsenceRequest,
) -> Result<Response> {
    let services = gateway.services();
    let saved = services
        .command(who, &services.notification, intent, request, |c, r| async move {
            NotificationServiceClient::new(c).save_absence(r).await
        })
        .await?;
    let absence = Absence::from(saved.message.absence.unwrap_or_default());
    Ok(done(StatusCode::OK, absence, None, saved.replayed))
}

/// Ce que je suis, et ce qui y est arrivé
#[utoipa::path(get, path = "/suivis", tag = "taches",
    responses((status = 200, body = Page<Watch>), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn follows(State(gateway): State<Gateway>, who: Principal) -> Result<Json<Page<Watch>>> {
    let services = gateway.services();
    let found = services
        .read(&who, &services.notification, pb::ListFollowsRequest {}, |c, r| async move {
            NotificationServiceClient::new(c).list_follows(r).await
        })
        .await?;
    Ok(Json(Page::whole(each(found.follows))))
}

/// Suit un dossier, une personne, le rôle d’une chambre, une recherche que l’on garde
#[utoipa::path(post, path = "/suivis", tag = "taches", request_body = WatchInput,
    params(("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = Watch), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn follow(
    State(gateway): State<Gateway>,
    who: Principal,
    Key(key): Key,
    Body_ { value, received_at }: Body_<WatchInput>,
) -> Result<Response> {
    let request = pb::SaveFollowRequest { follow: Some(value.into()), gesture: "suivre".into() };
    save_follow(&gateway, &who, Intent { key, received_at }, request).await
}

/// Marque comme lues les nouvelles de ce que je suis
#[utoipa::path(post, path = "/suivis/{follow_id}/lecture", tag = "taches",
    params(("follow_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = Watch), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn read_follow(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(follow_id): Path<String>,
    Key(key): Key,
) -> Result<Response> {
    let follow = pb::Follow { follow_id: id(&follow_id)?, ..Default::default() };
    let request = pb::SaveFollowRequest { follow: Some(follow), gesture: "lu".into() };
    save_follow(&gateway, &who, Intent { key, received_at: gateway.now() }, request).await
}

/// Cesse de suivre
#[utoipa::path(post, path = "/suivis/{follow_id}/fin", tag = "taches",
    params(("follow_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = Watch), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn end_follow(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(follow_id): Path<String>,
    Key(key): Key,
) -> Result<Response> {
    let follow = pb::Follow { follow_id: id(&follow_id)?, ..Default::default() };
    let request = pb::SaveFollowRequest { follow: Some(follow), gesture: "cesser".into() };
    save_follow(&gateway, &who, Intent { key, received_at: gateway.now() }, request).await
}

async fn save_follow(
    gateway: &Gateway,
    who: &Principal,
    intent: Intent,
    request: pb::SaveFollowRequest,
) -> Result<Response> {
    let services = gateway.services();
    let saved = services
        .command(who, &services.notification, intent, request, |c, r| async move {
            NotificationServiceClient::new(c).save_follow(r).await
        })
        .await?;
    let follow = Watch::from(saved.message.follow.unwrap_or_default());
    Ok(done(StatusCode::OK, follow, None, saved.replayed))
}
