//! The edge: decode, act, encode. No rule stands here.

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{Failure, command::detached, identity::caller, telemetry};
use greffe_contracts::deadline::v1::{self as pb, deadline_service_server::DeadlineService};
use tonic::{Request, Response, Status};
use uuid::Uuid;

use crate::{Deadlines, read::Replicas};

/// Lines of one simulation.
const LINES_MAX: usize = 1_000;

#[tonic::async_trait]
impl DeadlineService for Deadlines {
    type StreamReplicasStream = Replicas;

    async fn list_deadlines(
        &self,
        request: Request<pb::ListDeadlinesRequest>,
    ) -> Result<Response<pb::ListDeadlinesResponse>, Status> {
        let caller = caller(&request)?;
        telemetry::measured("ListDeadlines", async {
            Ok(Response::new(self.list(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn list_coming(
        &self,
        request: Request<pb::ListComingRequest>,
    ) -> Result<Response<pb::ListComingResponse>, Status> {
        let caller = caller(&request)?;
        telemetry::measured("ListComing", async {
            Ok(Response::new(self.coming(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn get_history(
        &self,
        request: Request<pb::GetHistoryRequest>,
    ) -> Result<Response<pb::GetHistoryResponse>, Status> {
        let caller = caller(&request)?;
        telemetry::measured("GetHistory", async {
            Ok(Response::new(self.history(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn simulate(
        &self,
        request: Request<pb::SimulateRequest>,
    ) -> Result<Response<pb::SimulateResponse>, Status> {
        let caller = caller(&request)?;
        decide(&caller, Action::Simuler, Resource::Court).or_forbidden()?;
        let lines = &request.get_ref().lines;
        if lines.len() > LINES_MAX {
            return Err(Failure::invalid(
                "ECH-001",
                "lines",
                format!("{} lignes sont trop\u{a0}: la limite est de {LINES_MAX}.", lines.len()),
            )
            .into());
        }
        Ok(Response::new(pb::SimulateResponse {
            lines: lines.iter().map(|line| greffe_procedure::simulate(line)).collect(),
        }))
    }

    async fn recompute(
        &self,
        request: Request<pb::RecomputeRequest>,
    ) -> Result<Response<pb::RecomputeResponse>, Status> {
        let caller = caller(&request)?;
        let dossier = Uuid::parse_str(&request.get_ref().dossier_id)
            .map_err(|_| Failure::invalid("ECH-002", "dossier_id", "Le dossier se désigne par un UUID."))?;
        let this = self.clone();
        let changed = detached(async move { this.recompute(&caller, dossier).await }).await?;
        Ok(Response::new(pb::RecomputeResponse { changed }))
    }

    async fn replay_events(
        &self,
        request: Request<pb::ReplayEventsRequest>,
    ) -> Result<Response<pb::ReplayEventsResponse>, Status> {
        let caller = caller(&request)?;
        Ok(Response::new(self.replay(&caller, request.get_ref()).await?))
    }

    async fn stream_replicas(
        &self,
        request: Request<pb::StreamReplicasRequest>,
    ) -> Result<Response<Replicas>, Status> {
        let caller = caller(&request)?;
        Ok(Response::new(self.replicas(&caller, request.into_inner())?))
    }
}
