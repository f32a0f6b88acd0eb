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
            Ok(told(detached(async move { this.claim(command, wanted).await }).await?))
        })
        .await
    }

    async fn handle_tasks(
        &self,
        request: Request<pb::HandleTasksRequest>,
    ) -> Result<Response<pb::HandleTasksResponse>, Status> {
        let command = Command::of(&request, "notification.HandleTasks")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("HandleTasks", async {
            Ok(told(detached(async move { this.handle_tasks(command, wanted).await }).await?))
        })
        .await
    }

    async fn list_absences(
        &self,
        request: Request<pb::ListAbsencesRequest>,
    ) -> Result<Response<pb::ListAbsencesResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListAbsences", async { Ok(Response::new(self.absences(&caller).await?)) }).await
    }

    async fn save_absence(
        &self,
        request: Request<pb::SaveAbsenceRequest>,
    ) -> Result<Response<pb::SaveAbsenceResponse>, Status> {
        let command = Command::of(&request, "notification.SaveAbsence")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("SaveAbsence", async {
            Ok(told(detached(async move { this.save_absence(command, wanted).await }).await?))
        })
        .await
    }

    async fn list_follows(
        &self,
        request: Request<pb::ListFollowsRequest>,
    ) -> Result<Response<pb::ListFollowsResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListFollows", async { Ok(Response::new(self.follows(&caller).await?)) }).await
    }

    async fn save_follow(
        &self,
        request: Request<pb::SaveFollowRequest>,
    ) -> Result<Response<pb::SaveFollowResponse>, Status> {
        let command = Command::of(&request, "notification.SaveFollow")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("SaveFollow", async {
            Ok(told(detached(async move { this.save_follow(command, wanted).await }).await?))
        })
        .await
    }

    async fn get_preferences(
        &self,
        request: Request<pb::GetPreferencesRequest>,
    ) -> Result<Response<pb::GetPreferencesResponse>, Status> {
        let caller = caller(&request)?;
        measured("GetPreferences", async { Ok(Response::new(self.preferences(&caller).await?)) }).await
    }

    async fn save_preferences(
        &self,
        request: Request<pb::SavePreferencesRequest>,
    ) -> Result<Response<pb::SavePreferencesResponse>, Status> {
        let command = Command::of(&request, "notification.SavePreferences")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("SavePreferences", async {
            Ok(told(detached(async move { this.save_preferences(command, wanted).await }).await?))
        })
        .await
    }

    async fn turn_calendar(
        &self,
        request: Request<pb::TurnCalendarRequest>,
    ) -> Result<Response<pb::TurnCalendarResponse>, Status> {
        let command = Command::of(&request, "notification.TurnCalendar")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("TurnCalendar", async {
            Ok(told(detached(async move { this.turn_calendar(command, wanted).await }).await?))
        })
        .await
    }

    async fn read_calendar(
        &self,
        request: Request<pb::ReadCalendarRequest>,
    ) -> Result<Response<pb::ReadCalendarResponse>, Status> {
        let caller = caller(&request)?;
        measured("ReadCalendar", async {
            Ok(Response::new(self.read_calendar(&caller, &request.get_ref().token).await?))
        })
        .await
    }

    async fn list_searches(
        &self,
        request: Request<pb::ListSearchesRequest>,
    ) -> Result<Response<pb::ListSearchesResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListSearches", async { Ok(Response::new(self.searches(&caller).await?)) }).await
    }

    async fn save_search(
        &self,
        request: Request<pb::SaveSearchRequest>,
    ) -> Result<Response<pb::SaveSearchResponse>, Status> {
        let command = Command::of(&request, "notification.SaveSearch")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("SaveSearch", async {
            Ok(told(detached(async move { this.save_search(command, wanted).await }).await?))
        })
        .await
    }

    async fn list_notices(
        &self,
        request: Request<pb::ListNoticesRequest>,
    ) -> Result<Response<pb::ListNoticesResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListNotices", async {
            Ok(Response::new(self.list_notices(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn get_letter(
        &self,
        request: Request<pb::GetLetterRequest>,
    ) -> Result<Response<pb::GetLetterResponse>, Status> {
        let caller = caller(&request)?;
        measured("GetLetter", async {
            let pdf = self.letter(&caller, &request.get_ref().notice_id).await?;
            Ok(Response::new(pb::GetLetterResponse { pdf }))
        })
        .await
    }

    async fn get_notice(
        &self,
        request: Request<pb::GetNoticeRequest>,
    ) -> Result<Response<pb::GetNoticeResponse>, Status> {
        let caller = caller(&request)?;
        measured("GetNotice", async {
            Ok(Response::new(self.notice_life(&caller, &request.get_ref().notice_id).await?))
        })
        .await
    }

    async fn count_notices(
        &self,
        request: Request<pb::CountNoticesRequest>,
    ) -> Result<Response<pb::CountNoticesResponse>, Status> {
        let caller = caller(&request)?;
        measured("CountNotices", async { Ok(Response::new(self.count_notices(&caller).await?)) }).await
    }

    async fn get_batch(
        &self,
        request: Request<pb::GetBatchRequest>,
    ) -> Result<Response<pb::GetBatchResponse>, Status> {
        let caller = caller(&request)?;
        measured("GetBatch", async {
            Ok(Response::new(pb::GetBatchResponse {
                batch: Some(self.get_batch(&caller, &request.get_ref().batch_id).await?),
            }))
        })
        .await
    }

    async fn list_batches(
        &self,
        request: Request<pb::ListBatchesRequest>,
    ) -> Result<Response<pb::ListBatchesResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListBatches", async { Ok(Response::new(self.list_batches(&caller).await?)) }).await
    }

    async fn step_notice(
        &self,
        request: Request<pb::StepNoticeRequest>,
    ) -> Result<Response<pb::StepNoticeResponse>, Status> {
        let command = Command::of(&request, "notification.StepNotice")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("StepNotice", async {
            Ok(told(detached(async move { this.step(command, wanted).await }).await?))
        })
        .await
    }

    async fn open_batch(
        &self,
        request: Request<pb::OpenBatchRequest>,
    ) -> Result<Response<pb::OpenBatchResponse>, Status> {
        let command = Command::of(&request, "notification.OpenBatch")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("OpenBatch", async {
            Ok(told(detached(async move { this.open_batch(command, wanted).await }).await?))
        })
        .await
    }

    async fn send_batch(
        &self,
        request: Request<pb::SendBatchRequest>,
    ) -> Result<Response<pb::SendBatchResponse>, Status> {
        let command = Command::of(&request, "notification.SendBatch")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("SendBatch", async {
            Ok(told(detached(async move { this.send_batch(command, wanted).await }).await?))
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

/// An answer, saying so when it was given before.
fn told<T>((answer, replayed): (T, bool)) -> Response<T> {
    let mut response = Response::new(answer);
    if replayed {
        response.metadata_mut().insert(REPLAYED_HEADER, MetadataValue::from_static("true"));
    }
    response
}
