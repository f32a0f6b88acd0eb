//! What was taken over from a former system: where each field comes from, and durations before and after.

use axum::{
    Json,
    extract::{Path, State},
};
use greffe_contracts::dossier::v1::{self as pb, stock_service_client::StockServiceClient};

use crate::{
    Gateway,
    extract::id,
    identity::Principal,
    problem::{Problem, Result},
    views::{Durations, Origin, Page, each},
};

/// D’où vient chaque champ d’un dossier repris : fichier, ligne, valeur d’origine
#[utoipa::path(get, path = "/dossiers/{dossier_id}/provenance", tag = "reprise", params(("dossier_id" = uuid::Uuid, Path)),
    responses((status = 200, body = Page<Origin>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn provenance(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
) -> Result<Json<Page<Origin>>> {
    let services = gateway.services();
    let request = pb::GetProvenanceRequest { dossier_id: id(&dossier_id)? };
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            StockServiceClient::new(c).get_provenance(r).await
        })
        .await?;
    Ok(Json(Page::whole(each(found.fields))))
}

/// Les durées du pourvoi à la décision, par année de clôture, avant et après la reprise
#[utoipa::path(get, path = "/stock/durees", tag = "reprise",
    responses((status = 200, body = Durations), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn durations(State(gateway): State<Gateway>, who: Principal) -> Result<Json<Durations>> {
    let services = gateway.services();
    let found = services
        .read(&who, &services.dossier, pb::GetDurationsRequest {}, |c, r| async move {
            StockServiceClient::new(c).get_durations(r).await
        })
        .await?;
    Ok(Json(Durations { cells: each(found.cells) }))
}
