//! Notices: due, under way, proven; one step; batches.

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use greffe_contracts::{
    common::v1::PageRequest,
    notification::v1::{self as pb, notification_service_client::NotificationServiceClient},
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{PAGE, PAGE_MAX, done, papers};
use crate::{
    Gateway,
    extract::{Body_, Key, Query, id},
    identity::Principal,
    problem::{Problem, Result},
    services::Intent,
    views::{
        DueNotice, NoticeBatch, NoticeBatchInput, NoticeFigures, NoticeLife, NoticeStepInput, Page, each,
    },
};

/// Which notices.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Those of one dossier.
    dossier: Option<uuid::Uuid>,
    /// `a_preparer`, `a_remettre`, `en_chemin`, `a_examiner`, `en_poursuite`, `prouve`, `attendu`.
    place: Option<String>,
    /// Due on that day or before.
    avant: Option<String>,
    /// Code of a chamber.
    chambre: Option<String>,
    /// As the page before gave it.
    cursor: Option<String>,
    /// Rows, 200 at most.
    size: Option<u32>,
}

/// Les avis dus par le greffe, le plus proche d’abord
#[utoipa::path(get, path = "/avis", tag = "avis", params(Filter),
    responses((status = 200, body = Page<DueNotice>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn list(
    State(gateway): State<Gateway>,
    who: Principal,
    Query(filter): Query<Filter>,
) -> Result<Json<Page<DueNotice>>> {
    let services = gateway.services();
    let request = pb::ListNoticesRequest {
        dossier_id: filter.dossier.map(|id| id.to_string()).unwrap_or_default(),
        place: filter.place.unwrap_or_default(),
        due_by: filter.avant.unwrap_or_default(),
        chambre: filter.chambre.unwrap_or_default(),
        page: Some(PageRequest {
            cursor: filter.cursor.unwrap_or_default(),
            size: filter.size.unwrap_or(PAGE).clamp(1, PAGE_MAX),
        }),
    };
    let found = services
        .read(&who, &services.notification, request, |c, r| async move {
            NotificationServiceClient::new(c).list_notices(r).await
        })
        .await?;
    Ok(Json(Page::of(each(found.notices), found.page)))
}

/// Où en sont les avis : des chiffres d’une même lecture, qui concordent
#[utoipa::path(get, path = "/avis/chiffres", tag = "avis",
    responses((status = 200, body = NoticeFigures), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn figures(State(gateway): State<Gateway>, who: Principal) -> Result<Json<NoticeFigures>> {
    let services = gateway.services();
    let found = services
        .read(&who, &services.notification, pb::CountNoticesRequest {}, |c, r| async move {
            NotificationServiceClient::new(c).count_notices(r).await
        })
        .await?;
    Ok(Json(found.into()))
}

/// Un avis et toute sa vie
#[utoipa::path(get, path = "/avis/{notice_id}", tag = "avis", params(("notice_id" = uuid::Uuid, Path)),
    responses((status = 200, body = NoticeLife), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(notice_id): Path<String>,
) -> Result<Json<NoticeLife>> {
    let services = gateway.services();
    let request = pb::GetNoticeRequest { notice_id: id(&notice_id)? };
    let found = services
        .read(&who, &services.notification, request, |c, r| async move {
            NotificationServiceClient::new(c).get_notice(r).await
        })
        .await?;
    Ok(Json(found.into()))
}

/// Fait avancer un avis d’une étape
#[utoipa::path(post, path = "/avis/{notice_id}/etapes", tag = "avis", request_body = NoticeStepInput,
    params(("notice_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = NoticeLife), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn step(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(notice_id): Path<String>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<NoticeStepInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = value.wanted(id(&notice_id)?);
    let stepped = services
        .command(&who, &services.notification, Intent { key, received_at }, request, |c, r| async move {
            NotificationServiceClient::new(c).step_notice(r).await
        })
        .await?;
    let life = NoticeLife::from(stepped.message.life.unwrap_or_default());
    Ok(done(StatusCode::OK, life, None, stepped.replayed))
}

/// Les derniers lots d’avis
#[utoipa::path(get, path = "/avis/lots", tag = "avis",
    responses((status = 200, body = Page<NoticeBatch>), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn batches(State(gateway): State<Gateway>, who: Principal) -> Result<Json<Page<NoticeBatch>>> {
    let services = gateway.services();
    let found = services
        .read(&who, &services.notification, pb::ListBatchesRequest {}, |c, r| async move {
            NotificationServiceClient::new(c).list_batches(r).await
        })
        .await?;
    Ok(Json(Page::of(each(found.batches), None)))
}

/// La lettre d’un avis, telle qu’elle est préparée, est partie, ou le serait
#[utoipa::path(get, path = "/avis/{notice_id}/lettre", tag = "avis", params(("notice_id" = uuid::Uuid, Path)),
    responses((status = 200, content_type = "application/pdf", body = Vec<u8>), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn letter(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(notice_id): Path<String>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::GetLetterRequest { notice_id: id(&notice_id)? };
    let found = services
        .read(&who, &services.notification, request, |c, r| async move {
            NotificationServiceClient::new(c).get_letter(r).await
        })
        .await?;
    papers::shown("lettre", found.pdf)
}

/// Prépare des avis ensemble, chacun pour soi
#[utoipa::path(post, path = "/avis/lots", tag = "avis", request_body = NoticeBatchInput,
    params(("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 201, body = NoticeBatch), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn open_batch(
    State(gateway): State<Gateway>,
    who: Principal,
    Key(key): Key,
    Body_ { value, received_at }: Body_<NoticeBatchInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::OpenBatchRequest { title: value.title, notice_ids: value.notice_ids };
    let opened = services
        .command(&who, &services.notification, Intent { key, received_at }, request, |c, r| async move {
            NotificationServiceClient::new(c).open_batch(r).await
        })
        .await?;
    let batch = NoticeBatch::from(opened.message.batch.unwrap_or_default());
    Ok(done(StatusCode::CREATED, batch, None, opened.replayed))
}

/// Un lot et l’état de chacun de ses avis
#[utoipa::path(get, path = "/avis/lots/{batch_id}", tag = "avis", params(("batch_id" = uuid::Uuid, Path)),
    responses((status = 200, body = NoticeBatch), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn batch(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(batch_id): Path<String>,
) -> Result<Json<NoticeBatch>> {
    let services = gateway.services();
    let request = pb::GetBatchRequest { batch_id: id(&batch_id)? };
    let found = services
        .read(&who, &services.notification, request, |c, r| async move {
            NotificationServiceClient::new(c).get_batch(r).await
        })
        .await?;
    Ok(Json(found.batch.unwrap_or_default().into()))
}

/// Remet à leurs canaux les avis prêts d’un lot
#[utoipa::path(post, path = "/avis/lots/{batch_id}/remise", tag = "avis",
    params(("batch_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = NoticeBatch), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn send_batch(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(batch_id): Path<String>,
    Key(key): Key,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::SendBatchRequest { batch_id: id(&batch_id)? };
    let intent = Intent { key, received_at: gateway.now() };
    let sent = services
        .command(&who, &services.notification, intent, request, |c, r| async move {
            NotificationServiceClient::new(c).send_batch(r).await
        })
        .await?;
    let batch = NoticeBatch::from(sent.message.batch.unwrap_or_default());
    Ok(done(StatusCode::OK, batch, None, sent.replayed))
}
