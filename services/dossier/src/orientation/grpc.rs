//! The edge: decode, act, encode. No rule stands here.

use greffe_chassis::{
    command::{Command, detached},
    identity::caller,
    telemetry::measured,
};
use greffe_contracts::dossier::v1::{self as pb, orientation_service_server::OrientationService};
use tonic::{Request, Response, Status};

use crate::{Dossiers, grpc::answer};

#[tonic::async_trait]
impl OrientationService for Dossiers {
    async fn list_orientation_sets(
        &self,
        request: Request<pb::ListOrientationSetsRequest>,
    ) -> Result<Response<pb::ListOrientationSetsResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListOrientationSets", async { Ok(Response::new(self.orientation_sets(&caller).await?)) })
            .await
    }

    async fn get_orientation_set(
        &self,
        request: Request<pb::GetOrientationSetRequest>,
    ) -> Result<Response<pb::GetOrientationSetResponse>, Status> {
        let caller = caller(&request)?;
        measured("GetOrientationSet", async {
            Ok(Response::new(self.orientation_set(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn save_orientation_rules(
        &self,
        request: Request<pb::SaveOrientationRulesRequest>,
    ) -> Result<Response<pb::SaveOrientationRulesResponse>, Status> {
        let command = Command::of(&request, "dossier.SaveOrientationRules")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("SaveOrientationRules", async {
            answer(detached(async move { this.save_orientation(command, wanted).await }).await)
        })
        .await
    }

    async fn try_orientation_rules(
        &self,
        request: Request<pb::TryOrientationRulesRequest>,
    ) -> Result<Response<pb::TryOrientationRulesResponse>, Status> {
        let caller = caller(&request)?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("TryOrientationRules", async {
            Ok(Response::new(detached(async move { this.try_orientation(&caller, &wanted).await }).await?))
        })
        .await
    }

    async fn put_orientation_in_force(
        &self,
        request: Request<pb::PutOrientationInForceRequest>,
    ) -> Result<Response<pb::PutOrientationInForceResponse>, Status> {
        let command = Command::of(&request, "dossier.PutOrientationInForce")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("PutOrientationInForce", async {
            answer(detached(async move { this.put_orientation(command, wanted).await }).await)
        })
        .await
    }
}
