//! The courts' own base: what it knows of a decision attacked, proposed to who opens a case.

use axum::{Json, extract::State};
use greffe_contracts::dossier::v1::{self as pb, dossier_service_client::DossierServiceClient};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    Gateway,
    extract::Query,
    identity::Principal,
    problem::{Problem, Result},
    views::CourtDecisions,
};

/// Which decision.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Sought {
    /// Court that rendered it, as it is entered.
    juridiction: String,
    /// ISO day; this or the number.
    jour: Option<String>,
    /// Number of the case there.
    numero: Option<String>,
}

/// Ce que la base des juridictions sait d’une décision attaquée : une proposition, que le greffier reprend ou non
#[utoipa::path(get, path = "/juridictions/decisions", tag = "juridictions", params(Sought),
    responses((status = 200, body = CourtDecisions), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 503, body = Problem)))]
pub async fn find(
    State(gateway): State<Gateway>,
    who: Principal,
    Query(sought): Query<Sought>,
) -> Result<Json<CourtDecisions>> {
    let services = gateway.services();
    let request = pb::FindCourtDecisionRequest {
        court: sought.juridiction,
        rendered_on: sought.jour.unwrap_or_default(),
        case_number: sought.numero.unwrap_or_default(),
    };
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            DossierServiceClient::new(c).find_court_decision(r).await
        })
        .await?;
    Ok(Json(found.into()))
}
