//! The edge: decode, act, encode. No rule stands here.

use greffe_chassis::{
    Result,
    command::{Command, REPLAYED_HEADER, detached},
    identity::caller,
    telemetry::measured,
};
use greffe_contracts::assignment::v1::{self as pb, assignment_service_server::AssignmentService};
use tonic::{Request, Response, Status, metadata::MetadataValue};

use crate::Assignments;

pub(crate) fn answer<T>(done: Result<(T, bool)>) -> Result<Response<T>, Status> {
    let (message, replayed) = done?;
    let mut response = Response::new(message);
    if replayed {
        response.metadata_mut().insert(REPLAYED_HEADER, MetadataValue::from_static("true"));
    }
    Ok(response)
}

#[tonic::async_trait]
impl AssignmentService for Assignments {
    async fn list_chambres(
        &self,
        request: Request<pb::ListChambresRequest>,
    ) -> Result<Response<pb::ListChambresResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListChambres", async {
            Ok(Response::new(self.chambres(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn get_court(
        &self,
        request: Request<pb::GetCourtRequest>,
    ) -> Result<Response<pb::GetCourtResponse>, Status> {
        let caller = caller(&request)?;
        measured("GetCourt", async { Ok(Response::new(self.show_court(&caller, request.get_ref()).await?)) })
            .await
    }

    async fn record_court_act(
        &self,
        request: Request<pb::RecordCourtActRequest>,
    ) -> Result<Response<pb::RecordCourtActResponse>, Status> {
        let command = Command::of(&request, "assignment.RecordCourtAct")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("RecordCourtAct", async {
            answer(detached(async move { this.record_court_act(command, wanted).await }).await)
        })
        .await
    }

    async fn list_agents(
        &self,
        request: Request<pb::ListAgentsRequest>,
    ) -> Result<Response<pb::ListAgentsResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListAgents", async {
            Ok(Response::new(self.list_agents(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn get_agents(
        &self,
        request: Request<pb::GetAgentsRequest>,
    ) -> Result<Response<pb::GetAgentsResponse>, Status> {
        let caller = caller(&request)?;
        measured("GetAgents", async {
            Ok(Response::new(self.agents_by_id(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn resolve_agent(
        &self,
        request: Request<pb::ResolveAgentRequest>,
    ) -> Result<Response<pb::ResolveAgentResponse>, Status> {
        let caller = caller(&request)?;
        measured("ResolveAgent", async { Ok(Response::new(self.resolve(&caller, request.get_ref()).await?)) })
            .await
    }

    async fn save_agent(
        &self,
        request: Request<pb::SaveAgentRequest>,
    ) -> Result<Response<pb::SaveAgentResponse>, Status> {
        let command = Command::of(&request, "assignment.SaveAgent")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("SaveAgent", async {
            answer(detached(async move { this.save(command, wanted).await }).await)
        })
        .await
    }

    async fn propose(
        &self,
        request: Request<pb::ProposeRequest>,
    ) -> Result<Response<pb::ProposeResponse>, Status> {
        let command = Command::of(&request, "assignment.Propose")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("Propose", async {
            answer(detached(async move { this.propose(command, wanted).await }).await)
        })
        .await
    }

    async fn list_proposals(
        &self,
        request: Request<pb::ListProposalsRequest>,
    ) -> Result<Response<pb::ListProposalsResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListProposals", async {
            Ok(Response::new(self.list_proposals(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn replay_events(
        &self,
        request: Request<pb::ReplayEventsRequest>,
    ) -> Result<Response<pb::ReplayEventsResponse>, Status> {
        let caller = caller(&request)?;
        measured("ReplayEvents", async { Ok(Response::new(self.replay(&caller, request.get_ref()).await?)) })
            .await
    }
}
