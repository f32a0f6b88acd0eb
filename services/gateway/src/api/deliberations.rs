//! The délibéré of a dossier: its papers, for those who judge it. Nothing of an answer is kept by a browser.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use greffe_contracts::deliberation::v1::{
    self as pb, deliberation_service_client::DeliberationServiceClient,
};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use super::done;
use crate::{
    Gateway,
    extract::{Body_, Key, Query, id},
    identity::Principal,
    problem::{Problem, Result},
    services::Intent,
    views::{
        DeliberationComment, DeliberationCommentInput, DeliberationComparison, DeliberationDepositInput,
        DeliberationInput, DeliberationPaper, DeliberationPapers, DeliberationReading, DeliberationSaved,
        DeliberationStateInput, DeliberationVersionInput,
    },
};

const NO_STORE: [(HeaderName, HeaderValue); 1] =
    [(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"))];

type Unkept<T> = ([(HeaderName, HeaderValue); 1], Json<T>);

/// Code of a save that another version came before.
const STALE: &str = "DEL-004";

/// Les papiers du délibéré que vous pouvez lire
#[utoipa::path(get, path = "/dossiers/{dossier_id}/delibere/papiers", tag = "delibere",
    params(("dossier_id" = uuid::Uuid, Path)),
    responses((status = 200, body = DeliberationPapers), (status = 401, body = Problem), (status = 404, body = Problem), (status = 503, body = Problem)))]
pub async fn list(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
) -> Result<Unkept<DeliberationPapers>> {
    let services = gateway.services();
    let request = pb::ListPapersRequest { dossier_id: id(&dossier_id)? };
    let found = services
        .read(&who, &services.document, request, |c, r| async move {
            DeliberationServiceClient::new(c).list_papers(r).await
        })
        .await?;
    let names = gateway.agents().names(found.papers.iter().flat_map(authors).collect::<Vec<_>>()).await;
    let papers = found.papers.into_iter().map(|p| DeliberationPaper::of(p, &names)).collect();
    Ok((NO_STORE, Json(DeliberationPapers { papers, may_open: found.may_open })))
}

/// Ouvre un papier, que ses seuls auteurs lisent jusqu’à son dépôt
#[utoipa::path(post, path = "/dossiers/{dossier_id}/delibere/papiers", tag = "delibere", request_body = DeliberationInput,
    params(("dossier_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 201, body = DeliberationPaper), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem), (status = 503, body = Problem)))]
pub async fn open(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<DeliberationInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::OpenPaperRequest {
        dossier_id: id(&dossier_id)?,
        kind: value.kind,
        title: value.title,
        text: value.text,
        alternative_of: value.alternative_of.unwrap_or_default(),
        co_author_ids: value.co_author_ids,
    };
    let opened = services
        .command(&who, &services.document, Intent { key, received_at }, request, |c, r| async move {
            DeliberationServiceClient::new(c).open_paper(r).await
        })
        .await?;
    Ok(told(&gateway, StatusCode::CREATED, opened.message.paper, opened.replayed).await)
}

/// Which version.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// The last that the reader may read when absent.
    #[serde(default)]
    version: u64,
}

/// Un papier en entier, au nom de qui le lit
#[utoipa::path(get, path = "/dossiers/{dossier_id}/delibere/papiers/{papier_id}", tag = "delibere",
    params(("dossier_id" = uuid::Uuid, Path), ("papier_id" = uuid::Uuid, Path), Wanted),
    responses((status = 200, body = DeliberationReading), (status = 401, body = Problem), (status = 404, body = Problem), (status = 503, body = Problem)))]
pub async fn show(
    State(gateway): State<Gateway>,
    who: Principal,
    Path((dossier_id, papier_id)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
) -> Result<Unkept<DeliberationReading>> {
    let services = gateway.services();
    let request = pb::ReadPaperRequest {
        dossier_id: id(&dossier_id)?,
        paper_id: id(&papier_id)?,
        version: wanted.version,
    };
    let read = services
        .read(&who, &services.document, request, |c, r| async move {
            DeliberationServiceClient::new(c).read_paper(r).await
        })
        .await?;
    let names = gateway.agents().names(DeliberationReading::agents(&read)).await;
    Ok((NO_STORE, Json(DeliberationReading::of(read, &names))))
}

/// Un papier en PDF, le nom de qui le lit en travers de chaque page
#[utoipa::path(get, path = "/dossiers/{dossier_id}/delibere/papiers/{papier_id}/imprime", tag = "delibere",
    params(("dossier_id" = uuid::Uuid, Path), ("papier_id" = uuid::Uuid, Path), Wanted),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem), (status = 503, body = Problem)))]
pub async fn print(
    State(gateway): State<Gateway>,
    who: Principal,
    Path((dossier_id, papier_id)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::PrintPaperRequest {
        dossier_id: id(&dossier_id)?,
        paper_id: id(&papier_id)?,
        version: wanted.version,
    };
    let printed = services
        .read(&who, &services.document, request, |c, r| async move {
            DeliberationServiceClient::new(c).print_paper(r).await
        })
        .await?;
    super::papers::shown("delibere", printed.pdf)
}

/// Enregistre une version, qui repose sur celle qu’elle nomme
#[utoipa::path(post, path = "/dossiers/{dossier_id}/delibere/papiers/{papier_id}/versions", tag = "delibere", request_body = DeliberationVersionInput,
    params(("dossier_id" = uuid::Uuid, Path), ("papier_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 201, body = DeliberationSaved), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 503, body = Problem)))]
pub async fn save(
    State(gateway): State<Gateway>,
    who: Principal,
    Path((dossier_id, papier_id)): Path<(String, String)>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<DeliberationVersionInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::SavePaperRequest {
        dossier_id: id(&dossier_id)?,
        paper_id: id(&papier_id)?,
        base_version: value.base_version,
        text: value.text,
        apart: value.apart,
    };
    let saved = services
        .command(&who, &services.document, Intent { key, received_at }, request, |c, r| async move {
            DeliberationServiceClient::new(c).save_paper(r).await
        })
        .await;
    let saved = match saved {
        Ok(saved) => saved,
        Err(problem) => return Err(named(&gateway, problem).await),
    };
    let papers = saved.message.paper.iter().chain(&saved.message.meant);
    let names = gateway.agents().names(papers.flat_map(authors).collect::<Vec<_>>()).await;
    let body = DeliberationSaved {
        paper: DeliberationPaper::of(saved.message.paper.unwrap_or_default(), &names),
        meant: saved.message.meant.map(|paper| DeliberationPaper::of(paper, &names)),
    };
    Ok(unkept(StatusCode::CREATED, body, saved.replayed))
}

/// Dépose la dernière version, que les relecteurs lisent alors
#[utoipa::path(post, path = "/dossiers/{dossier_id}/delibere/papiers/{papier_id}/depot", tag = "delibere", request_body = DeliberationDepositInput,
    params(("dossier_id" = uuid::Uuid, Path), ("papier_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = DeliberationPaper), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 503, body = Problem)))]
pub async fn deposit(
    State(gateway): State<Gateway>,
    who: Principal,
    Path((dossier_id, papier_id)): Path<(String, String)>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<DeliberationDepositInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::DepositPaperRequest {
        dossier_id: id(&dossier_id)?,
        paper_id: id(&papier_id)?,
        version: value.version,
    };
    let deposited = services
        .command(&who, &services.document, Intent { key, received_at }, request, |c, r| async move {
            DeliberationServiceClient::new(c).deposit_paper(r).await
        })
        .await;
    match deposited {
        Ok(deposited) => {
            Ok(told(&gateway, StatusCode::OK, deposited.message.paper, deposited.replayed).await)
        }
        Err(problem) => Err(named(&gateway, problem).await),
    }
}

/// Dit qu’une version déposée est relue, puis délibérée ; d’un projet, que la formation l’a adopté
#[utoipa::path(post, path = "/dossiers/{dossier_id}/delibere/papiers/{papier_id}/etat", tag = "delibere", request_body = DeliberationStateInput,
    params(("dossier_id" = uuid::Uuid, Path), ("papier_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = DeliberationPaper), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 503, body = Problem)))]
pub async fn review(
    State(gateway): State<Gateway>,
    who: Principal,
    Path((dossier_id, papier_id)): Path<(String, String)>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<DeliberationStateInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::ReviewPaperRequest {
        dossier_id: id(&dossier_id)?,
        paper_id: id(&papier_id)?,
        version: value.version,
        state: value.state,
        adopted_paper_id: value.adopted_paper_id.unwrap_or_default(),
    };
    let reviewed = services
        .command(&who, &services.document, Intent { key, received_at }, request, |c, r| async move {
            DeliberationServiceClient::new(c).review_paper(r).await
        })
        .await?;
    Ok(told(&gateway, StatusCode::OK, reviewed.message.paper, reviewed.replayed).await)
}

/// Commente une version
#[utoipa::path(post, path = "/dossiers/{dossier_id}/delibere/papiers/{papier_id}/commentaires", tag = "delibere", request_body = DeliberationCommentInput,
    params(("dossier_id" = uuid::Uuid, Path), ("papier_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 201, body = DeliberationComment), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem), (status = 503, body = Problem)))]
pub async fn comment(
    State(gateway): State<Gateway>,
    who: Principal,
    Path((dossier_id, papier_id)): Path<(String, String)>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<DeliberationCommentInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::CommentRequest {
        dossier_id: id(&dossier_id)?,
        paper_id: id(&papier_id)?,
        version: value.version,
        text: value.text,
    };
    let made = services
        .command(&who, &services.document, Intent { key, received_at }, request, |c, r| async move {
            DeliberationServiceClient::new(c).comment(r).await
        })
        .await?;
    let comment = made.message.comment.unwrap_or_default();
    let names = gateway.agents().names([comment.author_id.clone()]).await;
    Ok(unkept(StatusCode::CREATED, DeliberationComment::of(comment, &names), made.replayed))
}

/// Two versions, of one paper or of alternatives.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Sides {
    /// Paper of the one side.
    de: uuid::Uuid,
    /// Its version; the last that the reader may read when absent.
    #[serde(default)]
    de_version: u64,
    /// Paper of the other side.
    a: uuid::Uuid,
    /// Its version; the last that the reader may read when absent.
    #[serde(default)]
    a_version: u64,
}

/// Compare mot à mot deux versions d’un papier, ou deux variantes
#[utoipa::path(get, path = "/dossiers/{dossier_id}/delibere/comparaison", tag = "delibere",
    params(("dossier_id" = uuid::Uuid, Path), Sides),
    responses((status = 200, body = DeliberationComparison), (status = 401, body = Problem), (status = 404, body = Problem), (status = 503, body = Problem)))]
pub async fn compare(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Query(sides): Query<Sides>,
) -> Result<Unkept<DeliberationComparison>> {
    let services = gateway.services();
    let side = |paper: uuid::Uuid, version| Some(pb::PaperSide { paper_id: paper.to_string(), version });
    let request = pb::ComparePapersRequest {
        dossier_id: id(&dossier_id)?,
        from: side(sides.de, sides.de_version),
        to: side(sides.a, sides.a_version),
    };
    let compared = services
        .read(&who, &services.document, request, |c, r| async move {
            DeliberationServiceClient::new(c).compare_papers(r).await
        })
        .await?;
    Ok((NO_STORE, Json(compared.into())))
}

/// Agents that a paper names.
fn authors(paper: &pb::Paper) -> Vec<String> {
    paper.author_ids.iter().chain([&paper.saved_by]).cloned().collect()
}

/// A paper after a command.
async fn told(gateway: &Gateway, status: StatusCode, paper: Option<pb::Paper>, replayed: bool) -> Response {
    let paper = paper.unwrap_or_default();
    let names = gateway.agents().names(authors(&paper)).await;
    unkept(status, DeliberationPaper::of(paper, &names), replayed)
}

fn unkept(status: StatusCode, body: impl Serialize, replayed: bool) -> Response {
    let mut response = done(status, body, None, replayed);
    let [(name, value)] = NO_STORE;
    response.headers_mut().insert(name, value);
    response
}

/// Who wrote the version that came first, by name.
async fn named(gateway: &Gateway, mut problem: Problem) -> Problem {
    if problem.code == STALE {
        for error in problem.errors.iter_mut().filter(|error| error.field == "saved_by") {
            let names = gateway.agents().names([error.message.clone()]).await;
            if let Some(name) = names.get(&error.message) {
                error.message.clone_from(name);
            }
        }
    }
    problem
}
