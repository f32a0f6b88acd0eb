//! The edge of audiences: decode, act, encode. No rule stands here.

use greffe_chassis::{
    command::{Command, detached},
    identity::caller,
    telemetry::measured,
};
use greffe_contracts::assignment::v1::{self as pb, audience_service_server::AudienceService};
use tonic::{Request, Response, Status};

use crate::{Assignments, grpc::answer};

#[tonic::async_trait]
impl AudienceService for Assignments {
    async fn list_audiences(
        &self,
        request: Request<pb::ListAudiencesRequest>,
    ) -> Result<Response<pb::ListAudiencesResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListAudiences", async {
            Ok(Response::new(self.list_audiences(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn get_audience(
        &self,
        request: Request<pb::GetAudienceRequest>,
    ) -> Result<Response<pb::GetAudienceResponse>, Status> {
        let caller = caller(&request)?;
        measured("GetAudience", async { Ok(Response::new(self.audience(&caller, request.get_ref()).await?)) })
            .await
    }

    async fn open_audience(
        &self,
        request: Request<pb::OpenAudienceRequest>,
    ) -> Result<Response<pb::OpenAudienceResponse>, Status> {
        let command = Command::of(&request, "assignment.OpenAudience")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("OpenAudience", async {
            answer(detached(async move { Assignments::open_audience(&this, command, wanted).await }).await)
        })
        .await
    }

    async fn preview_recurrence(
        &self,
        request: Request<pb::PreviewRecurrenceRequest>,
    ) -> Result<Response<pb::PreviewRecurrenceResponse>, Status> {
        let caller = caller(&request)?;
        measured("PreviewRecurrence", async {
            Ok(Response::new(self.preview_recurrence(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn plan_recurrence(
        &self,
        request: Request<pb::PlanRecurrenceRequest>,
    ) -> Result<Response<pb::PlanRecurrenceResponse>, Status> {
        let command = Command::of(&request, "assignment.PlanRecurrence")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("PlanRecurrence", async {
            answer(detached(async move { Assignments::plan_recurrence(&this, command, wanted).await }).await)
        })
        .await
    }

    async fn preview_change(
        &self,
        request: Request<pb::PreviewChangeRequest>,
    ) -> Result<Response<pb::PreviewChangeResponse>, Status> {
        let caller = caller(&request)?;
        measured("PreviewChange", async {
            Ok(Response::new(self.preview_change(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn change_audience(
        &self,
        request: Request<pb::ChangeAudienceRequest>,
    ) -> Result<Response<pb::ChangeAudienceResponse>, Status> {
        let command = Command::of(&request, "assignment.ChangeAudience")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("ChangeAudience", async {
            answer(detached(async move { Assignments::change_audience(&this, command, wanted).await }).await)
        })
        .await
    }

    async fn filter_audience_visible(
        &self,
        request: Request<pb::FilterAudienceVisibleRequest>,
    ) -> Result<Response<pb::FilterAudienceVisibleResponse>, Status> {
        let caller = caller(&request)?;
        measured("FilterAudienceVisible", async {
            Ok(Response::new(self.filter_audience_visible(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn propose_role(
        &self,
        request: Request<pb::ProposeRoleRequest>,
    ) -> Result<Response<pb::ProposeRoleResponse>, Status> {
        let caller = caller(&request)?;
        measured("ProposeRole", async {
            Ok(Response::new(self.propose_role(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn list_public_roles(
        &self,
        request: Request<pb::ListPublicRolesRequest>,
    ) -> Result<Response<pb::ListPublicRolesResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListPublicRoles", async {
            Ok(Response::new(self.public_roles(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn get_public_role(
        &self,
        request: Request<pb::GetPublicRoleRequest>,
    ) -> Result<Response<pb::GetPublicRoleResponse>, Status> {
        let caller = caller(&request)?;
        measured("GetPublicRole", async {
            Ok(Response::new(self.public_role(&caller, request.get_ref()).await?))
        })
        .await
    }
}
