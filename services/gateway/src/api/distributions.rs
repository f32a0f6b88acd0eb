//! Distributions of a chamber, their cards; the magistrates they rest on.

use std::collections::HashMap;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use greffe_contracts::assignment::v1::{self as pb, distribution_service_client::DistributionServiceClient};
use serde::Deserialize;
use utoipa::IntoParams;

use super::done;
use crate::{
    Gateway,
    extract::{Body_, Key, Query, id},
    identity::Principal,
    problem::{Problem, Result},
    services::Intent,
    views::{
        CardCandidate, CardMoveInput, Distribution, DistributionComparison, DistributionInput,
        DistributionSettleInput, DistributionSummary, Impediment, ImpedimentInput, Magistrate,
        MagistrateAbsence, MagistrateAbsenceInput, MagistrateInput, Page, WaitingDossier, each,
    },
};

/// Which chamber, for whom.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Of {
    /// Code of the chamber.
    chambre: String,
    /// `rapporteur`, `avocat_general`.
    office: String,
}

/// Which dossiers are to be given.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ToGive {
    /// Code of the chamber.
    chambre: String,
    /// `rapporteur`, `avocat_general`.
    office: String,
    /// UUID of an agent whose dossiers are to be given anew, instead of those that have nobody.
    remplace: Option<uuid::Uuid>,
}

/// Les dossiers d’une chambre qui attendent un rapporteur ou un avocat général, ou ceux d’un magistrat à remplacer, le plus ancien d’abord
#[utoipa::path(get, path = "/distributions/attente", tag = "distribution", params(ToGive),
    responses((status = 200, body = Page<WaitingDossier>), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn waiting(
    State(gateway): State<Gateway>,
    who: Principal,
    Query(of): Query<ToGive>,
) -> Result<Json<Page<WaitingDossier>>> {
    let services = gateway.services();
    let replaces = of.remplace.map(|agent| agent.to_string()).unwrap_or_default();
    let request = pb::ListWaitingRequest { chambre: of.chambre, office: of.office, replaces };
    let found = services
        .read(&who, &services.assignment, request, |c, r| async move {
            DistributionServiceClient::new(c).list_waiting(r).await
        })
        .await?;
    Ok(Json(Page::whole(each(found.dossiers))))
}

/// Les distributions d’une chambre, la plus récente d’abord
#[utoipa::path(get, path = "/distributions", tag = "distribution", params(Of),
    responses((status = 200, body = Page<DistributionSummary>), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list(
    State(gateway): State<Gateway>,
    who: Principal,
    Query(of): Query<Of>,
) -> Result<Json<Page<DistributionSummary>>> {
    let services = gateway.services();
    let request = pb::ListDistributionsRequest { chambre: of.chambre, office: of.office };
    let found = services
        .read(&who, &services.assignment, request, |c, r| async move {
            DistributionServiceClient::new(c).list_distributions(r).await
        })
        .await?;
    Ok(Json(Page::whole(each(found.distributions))))
}

/// Fait calculer la distribution d’un lot de dossiers, et la garde avec tout ce sur quoi elle repose
#[utoipa::path(post, path = "/distributions", tag = "distribution", request_body = DistributionInput,
    params(("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 201, body = Distribution), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn open(
    State(gateway): State<Gateway>,
    who: Principal,
    Key(key): Key,
    Body_ { value, received_at }: Body_<DistributionInput>,
) -> Result<Response> {
    let services = gateway.services();
    let opened = services
        .command(
            &who,
            &services.assignment,
            Intent { key, received_at },
            pb::OpenDistributionRequest::from(value),
            |c, r| async move { DistributionServiceClient::new(c).open_distribution(r).await },
        )
        .await?;
    let shown = shown(&gateway, opened.message.distribution, None).await;
    Ok(done(StatusCode::CREATED, shown, None, opened.replayed))
}

/// How it is read.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Reading {
    /// Works it out again from what is kept, and says whether the same bytes came.
    #[serde(default)]
    rejeu: bool,
}

/// Une distribution : ses cartes, ses charges
#[utoipa::path(get, path = "/distributions/{distribution_id}", tag = "distribution",
    params(("distribution_id" = uuid::Uuid, Path), Reading),
    responses((status = 200, body = Distribution), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(distribution_id): Path<String>,
    Query(reading): Query<Reading>,
) -> Result<Json<Distribution>> {
    let services = gateway.services();
    let request =
        pb::GetDistributionRequest { distribution_id: id(&distribution_id)?, replay: reading.rejeu };
    let found = services
        .read(&who, &services.assignment, request, |c, r| async move {
            DistributionServiceClient::new(c).get_distribution(r).await
        })
        .await?;
    Ok(Json(shown(&gateway, found.distribution, found.same).await))
}

/// Deux distributions d’une chambre côte à côte : les charges de chacune, les dossiers donnés autrement et pourquoi
#[utoipa::path(get, path = "/distributions/{distribution_id}/comparaison/{autre}", tag = "distribution",
    params(("distribution_id" = uuid::Uuid, Path), ("autre" = uuid::Uuid, Path)),
    responses((status = 200, body = DistributionComparison), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn compare(
    State(gateway): State<Gateway>,
    who: Principal,
    Path((distribution_id, other)): Path<(String, String)>,
) -> Result<Json<DistributionComparison>> {
    let services = gateway.services();
    let request = pb::CompareDistributionsRequest { left: id(&distribution_id)?, right: id(&other)? };
    let found = services
        .read(&who, &services.assignment, request, |c, r| async move {
            DistributionServiceClient::new(c).compare_distributions(r).await
        })
        .await?;
    // Whoever a card or an account names is of one of the plans, and has a load there.
    let names = gateway.agents().names(found.loads.iter().map(|load| load.agent_id.clone())).await;
    Ok(Json(DistributionComparison::of(found, &names)))
}

/// Pourquoi elle, pourquoi pas lui : chaque personne pour une carte
#[utoipa::path(get, path = "/distributions/{distribution_id}/cartes/{dossier_id}/{rang}", tag = "distribution",
    params(("distribution_id" = uuid::Uuid, Path), ("dossier_id" = uuid::Uuid, Path), ("rang" = u32, Path)),
    responses((status = 200, body = Page<CardCandidate>), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn explain(
    State(gateway): State<Gateway>,
    who: Principal,
    Path((distribution_id, dossier_id, rang)): Path<(String, String, String)>,
) -> Result<Json<Page<CardCandidate>>> {
    let services = gateway.services();
    let request = pb::ExplainCardRequest {
        distribution_id: id(&distribution_id)?,
        dossier_id: id(&dossier_id)?,
        rank: rang.parse().unwrap_or(u32::MAX),
    };
    let found = services
        .read(&who, &services.assignment, request, |c, r| async move {
            DistributionServiceClient::new(c).explain_card(r).await
        })
        .await?;
    let names = gateway.agents().names(found.candidates.iter().map(|c| c.agent_id.clone())).await;
    Ok(Json(Page::whole(found.candidates.into_iter().map(|c| CardCandidate::of(c, &names)).collect())))
}

/// Donne une carte à une autre personne, ou à personne, avec un motif
#[utoipa::path(post, path = "/distributions/{distribution_id}/deplacements", tag = "distribution", request_body = CardMoveInput,
    params(("distribution_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = Distribution), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem)))]
pub async fn move_card(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(distribution_id): Path<String>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<CardMoveInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = value.of(id(&distribution_id)?);
    let moved = services
        .command(&who, &services.assignment, Intent { key, received_at }, request, |c, r| async move {
            DistributionServiceClient::new(c).move_card(r).await
        })
        .await?;
    let shown = shown(&gateway, moved.message.distribution, None).await;
    Ok(done(StatusCode::OK, shown, None, moved.replayed))
}

/// Valide une distribution, dont chaque carte devient une désignation proposée, ou l’abandonne
#[utoipa::path(post, path = "/distributions/{distribution_id}/decision", tag = "distribution", request_body = DistributionSettleInput,
    params(("distribution_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = Distribution), (status = 401, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem)))]
pub async fn settle(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(distribution_id): Path<String>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<DistributionSettleInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::SettleDistributionRequest {
        distribution_id: id(&distribution_id)?,
        version: value.version,
        decision: value.decision,
    };
    let settled = services
        .command(&who, &services.assignment, Intent { key, received_at }, request, |c, r| async move {
            DistributionServiceClient::new(c).settle_distribution(r).await
        })
        .await?;
    let shown = shown(&gateway, settled.message.distribution, None).await;
    Ok(done(StatusCode::OK, shown, None, settled.replayed))
}

/// With the names of all whom it names.
async fn shown(gateway: &Gateway, found: Option<pb::Distribution>, same: Option<bool>) -> Distribution {
    let found = found.unwrap_or_default();
    let names: HashMap<String, String> = gateway.agents().names(found.people.iter().cloned()).await;
    Distribution::of(found, same, &names)
}

/// Which magistrates.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Bench {
    /// Code of a chamber; all when absent.
    chambre: Option<String>,
    /// ISO day; today when absent. The register as it was known at the end of that day.
    jour: Option<String>,
}

/// Les magistrats d’une chambre, avec leurs absences et leurs décharges
#[utoipa::path(get, path = "/magistrats", tag = "distribution", params(Bench),
    responses((status = 200, body = Page<Magistrate>), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn magistrates(
    State(gateway): State<Gateway>,
    who: Principal,
    Query(bench): Query<Bench>,
) -> Result<Json<Page<Magistrate>>> {
    let services = gateway.services();
    let request = pb::ListMagistratesRequest {
        chambre: bench.chambre.unwrap_or_default(),
        day: bench.jour.unwrap_or_default(),
    };
    let found = services
        .read(&who, &services.assignment, request, |c, r| async move {
            DistributionServiceClient::new(c).list_magistrates(r).await
        })
        .await?;
    Ok(Json(Page::whole(each(found.magistrates))))
}

/// Inscrit ce que le registre sait d’un magistrat
#[utoipa::path(post, path = "/magistrats", tag = "distribution", request_body = MagistrateInput,
    params(("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = Magistrate), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem)))]
pub async fn save_magistrate(
    State(gateway): State<Gateway>,
    who: Principal,
    Key(key): Key,
    Body_ { value, received_at }: Body_<MagistrateInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::SaveMagistrateRequest { magistrate: Some(value.into()) };
    let saved = services
        .command(&who, &services.assignment, Intent { key, received_at }, request, |c, r| async move {
            DistributionServiceClient::new(c).save_magistrate(r).await
        })
        .await?;
    let magistrate = Magistrate::from(saved.message.magistrate.unwrap_or_default());
    Ok(done(StatusCode::OK, magistrate, None, saved.replayed))
}

/// Inscrit une absence ou une décharge, ou en retire une
#[utoipa::path(post, path = "/magistrats/absences", tag = "distribution", request_body = MagistrateAbsenceInput,
    params(("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = MagistrateAbsence), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn enter_absence(
    State(gateway): State<Gateway>,
    who: Principal,
    Key(key): Key,
    Body_ { value, received_at }: Body_<MagistrateAbsenceInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::EnterAbsenceRequest { absence: Some(value.into()) };
    let entered = services
        .command(&who, &services.assignment, Intent { key, received_at }, request, |c, r| async move {
            DistributionServiceClient::new(c).enter_absence(r).await
        })
        .await?;
    let absence = MagistrateAbsence::from(entered.message.absence.unwrap_or_default());
    Ok(done(StatusCode::OK, absence, None, entered.replayed))
}

/// Ce qui s’oppose à ce que des magistrats connaissent d’un dossier
#[utoipa::path(get, path = "/dossiers/{dossier_id}/empechements", tag = "distribution",
    params(("dossier_id" = uuid::Uuid, Path)),
    responses((status = 200, body = Page<Impediment>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn impediments(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
) -> Result<Json<Page<Impediment>>> {
    let services = gateway.services();
    let request = pb::ListImpedimentsRequest { dossier_id: id(&dossier_id)? };
    let found = services
        .read(&who, &services.assignment, request, |c, r| async move {
            DistributionServiceClient::new(c).list_impediments(r).await
        })
        .await?;
    let names = gateway.agents().names(found.impediments.iter().map(|i| i.agent_id.clone())).await;
    Ok(Json(Page::whole(found.impediments.into_iter().map(|i| Impediment::of(i, &names)).collect())))
}

/// Déclare un empêchement, ou en retire un
#[utoipa::path(post, path = "/dossiers/{dossier_id}/empechements", tag = "distribution", request_body = ImpedimentInput,
    params(("dossier_id" = uuid::Uuid, Path), ("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = Impediment), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn declare_impediment(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Key(key): Key,
    Body_ { value, received_at }: Body_<ImpedimentInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::DeclareImpedimentRequest { impediment: Some(value.of(id(&dossier_id)?)) };
    let declared = services
        .command(&who, &services.assignment, Intent { key, received_at }, request, |c, r| async move {
            DistributionServiceClient::new(c).declare_impediment(r).await
        })
        .await?;
    let impediment = declared.message.impediment.unwrap_or_default();
    let names = gateway.agents().names([impediment.agent_id.clone()]).await;
    Ok(done(StatusCode::OK, Impediment::of(impediment, &names), None, declared.replayed))
}
