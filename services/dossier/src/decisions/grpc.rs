//! The edge: decode, act, encode. No rule stands here.

use greffe_chassis::{
    command::{Command, detached},
    identity::caller,
    telemetry::measured,
};
use greffe_contracts::dossier::v1::{self as pb, decision_service_server::DecisionService};
use tonic::{Request, Response, Status};

use crate::{Dossiers, grpc::answer};

#[tonic::async_trait]
impl DecisionService for Dossiers {
    async fn list_decisions(
        &self,
        request: Request<pb::ListDecisionsRequest>,
    ) -> Result<Response<pb::ListDecisionsResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListDecisions", async {
            Ok(Response::new(self.list_decisions(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn get_decisions(
        &self,
        request: Request<pb::GetDecisionsRequest>,
    ) -> Result<Response<pb::GetDecisionsResponse>, Status> {
        let caller = caller(&request)?;
        measured("GetDecisions", async {
            Ok(Response::new(self.decisions(&caller, &request.get_ref().dossier_id).await?))
        })
        .await
    }

    async fn check_citations(
        &self,
        request: Request<pb::CheckCitationsRequest>,
    ) -> Result<Response<pb::CheckCitationsResponse>, Status> {
        let caller = caller(&request)?;
        measured("CheckCitations", async {
            Ok(Response::new(self.check_citations(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn prepare_version(
        &self,
        request: Request<pb::PrepareVersionRequest>,
    ) -> Result<Response<pb::PrepareVersionResponse>, Status> {
        let caller = caller(&request)?;
        measured("PrepareVersion", async {
            Ok(Response::new(self.prepare_version(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn release_decision(
        &self,
        request: Request<pb::ReleaseDecisionRequest>,
    ) -> Result<Response<pb::ReleaseDecisionResponse>, Status> {
        let command = Command::of(&request, "dossier.ReleaseDecision")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("ReleaseDecision", async {
            answer(detached(async move { this.release_decision(command, wanted).await }).await)
        })
        .await
    }

    async fn withdraw_decision(
        &self,
        request: Request<pb::WithdrawDecisionRequest>,
    ) -> Result<Response<pb::WithdrawDecisionResponse>, Status> {
        let command = Command::of(&request, "dossier.WithdrawDecision")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("WithdrawDecision", async {
            answer(detached(async move { this.withdraw_decision(command, wanted).await }).await)
        })
        .await
    }
}
