//! The Court: its chambers and sections, changed by acts.

use axum::{Json, extract::State, http::StatusCode, response::Response};
use greffe_contracts::assignment::v1::{self as pb, assignment_service_client::AssignmentServiceClient};
use serde::Deserialize;
use utoipa::IntoParams;

use super::done;
use crate::{
    Gateway,
    extract::{Body_, Key, Query},
    identity::Principal,
    problem::{Problem, Result},
    services::Intent,
    views::{Chambre, Chambres, Court, CourtAct, CourtActInput, Page},
};

/// Of which day.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OnDay {
    /// ISO day; today when absent.
    #[serde(default)]
    jour: String,
}

/// Les chambres de la Cour un jour donné
#[utoipa::path(get, path = "/chambres", tag = "annuaire", params(OnDay),
    responses((status = 200, body = Page<Chambre>), (status = 401, body = Problem), (status = 422, body = Problem)))]
pub async fn chambres(
    State(gateway): State<Gateway>,
    who: Principal,
    Query(on): Query<OnDay>,
) -> Result<Json<Page<Chambre>>> {
    Ok(Json(Page::whole(known_chambres(&gateway, &who, on.jour).await?.chambres)))
}

/// As the register gives them.
pub(super) async fn known_chambres(gateway: &Gateway, who: &Principal, day: String) -> Result<Chambres> {
    let services = gateway.services();
    let found = services
        .read(who, &services.assignment, pb::ListChambresRequest { day }, |c, r| async move {
            AssignmentServiceClient::new(c).list_chambres(r).await
        })
        .await?;
    Ok(found.into())
}

/// Of which day, known on which.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Moment {
    /// ISO day of which the Court is asked; today when absent.
    #[serde(default)]
    jour: String,
    /// ISO day by whose end it was known so; today when absent.
    #[serde(default)]
    connu_le: String,
}

/// La Cour un jour donné : chambres, sections, et les actes qui les ont faites
#[utoipa::path(get, path = "/cour", tag = "annuaire", params(Moment),
    responses((status = 200, body = Court), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn show(
    State(gateway): State<Gateway>,
    who: Principal,
    Query(moment): Query<Moment>,
) -> Result<Json<Court>> {
    let services = gateway.services();
    let request = pb::GetCourtRequest { day: moment.jour, known_on: moment.connu_le };
    let found = services
        .read(&who, &services.assignment, request, |c, r| async move {
            AssignmentServiceClient::new(c).get_court(r).await
        })
        .await?;
    Ok(Json(found.into()))
}

/// Ouvre, renomme, réunit ou ferme une chambre ou une section, ou annule un tel acte
#[utoipa::path(post, path = "/cour/actes", tag = "annuaire", request_body = CourtActInput,
    params(("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 201, body = CourtAct), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem),
        (status = 412, body = Problem), (status = 422, body = Problem)))]
pub async fn record(
    State(gateway): State<Gateway>,
    who: Principal,
    Key(key): Key,
    Body_ { value, received_at }: Body_<CourtActInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::RecordCourtActRequest::from(value);
    let kept = services
        .command(&who, &services.assignment, Intent { key, received_at }, request, |c, r| async move {
            AssignmentServiceClient::new(c).record_court_act(r).await
        })
        .await?;
    let act = kept.message.act.unwrap_or_default();
    Ok(done(StatusCode::CREATED, CourtAct::from(act), None, kept.replayed))
}
