//! Requests of legal aid made before any pourvoi: the register, what becomes of them, and the dossier that they join.

use axum::{
    Json,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use greffe_contracts::{
    common::v1::PageRequest,
    dossier::v1::{self as pb, aid_service_client::AidServiceClient},
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{PAGE, PAGE_MAX, done, etag, several};
use crate::{
    Gateway,
    extract::{Body_, IfMatch, Key, Query, id},
    identity::Principal,
    problem::{Problem, Result},
    services::Intent,
    views::{Aid, AidAmendment, AidAnswer, AidFacts, AidLink, AidLinked, Page, ProposedAid, each},
};

/// What the register shows.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// A number of the register, a case's number in any spelling, part of a court or of a name.
    q: Option<String>,
    /// `en_cours`, `decidee`, `rattachee`, `annulee`, separated by commas.
    etat: Option<String>,
    /// ISO day of the request, included.
    du: Option<String>,
    /// ISO day of the request, included.
    au: Option<String>,
    /// As the page before gave it.
    cursor: Option<String>,
    /// Rows, 200 at most.
    size: Option<u32>,
}

impl From<Filter> for pb::ListAidsRequest {
    fn from(f: Filter) -> Self {
        let page = PageRequest {
            cursor: f.cursor.unwrap_or_default(),
            size: f.size.unwrap_or(PAGE).clamp(1, PAGE_MAX),
        };
        Self {
            query: f.q.unwrap_or_default(),
            states: several(f.etat),
            requested_from: f.du.unwrap_or_default(),
            requested_to: f.au.unwrap_or_default(),
            page: Some(page),
        }
    }
}

/// Le registre des demandes d’aide juridictionnelle faites avant tout pourvoi
#[utoipa::path(get, path = "/aides-juridictionnelles", tag = "aides", params(Filter),
    responses((status = 200, body = Page<Aid>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn list(
    State(gateway): State<Gateway>,
    who: Principal,
    Query(filter): Query<Filter>,
) -> Result<Json<Page<Aid>>> {
    let services = gateway.services();
    let request = pb::ListAidsRequest::from(filter);
    let found =
        services
            .read(&who, &services.dossier, request, |c, r| async move {
                AidServiceClient::new(c).list_aids(r).await
            })
            .await?;
    Ok(Json(Page::of(each(found.aids), found.page)))
}

/// Inscrit une demande au registre
#[utoipa::path(post, path = "/aides-juridictionnelles", tag = "aides", request_body = AidFacts,
    params(("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 201, body = AidAnswer), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn register(
    State(gateway): State<Gateway>,
    who: Principal,
    Key(key): Key,
    Body_ { value, received_at }: Body_<AidFacts>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::RegisterAidRequest { facts: Some(value.into()) };
    let made = services
        .command(&who, &services.dossier, Intent { key, received_at }, request, |c, r| async move {
            AidServiceClient::new(c).register_aid(r).await
        })
        .await?;
    let answer = made.message;
    let version = answer.version;
    let body =
        AidAnswer { aid_id: answer.aid_id, version, number: Some(answer.number), state: "en_cours".into() };
    Ok(done(StatusCode::CREATED, body, Some(version), made.replayed))
}

/// Une demande, et toutes ses versions
#[utoipa::path(get, path = "/aides-juridictionnelles/{aid_id}", tag = "aides", params(("aid_id" = uuid::Uuid, Path)),
    responses((status = 200, body = Aid), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(aid_id): Path<String>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::GetAidRequest { aid_id: id(&aid_id)? };
    let found =
        services
            .read(&who, &services.dossier, request, |c, r| async move {
                AidServiceClient::new(c).get_aid(r).await
            })
            .await?;
    let shown = Aid::from(found.aid.unwrap_or_default());
    let tag = etag(shown.version);
    Ok(([(header::ETAG, tag)], Json(shown)).into_response())
}

/// Inscrit ce qu’une demande est devenue, ou corrige ce qui était inscrit
#[utoipa::path(post, path = "/aides-juridictionnelles/{aid_id}/versions", tag = "aides", request_body = AidAmendment,
    params(("aid_id" = uuid::Uuid, Path),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention."),
        ("If-Match" = Option<String>, Header, description = "Version lue, entre guillemets.")),
    responses((status = 200, body = AidAnswer), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "La demande est rattachée à un dossier."), (status = 412, body = Problem, description = "La demande a changé depuis la lecture."), (status = 422, body = Problem)))]
pub async fn amend(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(aid_id): Path<String>,
    Key(key): Key,
    IfMatch(expected): IfMatch,
    Body_ { value, received_at }: Body_<AidAmendment>,
) -> Result<Response> {
    let services = gateway.services();
    let aid_id = id(&aid_id)?;
    let request = pb::AmendAidRequest {
        aid_id: aid_id.clone(),
        expected_version: expected,
        facts: Some(value.facts.into()),
        cancelled: value.cancelled,
        reason: value.reason.unwrap_or_default(),
    };
    let made = services
        .command(&who, &services.dossier, Intent { key, received_at }, request, |c, r| async move {
            AidServiceClient::new(c).amend_aid(r).await
        })
        .await?;
    let version = made.message.version;
    let body = AidAnswer { aid_id, version, number: None, state: made.message.state };
    Ok(done(StatusCode::OK, body, Some(version), made.replayed))
}

/// Rattache une demande au dossier du pourvoi : ce qu’on en sait s’inscrit à son journal, à ses dates
#[utoipa::path(post, path = "/aides-juridictionnelles/{aid_id}/rattachement", tag = "aides", request_body = AidLink,
    params(("aid_id" = uuid::Uuid, Path),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention."),
        ("If-Match" = Option<String>, Header, description = "Version lue, entre guillemets.")),
    responses((status = 200, body = AidLinked), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "La demande est déjà rattachée, ou annulée."), (status = 412, body = Problem, description = "La demande a changé depuis la lecture."), (status = 422, body = Problem)))]
pub async fn link(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(aid_id): Path<String>,
    Key(key): Key,
    IfMatch(expected): IfMatch,
    Body_ { value, received_at }: Body_<AidLink>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::LinkAidRequest {
        aid_id: id(&aid_id)?,
        expected_version: expected,
        dossier_id: id(&value.dossier_id)?,
        party_id: value.party_id.unwrap_or_default(),
    };
    let made = services
        .command(&who, &services.dossier, Intent { key, received_at }, request, |c, r| async move {
            AidServiceClient::new(c).link_aid(r).await
        })
        .await?;
    let version = made.message.version;
    Ok(done(StatusCode::OK, AidLinked::from(made.message), Some(version), made.replayed))
}

/// A decision attacked and who attacks it, as they are being entered.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Declared {
    /// Court that ruled.
    juridiction: String,
    /// ISO day of the decision.
    rendue_le: Option<String>,
    /// Number of the case, in any spelling.
    numero: Option<String>,
    /// Name of who forms the pourvoi.
    demandeur: String,
}

/// Les demandes de la même personne sur la même décision, pour un pourvoi que l’on saisit
#[utoipa::path(get, path = "/aides-juridictionnelles/proposees", tag = "aides", params(Declared),
    responses((status = 200, body = Vec<ProposedAid>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn propose(
    State(gateway): State<Gateway>,
    who: Principal,
    Query(declared): Query<Declared>,
) -> Result<Json<Vec<ProposedAid>>> {
    let request = pb::ProposeAidsRequest {
        dossier_id: String::new(),
        rendered_on: declared.rendue_le.unwrap_or_default(),
        court: declared.juridiction,
        case_number: declared.numero.unwrap_or_default(),
        applicants: vec![declared.demandeur],
    };
    proposed(&gateway, &who, request).await
}

/// Les demandes de la même personne sur la même décision, pour un dossier ouvert
#[utoipa::path(get, path = "/dossiers/{dossier_id}/aides-juridictionnelles", tag = "aides", params(("dossier_id" = uuid::Uuid, Path)),
    responses((status = 200, body = Vec<ProposedAid>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn of_dossier(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
) -> Result<Json<Vec<ProposedAid>>> {
    let request = pb::ProposeAidsRequest { dossier_id: id(&dossier_id)?, ..Default::default() };
    proposed(&gateway, &who, request).await
}

async fn proposed(
    gateway: &Gateway,
    who: &Principal,
    request: pb::ProposeAidsRequest,
) -> Result<Json<Vec<ProposedAid>>> {
    let services = gateway.services();
    let found = services
        .read(who, &services.dossier, request, |c, r| async move {
            AidServiceClient::new(c).propose_aids(r).await
        })
        .await?;
    Ok(Json(each(found.proposed)))
}
