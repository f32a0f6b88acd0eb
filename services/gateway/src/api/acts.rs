//! Acts of a journal: list, record, weigh.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use greffe_contracts::{
    common::v1::PageRequest,
    dossier::v1::{self as pb, dossier_service_client::DossierServiceClient},
};

use serde::Deserialize;
use utoipa::IntoParams;

use super::{AtLeast, Paging, done};
use crate::{
    Gateway,
    extract::{Body_, IfMatch, Key, Query, id},
    identity::Principal,
    outages,
    problem::{ActSince, Problem, Result},
    services::Intent,
    views::{Act, ActInput, Consequences, Page, Recorded, each, instant},
};

/// Acts looked at to say what happened since: more would fit no screen.
const SINCE_MAX: u32 = 50;

/// Le journal d’un dossier, le plus récent d’abord
#[utoipa::path(get, path = "/dossiers/{dossier_id}/actes", tag = "actes",
    params(("dossier_id" = uuid::Uuid, Path), Paging, AtLeast),
    responses((status = 200, body = Page<Act>), (status = 401, body = Problem), (status = 404, body = Problem), (status = 503, body = Problem)))]
pub async fn list(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Query(paging): Query<Paging>,
    Query(least): Query<AtLeast>,
) -> Result<Json<Page<Act>>> {
    let found = journal(&gateway, &who, id(&dossier_id)?, paging.into(), least.min_version).await?;
    Ok(Json(Page::of(each(found.acts), found.page)))
}

async fn journal(
    gateway: &Gateway,
    who: &Principal,
    dossier_id: String,
    page: PageRequest,
    min_version: u64,
) -> Result<pb::ListActsResponse> {
    let services = gateway.services();
    let request = pb::ListActsRequest { dossier_id, page: Some(page), min_version };
    services
        .read(who, &services.dossier, request, |c, r| async move {
            DossierServiceClient::new(c).list_acts(r).await
        })
        .await
}

/// Where the act enters.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Shared {
    /// At the head of a group of joined dossiers: entered by reference in each of them too.
    #[serde(default)]
    commun: bool,
}

/// Enregistre un acte, ou en corrige un
#[utoipa::path(post, path = "/dossiers/{dossier_id}/actes", tag = "actes", request_body = ActInput,
    params(("dossier_id" = uuid::Uuid, Path), Shared,
        ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention."),
        ("If-Match" = Option<String>, Header, description = "Version lue, entre guillemets.")),
    responses((status = 201, body = Recorded), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "La loi ne permet pas cet acte maintenant."), (status = 412, body = Problem, description = "Le dossier a changé."), (status = 422, body = Problem)))]
pub async fn record(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Query(Shared { commun: common }): Query<Shared>,
    Key(key): Key,
    IfMatch(expected): IfMatch,
    Body_ { mut value, received_at }: Body_<ActInput>,
) -> Result<Response> {
    let dossier_id = id(&dossier_id)?;
    let ruling = value.decision.take().map(pb::RulingWords::from);
    let (act, reason) = value.read()?;
    let act = Some(pb::ActInput { act: Some(act) });
    let request = pb::RecordActRequest {
        dossier_id: dossier_id.clone(),
        expected_version: expected,
        act,
        reason,
        common,
        ruling,
    };
    let services = gateway.services();
    let recorded = services
        .command(&who, &services.dossier, Intent { key, received_at }, request, |c, r| async move {
            DossierServiceClient::new(c).record_act(r).await
        })
        .await;
    match recorded {
        Ok(recorded) => {
            let version = recorded.message.version;
            Ok(done(StatusCode::CREATED, Recorded::from(recorded.message), Some(version), recorded.replayed))
        }
        Err(mut problem) if problem.status == StatusCode::PRECONDITION_FAILED.as_u16() => {
            problem.acts_since = since(&gateway, &who, dossier_id, expected).await;
            Err(problem)
        }
        Err(problem) => {
            if problem.is_unavailable() {
                outages::turned_away(&gateway, &who, Some(&dossier_id)).await;
            }
            Err(problem)
        }
    }
}

/// What entered the journal since a version, oldest first. A refusal stays a refusal when this cannot be had.
async fn since(gateway: &Gateway, who: &Principal, dossier_id: String, expected: u64) -> Vec<ActSince> {
    let page = PageRequest { cursor: String::new(), size: SINCE_MAX };
    let Ok(found) = journal(gateway, who, dossier_id, page, 0).await else { return Vec::new() };
    let mut acts: Vec<ActSince> = found
        .acts
        .into_iter()
        .filter_map(|view| view.act.map(|act| (act, view.label)))
        .filter(|(act, _)| act.version > expected)
        .map(|(act, label)| ActSince {
            version: act.version,
            recorded_at: instant(act.recorded_at),
            kind: act.kind,
            label,
        })
        .collect();
    acts.reverse();
    acts
}

/// Dit ce qu’un acte ou une correction changerait, sans rien enregistrer
#[utoipa::path(post, path = "/dossiers/{dossier_id}/actes/consequences", tag = "actes", request_body = ActInput,
    params(("dossier_id" = uuid::Uuid, Path), Shared),
    responses((status = 200, body = Consequences), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn preview(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Query(Shared { commun: common }): Query<Shared>,
    Body_ { mut value, .. }: Body_<ActInput>,
) -> Result<Json<Consequences>> {
    let ruling = value.decision.take().map(pb::RulingWords::from);
    let (act, _) = value.read()?;
    let request = pb::PreviewActRequest {
        dossier_id: id(&dossier_id)?,
        act: Some(pb::ActInput { act: Some(act) }),
        common,
        ruling,
    };
    let services = gateway.services();
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            DossierServiceClient::new(c).preview_act(r).await
        })
        .await?;
    Ok(Json(found.into()))
}
