//! Decisions: the register, those of a dossier, the version that goes to the public.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use greffe_contracts::{
    common::v1::PageRequest,
    dossier::v1::{self as pb, decision_service_client::DecisionServiceClient},
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{PAGE, PAGE_MAX, done, several};
use crate::{
    Gateway,
    extract::{Body_, IfMatch, Key, Query, id},
    identity::Principal,
    problem::{Problem, Result},
    services::Intent,
    views::{
        CheckedCitation, CitationsInput, DecisionRow, Decisions, Page, PublicVersion, ReleaseAnswer,
        ReleaseInput, VersionInput, WithdrawInput, each,
    },
};

/// What the register shows.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// A minute's number, an ECLI or its end, a pourvoi's number in any form.
    q: Option<String>,
    /// ISO day of the prononcé, included.
    du: Option<String>,
    /// ISO day of the prononcé, included.
    au: Option<String>,
    /// Codes of chambers, separated by commas.
    chambre: Option<String>,
    /// Codes of the public list of solutions, separated by commas.
    solution: Option<String>,
    /// `arret`, `ordonnance`, `avis`, separated by commas.
    nature: Option<String>,
    /// Codes of formations, separated by commas.
    formation: Option<String>,
    /// `a_mettre`, `en_cours`, `remise`, `refusee`, `retiree`, separated by commas.
    diffusion: Option<String>,
    /// Those that the public is owed and has not got, by their term, the nearest first; `total` counts them.
    dues: Option<bool>,
    /// ISO day up to which the public is to have them, included.
    terme_au: Option<String>,
    /// As the page before gave it.
    cursor: Option<String>,
    /// Rows, 200 at most.
    size: Option<u32>,
}

impl From<Filter> for pb::ListDecisionsRequest {
    fn from(f: Filter) -> Self {
        let page = PageRequest {
            cursor: f.cursor.unwrap_or_default(),
            size: f.size.unwrap_or(PAGE).clamp(1, PAGE_MAX),
        };
        Self {
            query: f.q.unwrap_or_default(),
            pronounced_from: f.du.unwrap_or_default(),
            pronounced_to: f.au.unwrap_or_default(),
            chambres: several(f.chambre),
            solutions: several(f.solution),
            natures: several(f.nature),
            formations: several(f.formation),
            releases: several(f.diffusion),
            page: Some(page),
            owed: f.dues.unwrap_or_default(),
            release_by_to: f.terme_au.unwrap_or_default(),
        }
    }
}

/// Le registre des décisions, de la plus récente à la plus ancienne ; celles que le public attend, dans l’ordre de leurs termes
#[utoipa::path(get, path = "/decisions", tag = "decisions", params(Filter),
    responses((status = 200, body = Page<DecisionRow>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn list(
    State(gateway): State<Gateway>,
    who: Principal,
    Query(filter): Query<Filter>,
) -> Result<Json<Page<DecisionRow>>> {
    let services = gateway.services();
    let request = pb::ListDecisionsRequest::from(filter);
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            DecisionServiceClient::new(c).list_decisions(r).await
        })
        .await?;
    Ok(Json(Page::of(each(found.rows), found.page)))
}

/// Les décisions d’un dossier, avec ce qu’elles disent
#[utoipa::path(get, path = "/dossiers/{dossier_id}/decisions", tag = "decisions",
    params(("dossier_id" = uuid::Uuid, Path)),
    responses((status = 200, body = Decisions), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn of_dossier(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
) -> Result<Json<Decisions>> {
    let services = gateway.services();
    let request = pb::GetDecisionsRequest { dossier_id: id(&dossier_id)? };
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            DecisionServiceClient::new(c).get_decisions(r).await
        })
        .await?;
    Ok(Json(found.into()))
}

/// Ce que la Cour garde des décisions que cite un papier, sans rien enregistrer
#[utoipa::path(post, path = "/decisions/citations", tag = "decisions", request_body = CitationsInput,
    description = "Seules les citations sont envoyées, jamais le texte qui les porte. Ce que l’on ne peut connaître est dit inconnu.",
    responses((status = 200, body = [CheckedCitation]), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn citations(
    State(gateway): State<Gateway>,
    who: Principal,
    Body_ { value, .. }: Body_<CitationsInput>,
) -> Result<Json<Vec<CheckedCitation>>> {
    let services = gateway.services();
    let request = pb::CheckCitationsRequest { citations: each(value.citations) };
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            DecisionServiceClient::new(c).check_citations(r).await
        })
        .await?;
    Ok(Json(each(found.citations)))
}

/// La version qui irait au public, sans rien enregistrer
#[utoipa::path(post, path = "/decisions/{act_id}/version", tag = "decisions", request_body = VersionInput,
    params(("act_id" = uuid::Uuid, Path)),
    responses((status = 200, body = PublicVersion), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn prepare(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(act_id): Path<String>,
    Body_ { value, .. }: Body_<VersionInput>,
) -> Result<Json<PublicVersion>> {
    let services = gateway.services();
    let request =
        pb::PrepareVersionRequest { act_id: id(&act_id)?, added: each(value.added), kept: each(value.kept) };
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            DecisionServiceClient::new(c).prepare_version(r).await
        })
        .await?;
    Ok(Json(found.into()))
}

/// Met une version à la disposition du public
#[utoipa::path(post, path = "/decisions/{act_id}/mise-a-disposition", tag = "decisions", request_body = ReleaseInput,
    params(("act_id" = uuid::Uuid, Path),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention."),
        ("If-Match" = Option<String>, Header, description = "Version lue, entre guillemets.")),
    responses((status = 201, body = ReleaseAnswer), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem, description = "La version n’est plus celle qui a été relue."), (status = 422, body = Problem)))]
pub async fn release(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(act_id): Path<String>,
    Key(key): Key,
    IfMatch(expected): IfMatch,
    Body_ { value, received_at }: Body_<ReleaseInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::ReleaseDecisionRequest {
        act_id: id(&act_id)?,
        added: each(value.added),
        kept: each(value.kept),
        version_sha256: value.version_sha256,
        expected_version: expected,
    };
    let made = services
        .command(&who, &services.dossier, Intent { key, received_at }, request, |c, r| async move {
            DecisionServiceClient::new(c).release_decision(r).await
        })
        .await?;
    let pb::ReleaseDecisionResponse { version, act_id, version_sha256 } = made.message;
    let answer = ReleaseAnswer { version, act_id, version_sha256: Some(version_sha256) };
    Ok(done(StatusCode::CREATED, answer, Some(version), made.replayed))
}

/// Retire une version mise à la disposition du public ; `act_id` est l’acte qui l’a remise
#[utoipa::path(post, path = "/mises-a-disposition/{act_id}/retrait", tag = "decisions", request_body = WithdrawInput,
    params(("act_id" = uuid::Uuid, Path),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention."),
        ("If-Match" = Option<String>, Header, description = "Version lue, entre guillemets.")),
    responses((status = 201, body = ReleaseAnswer), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn withdraw(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(act_id): Path<String>,
    Key(key): Key,
    IfMatch(expected): IfMatch,
    Body_ { value, received_at }: Body_<WithdrawInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::WithdrawDecisionRequest {
        act_id: id(&act_id)?,
        motif: value.motif,
        reason: value.reason.unwrap_or_default(),
        expected_version: expected,
    };
    let made = services
        .command(&who, &services.dossier, Intent { key, received_at }, request, |c, r| async move {
            DecisionServiceClient::new(c).withdraw_decision(r).await
        })
        .await?;
    let pb::WithdrawDecisionResponse { version, act_id } = made.message;
    Ok(done(
        StatusCode::CREATED,
        ReleaseAnswer { version, act_id, version_sha256: None },
        Some(version),
        made.replayed,
    ))
}
