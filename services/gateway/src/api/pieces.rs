//! Pieces: deposited as they come, shown by their owner's leave. Bytes pass through, they are never held whole.

use std::time::Duration;

use axum::{
    Json,
    body::{Body, Bytes, HttpBody},
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::Response,
};
use futures::{StreamExt, TryStreamExt};
use greffe_chassis::Failure;
use greffe_contracts::document::v1::{
    self as pb, document_service_client::DocumentServiceClient, download_response, make_bundle_response,
    paper_service_client::PaperServiceClient, upload_request,
};
use serde::Deserialize;
use tokio::sync::mpsc;
use tokio_util::task::AbortOnDropHandle;
use utoipa::IntoParams;
use uuid::Uuid;

use super::done;
use crate::{
    Gateway,
    extract::{Key, Query, id},
    identity::Principal,
    outages,
    problem::{Problem, Result},
    services::{self, Intent},
    views::{Page, PageText, Piece, WordsFound, each},
};

/// Bytes of a part towards the document service.
const CHUNK: usize = 64 * 1024;
/// Longest silence of a sender, and longest deposit in all.
const SILENCE: Duration = Duration::from_secs(30);
pub(super) const LONGEST: Duration = Duration::from_secs(600);
/// What is still read of a refused body, for as long as one that is kept may take, so that the refusal reaches its sender.
const DRAINED_MAX: u64 = 128 * 1024 * 1024;

/// What is deposited.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Deposit {
    /// `declaration`, `saisine`, `requete`, `memoire`, `decision_attaquee`, `piece`, `rapport`, `avis`, `note`, `autre`.
    pub(super) kind: String,
    /// Name of the file.
    pub(super) nom: String,
}

/// Dépose une pièce ; un acte la nomme ensuite
#[utoipa::path(post, path = "/pieces", tag = "pieces",
    params(Deposit, ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "Le fichier, tel quel, avec son Content-Type ; 50 Mio au plus."),
    responses((status = 201, body = Piece), (status = 401, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem)))]
pub async fn deposit(
    State(gateway): State<Gateway>,
    who: Principal,
    Key(key): Key,
    Query(deposit): Query<Deposit>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response> {
    let kept = upload(&gateway, &who, key, deposit, &headers, body).await?;
    Ok(done(StatusCode::CREATED, Piece::from(kept.message.piece.unwrap_or_default()), None, kept.replayed))
}

/// Passes a file on to its keeper.
///
/// # Errors
/// When it is too large, does not come whole, or is refused.
pub(super) async fn upload(
    gateway: &Gateway,
    who: &Principal,
    key: Uuid,
    deposit: Deposit,
    headers: &HeaderMap,
    body: Body,
) -> Result<services::Answer<pb::UploadResponse>> {
    let limit = gateway.limits().piece_bytes;
    let announced = body.size_hint().exact().ok_or_else(unannounced)?;
    if announced > limit {
        drain(body).await;
        return Err(too_large(limit));
    }
    let first = pb::UploadHeader {
        file_name: deposit.nom,
        declared_type: text(headers, header::CONTENT_TYPE),
        declared_size: announced,
        kind: deposit.kind,
    };
    let (parts, sent) = mpsc::channel(8);
    let sent = whole(sent);
    let services = gateway.services().clone();
    let intent = Intent { key, received_at: gateway.now() };
    let mut request = services.command_request(who, &services.document, intent, sent)?;
    request.set_timeout(LONGEST);
    let channel = services.document.channel();
    let call = tokio::spawn(async move { DocumentServiceClient::new(channel).upload(request).await });
    // Until the last byte has come, a sender who leaves takes the call along: half a file is no deposit.
    let call = AbortOnDropHandle::new(call);
    let part = |part| pb::UploadRequest { part: Some(part) };
    let pumped = pump(
        part(upload_request::Part::Header(first)),
        |chunk| part(upload_request::Part::Chunk(chunk)),
        body,
        parts,
    );
    tokio::time::timeout(LONGEST, pumped).await.map_err(|_| interrupted())??;
    // From here on a sender who leaves changes nothing.
    let response = call.detach().await.map_err(Failure::internal)?;
    match response.map_err(Problem::from) {
        Ok(response) => Ok(services::answer(response)),
        Err(problem) => {
            if problem.is_unavailable() {
                outages::turned_away(gateway, who, None).await;
            }
            Err(problem)
        }
    }
}

/// The parts, which end only when told so: a sender who leaves halfway leaves a call that never ends, and that is cancelled.
/// A cancelled call may look to the service like one that ended: the size announced tells them apart.
pub(super) fn whole<T: Send + 'static>(
    sent: mpsc::Receiver<Option<T>>,
) -> impl futures::Stream<Item = T> + Send + 'static {
    futures::stream::unfold(sent, |mut sent| async move {
        match sent.recv().await {
            Some(Some(part)) => Some((part, sent)),
            Some(None) => None,
            None => std::future::pending().await,
        }
    })
}

/// Passes the body on, behind what comes first. A service that has answered already takes no more: its answer says why.
pub(super) async fn pump<T>(
    first: T,
    chunk: impl Fn(Vec<u8>) -> T,
    body: Body,
    parts: mpsc::Sender<Option<T>>,
) -> Result<()> {
    if parts.send(Some(first)).await.is_err() {
        drain(body).await;
        return Ok(());
    }
    let mut stream = body.into_data_stream();
    let mut size = 0_u64;
    loop {
        let next = tokio::time::timeout(SILENCE, stream.next()).await.map_err(|_| interrupted())?;
        let Some(bytes) = next else {
            // A service that has answered already needs no end.
            let _ = parts.send(None).await;
            return Ok(());
        };
        let mut bytes = bytes.map_err(|_| interrupted())?;
        size += bytes.len() as u64;
        while !bytes.is_empty() {
            let next = bytes.split_to(bytes.len().min(CHUNK));
            if parts.send(Some(chunk(next.into()))).await.is_err() {
                drain_stream(stream, size).await;
                return Ok(());
            }
        }
    }
}

pub(super) async fn drain(body: Body) {
    drain_stream(body.into_data_stream(), 0).await;
}

async fn drain_stream(mut stream: axum::body::BodyDataStream, mut read: u64) {
    let drained = async {
        while let Ok(Some(Ok(bytes))) = tokio::time::timeout(SILENCE, stream.next()).await {
            read += bytes.len() as u64;
            if read > DRAINED_MAX {
                return;
            }
        }
    };
    let _ = tokio::time::timeout(LONGEST, drained).await;
}

pub(super) fn too_large(limit: u64) -> Problem {
    let mib = limit / (1024 * 1024);
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "TAI-002",
        format!(
            "Le fichier dépasse la limite de {mib}\u{a0}Mio d’un dépôt en une seule demande. Envoyez-le par parties, reprises après une coupure\u{a0}: POST /api/v1/depots/{{depot}}/fichiers (jusqu’à 2\u{a0}Gio par fichier), comme le dit la page d’aide TAI-002."
        ),
    )
}

pub(super) fn unannounced() -> Problem {
    Problem::new(
        StatusCode::LENGTH_REQUIRED,
        "TAI-004",
        "La taille du fichier n’est pas annoncée\u{a0}: sans elle, un fichier tronqué ne se distingue pas d’un fichier entier. Envoyez l’en-tête Content-Length.",
    )
}

pub(super) fn interrupted() -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        "TAI-003",
        "L’envoi du fichier s’est interrompu avant sa fin. Rien n’a été conservé\u{a0}: renvoyez le fichier entier avec la même clé d’idempotence.",
    )
}

/// Les pièces d’un dossier, dans l’ordre du journal
#[utoipa::path(get, path = "/dossiers/{dossier_id}/pieces", tag = "pieces",
    params(("dossier_id" = uuid::Uuid, Path)),
    responses((status = 200, body = Page<Piece>), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn of_dossier(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
) -> Result<Json<Page<Piece>>> {
    let services = gateway.services();
    let request = pb::ListPiecesRequest { dossier_id: id(&dossier_id)? };
    let found = services
        .read(&who, &services.document, request, |c, r| async move {
            DocumentServiceClient::new(c).list_pieces(r).await
        })
        .await?;
    Ok(Json(Page::whole(each(found.pieces))))
}

/// How a piece is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Showing {
    /// `1` shows it in the page where its type allows; else it is downloaded.
    affichage: Option<u8>,
    /// `archivage` : la copie PDF/A ; `signee` : la minute telle qu’elle fut signée en dernier. Sans elle, ce qui fut reçu.
    #[param(inline)]
    forme: Option<Form>,
}

/// What is given of a piece.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// What was received.
    #[default]
    Original,
    /// Its copy for archives.
    Archivage,
    /// A minute as it was last signed.
    Signee,
}

impl From<Form> for pb::PieceForm {
    fn from(form: Form) -> Self {
        match form {
            Form::Original => Self::Unspecified,
            Form::Archivage => Self::Archival,
            Form::Signee => Self::Signed,
        }
    }
}

/// Le contenu d’une pièce, ou une partie de ses octets
#[utoipa::path(get, path = "/pieces/{piece_id}/contenu", tag = "pieces",
    description = "Avec `Range: bytes=DE-A`, seuls ces octets sont donnés (206). Chaque partie est décidée comme le tout ; la lecture est inscrite une fois, à l’ouverture, pour l’heure qui suit. Aucun octet d’une partie n’est donné avant d’avoir été comparé à ce qui fut reçu. Avec `forme=archivage`, la copie PDF/A est donnée, entière ; avec `forme=signee`, la minute telle qu’elle fut signée en dernier.",
    params(("piece_id" = uuid::Uuid, Path), Showing, ("Range" = Option<String>, Header, description = "Une seule étendue, par son premier octet ; sans elle, tout le fichier.")),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>),
        (status = 206, content_type = "application/octet-stream", body = Vec<u8>, description = "La partie demandée."),
        (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 416, body = Problem, description = "L’étendue commence après la fin du fichier.")))]
pub async fn content(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(piece_id): Path<String>,
    Query(showing): Query<Showing>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response> {
    let services = gateway.services();
    let form = showing.forme.unwrap_or_default();
    let received = form == Form::Original;
    let range = wanted_range(&method, &headers).filter(|_| received);
    let wanted =
        pb::DownloadRequest { piece_id: id(&piece_id)?, range, form: pb::PieceForm::from(form).into() };
    let mut request = services.request(&who, &services.document, wanted)?;
    request.set_timeout(LONGEST);
    let answered = DocumentServiceClient::new(services.document.channel()).download(request).await?;
    let mut parts = answered.into_inner();
    let Some(download_response::Part::Piece(piece)) = parts.message().await?.and_then(|first| first.part)
    else {
        return Err(Failure::internal("a download begins with its piece").into());
    };
    let bytes = parts.map_err(std::io::Error::other).try_filter_map(|part| async move {
        Ok(match part.part {
            Some(download_response::Part::Chunk(chunk)) => Some(Bytes::from(chunk)),
            _ => None,
        })
    });
    let mut response = Response::new(Body::from_stream(bytes));
    dress(response.headers_mut(), &piece, showing.affichage == Some(1))?;
    let parts = if received { "bytes" } else { "none" };
    response.headers_mut().insert(header::ACCEPT_RANGES, HeaderValue::from_static(parts));
    if let Some(range) = range {
        let to = if range.to == 0 { piece.size } else { range.to.min(piece.size) };
        if range.from >= to {
            return Err(beyond(piece.size));
        }
        let told = format!("bytes {}-{}/{}", range.from, to - 1, piece.size);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(to - range.from));
        headers.insert(header::CONTENT_RANGE, HeaderValue::try_from(told).map_err(Failure::internal)?);
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    Ok(response)
}

/// Whether a request asks a part of a piece: those of one reading are many.
pub(crate) fn is_part(request: &axum::http::request::Parts) -> bool {
    request.uri.path().ends_with("/contenu") && wanted_range(&request.method, &request.headers).is_some()
}

/// The bytes asked for, by their first and perhaps their last. What is asked otherwise (the end of a file, several parts, by another
/// method, on a condition) is given as all of it, as RFC 9110 (13.1.5, 14.2) admits.
fn wanted_range(method: &Method, headers: &HeaderMap) -> Option<pb::ByteRange> {
    if *method != Method::GET || headers.contains_key(header::IF_RANGE) {
        return None;
    }
    let (unit, range) = headers.get(header::RANGE)?.to_str().ok()?.split_once('=')?;
    let (from, last) = range.split_once('-').filter(|_| unit.eq_ignore_ascii_case("bytes"))?;
    let place = |digits: &str| -> Option<u64> {
        digits.parse().ok().filter(|_| digits.bytes().all(|digit| digit.is_ascii_digit()))
    };
    let from = place(from.trim())?;
    let to = match last.trim() {
        "" => 0,
        last => place(last).filter(|last| *last >= from)?.saturating_add(1),
    };
    Some(pb::ByteRange { from, to })
}

fn beyond(size: u64) -> Problem {
    let problem = Problem::new(
        StatusCode::RANGE_NOT_SATISFIABLE,
        "TAI-006",
        format!(
            "L’étendue demandée commence après la fin du fichier, qui a {size}\u{a0}octets. Demandez-la depuis un octet qu’il a."
        ),
    );
    Problem { whole: Some(size), ..problem }
}

/// Une pièce : ce que ses contrôles ont trouvé, où en est la lecture de son texte
#[utoipa::path(get, path = "/pieces/{piece_id}", tag = "pieces", params(("piece_id" = uuid::Uuid, Path)),
    responses((status = 200, body = Piece), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(piece_id): Path<String>,
) -> Result<Json<Piece>> {
    let services = gateway.services();
    let request = pb::GetPieceRequest { piece_id: id(&piece_id)? };
    let found = services
        .read(&who, &services.document, request, |c, r| async move {
            DocumentServiceClient::new(c).get_piece(r).await
        })
        .await?;
    Ok(Json(found.piece.unwrap_or_default().into()))
}

/// Contrôle de nouveau une pièce refusée, en attente de l’antivirus, ou saine : elle n’est pas servie d’ici là
#[utoipa::path(post, path = "/pieces/{piece_id}/controle", tag = "pieces",
    description = "Pour ceux qui tiennent le dossier. Où un contrôle est déjà en cours, rien ne change ; `control` de la réponse, puis de `GET /pieces/{piece_id}`, dit où il en est.",
    params(("piece_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = Piece), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn check_again(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(piece_id): Path<String>,
    Key(key): Key,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::CheckPieceAgainRequest { piece_id: id(&piece_id)? };
    let intent = Intent { key, received_at: gateway.now() };
    let begun = services
        .command(&who, &services.document, intent, request, |c, r| async move {
            DocumentServiceClient::new(c).check_piece_again(r).await
        })
        .await?;
    Ok(done(StatusCode::OK, Piece::from(begun.message.piece.unwrap_or_default()), None, begun.replayed))
}

/// Which page is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageWanted {
    /// À partir de 1.
    page: Option<u32>,
}

/// Le texte d’une page d’une pièce
#[utoipa::path(get, path = "/pieces/{piece_id}/texte", tag = "pieces", params(("piece_id" = uuid::Uuid, Path), PageWanted),
    responses((status = 200, body = PageText), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn text_of(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(piece_id): Path<String>,
    Query(wanted): Query<PageWanted>,
) -> Result<Json<PageText>> {
    let services = gateway.services();
    let request = pb::GetPageTextRequest { piece_id: id(&piece_id)?, page: wanted.page.unwrap_or(1) };
    let found = services
        .read(&who, &services.document, request, |c, r| async move {
            DocumentServiceClient::new(c).get_page_text(r).await
        })
        .await?;
    Ok(Json(found.into()))
}

/// What is sought in a piece.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WordsWanted {
    /// Words as they follow one another; neither case nor accents count.
    q: String,
}

/// Les pages d’une pièce qui disent des mots, et combien de fois
#[utoipa::path(get, path = "/pieces/{piece_id}/mots", tag = "pieces", params(("piece_id" = uuid::Uuid, Path), WordsWanted),
    description = "Dans le texte que le service garde de chaque page, lu dans le fichier ou reconnu sur son image. `progress` dit où en est cette lecture : ce qui n’est pas encore lu n’est pas trouvé.",
    responses((status = 200, body = WordsFound), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn words(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(piece_id): Path<String>,
    Query(wanted): Query<WordsWanted>,
) -> Result<Json<WordsFound>> {
    let services = gateway.services();
    let request = pb::FindInPieceRequest { piece_id: id(&piece_id)?, words: wanted.q };
    let found = services
        .read(&who, &services.document, request, |c, r| async move {
            DocumentServiceClient::new(c).find_in_piece(r).await
        })
        .await?;
    Ok(Json(found.into()))
}

/// What is bundled.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Bundle {
    /// UUIDs, séparés par des virgules, dans l’ordre du recueil.
    pieces: String,
    /// `pdf` ou `zip`.
    format: String,
}

/// Des pièces choisies du dossier, réunies en un PDF paginé ou en une archive
#[utoipa::path(get, path = "/dossiers/{dossier_id}/recueil", tag = "pieces",
    description = "Le PDF a une couverture, un sommaire dont chaque ligne mène à sa pièce, des signets et une pagination continue ; l’archive ZIP, un manifeste des empreintes SHA-256. Les mêmes pièces dans le même ordre donnent les mêmes octets. Chaque pièce est lue au nom de l’appelant, et sa lecture inscrite.",
    params(("dossier_id" = uuid::Uuid, Path), Bundle),
    responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem)))]
pub async fn bundle(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Query(wanted): Query<Bundle>,
) -> Result<Response> {
    let services = gateway.services();
    let piece_ids =
        wanted.pieces.split(',').filter(|piece| !piece.is_empty()).map(id).collect::<Result<_>>()?;
    let request = pb::MakeBundleRequest { dossier_id: id(&dossier_id)?, piece_ids, form: wanted.format };
    let mut request = services.request(&who, &services.document, request)?;
    request.set_timeout(LONGEST);
    let answered = PaperServiceClient::new(services.document.channel()).make_bundle(request).await?;
    let mut parts = answered.into_inner();
    let Some(make_bundle_response::Part::Made(made)) = parts.message().await?.and_then(|first| first.part)
    else {
        return Err(Failure::internal("a bundle begins with its description").into());
    };
    let bytes = parts.map_err(std::io::Error::other).try_filter_map(|part| async move {
        Ok(match part.part {
            Some(make_bundle_response::Part::Chunk(chunk)) => Some(Bytes::from(chunk)),
            _ => None,
        })
    });
    let mut response = Response::new(Body::from_stream(bytes));
    let described = pb::Piece {
        file_name: made.file_name,
        media_type: made.media_type,
        size: made.size,
        sha256: made.sha256,
        ..Default::default()
    };
    dress(response.headers_mut(), &described, false)?;
    Ok(response)
}

/// A paper of someone else's is shown as a picture or a text, never as a page of ours: no script, no form, no origin.
fn dress(headers: &mut HeaderMap, piece: &pb::Piece, shown: bool) -> Result<()> {
    let shows = matches!(
        piece.media_type.as_str(),
        "application/pdf" | "image/png" | "image/jpeg" | "image/webp" | "text/plain"
    );
    let kind = if shows { piece.media_type.as_str() } else { "application/octet-stream" };
    let kind = if kind == "text/plain" { "text/plain; charset=utf-8" } else { kind };
    let way = if shows && shown { "inline" } else { "attachment" };
    let disposition = format!("{way}; filename*=UTF-8''{}", percent(&piece.file_name));
    let value = |text: &str| HeaderValue::try_from(text).map_err(Failure::internal);
    headers.insert(header::CONTENT_TYPE, value(kind)?);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(piece.size));
    headers.insert(header::CONTENT_DISPOSITION, value(&disposition)?);
    headers.insert(header::ETAG, value(&format!("\"{}\"", piece.sha256))?);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox",
        ),
    );
    Ok(())
}

/// RFC 5987.
fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> String {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}
