//! Deposits of partners: received as they come, followed by their sender, settled by the registry when they do not fit.

use std::time::Duration;

use axum::{
    Json,
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use greffe_chassis::Failure;
use greffe_contracts::{
    deadline::v1::{self as deadline, deadline_service_client::DeadlineServiceClient},
    deposit::SCHEMA,
    dossier::v1::{
        self as pb, dossier_service_client::DossierServiceClient, settle_deposit_request::Settlement,
    },
};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;
use uuid::Uuid;

use super::{PAGE, PAGE_MAX, done, several};
use crate::{
    Gateway,
    extract::{self, Body_, Key, Query, id},
    identity::Principal,
    outages,
    problem::{Problem, Result},
    services::Intent,
    views::{AttachInput, Deposit, DepositDetail, Page, RefusalInput, RepairInput, each},
};

/// Largest message, in bytes: files are pieces of their own.
const MESSAGE_MAX: usize = 384 * 1024;
/// How long a message that has wholly arrived is offered to a service that does not answer in time: just under the minute at
/// which proxies give up.
const OFFERED: Duration = Duration::from_secs(50);
/// Between two offers.
const BETWEEN_OFFERS: Duration = Duration::from_millis(250);

/// The schema of the format, open to all like the description of the API.
pub async fn schema() -> Response {
    ([(header::CONTENT_TYPE, "application/schema+json")], SCHEMA).into_response()
}

/// Dépose un message : une déclaration, un mémoire, des pièces, un événement
#[utoipa::path(post, path = "/depots", tag = "depots",
    description = "Le message est conservé tel quel avec l’instant de sa réception, puis ce qui convient entre au journal ; le reste attend qu’un greffier le regarde. Le même message (même message_id, ou mêmes octets) déposé deux fois n’en fait qu’un et reçoit le même récépissé. Format greffe-depot/1 : /api/v1/depots/schema.",
    request_body(content = Vec<u8>, content_type = "application/json", description = "Le message au format greffe-depot/1, 384 Kio au plus."),
    responses((status = 200, body = Deposit, description = "Déjà déposé : le même récépissé."), (status = 201, body = Deposit, description = "Enregistré."), (status = 202, body = Deposit, description = "Reçu : il attend."), (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem), (status = 413, body = Problem), (status = 503, body = Problem)))]
pub async fn submit(
    State(gateway): State<Gateway>,
    who: Principal,
    headers: HeaderMap,
    body: Body,
) -> Result<Response> {
    let media_type =
        headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    let bytes = extract::read(body, MESSAGE_MAX).await?;
    // The instant of the last byte: the whole message has arrived.
    let received_at = gateway.now();
    let key = Uuid::new_v5(&Uuid::NAMESPACE_OID, &Sha256::digest(&bytes));
    let request = pb::SubmitDepositRequest { message: bytes.to_vec(), media_type };
    let services = gateway.services();
    // Its sender may have no other instant before midnight: it is offered until it is kept, with the one it has.
    let offers = async {
        loop {
            let turn = gateway.turn().await?;
            let kept = services
                .command(
                    &who,
                    &services.dossier,
                    Intent { key, received_at },
                    request.clone(),
                    |c, r| async move { DossierServiceClient::new(c).submit_deposit(r).await },
                )
                .await;
            drop(turn);
            match kept {
                Err(problem) if problem.is_unavailable() => {
                    metrics::counter!("greffe_deposits_offered_again_total").increment(1);
                    tokio::time::sleep(BETWEEN_OFFERS).await;
                }
                done => return done,
            }
        }
    };
    let kept = tokio::time::timeout(OFFERED, offers).await;
    let kept = kept.unwrap_or_else(|elapsed| Err(Failure::unavailable(elapsed).into()));
    let kept = match kept {
        Ok(kept) => kept,
        Err(problem) => {
            if problem.is_unavailable() {
                outages::turned_away(&gateway, &who, None).await;
            }
            return Err(problem);
        }
    };
    let receipt = completed(&gateway, &who, kept.message.deposit.unwrap_or_default()).await;
    let status = match receipt.status.as_str() {
        _ if kept.replayed => StatusCode::OK,
        "enregistre" => StatusCode::CREATED,
        _ => StatusCode::ACCEPTED,
    };
    Ok(done(status, receipt, None, kept.replayed))
}

/// The receipt with the deadlines that the deposit opens or meets. Those who compute them may be behind, or may not show
/// them to this reader: it then says nothing of them, and is completed when it is read again.
async fn completed(gateway: &Gateway, who: &Principal, deposit: pb::Deposit) -> Deposit {
    let receipt = Deposit::from(deposit);
    let (Some(dossier_id), Some(min_version), "enregistre") =
        (receipt.dossier_id.clone(), receipt.version, receipt.status.as_str())
    else {
        return receipt;
    };
    let services = gateway.services();
    let request = deadline::ListDeadlinesRequest { dossier_id, min_version };
    let found = services
        .read(who, &services.deadline, request, |c, r| async move {
            DeadlineServiceClient::new(c).list_deadlines(r).await
        })
        .await;
    receipt.with(found.ok().map(|found| found.deadlines))
}

/// Which deposits.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// `recu`, `en_attente`, `enregistre`, `rattache`, `refuse`, separated by commas; all by default.
    etat: Option<String>,
    /// As the page before gave it.
    cursor: Option<String>,
    /// Rows, 200 at most.
    size: Option<u32>,
}

/// Ses propres dépôts ; tous, pour qui les traite
#[utoipa::path(get, path = "/depots", tag = "depots", params(Filter),
    responses((status = 200, body = Page<Deposit>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn list(
    State(gateway): State<Gateway>,
    who: Principal,
    Query(filter): Query<Filter>,
) -> Result<Json<Page<Deposit>>> {
    let page = greffe_contracts::common::v1::PageRequest {
        cursor: filter.cursor.unwrap_or_default(),
        size: filter.size.unwrap_or(PAGE).clamp(1, PAGE_MAX),
    };
    let services = gateway.services();
    let request = pb::ListDepositsRequest { statuses: several(filter.etat), page: Some(page) };
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            DossierServiceClient::new(c).list_deposits(r).await
        })
        .await?;
    Ok(Json(Page::of(each(found.deposits), found.page)))
}

/// Un dépôt : son récépissé, ce qu’il est devenu
#[utoipa::path(get, path = "/depots/{deposit_id}", tag = "depots", params(("deposit_id" = uuid::Uuid, Path)),
    responses((status = 200, body = DepositDetail), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(deposit_id): Path<String>,
) -> Result<Json<DepositDetail>> {
    let services = gateway.services();
    let request = pb::GetDepositRequest { deposit_id: id(&deposit_id)? };
    let mut found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            DossierServiceClient::new(c).get_deposit(r).await
        })
        .await?;
    let receipt = completed(&gateway, &who, found.deposit.take().unwrap_or_default()).await;
    Ok(Json(DepositDetail::of(found, receipt)))
}

/// Répare un dépôt en attente et le passe ; les octets reçus restent
#[utoipa::path(post, path = "/depots/{deposit_id}/reparation", tag = "depots", request_body = RepairInput,
    params(("deposit_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = Deposit, description = "Le dépôt tel qu’il est devenu ; s’il ne convient toujours pas, il attend avec son nouveau motif."), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn repair(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(deposit_id): Path<String>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<RepairInput>,
) -> Result<Response> {
    let message = serde_json::to_string_pretty(&value.message).map_err(greffe_chassis::Failure::internal)?;
    let settlement = Settlement::Repair(pb::RepairDeposit {
        message,
        warnings_confirmed: value.warnings_confirmed,
        duplicate_excluded: value.duplicate_excluded,
    });
    settle(&gateway, &who, &deposit_id, Intent { key, received_at }, settlement).await
}

/// Rattache une déclaration au dossier qu’elle répète
#[utoipa::path(post, path = "/depots/{deposit_id}/rattachement", tag = "depots", request_body = AttachInput,
    params(("deposit_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = Deposit), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn attach(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(deposit_id): Path<String>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<AttachInput>,
) -> Result<Response> {
    let settlement = Settlement::Attach(pb::AttachDeposit {
        dossier: value.dossier,
        qualite: value.qualite.unwrap_or_default(),
        decision_rendue: value.decision_rendue.unwrap_or_default(),
    });
    settle(&gateway, &who, &deposit_id, Intent { key, received_at }, settlement).await
}

/// Refuse un dépôt ; le motif parvient à l’expéditeur
#[utoipa::path(post, path = "/depots/{deposit_id}/refus", tag = "depots", request_body = RefusalInput,
    params(("deposit_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = Deposit), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn refuse(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(deposit_id): Path<String>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<RefusalInput>,
) -> Result<Response> {
    let settlement = Settlement::Refuse(pb::RefuseDeposit { motive: value.motif });
    settle(&gateway, &who, &deposit_id, Intent { key, received_at }, settlement).await
}

async fn settle(
    gateway: &Gateway,
    who: &Principal,
    deposit_id: &str,
    intent: Intent,
    settlement: Settlement,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::SettleDepositRequest { deposit_id: id(deposit_id)?, settlement: Some(settlement) };
    let settled = services
        .command(who, &services.dossier, intent, request, |c, r| async move {
            DossierServiceClient::new(c).settle_deposit(r).await
        })
        .await?;
    let receipt = completed(gateway, who, settled.message.deposit.unwrap_or_default()).await;
    Ok(done(StatusCode::OK, receipt, None, settled.replayed))
}
