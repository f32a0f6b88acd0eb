//! A case as it was and as it was known.

use axum::{
    Json,
    extract::{Path, State},
};
use greffe_contracts::dossier::v1::{self as pb, dossier_service_client::DossierServiceClient};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    Gateway,
    extract::{Query, id},
    identity::Principal,
    problem::{Problem, Result},
    views::{AtMoment, Dossier, MomentDifference},
};

/// Which moment.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct When {
    /// ISO day: the case as it was. The day on which it was known, else today.
    jour: Option<String>,
    /// ISO day: with what was journalled by its end. Today when absent.
    connu_le: Option<String>,
}

/// Le dossier tel qu’il était un jour, avec ce qu’on en savait
#[utoipa::path(get, path = "/dossiers/{dossier_id}/moment", tag = "moments",
    params(("dossier_id" = uuid::Uuid, Path), When),
    responses((status = 200, body = AtMoment), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn show(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Query(when): Query<When>,
) -> Result<Json<AtMoment>> {
    let services = gateway.services();
    let moment = moment(when.jour, when.connu_le);
    let request = pb::GetMomentRequest { dossier_id: id(&dossier_id)?, moment: Some(moment) };
    let mut found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            DossierServiceClient::new(c).get_moment(r).await
        })
        .await?;
    let dossier = found.dossier.take().unwrap_or_default();
    let names = gateway.agents().names(dossier.designations.iter().map(|d| d.person_id.clone())).await;
    Ok(Json(AtMoment::of(found, Dossier::of(dossier, &names))))
}

/// Which two moments.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Between {
    /// The first: ISO day of the case.
    de_jour: Option<String>,
    /// The first: ISO day of what was known.
    de_connu_le: Option<String>,
    /// The second: ISO day of the case.
    a_jour: Option<String>,
    /// The second: ISO day of what was known.
    a_connu_le: Option<String>,
}

/// Ce qui a changé d’un moment à un autre : les actes, leurs auteurs, leurs motifs, leurs effets
#[utoipa::path(get, path = "/dossiers/{dossier_id}/moment/difference", tag = "moments",
    params(("dossier_id" = uuid::Uuid, Path), Between),
    responses((status = 200, body = MomentDifference), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn compare(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Query(between): Query<Between>,
) -> Result<Json<MomentDifference>> {
    let services = gateway.services();
    let request = pb::CompareMomentsRequest {
        dossier_id: id(&dossier_id)?,
        from: Some(moment(between.de_jour, between.de_connu_le)),
        to: Some(moment(between.a_jour, between.a_connu_le)),
    };
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            DossierServiceClient::new(c).compare_moments(r).await
        })
        .await?;
    Ok(Json(found.into()))
}

fn moment(as_of: Option<String>, known_on: Option<String>) -> pb::Moment {
    pb::Moment { as_of: as_of.unwrap_or_default(), known_on: known_on.unwrap_or_default() }
}
