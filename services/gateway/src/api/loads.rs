//! What a chamber and its people have to do, and what is to be expected.

use axum::{Json, extract::State};
use greffe_contracts::assignment::v1::{self as pb, load_service_client::LoadServiceClient};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    Gateway,
    extract::Query,
    identity::Principal,
    problem::{Problem, Result},
    views::{Load, ParquetLoad},
};

/// Of which chamber, and what is supposed of the weeks to come.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Supposed {
    /// Code of the chamber.
    chambre: String,
    /// Weeks to come, 1 to 52; 13 when not said.
    #[serde(default)]
    semaines: u32,
    /// Entries more or less, in hundredths of those of the past weeks.
    #[serde(default)]
    entrees: i32,
    /// Audiences added, one a week.
    #[serde(default)]
    audiences: u32,
    /// Dossiers that each would judge.
    #[serde(default)]
    places: u32,
    /// Week of the first, 1 for the one that begins today.
    #[serde(default)]
    audiences_des: u32,
    /// Magistrats at full time more or less.
    #[serde(default)]
    magistrats: i32,
    /// From which week.
    #[serde(default)]
    magistrats_des: u32,
}

/// La charge d’une chambre et sa prévision, selon qui la lit ; avec d’autres réglages, ce qu’ils changeraient
#[utoipa::path(get, path = "/charge", tag = "charge", params(Supposed),
    responses((status = 200, body = Load), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn show(
    State(gateway): State<Gateway>,
    who: Principal,
    Query(of): Query<Supposed>,
) -> Result<Json<Load>> {
    let services = gateway.services();
    let settings = pb::LoadSettings {
        entries: of.entrees,
        audiences: of.audiences,
        places: of.places,
        audiences_from: of.audiences_des,
        magistrats: of.magistrats,
        magistrats_from: of.magistrats_des,
    };
    let request =
        pb::ForecastLoadRequest { chambre: of.chambre, weeks: of.semaines, settings: Some(settings) };
    let found = services
        .read(&who, &services.assignment, request, |c, r| async move {
            LoadServiceClient::new(c).forecast_load(r).await
        })
        .await?;
    Ok(Json(found.into()))
}

/// La charge du parquet général : au procureur général avec celle de chacun, à un avocat général la sienne
#[utoipa::path(get, path = "/charge/parquet", tag = "charge",
    responses((status = 200, body = ParquetLoad), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn parquet(State(gateway): State<Gateway>, who: Principal) -> Result<Json<ParquetLoad>> {
    let services = gateway.services();
    let found = services
        .read(&who, &services.assignment, pb::ParquetLoadRequest {}, |c, r| async move {
            LoadServiceClient::new(c).parquet_load(r).await
        })
        .await?;
    Ok(Json(found.into()))
}
