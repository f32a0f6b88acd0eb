//! The edge: decode, act, encode. No rule stands here.

use greffe_chassis::{
    command::{Command, detached},
    identity::caller,
    telemetry::measured,
};
use greffe_contracts::dossier::v1::{self as pb, gatekeeper_service_server::GatekeeperService};
use tonic::{Request, Response, Status};

use crate::{Dossiers, grpc::answer};

#[tonic::async_trait]
impl GatekeeperService for Dossiers {
    async fn get_gate(
        &self,
        request: Request<pb::GetGateRequest>,
    ) -> Result<Response<pb::GetGateResponse>, Status> {
        let caller = caller(&request)?;
        measured("GetGate", async {
            let report = self.gate_of(&caller, request.get_ref()).await?;
            Ok(Response::new(pb::GetGateResponse { report: Some(report) }))
        })
        .await
    }

    async fn list_gates(
        &self,
        request: Request<pb::ListGatesRequest>,
    ) -> Result<Response<pb::ListGatesResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListGates", async { Ok(Response::new(self.gates(&caller, request.get_ref()).await?)) })
            .await
    }

    async fn request_passage(
        &self,
        request: Request<pb::RequestPassageRequest>,
    ) -> Result<Response<pb::RequestPassageResponse>, Status> {
        let command = Command::of(&request, "dossier.RequestPassage")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("RequestPassage", async {
            answer(detached(async move { this.request_passage(command, wanted).await }).await)
        })
        .await
    }

    async fn confirm_passage(
        &self,
        request: Request<pb::ConfirmPassageRequest>,
    ) -> Result<Response<pb::ConfirmPassageResponse>, Status> {
        let command = Command::of(&request, "dossier.ConfirmPassage")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("ConfirmPassage", async {
            answer(detached(async move { this.confirm_passage(command, wanted).await }).await)
        })
        .await
    }
}
