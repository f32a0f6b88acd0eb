//! Versions of the law: looked at, tried over the stock, put in force.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use greffe_contracts::dossier::v1::{self as pb, dossier_service_client::DossierServiceClient};
use greffe_procedure::versions::{self, differences};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{PAGE, done};
use crate::{
    Gateway,
    extract::{Body_, Key, Query},
    identity::Principal,
    problem::{Problem, Result},
    services::Intent,
    views::{
        LawDifferences, LawInForce, LawInForceInput, LawTrial, LawTrialInput, LawTrialPage, LawVersions, each,
    },
};

/// Moves a page.
const MOVES_MAX: u32 = 500;

/// Les versions du droit : en vigueur, connues, essayées
#[utoipa::path(get, path = "/droit/versions", tag = "droit",
    responses((status = 200, body = LawVersions), (status = 401, body = Problem), (status = 503, body = Problem)))]
pub async fn list(State(gateway): State<Gateway>, who: Principal) -> Result<Json<LawVersions>> {
    let services = gateway.services();
    let found = services
        .read(&who, &services.dossier, pb::ListLawVersionsRequest {}, |c, r| async move {
            DossierServiceClient::new(c).list_law_versions(r).await
        })
        .await?;
    Ok(Json(found.into()))
}

/// What to compare with.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Since {
    /// The earlier version; the one carried before it when absent.
    depuis: Option<String>,
}

/// Ce qui change d’une version du droit à une autre
#[utoipa::path(get, path = "/droit/versions/{version}/differences", tag = "droit",
    params(("version" = String, Path, description = "La version postérieure."), Since),
    responses((status = 200, body = LawDifferences), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn compare(
    _who: Principal,
    Path(version): Path<String>,
    Query(since): Query<Since>,
) -> Result<Json<LawDifferences>> {
    let known = versions::known();
    let to = known.iter().position(|known| known.name == version).ok_or_else(unknown)?;
    let from = match since.depuis {
        Some(name) => known.iter().position(|known| known.name == name).ok_or_else(unknown)?,
        None => to.saturating_sub(1),
    };
    let (from, to) = (&known[from], &known[to]);
    let changes = each(differences(from, to));
    Ok(Json(LawDifferences { from: from.name.clone(), to: to.name.clone(), changes }))
}

/// A version that the program does not carry.
pub(super) fn unknown() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "LOI-002",
        "Cette version du droit n’est pas de celles que porte le programme. Celles qu’il connaît sont à l’adresse /api/v1/droit/versions.",
    )
}

/// Essaie une version du droit sur les dossiers ouverts, sans rien y changer
#[utoipa::path(post, path = "/droit/essais", tag = "droit", request_body = LawTrialInput,
    params(("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 201, body = LawTrial), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn attempt(
    State(gateway): State<Gateway>,
    who: Principal,
    Key(key): Key,
    Body_ { value, received_at }: Body_<LawTrialInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::StartLawTrialRequest { version: value.version };
    let made = services
        .command(&who, &services.dossier, Intent { key, received_at }, request, |c, r| async move {
            DossierServiceClient::new(c).start_law_trial(r).await
        })
        .await?;
    let trial = LawTrial::from(made.message.trial.unwrap_or_default());
    Ok(done(StatusCode::CREATED, trial, None, made.replayed))
}

/// Which moves.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Moves {
    /// `echeance`, `tache`, `stade` ...: one kind alone.
    nature: Option<String>,
    /// As the page before gave it.
    apres: Option<u64>,
    /// Rows, 500 at most.
    size: Option<u32>,
}

/// Un essai : où il en est, ce qui bougerait
#[utoipa::path(get, path = "/droit/essais/{essai}", tag = "droit",
    params(("essai" = String, Path, description = "Identifiant de l’essai."), Moves),
    responses((status = 200, body = LawTrialPage), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(essai): Path<String>,
    Query(moves): Query<Moves>,
) -> Result<Json<LawTrialPage>> {
    let services = gateway.services();
    let request = pb::GetLawTrialRequest {
        trial_id: essai,
        kind: moves.nature.unwrap_or_default(),
        after: moves.apres.unwrap_or_default(),
        size: moves.size.unwrap_or(PAGE).clamp(1, MOVES_MAX),
    };
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            DossierServiceClient::new(c).get_law_trial(r).await
        })
        .await?;
    LawTrialPage::of(found).map(Json).ok_or_else(|| {
        Problem::new(
            StatusCode::NOT_FOUND,
            "LOI-005",
            "Aucun essai ne porte cette référence. Reprenez-le depuis la page des versions du droit.",
        )
    })
}

/// Met une version du droit en vigueur
#[utoipa::path(post, path = "/droit/en-vigueur", tag = "droit", request_body = LawInForceInput,
    params(("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 201, body = LawInForce), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn enforce(
    State(gateway): State<Gateway>,
    who: Principal,
    Key(key): Key,
    Body_ { value, received_at }: Body_<LawInForceInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request =
        pb::PutLawInForceRequest { version: value.version, trial_id: value.trial_id, reason: value.reason };
    let made = services
        .command(&who, &services.dossier, Intent { key, received_at }, request, |c, r| async move {
            DossierServiceClient::new(c).put_law_in_force(r).await
        })
        .await?;
    let in_force = LawInForce::from(made.message.in_force.unwrap_or_default());
    Ok(done(StatusCode::CREATED, in_force, None, made.replayed))
}
