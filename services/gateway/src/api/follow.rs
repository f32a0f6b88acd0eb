//! A party follows its own case: no session of the Court, a short one of its own, that the dossier service keeps. What may be
//! seen is decided there, at each look.

use std::net::SocketAddr;

use axum::{
    Json,
    body::Body,
    extract::{ConnectInfo, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use greffe_chassis::{Caller, Failure};
use greffe_contracts::{
    assignment::v1::Agent,
    deposit::FORMAT,
    dossier::v1::{
        self as pb, dossier_service_client::DossierServiceClient, follow_service_client::FollowServiceClient,
    },
};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::{done, pieces};
use crate::{
    Gateway, NAME,
    extract::{Body_, Key, Query},
    identity::{
        Principal, same_origin,
        session::{cookie, set_cookie},
    },
    limits::Class,
    problem::{Problem, Result},
    services::Intent,
    views::{FollowOpened, FollowedCase, FollowedDeposit, OpenFollowInput},
};

/// Of the party's session; nothing of ours reads the other's cookie in its place.
const COOKIE: &str = "__Host-greffe-suivi";
/// Kind of the file, and nature of what it is deposited as.
const KIND: &str = "memoire";
const NATURE: &str = "personnel";

fn principal(caller: Caller) -> Principal {
    Principal { caller, agent: Agent::default(), session: None }
}

/// Whose look it is not yet known: the gateway asks in its own name.
fn portal() -> Principal {
    principal(Caller::service(NAME))
}

/// The case of the session that the browser presents.
async fn followed(gateway: &Gateway, headers: &HeaderMap) -> Result<pb::FollowResponse> {
    let session = cookie(headers, COOKIE).unwrap_or_default();
    let services = gateway.services();
    services
        .read(&portal(), &services.dossier, pb::FollowRequest { session }, |c, r| async move {
            FollowServiceClient::new(c).follow(r).await
        })
        .await
}

/// Never kept by a browser or on the way.
fn private(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Ouvre le suivi de son affaire avec son lien personnel et le code remis par le greffe ; ouvert à tous
#[utoipa::path(post, path = "/suivi/ouverture", tag = "suivi", request_body = OpenFollowInput, security(()),
    responses((status = 200, body = FollowOpened), (status = 403, body = Problem), (status = 404, body = Problem, description = "La même réponse pour tout ce qui n’ouvre rien."), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn open(
    State(gateway): State<Gateway>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Body_ { value, .. }: Body_<OpenFollowInput>,
) -> Result<Response> {
    gateway.rates().take(Class::Follow, &gateway.client(from, &headers))?;
    same_origin(&headers, gateway.public_origin())?;
    let services = gateway.services();
    let request = pb::OpenFollowingRequest { token: value.lien, code: value.code };
    // Asked once: a try that got lost may have counted.
    let asked = services.request(&portal(), &services.dossier, request)?;
    let opened =
        FollowServiceClient::new(services.dossier.channel()).open_following(asked).await?.into_inner();
    let body = FollowOpened { expires_at: crate::views::instant(opened.expires_at) };
    let mut response = private(Json(body).into_response());
    response.headers_mut().insert(header::SET_COOKIE, set_cookie(COOKIE, &opened.session, None));
    Ok(response)
}

/// Son affaire, telle que la partie peut la voir
#[utoipa::path(get, path = "/suivi", tag = "suivi", security(()),
    responses((status = 200, body = FollowedCase), (status = 401, body = Problem, description = "Le suivi n’est pas ouvert, ou ne l’est plus."), (status = 429, body = Problem)))]
pub async fn show(
    State(gateway): State<Gateway>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Result<Response> {
    gateway.rates().take(Class::Follow, &gateway.client(from, &headers))?;
    let seen = followed(&gateway, &headers).await?;
    Ok(private(Json(FollowedCase::from(seen)).into_response()))
}

/// What is deposited.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Sent {
    /// Name of the file.
    nom: String,
}

/// Remet son mémoire personnel, où la loi le permet
#[utoipa::path(post, path = "/suivi/memoires", tag = "suivi", security(()),
    params(Sent, ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "Le fichier, tel quel, avec son Content-Type ; 50 Mio au plus."),
    responses((status = 200, body = FollowedDeposit, description = "Déjà déposé."), (status = 201, body = FollowedDeposit, description = "Enregistré."), (status = 202, body = FollowedDeposit, description = "Reçu : le greffe l’examine."), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem, description = "La loi veut un avocat."), (status = 413, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn deposit(
    State(gateway): State<Gateway>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Key(key): Key,
    Query(sent): Query<Sent>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response> {
    gateway.rates().take(Class::Follow, &gateway.client(from, &headers))?;
    same_origin(&headers, gateway.public_origin())?;
    let seen = followed(&gateway, &headers).await?;
    if seen.memoire_article.is_empty() {
        pieces::drain(body).await;
        return Err(Problem::new(
            StatusCode::CONFLICT,
            "LIE-005",
            "La loi ne permet pas à cette partie de remettre elle-même un mémoire dans cette affaire\u{a0}: un avocat au Conseil d’État et à la Cour de cassation le dépose pour elle. L’aide juridictionnelle peut en prendre les frais en charge.",
        ));
    }
    let party = Uuid::parse_str(&seen.party_id).map_err(Failure::internal)?;
    let who = principal(Caller::party(party));
    let file = pieces::Deposit { kind: KIND.into(), nom: sent.nom };
    let kept = pieces::upload(&gateway, &who, key, file, &headers, body).await?;
    // The instant of the last byte: the whole mémoire has arrived.
    let received_at = gateway.now();
    let piece = kept.message.piece.unwrap_or_default();
    let message = serde_json::json!({
        "format": FORMAT, "message_id": format!("suivi-{key}"), "type": KIND, "dossier": seen.dossier_id,
        KIND: {"nature": NATURE}, "pieces": [{"piece_id": piece.piece_id, "sha256": piece.sha256}],
    });
    let request = pb::SubmitDepositRequest {
        message: message.to_string().into_bytes(),
        media_type: "application/json".into(),
    };
    let turn = gateway.turn().await?;
    let services = gateway.services();
    let intent = Intent { key: Uuid::new_v5(&key, b"depot"), received_at };
    let entered = services
        .command(&who, &services.dossier, intent, request, |c, r| async move {
            DossierServiceClient::new(c).submit_deposit(r).await
        })
        .await?;
    drop(turn);
    let receipt = FollowedDeposit::from(entered.message.deposit.unwrap_or_default());
    let status = match receipt.status.as_str() {
        _ if entered.replayed => StatusCode::OK,
        "enregistre" => StatusCode::CREATED,
        _ => StatusCode::ACCEPTED,
    };
    Ok(private(done(status, receipt, None, entered.replayed)))
}

/// Ferme le suivi
#[utoipa::path(post, path = "/suivi/fermeture", tag = "suivi", security(()),
    responses((status = 204), (status = 403, body = Problem), (status = 429, body = Problem)))]
pub async fn close(
    State(gateway): State<Gateway>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Result<Response> {
    gateway.rates().take(Class::Follow, &gateway.client(from, &headers))?;
    same_origin(&headers, gateway.public_origin())?;
    let session = cookie(&headers, COOKIE).unwrap_or_default();
    let services = gateway.services();
    services
        .read(&portal(), &services.dossier, pb::CloseFollowingRequest { session }, |c, r| async move {
            FollowServiceClient::new(c).close_following(r).await
        })
        .await?;
    let mut response = private(StatusCode::NO_CONTENT.into_response());
    response.headers_mut().insert(header::SET_COOKIE, set_cookie(COOKIE, "", Some(0)));
    Ok(response)
}
