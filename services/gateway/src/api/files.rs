//! Files that come in parts, for what is too large for one request: begun, sent part after part, resumed after a cut where it
//! stood, and made a piece once whole.

use axum::{
    Json,
    body::{Body, HttpBody},
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use greffe_chassis::Failure;
use greffe_contracts::document::v1::{
    self as pb, append_part_request::Part, document_service_client::DocumentServiceClient,
};
use tokio::sync::mpsc;
use tokio_util::task::AbortOnDropHandle;

use super::{
    done,
    pieces::{LONGEST, drain, interrupted, pump, unannounced, whole},
};
use crate::{
    Gateway,
    extract::{Body_, Key, id},
    identity::Principal,
    outages,
    problem::{Problem, Result},
    services::Intent,
    views::{ArrivingFile, FileEnd, FileInput, Piece},
};

/// Where a part begins in its file.
const OFFSET: &str = "upload-offset";

/// Commence l’envoi d’un fichier par parties
#[utoipa::path(post, path = "/depots/{deposit_id}/fichiers", tag = "fichiers", request_body = FileInput,
    description = "Pour un fichier trop grand pour une seule demande : deux Gio au plus, cinq pour tous ceux d’un dépôt. L’identifiant du dépôt est un UUID que l’expéditeur choisit pour le dépôt qu’il prépare.",
    params(("deposit_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 201, body = ArrivingFile), (status = 413, body = Problem)))]
pub async fn begin(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(deposit_id): Path<String>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<FileInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::BeginFileRequest {
        deposit_id: id(&deposit_id)?,
        file_name: value.nom,
        declared_type: value.media_type.unwrap_or_default(),
        size: value.size,
        kind: value.kind,
    };
    let begun = services
        .command(&who, &services.document, Intent { key, received_at }, request, |c, r| async move {
            DocumentServiceClient::new(c).begin_file(r).await
        })
        .await?;
    let file = ArrivingFile::from(begun.message.file.unwrap_or_default());
    Ok(done(StatusCode::CREATED, file, None, begun.replayed))
}

/// Dit où en est l’envoi d’un fichier
#[utoipa::path(get, path = "/depots/{deposit_id}/fichiers/{file_id}", tag = "fichiers",
    params(("deposit_id" = uuid::Uuid, Path), ("file_id" = uuid::Uuid, Path)),
    responses((status = 200, body = ArrivingFile)))]
pub async fn show(
    State(gateway): State<Gateway>,
    who: Principal,
    Path((deposit_id, file_id)): Path<(String, String)>,
) -> Result<Json<ArrivingFile>> {
    let services = gateway.services();
    let request = pb::GetFileRequest { file_id: id(&file_id)?, deposit_id: id(&deposit_id)? };
    let found = services
        .read(&who, &services.document, request, |c, r| async move {
            DocumentServiceClient::new(c).get_file(r).await
        })
        .await?;
    Ok(Json(found.file.unwrap_or_default().into()))
}

/// Envoie une partie d’un fichier, là où la précédente finit
#[utoipa::path(patch, path = "/depots/{deposit_id}/fichiers/{file_id}", tag = "fichiers",
    description = "La partie commence à l’octet que dit Upload-Offset, celui où l’envoi en est. Envoyée de nouveau telle quelle, une partie n’est pas écrite deux fois.",
    params(("deposit_id" = uuid::Uuid, Path), ("file_id" = uuid::Uuid, Path), ("Upload-Offset" = u64, Header, description = "Octets du fichier qui précèdent la partie.")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "La partie, 8 Mio au plus."),
    responses((status = 200, body = ArrivingFile), (status = 409, body = Problem, description = "La partie n’est pas celle qui est attendue."), (status = 411, body = Problem)))]
pub async fn append(
    State(gateway): State<Gateway>,
    who: Principal,
    Path((deposit_id, file_id)): Path<(String, String)>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<ArrivingFile>> {
    let offset = headers.get(OFFSET).and_then(|value| value.to_str().ok()).and_then(|text| text.parse().ok());
    let Some(offset) = offset else {
        drain(body).await;
        return Err(unplaced());
    };
    let Some(size) = body.size_hint().exact() else { return Err(unannounced()) };
    let first =
        Part::Header(pb::PartHeader { file_id: id(&file_id)?, offset, size, deposit_id: id(&deposit_id)? });
    let (parts, sent) = mpsc::channel(8);
    let mut request = gateway.services().request(&who, &gateway.services().document, whole(sent))?;
    request.set_timeout(LONGEST);
    let channel = gateway.services().document.channel();
    let call = tokio::spawn(async move { DocumentServiceClient::new(channel).append_part(request).await });
    // A sender who leaves takes the call along: half a part is none.
    let call = AbortOnDropHandle::new(call);
    let part = |part| pb::AppendPartRequest { part: Some(part) };
    let pumped = pump(part(first), |chunk| part(Part::Chunk(chunk)), body, parts);
    tokio::time::timeout(LONGEST, pumped).await.map_err(|_| interrupted())??;
    match call.detach().await.map_err(Failure::internal)?.map_err(Problem::from) {
        Ok(answer) => Ok(Json(answer.into_inner().file.unwrap_or_default().into())),
        Err(problem) => {
            if problem.is_unavailable() {
                outages::turned_away(&gateway, &who, None).await;
            }
            Err(problem)
        }
    }
}

/// Termine un fichier : entier et d’empreinte exacte, il devient une pièce
#[utoipa::path(post, path = "/depots/{deposit_id}/fichiers/{file_id}/fin", tag = "fichiers", request_body = FileEnd,
    params(("deposit_id" = uuid::Uuid, Path), ("file_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 201, body = Piece), (status = 409, body = Problem, description = "Le fichier n’est pas entier, ou il est déjà terminé.")))]
pub async fn complete(
    State(gateway): State<Gateway>,
    who: Principal,
    Path((deposit_id, file_id)): Path<(String, String)>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<FileEnd>,
) -> Result<Response> {
    let services = gateway.services();
    let wanted = pb::CompleteFileRequest {
        file_id: id(&file_id)?,
        sha256: value.sha256,
        deposit_id: id(&deposit_id)?,
    };
    let mut request =
        services.command_request(&who, &services.document, Intent { key, received_at }, wanted)?;
    // As many bytes as there are to put one behind the other.
    request.set_timeout(LONGEST);
    let channel = services.document.channel();
    let call = tokio::spawn(async move { DocumentServiceClient::new(channel).complete_file(request).await });
    let answered = call.await.map_err(Failure::internal)?.map_err(Problem::from)?;
    let kept = crate::services::answer(answered);
    Ok(done(StatusCode::CREATED, Piece::from(kept.message.piece.unwrap_or_default()), None, kept.replayed))
}

fn unplaced() -> Problem {
    Problem::field(
        StatusCode::BAD_REQUEST,
        "TAI-005",
        "Upload-Offset",
        "L’en-tête Upload-Offset manque ou n’est pas un nombre d’octets. Envoyez celui où l’envoi en est\u{a0}: la lecture de son état le donne.",
    )
}
