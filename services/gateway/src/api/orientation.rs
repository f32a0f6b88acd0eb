//! Rules of orientation: read, written version by version, tried over past dossiers, put in force.

use axum::{
    Json,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use greffe_contracts::dossier::v1::{self as pb, orientation_service_client::OrientationServiceClient};

use super::{done, etag};
use crate::{
    Gateway,
    extract::{Body_, IfMatch, Key},
    identity::Principal,
    problem::{Problem, Result},
    services::Intent,
    views::{
        OrientationInForce, OrientationInForceInput, OrientationRulesInput, OrientationSet,
        OrientationSetDetail, OrientationTrial, OrientationVersion, Page, each,
    },
};

/// Les jeux de règles d’orientation : entre les chambres, et dans chacune
#[utoipa::path(get, path = "/orientation/regles", tag = "orientation",
    responses((status = 200, body = Page<OrientationSet>), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list(State(gateway): State<Gateway>, who: Principal) -> Result<Json<Page<OrientationSet>>> {
    let services = gateway.services();
    let found = services
        .read(&who, &services.dossier, pb::ListOrientationSetsRequest {}, |c, r| async move {
            OrientationServiceClient::new(c).list_orientation_sets(r).await
        })
        .await?;
    Ok(Json(Page::whole(each(found.sets))))
}

/// Un jeu de règles : ses versions, celle en vigueur, où ses règles peuvent envoyer
#[utoipa::path(get, path = "/orientation/regles/{ressort}", tag = "orientation",
    params(("ressort" = String, Path, description = "`entre_chambres`, ou le code d’une chambre.")),
    responses((status = 200, body = OrientationSetDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(remit): Path<String>,
) -> Result<Response> {
    let services = gateway.services();
    let found = services
        .read(&who, &services.dossier, pb::GetOrientationSetRequest { remit }, |c, r| async move {
            OrientationServiceClient::new(c).get_orientation_set(r).await
        })
        .await?;
    let shown = OrientationSetDetail::from(found);
    let tag = etag(shown.set.version);
    Ok(([(header::ETAG, tag)], Json(shown)).into_response())
}

/// Écrit une version nouvelle d’un jeu de règles ; rien ne change avant sa mise en vigueur
#[utoipa::path(post, path = "/orientation/regles/{ressort}/versions", tag = "orientation", request_body = OrientationRulesInput,
    params(("ressort" = String, Path, description = "`entre_chambres`, ou le code d’une chambre."),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention."),
        ("If-Match" = Option<String>, Header, description = "Version lue, entre guillemets ; absente avant la première.")),
    responses((status = 201, body = OrientationVersion), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 412, body = Problem, description = "Les règles ont changé depuis la lecture."), (status = 422, body = Problem)))]
pub async fn save(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(remit): Path<String>,
    Key(key): Key,
    IfMatch(expected): IfMatch,
    Body_ { value, received_at }: Body_<OrientationRulesInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::SaveOrientationRulesRequest {
        remit,
        expected_version: expected,
        rules: each(value.rules),
        reason: value.reason,
    };
    let made = services
        .command(&who, &services.dossier, Intent { key, received_at }, request, |c, r| async move {
            OrientationServiceClient::new(c).save_orientation_rules(r).await
        })
        .await?;
    let written = OrientationVersion::from(made.message.version.unwrap_or_default());
    let version = written.version;
    Ok(done(StatusCode::CREATED, written, Some(version), made.replayed))
}

/// Essaie une version sur les dossiers déjà attribués, sans rien y changer
#[utoipa::path(get, path = "/orientation/regles/{ressort}/versions/{version}/essai", tag = "orientation",
    params(("ressort" = String, Path, description = "`entre_chambres`, ou le code d’une chambre."), ("version" = u64, Path)),
    responses((status = 200, body = OrientationTrial), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn attempt(
    State(gateway): State<Gateway>,
    who: Principal,
    Path((remit, version)): Path<(String, String)>,
) -> Result<Json<OrientationTrial>> {
    let services = gateway.services();
    // What is no number is no version: the service says so.
    let request = pb::TryOrientationRulesRequest { remit, version: version.parse().unwrap_or_default() };
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            OrientationServiceClient::new(c).try_orientation_rules(r).await
        })
        .await?;
    Ok(Json(found.into()))
}

/// Met une version en vigueur, au vu de son essai du jour
#[utoipa::path(post, path = "/orientation/regles/{ressort}/en-vigueur", tag = "orientation", request_body = OrientationInForceInput,
    params(("ressort" = String, Path, description = "`entre_chambres`, ou le code d’une chambre."),
        ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 201, body = OrientationInForce), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn enforce(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(remit): Path<String>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<OrientationInForceInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::PutOrientationInForceRequest {
        remit,
        version: value.version,
        base_version: value.base_version,
        tried_on: value.tried_on,
        reason: value.reason,
    };
    let made = services
        .command(&who, &services.dossier, Intent { key, received_at }, request, |c, r| async move {
            OrientationServiceClient::new(c).put_orientation_in_force(r).await
        })
        .await?;
    let in_force = OrientationInForce::from(made.message.in_force.unwrap_or_default());
    Ok(done(StatusCode::CREATED, in_force, None, made.replayed))
}
