//! Certificates of non-pourvoi: demands, the register, decisions, and verification by anybody.

use std::net::SocketAddr;

use axum::{
    Json,
    extract::{ConnectInfo, Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use greffe_chassis::Caller;
use greffe_contracts::{
    assignment::v1::Agent,
    common::v1::PageRequest,
    dossier::v1::{self as pb, certificate_service_client::CertificateServiceClient},
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{PAGE, PAGE_MAX, done, etag, several};
use crate::{
    Gateway, NAME,
    extract::{Body_, IfMatch, Key, Query, id},
    identity::Principal,
    limits::Class,
    problem::{Problem, Result},
    services::Intent,
    views::{
        Batch, BatchInput, DeliveredCertificate, Demand, DemandAnswer, DemandInput, Page, RulingInput, each,
    },
};

/// What the register shows.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// A certificate's number, a case's number in any spelling, part of a court, a name or a reference.
    q: Option<String>,
    /// `a_decider`, `delivre`, `renvoye`, separated by commas.
    statut: Option<String>,
    /// `non_pourvoi`, `partiel`, `date_pourvoi`, separated by commas.
    nature: Option<String>,
    /// `partie`, `avocat`, `juridiction`, separated by commas.
    qualite: Option<String>,
    /// ISO day of reception, included.
    du: Option<String>,
    /// ISO day of reception, included.
    au: Option<String>,
    /// Identifier of a batch.
    lot: Option<String>,
    /// As the page before gave it.
    cursor: Option<String>,
    /// Rows, 200 at most.
    size: Option<u32>,
}

impl From<Filter> for pb::ListDemandsRequest {
    fn from(f: Filter) -> Self {
        let page = PageRequest {
            cursor: f.cursor.unwrap_or_default(),
            size: f.size.unwrap_or(PAGE).clamp(1, PAGE_MAX),
        };
        Self {
            query: f.q.unwrap_or_default(),
            statuses: several(f.statut),
            kinds: several(f.nature),
            qualities: several(f.qualite),
            received_from: f.du.unwrap_or_default(),
            received_to: f.au.unwrap_or_default(),
            batch_id: f.lot.unwrap_or_default(),
            page: Some(page),
        }
    }
}

/// Le registre des certificats : tout pour le greffe, le sien pour un demandeur
#[utoipa::path(get, path = "/certificats", tag = "certificats", params(Filter),
    responses((status = 200, body = Page<Demand>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn list(
    State(gateway): State<Gateway>,
    who: Principal,
    Query(filter): Query<Filter>,
) -> Result<Json<Page<Demand>>> {
    let services = gateway.services();
    let request = pb::ListDemandsRequest::from(filter);
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            CertificateServiceClient::new(c).list_demands(r).await
        })
        .await?;
    Ok(Json(Page::of(each(found.demands), found.page)))
}

/// Demande un certificat de non-pourvoi, délivré aussitôt où aucun doute ne demeure
#[utoipa::path(post, path = "/certificats", tag = "certificats", request_body = DemandInput,
    params(("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 201, body = DemandAnswer), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem, description = "La demande relève d’un autre greffe."), (status = 422, body = Problem)))]
pub async fn demand(
    State(gateway): State<Gateway>,
    who: Principal,
    Key(key): Key,
    Body_ { value, received_at }: Body_<DemandInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::DemandCertificateRequest {
        requester: Some(value.requester.into()),
        sought: Some(value.sought.into()),
    };
    let made = services
        .command(&who, &services.dossier, Intent { key, received_at }, request, |c, r| async move {
            CertificateServiceClient::new(c).demand_certificate(r).await
        })
        .await?;
    let answer = made.message.answer.unwrap_or_default();
    let version = answer.version;
    Ok(done(StatusCode::CREATED, DemandAnswer::from(answer), Some(version), made.replayed))
}

/// Demande les certificats de plusieurs décisions : chacune reçoit sa réponse
#[utoipa::path(post, path = "/certificats/lots", tag = "certificats", request_body = BatchInput,
    params(("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 201, body = Batch), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn batch(
    State(gateway): State<Gateway>,
    who: Principal,
    Key(key): Key,
    Body_ { value, received_at }: Body_<BatchInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request =
        pb::DemandCertificatesRequest { requester: Some(value.requester.into()), sought: each(value.sought) };
    let made = services
        .command(&who, &services.dossier, Intent { key, received_at }, request, |c, r| async move {
            CertificateServiceClient::new(c).demand_certificates(r).await
        })
        .await?;
    let answer = Batch { batch_id: made.message.batch_id, answers: each(made.message.answers) };
    Ok(done(StatusCode::CREATED, answer, None, made.replayed))
}

/// Une demande, ce que la recherche a trouvé, et le certificat délivré
#[utoipa::path(get, path = "/certificats/{demand_id}", tag = "certificats", params(("demand_id" = uuid::Uuid, Path)),
    responses((status = 200, body = Demand), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(demand_id): Path<String>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::GetDemandRequest { demand_id: id(&demand_id)? };
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            CertificateServiceClient::new(c).get_demand(r).await
        })
        .await?;
    let shown = Demand::from(found.demand.unwrap_or_default());
    let tag = etag(shown.version);
    Ok(([(header::ETAG, tag)], Json(shown)).into_response())
}

/// Décide une demande sur laquelle un doute demeure
#[utoipa::path(post, path = "/certificats/{demand_id}/decision", tag = "certificats", request_body = RulingInput,
    params(("demand_id" = uuid::Uuid, Path),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention."),
        ("If-Match" = Option<String>, Header, description = "Version lue, entre guillemets.")),
    responses((status = 200, body = DemandAnswer), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "La décision ne convient pas à ce que la recherche trouve."), (status = 412, body = Problem, description = "La recherche trouve autre chose qu’à la lecture."), (status = 422, body = Problem)))]
pub async fn rule(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(demand_id): Path<String>,
    Key(key): Key,
    IfMatch(expected): IfMatch,
    Body_ { value, received_at }: Body_<RulingInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::DecideDemandRequest {
        demand_id: id(&demand_id)?,
        expected_version: expected,
        outcome: value.outcome,
        dossier_ids: value.dossier_ids,
        aid_ids: value.aid_ids,
        reason: value.reason.unwrap_or_default(),
        aid_requested_on: value.aid_requested_on.unwrap_or_default(),
        aid_reference: value.aid_reference.unwrap_or_default(),
    };
    let made = services
        .command(&who, &services.dossier, Intent { key, received_at }, request, |c, r| async move {
            CertificateServiceClient::new(c).decide_demand(r).await
        })
        .await?;
    let answer = made.message.answer.unwrap_or_default();
    let version = answer.version;
    Ok(done(StatusCode::OK, DemandAnswer::from(answer), Some(version), made.replayed))
}

/// What the certificate bears.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Held {
    /// Its number, in any spelling.
    numero: String,
    /// SHA-256 of its text, in hexadecimal.
    empreinte: String,
}

/// Ce que dit le certificat qui porte ce numéro et cette empreinte ; ouvert à tous
#[utoipa::path(get, path = "/certificats/verification", tag = "certificats", params(Held), security(()),
    responses((status = 200, body = DeliveredCertificate), (status = 404, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn verify(
    State(gateway): State<Gateway>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    headers: axum::http::HeaderMap,
    Query(held): Query<Held>,
) -> Result<Json<DeliveredCertificate>> {
    gateway.rates().take(Class::Verification, &gateway.client(from, &headers))?;
    // Nobody signed in: the gateway asks in its own name, and number and hash together are the key.
    let who = Principal { caller: Caller::service(NAME), agent: Agent::default(), session: None };
    let services = gateway.services();
    let request = pb::VerifyCertificateRequest { number: held.numero, sha256: held.empreinte };
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            CertificateServiceClient::new(c).verify_certificate(r).await
        })
        .await?;
    Ok(Json(found.certificate.unwrap_or_default().into()))
}
