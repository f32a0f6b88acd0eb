//! The edge: decode, act, encode. No rule stands here.

use greffe_chassis::{
    command::{Command, REPLAYED_HEADER, detached},
    identity::caller,
    telemetry::measured,
};
use greffe_contracts::notification::v1::{self as pb, notification_service_server::NotificationService};
use tonic::{Request, Response, Status, metadata::MetadataValue};

use crate::{Notifications, read::Replicas};

#[tonic::async_trait]
impl NotificationService for Notifications {
    type StreamReplicasStream = Replicas;

    async fn list_tasks(
        &self,
        request: Request<pb::ListTasksRequest>,
    ) -> Result<Response<pb::ListTasksResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListTasks", async { Ok(Response::new(self.list(&caller, request.get_ref()).await?)) }).await
    }

    async fn claim_task(
        &self,
        request: Request<pb::ClaimTaskRequest>,
    ) -> Result<Response<pb::ClaimTaskResponse>, Status> {
        let command = Command::of(&request, "notification.ClaimTask")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("ClaimTask", async {
            let (answer, replayed) = detached(async move { this.claim(command, wanted).await }).await?;
            let mut response = Response::new(answer);
            if replayed {
                response.metadata_mut().insert(REPLAYED_HEADER, MetadataValue::from_static("true"));
            }
            Ok(response)
        })
        .await
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
