//! The minute of a decision: who signed it, the file that comes back signed, and what was signed by hand (CPC 456).

use std::time::Duration;

use axum::{
    Json,
    body::{Body, HttpBody},
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use greffe_contracts::document::v1::{
    self as pb, paper_service_client::PaperServiceClient, sign_minute_request::Part,
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    done,
    pieces::{interrupted, too_large, unannounced},
};
use crate::{
    Gateway,
    extract::{Body_, Key, Query, id},
    identity::Principal,
    problem::{Problem, Result},
    services::{self, Intent},
    views::{DueMinutes, HandSignatureInput, Minute},
};

/// Bytes of a part towards the document service.
const CHUNK: usize = 64 * 1024;
/// Bytes of a minute, which is held whole, and its longest way here.
const LARGEST: u64 = 16 << 20;
const SLOWEST: Duration = Duration::from_secs(120);

/// Les minutes que le greffe de vos chambres doit établir, ou faire signer
#[utoipa::path(get, path = "/minutes", tag = "papiers",
    responses((status = 200, body = DueMinutes), (status = 401, body = Problem), (status = 503, body = Problem)))]
pub async fn due(State(gateway): State<Gateway>, who: Principal) -> Result<Json<DueMinutes>> {
    let services = gateway.services();
    let found = services
        .read(&who, &services.document, pb::ListMinutesRequest {}, |c, r| async move {
            PaperServiceClient::new(c).list_minutes(r).await
        })
        .await?;
    Ok(Json(found.into()))
}

/// La minute d’une décision : qui l’a signée, et ce que l’appelant peut en faire
#[utoipa::path(get, path = "/pieces/{piece_id}/minute", tag = "papiers", params(("piece_id" = uuid::Uuid, Path)),
    responses((status = 200, body = Minute), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn show(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(piece_id): Path<String>,
) -> Result<Json<Minute>> {
    let services = gateway.services();
    let request = pb::GetMinuteRequest { piece_id: id(&piece_id)? };
    let found = services
        .read(&who, &services.document, request, |c, r| async move {
            PaperServiceClient::new(c).get_minute(r).await
        })
        .await?;
    Ok(Json(found.minute.unwrap_or_default().into()))
}

/// Who signs, and in what quality.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Signing {
    /// `president` ou `greffier`.
    qualite: String,
    /// D’un juge qui signe à la place de qui présidait : l’empêchement de celui-ci.
    empechement: Option<String>,
}

/// Reçoit la minute signée : le fichier donné par `GET /pieces/{piece_id}/contenu?forme=signee`, avec une signature PAdES de plus
#[utoipa::path(post, path = "/pieces/{piece_id}/minute/signatures", tag = "papiers",
    description = "Le fichier doit être celui qui fut donné, octet pour octet, suivi d’une signature de l’appelant et de rien d’autre. La signature, le certificat, son titulaire et son autorité sont contrôlés avant d’être reçus (CPC 456).",
    params(("piece_id" = uuid::Uuid, Path), Signing, ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "La minute signée, un PDF."),
    responses((status = 201, body = Minute), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem)))]
pub async fn sign(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(piece_id): Path<String>,
    Key(key): Key,
    Query(signing): Query<Signing>,
    body: Body,
) -> Result<Response> {
    let limit = gateway.limits().piece_bytes.min(LARGEST);
    let size = body.size_hint().exact().ok_or_else(unannounced)?;
    if size > limit {
        return Err(too_large(limit));
    }
    let piece_id = id(&piece_id)?;
    let whole = usize::try_from(limit).unwrap_or(usize::MAX);
    let read = tokio::time::timeout(SLOWEST, axum::body::to_bytes(body, whole)).await;
    let bytes = read.map_err(|_| interrupted())?.map_err(|_| interrupted())?;
    let header = pb::SignMinuteHeader {
        piece_id,
        quality: signing.qualite,
        size,
        impediment: signing.empechement.unwrap_or_default(),
    };
    let part = |part| pb::SignMinuteRequest { part: Some(part) };
    let chunks = bytes.chunks(CHUNK).map(|chunk| part(Part::Chunk(chunk.to_vec())));
    let parts: Vec<_> = std::iter::once(part(Part::Header(header))).chain(chunks).collect();
    let peers = gateway.services();
    let intent = Intent { key, received_at: gateway.now() };
    let request = peers.command_request(&who, &peers.document, intent, futures::stream::iter(parts))?;
    let answer =
        services::answer(PaperServiceClient::new(peers.document.channel()).sign_minute(request).await?);
    let minute = Minute::from(answer.message.minute.unwrap_or_default());
    Ok(done(StatusCode::CREATED, minute, None, answer.replayed))
}

/// Constate que la minute sur papier a été signée à la main ; de nouveau, corrige ce constat
#[utoipa::path(post, path = "/pieces/{piece_id}/minute/main", tag = "papiers", request_body = HandSignatureInput,
    params(("piece_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = Minute), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn by_hand(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(piece_id): Path<String>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<HandSignatureInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::RecordHandSignatureRequest {
        piece_id: id(&piece_id)?,
        signed_on: value.signee_le,
        president: value.president,
        greffier: value.greffier,
        impediment: value.empechement.unwrap_or_default(),
    };
    let written = services
        .command(&who, &services.document, Intent { key, received_at }, request, |c, r| async move {
            PaperServiceClient::new(c).record_hand_signature(r).await
        })
        .await?;
    let minute = Minute::from(written.message.minute.unwrap_or_default());
    Ok(done(StatusCode::OK, minute, None, written.replayed))
}
