//! The edge of accesses: decode, act, encode.

use greffe_chassis::{
    command::{Command, detached},
    identity::caller,
};
use greffe_contracts::document::v1::{self as pb, access_service_server::AccessService};
use tonic::{Request, Response, Status};

use crate::{Documents, grpc::told};

#[tonic::async_trait]
impl AccessService for Documents {
    async fn ask_access(
        &self,
        request: Request<pb::AskAccessRequest>,
    ) -> Result<Response<pb::AskAccessResponse>, Status> {
        let command = Command::of(&request, "document.AskAccess")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        let (access, replayed) = detached(async move { this.ask(&command, &wanted).await }).await?;
        Ok(told(pb::AskAccessResponse { access: Some(access) }, replayed))
    }

    async fn step_access(
        &self,
        request: Request<pb::StepAccessRequest>,
    ) -> Result<Response<pb::StepAccessResponse>, Status> {
        let command = Command::of(&request, "document.StepAccess")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        let (access, replayed) = detached(async move { this.step(&command, &wanted).await }).await?;
        Ok(told(pb::StepAccessResponse { access: Some(access) }, replayed))
    }

    async fn list_accesses(
        &self,
        request: Request<pb::ListAccessesRequest>,
    ) -> Result<Response<pb::ListAccessesResponse>, Status> {
        let caller = caller(&request)?;
        Ok(Response::new(self.accesses(&caller, request.get_ref()).await?))
    }

    async fn list_trail(
        &self,
        request: Request<pb::ListTrailRequest>,
    ) -> Result<Response<pb::ListTrailResponse>, Status> {
        let caller = caller(&request)?;
        Ok(Response::new(self.trail(&caller, request.into_inner()).await?))
    }
}
