//! The edge: decode, act, encode. No rule stands here.

use greffe_chassis::{
    command::{Command, detached},
    identity::caller,
    telemetry::measured,
};
use greffe_contracts::dossier::v1::{self as pb, follow_service_server::FollowService};
use tonic::{Request, Response, Status};

use crate::{Dossiers, grpc::answer};

#[tonic::async_trait]
impl FollowService for Dossiers {
    async fn issue_link(
        &self,
        request: Request<pb::IssueLinkRequest>,
    ) -> Result<Response<pb::IssueLinkResponse>, Status> {
        let command = Command::of(&request, "dossier.IssueLink")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("IssueLink", async {
            answer(detached(async move { this.issue_link(command, wanted).await }).await)
        })
        .await
    }

    async fn list_links(
        &self,
        request: Request<pb::ListLinksRequest>,
    ) -> Result<Response<pb::ListLinksResponse>, Status> {
        let caller = caller(&request)?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("ListLinks", async {
            Ok(Response::new(detached(async move { this.list_links(&caller, &wanted).await }).await?))
        })
        .await
    }

    async fn revoke_link(
        &self,
        request: Request<pb::RevokeLinkRequest>,
    ) -> Result<Response<pb::RevokeLinkResponse>, Status> {
        let command = Command::of(&request, "dossier.RevokeLink")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("RevokeLink", async {
            answer(detached(async move { this.revoke_link(command, wanted).await }).await)
        })
        .await
    }

    async fn open_following(
        &self,
        request: Request<pb::OpenFollowingRequest>,
    ) -> Result<Response<pb::OpenFollowingResponse>, Status> {
        let caller = caller(&request)?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("OpenFollowing", async {
            Ok(Response::new(detached(async move { this.open_following(&caller, &wanted).await }).await?))
        })
        .await
    }

    async fn follow(
        &self,
        request: Request<pb::FollowRequest>,
    ) -> Result<Response<pb::FollowResponse>, Status> {
        let caller = caller(&request)?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("Follow", async {
            Ok(Response::new(detached(async move { this.follow(&caller, &wanted).await }).await?))
        })
        .await
    }

    async fn close_following(
        &self,
        request: Request<pb::CloseFollowingRequest>,
    ) -> Result<Response<pb::CloseFollowingResponse>, Status> {
        let caller = caller(&request)?;
        measured("CloseFollowing", async {
            Ok(Response::new(self.close_following(&caller, request.get_ref()).await?))
        })
        .await
    }
}
