//! Who is let into papers that are not theirs, for how long and why; and who read what, for the auditor.

use std::collections::HashMap;

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use greffe_chassis::Failure;
use greffe_contracts::{
    assignment::v1::{ListAgentsRequest, assignment_service_client::AssignmentServiceClient},
    common::v1::{PageInfo, PageRequest, TrailEntry, TrailFilter},
    deliberation::v1::{
        ListTrailRequest as EnclaveTrailRequest, deliberation_service_client::DeliberationServiceClient,
    },
    document::v1::{self as pb, access_service_client::AccessServiceClient},
    dossier::v1::{Dossier, GetDossierRequest, dossier_service_client::DossierServiceClient},
};
use prost::Message as _;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Paging, done};
use crate::{
    Gateway,
    extract::{Body_, Key, Query, id},
    identity::Principal,
    problem::{Problem, Result},
    services::Intent,
    views::{Access, AccessInput, AccessStepInput, Accesses, Page, TrailRow},
};

const NO_STORE: [(HeaderName, HeaderValue); 1] =
    [(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"))];

/// Which accesses.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// UUID of a dossier; absent, all that the reader is told of.
    dossier: Option<String>,
    /// Those alone that last, wait for somebody or are to be looked over.
    #[serde(default)]
    en_cours: bool,
}

/// Les accès demandés aux papiers d’un dossier, ou de tous : les siens, et ceux que l’on accorde, autorise ou revoit
#[utoipa::path(get, path = "/acces", tag = "acces", params(Which),
    responses((status = 200, body = Accesses), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn list(
    State(gateway): State<Gateway>,
    who: Principal,
    Query(which): Query<Which>,
) -> Result<Json<Accesses>> {
    let services = gateway.services();
    let dossier_id =
        which.dossier.filter(|text| !text.is_empty()).map(|text| id(&text)).transpose()?.unwrap_or_default();
    let request = pb::ListAccessesRequest { dossier_id, live_only: which.en_cours };
    let found = services
        .read(&who, &services.document, request, |c, r| async move {
            AccessServiceClient::new(c).list_accesses(r).await
        })
        .await?;
    let agents: Vec<String> = found.accesses.iter().flat_map(Access::agents).collect();
    let names = gateway.agents().names(agents).await;
    let items = found.accesses.into_iter().map(|access| Access::of(access, &names)).collect();
    Ok(Json(Accesses { items, may_ask: found.may_ask }))
}

/// Demande à lire les papiers d’un dossier, avec son motif
#[utoipa::path(post, path = "/dossiers/{dossier_id}/acces", tag = "acces", request_body = AccessInput,
    description = "Une demande ouvre, une fois accordée et pour un temps, les mémoires et les pièces. Une urgence, autorisée par une seconde personne, ouvre deux heures tous les papiers sauf ceux du délibéré. Une habilitation, du premier président, ouvre à un stagiaire ou à un universitaire nommé les papiers de procédure (COJ R431-7-1).",
    params(("dossier_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 201, body = Access), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn ask(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<AccessInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::AskAccessRequest {
        dossier_id: id(&dossier_id)?,
        kind: value.kind,
        reason: value.motif,
        agent_id: value.agent_id.unwrap_or_default(),
        until: value.jusqu_au.unwrap_or_default(),
    };
    let asked = services
        .command(&who, &services.document, Intent { key, received_at }, request, |c, r| async move {
            AccessServiceClient::new(c).ask_access(r).await
        })
        .await?;
    Ok(told(&gateway, StatusCode::CREATED, asked.message.access, asked.replayed).await)
}

/// Accorde, refuse, retire ou revoit un accès
#[utoipa::path(post, path = "/acces/{access_id}/etapes", tag = "acces", request_body = AccessStepInput,
    params(("access_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = Access), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem)))]
pub async fn step(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(access_id): Path<String>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<AccessStepInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::StepAccessRequest {
        access_id: id(&access_id)?,
        version: value.version,
        step: value.step,
        reason: value.motif.unwrap_or_default(),
        until: value.jusqu_au.unwrap_or_default(),
    };
    let taken = services
        .command(&who, &services.document, Intent { key, received_at }, request, |c, r| async move {
            AccessServiceClient::new(c).step_access(r).await
        })
        .await?;
    Ok(told(&gateway, StatusCode::OK, taken.message.access, taken.replayed).await)
}

async fn told(gateway: &Gateway, status: StatusCode, access: Option<pb::Access>, replayed: bool) -> Response {
    let access = access.unwrap_or_default();
    let names = gateway.agents().names(Access::agents(&access)).await;
    done(status, Access::of(access, &names), None, replayed)
}

/// Which part of the trail.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Sought {
    /// UUID of a dossier, or number of a pourvoi.
    dossier: Option<String>,
    /// Subject of a person of the register.
    personne: Option<String>,
    /// ISO day, included.
    du: Option<String>,
    /// ISO day, included.
    au: Option<String>,
    /// Refusals alone.
    #[serde(default)]
    refus: bool,
    /// As the page before gave it.
    cursor: Option<String>,
    /// Rows, 200 at most.
    size: Option<u32>,
}

impl Sought {
    async fn read(
        self,
        gateway: &Gateway,
        who: &Principal,
    ) -> Result<(Option<TrailFilter>, Option<PageRequest>)> {
        let filter = TrailFilter {
            dossier_id: match self.dossier.filter(|text| !text.is_empty()) {
                Some(text) => referred(gateway, who, text).await?,
                None => String::new(),
            },
            actor: self.personne.unwrap_or_default(),
            day_from: self.du.unwrap_or_default(),
            day_to: self.au.unwrap_or_default(),
            refused_only: self.refus,
        };
        Ok((Some(filter), Some(Paging { cursor: self.cursor, size: self.size }.into())))
    }
}

/// The dossier of an id, or of a number as people write it, as far as who asks may know of it.
async fn referred(gateway: &Gateway, who: &Principal, text: String) -> Result<String> {
    if let Ok(id) = id(&text) {
        return Ok(id);
    }
    let services = gateway.services();
    let request = GetDossierRequest { dossier: text, min_version: 0 };
    let found = services
        .read(who, &services.dossier, request, |c, r| async move {
            DossierServiceClient::new(c).get_dossier(r).await
        })
        .await?;
    Ok(Dossier::decode(found.dossier).map_err(Failure::internal)?.dossier_id)
}

type Unkept<T> = ([(HeaderName, HeaderValue); 1], Json<T>);

/// Qui a lu quoi : le journal des accès aux papiers, pour l’auditeur ; le consulter s’y inscrit
#[utoipa::path(get, path = "/journal-acces", tag = "acces", params(Sought),
    responses((status = 200, body = Page<TrailRow>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn trail(
    State(gateway): State<Gateway>,
    who: Principal,
    Query(sought): Query<Sought>,
) -> Result<Unkept<Page<TrailRow>>> {
    let services = gateway.services();
    let (filter, page) = sought.read(&gateway, &who).await?;
    let found = services
        .read(&who, &services.document, pb::ListTrailRequest { filter, page }, |c, r| async move {
            AccessServiceClient::new(c).list_trail(r).await
        })
        .await?;
    shown(&gateway, &who, found.entries, found.page).await
}

/// Que le délibéré a été consulté, par qui et quand, et rien de quoi
#[utoipa::path(get, path = "/journal-acces/delibere", tag = "acces", params(Sought),
    responses((status = 200, body = Page<TrailRow>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn enclave_trail(
    State(gateway): State<Gateway>,
    who: Principal,
    Query(sought): Query<Sought>,
) -> Result<Unkept<Page<TrailRow>>> {
    let services = gateway.services();
    let (filter, page) = sought.read(&gateway, &who).await?;
    let found = services
        .read(&who, &services.document, EnclaveTrailRequest { filter, page }, |c, r| async move {
            DeliberationServiceClient::new(c).list_trail(r).await
        })
        .await?;
    shown(&gateway, &who, found.entries, found.page).await
}

/// With the names that the register has for those subjects: a missing name hides no row.
async fn shown(
    gateway: &Gateway,
    who: &Principal,
    entries: Vec<TrailEntry>,
    page: Option<PageInfo>,
) -> Result<Unkept<Page<TrailRow>>> {
    let services = gateway.services();
    let all = ListAgentsRequest::default();
    let agents = services
        .read(who, &services.assignment, all, |c, r| async move {
            AssignmentServiceClient::new(c).list_agents(r).await
        })
        .await;
    let agents = agents.map(|found| found.agents).unwrap_or_default();
    let names: HashMap<String, String> =
        agents.into_iter().map(|agent| (agent.subject, agent.display_name)).collect();
    let rows = entries.into_iter().map(|entry| TrailRow::of(entry, &names)).collect();
    Ok((NO_STORE, Json(Page::of(rows, page))))
}
