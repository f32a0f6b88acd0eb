//! Deadlines: of a case, that come near, as they were, as they would be.

use axum::{
    Json,
    extract::{Path, State},
};
use greffe_contracts::deadline::v1::{self as pb, deadline_service_client::DeadlineServiceClient};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{AtLeast, PAGE, PAGE_MAX, several, unread};
use crate::{
    Gateway,
    extract::{Body_, Query, id},
    identity::Principal,
    problem::{Problem, Result},
    views::{Deadline, Deadlines, Page, each},
};

/// Les échéances d’un dossier, avec la raison de chaque date
#[utoipa::path(get, path = "/dossiers/{dossier_id}/echeances", tag = "echeances",
    params(("dossier_id" = uuid::Uuid, Path), AtLeast),
    responses((status = 200, body = Deadlines), (status = 401, body = Problem), (status = 404, body = Problem), (status = 503, body = Problem)))]
pub async fn of_dossier(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Query(least): Query<AtLeast>,
) -> Result<Json<Deadlines>> {
    let services = gateway.services();
    let (dossier_id, min_version) = (id(&dossier_id)?, least.min_version);
    let request = pb::ListDeadlinesRequest { dossier_id: dossier_id.clone(), min_version };
    let found = services
        .read(&who, &services.deadline, request, |c, r| async move {
            DeadlineServiceClient::new(c).list_deadlines(r).await
        })
        .await;
    let found = match found {
        Ok(found) => found,
        Err(problem) => return Err(unread(&gateway, &who, &dossier_id, min_version, problem).await),
    };
    Ok(Json(Deadlines {
        items: each(found.deadlines),
        journal_version: found.journal_version,
        derived_for: found.derived_for,
    }))
}

/// Ce qui a été enregistré d’une échéance, le plus récent d’abord
#[utoipa::path(get, path = "/dossiers/{dossier_id}/echeances/{deadline_id}/historique", tag = "echeances",
    params(("dossier_id" = uuid::Uuid, Path), ("deadline_id" = uuid::Uuid, Path)),
    responses((status = 200, body = Page<Deadline>), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn history(
    State(gateway): State<Gateway>,
    who: Principal,
    Path((dossier_id, deadline_id)): Path<(String, String)>,
) -> Result<Json<Page<Deadline>>> {
    let services = gateway.services();
    let request = pb::GetHistoryRequest { dossier_id: id(&dossier_id)?, deadline_id: id(&deadline_id)? };
    let found = services
        .read(&who, &services.deadline, request, |c, r| async move {
            DeadlineServiceClient::new(c).get_history(r).await
        })
        .await?;
    Ok(Json(Page::whole(each(found.versions))))
}

/// Which deadlines near.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Coming {
    /// Within so many days, 90 at most; 30 by default.
    dans: Option<u32>,
    /// Codes of chambers, separated by commas.
    chambre: Option<String>,
    /// As the page before gave it.
    cursor: Option<String>,
    /// Rows, 200 at most.
    size: Option<u32>,
}

/// Les échéances qui approchent
#[utoipa::path(get, path = "/echeances", tag = "echeances", params(Coming),
    responses((status = 200, body = Page<Deadline>), (status = 401, body = Problem)))]
pub async fn coming(
    State(gateway): State<Gateway>,
    who: Principal,
    Query(coming): Query<Coming>,
) -> Result<Json<Page<Deadline>>> {
    let page = greffe_contracts::common::v1::PageRequest {
        cursor: coming.cursor.unwrap_or_default(),
        size: coming.size.unwrap_or(PAGE).clamp(1, PAGE_MAX),
    };
    let services = gateway.services();
    let request = pb::ListComingRequest {
        within_days: coming.dans.unwrap_or(30).min(90),
        chambres: several(coming.chambre),
        page: Some(page),
        ..Default::default()
    };
    let found = services
        .read(&who, &services.deadline, request, |c, r| async move {
            DeadlineServiceClient::new(c).list_coming(r).await
        })
        .await?;
    Ok(Json(Page::of(each(found.deadlines), found.page)))
}

/// Lines of the simulator.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Lines {
    /// One question, or one answer, a line.
    lines: Vec<String>,
}

/// Calcule des délais sans dossier
#[utoipa::path(post, path = "/simulation", tag = "echeances", request_body = Lines,
    responses((status = 200, body = Lines), (status = 401, body = Problem), (status = 422, body = Problem)))]
pub async fn simulate(
    State(gateway): State<Gateway>,
    who: Principal,
    Body_ { value, .. }: Body_<Lines>,
) -> Result<Json<Lines>> {
    let services = gateway.services();
    let request = pb::SimulateRequest { lines: value.lines };
    let found = services
        .read(&who, &services.deadline, request, |c, r| async move {
            DeadlineServiceClient::new(c).simulate(r).await
        })
        .await?;
    Ok(Json(Lines { lines: found.lines }))
}
