//! The register of agents.

use axum::{Json, extract::State, http::StatusCode, response::Response};
use greffe_contracts::assignment::v1::{self as pb, assignment_service_client::AssignmentServiceClient};
use serde::Deserialize;
use utoipa::IntoParams;

use super::done;
use crate::{
    Gateway,
    extract::{Body_, Key, Query},
    identity::Principal,
    problem::{Problem, Result},
    services::Intent,
    views::{Agent, AgentInput, Page, each},
};

/// Which agents.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Those who hold it.
    role: Option<String>,
    /// Those assigned to it.
    chambre: Option<String>,
}

/// Les agents, par rôle et par chambre
#[utoipa::path(get, path = "/agents", tag = "annuaire", params(Filter),
    responses((status = 200, body = Page<Agent>), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list(
    State(gateway): State<Gateway>,
    who: Principal,
    Query(filter): Query<Filter>,
) -> Result<Json<Page<Agent>>> {
    let services = gateway.services();
    let request = pb::ListAgentsRequest {
        role: filter.role.unwrap_or_default(),
        chambre: filter.chambre.unwrap_or_default(),
    };
    let found = services
        .read(&who, &services.assignment, request, |c, r| async move {
            AssignmentServiceClient::new(c).list_agents(r).await
        })
        .await?;
    Ok(Json(Page::whole(each(found.agents))))
}

/// Inscrit un agent, ou change son inscription
#[utoipa::path(post, path = "/agents", tag = "annuaire", request_body = AgentInput,
    params(("Idempotency-Key" = uuid::Uuid, Header, description = "Un UUID neuf par intention.")),
    responses((status = 200, body = Agent), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn save(
    State(gateway): State<Gateway>,
    who: Principal,
    Key(key): Key,
    Body_ { value, received_at }: Body_<AgentInput>,
) -> Result<Response> {
    let services = gateway.services();
    let request = pb::SaveAgentRequest { agent: Some(value.into()) };
    let saved = services
        .command(&who, &services.assignment, Intent { key, received_at }, request, |c, r| async move {
            AssignmentServiceClient::new(c).save_agent(r).await
        })
        .await?;
    let agent = saved.message.agent.unwrap_or_default();
    gateway.agents().changed(&agent);
    Ok(done(StatusCode::OK, Agent::from(agent), None, saved.replayed))
}
