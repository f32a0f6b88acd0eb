//! The edge: decode, act, encode. No rule stands here.

use greffe_chassis::{
    command::{Command, detached},
    identity::caller,
    telemetry::measured,
};
use greffe_contracts::dossier::v1::{self as pb, aid_service_server::AidService};
use tonic::{Request, Response, Status};

use crate::{Dossiers, grpc::answer};

#[tonic::async_trait]
impl AidService for Dossiers {
    async fn register_aid(
        &self,
        request: Request<pb::RegisterAidRequest>,
    ) -> Result<Response<pb::RegisterAidResponse>, Status> {
        let command = Command::of(&request, "dossier.RegisterAid")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("RegisterAid", async {
            answer(detached(async move { this.register_aid(command, wanted).await }).await)
        })
        .await
    }

    async fn amend_aid(
        &self,
        request: Request<pb::AmendAidRequest>,
    ) -> Result<Response<pb::AmendAidResponse>, Status> {
        let command = Command::of(&request, "dossier.AmendAid")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("AmendAid", async {
            answer(detached(async move { this.amend_aid(command, wanted).await }).await)
        })
        .await
    }

    async fn link_aid(
        &self,
        request: Request<pb::LinkAidRequest>,
    ) -> Result<Response<pb::LinkAidResponse>, Status> {
        let command = Command::of(&request, "dossier.LinkAid")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("LinkAid", async {
            answer(detached(async move { this.link_aid(command, wanted).await }).await)
        })
        .await
    }

    async fn get_aid(
        &self,
        request: Request<pb::GetAidRequest>,
    ) -> Result<Response<pb::GetAidResponse>, Status> {
        let caller = caller(&request)?;
        measured("GetAid", async {
            let aid = self.aid(&caller, request.get_ref()).await?;
            Ok(Response::new(pb::GetAidResponse { aid: Some(aid) }))
        })
        .await
    }

    async fn list_aids(
        &self,
        request: Request<pb::ListAidsRequest>,
    ) -> Result<Response<pb::ListAidsResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListAids", async { Ok(Response::new(self.list_aids(&caller, request.get_ref()).await?)) })
            .await
    }

    async fn propose_aids(
        &self,
        request: Request<pb::ProposeAidsRequest>,
    ) -> Result<Response<pb::ProposeAidsResponse>, Status> {
        let caller = caller(&request)?;
        measured("ProposeAids", async {
            Ok(Response::new(self.propose_aids(&caller, request.get_ref()).await?))
        })
        .await
    }
}
