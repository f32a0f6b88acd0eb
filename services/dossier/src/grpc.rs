//! The edge: decode, act, encode. No rule stands here.

use greffe_chassis::{
    Clock, Failure, Result,
    command::{Command, REPLAYED_HEADER, detached},
    identity::caller,
    telemetry::measured,
};
use greffe_contracts::dossier::v1::{self as pb, dossier_service_server::DossierService};
use jiff::Timestamp;
use tonic::{Request, Response, Status, metadata::MetadataMap, metadata::MetadataValue};
use uuid::Uuid;

use crate::{Dossiers, access::unknown_case, record::Wanted, verify::Journals};

/// Metadata by which the gateway says when a deposit had wholly arrived.
const RECEIVED_HEADER: &str = "greffe-received-at";

/// What a command answered, and that it had been answered before.
pub(crate) fn answer<T>(done: Result<(T, bool)>) -> Result<Response<T>, Status> {
    let (message, replayed) = done?;
    let mut response = Response::new(message);
    if replayed {
        response.metadata_mut().insert(REPLAYED_HEADER, MetadataValue::from_static("true"));
    }
    Ok(response)
}

fn wanted(metadata: &MetadataMap, clock: &dyn Clock, said: pb::RecordActRequest) -> Result<Wanted> {
    Ok(Wanted {
        dossier: Uuid::parse_str(&said.dossier_id).map_err(|_| unknown_case())?,
        expected: said.expected_version,
        fact: said.act.and_then(|input| input.act).unwrap_or_default(),
        reason: said.reason,
        received_at: received_at(metadata, clock)?,
        common: said.common,
        ruling: said.ruling,
    })
}

/// The instant of reception: the gateway's, never later than now.
fn received_at(metadata: &MetadataMap, clock: &dyn Clock) -> Result<Timestamp> {
    let now = clock.now();
    let Some(text) = metadata.get(RECEIVED_HEADER).and_then(|v| v.to_str().ok()) else { return Ok(now) };
    let said: Timestamp =
        text.parse().map_err(|_| Failure::internal("the instant of reception does not read"))?;
    Ok(said.min(now))
}

#[tonic::async_trait]
impl DossierService for Dossiers {
    type StreamJournalsStream = Journals;

    async fn open_dossier(
        &self,
        request: Request<pb::OpenDossierRequest>,
    ) -> Result<Response<pb::OpenDossierResponse>, Status> {
        let command = Command::of(&request, "dossier.OpenDossier")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("OpenDossier", async {
            answer(detached(async move { this.open(command, wanted).await }).await)
        })
        .await
    }

    async fn record_act(
        &self,
        request: Request<pb::RecordActRequest>,
    ) -> Result<Response<pb::RecordActResponse>, Status> {
        let command = Command::of(&request, "dossier.RecordAct")?;
        let (metadata, _, body) = request.into_parts();
        let act = wanted(&metadata, self.clock.as_ref(), body)?;
        let this = self.clone();
        measured("RecordAct", async {
            answer(detached(async move { this.record(command, act).await }).await)
        })
        .await
    }

    async fn preview_act(
        &self,
        request: Request<pb::PreviewActRequest>,
    ) -> Result<Response<pb::PreviewActResponse>, Status> {
        let caller = caller(&request)?;
        let (metadata, _, body) = request.into_parts();
        let weighed = pb::RecordActRequest {
            dossier_id: body.dossier_id,
            act: body.act,
            common: body.common,
            ruling: body.ruling,
            ..Default::default()
        };
        let act = wanted(&metadata, self.clock.as_ref(), weighed)?;
        let this = self.clone();
        let said = detached(async move { this.preview(&caller, act).await });
        measured("PreviewAct", async { Ok(Response::new(said.await?)) }).await
    }

    async fn get_dossier(
        &self,
        request: Request<pb::GetDossierRequest>,
    ) -> Result<Response<pb::GetDossierResponse>, Status> {
        let caller = caller(&request)?;
        measured("GetDossier", async {
            let dossier = self.get(&caller, request.get_ref()).await?;
            Ok(Response::new(pb::GetDossierResponse { dossier }))
        })
        .await
    }

    async fn list_acts(
        &self,
        request: Request<pb::ListActsRequest>,
    ) -> Result<Response<pb::ListActsResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListActs", async { Ok(Response::new(self.list_acts(&caller, request.get_ref()).await?)) })
            .await
    }

    async fn list_dossiers(
        &self,
        request: Request<pb::ListDossiersRequest>,
    ) -> Result<Response<pb::ListDossiersResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListDossiers", async { Ok(Response::new(self.list(&caller, request.get_ref()).await?)) })
            .await
    }

    async fn get_stock(
        &self,
        request: Request<pb::GetStockRequest>,
    ) -> Result<Response<pb::GetStockResponse>, Status> {
        let caller = caller(&request)?;
        measured("GetStock", async { Ok(Response::new(self.stock(&caller).await?)) }).await
    }

    async fn list_offices(
        &self,
        request: Request<pb::ListOfficesRequest>,
    ) -> Result<Response<pb::ListOfficesResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListOffices", async {
            Ok(Response::new(self.list_offices(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn find_court_decision(
        &self,
        request: Request<pb::FindCourtDecisionRequest>,
    ) -> Result<Response<pb::FindCourtDecisionResponse>, Status> {
        let caller = caller(&request)?;
        measured("FindCourtDecision", async {
            Ok(Response::new(self.find_court_decision(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn register_office(
        &self,
        request: Request<pb::RegisterOfficeRequest>,
    ) -> Result<Response<pb::RegisterOfficeResponse>, Status> {
        let command = Command::of(&request, "dossier.RegisterOffice")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("RegisterOffice", async {
            answer(detached(async move { this.register_office(command, wanted).await }).await)
        })
        .await
    }

    async fn get_persons(
        &self,
        request: Request<pb::GetPersonsRequest>,
    ) -> Result<Response<pb::GetPersonsResponse>, Status> {
        let caller = caller(&request)?;
        measured("GetPersons", async { Ok(Response::new(self.persons(&caller, request.get_ref()).await?)) })
            .await
    }

    async fn filter_visible(
        &self,
        request: Request<pb::FilterVisibleRequest>,
    ) -> Result<Response<pb::FilterVisibleResponse>, Status> {
        let caller = caller(&request)?;
        measured("FilterVisible", async {
            Ok(Response::new(self.filter_visible(&caller, request.get_ref()).await?))
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

    async fn rebuild_projection(
        &self,
        request: Request<pb::RebuildProjectionRequest>,
    ) -> Result<Response<pb::RebuildProjectionResponse>, Status> {
        let caller = caller(&request)?;
        let (this, dossier) =
            (self.clone(), Uuid::parse_str(&request.get_ref().dossier_id).map_err(|_| unknown_case())?);
        measured("RebuildProjection", async {
            let differed = detached(async move { this.rebuild(&caller, dossier).await }).await?;
            Ok(Response::new(pb::RebuildProjectionResponse { differed }))
        })
        .await
    }

    async fn stream_journals(
        &self,
        request: Request<pb::StreamJournalsRequest>,
    ) -> Result<Response<Journals>, Status> {
        let caller = caller(&request)?;
        Ok(Response::new(self.journals(&caller, request.into_inner())?))
    }

    async fn get_moment(
        &self,
        request: Request<pb::GetMomentRequest>,
    ) -> Result<Response<pb::GetMomentResponse>, Status> {
        let caller = caller(&request)?;
        measured("GetMoment", async { Ok(Response::new(self.moment(&caller, request.get_ref()).await?)) })
            .await
    }

    async fn compare_moments(
        &self,
        request: Request<pb::CompareMomentsRequest>,
    ) -> Result<Response<pb::CompareMomentsResponse>, Status> {
        let caller = caller(&request)?;
        measured("CompareMoments", async {
            Ok(Response::new(self.compare_moments(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn list_law_versions(
        &self,
        request: Request<pb::ListLawVersionsRequest>,
    ) -> Result<Response<pb::ListLawVersionsResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListLawVersions", async { Ok(Response::new(self.law_versions(&caller).await?)) }).await
    }

    async fn start_law_trial(
        &self,
        request: Request<pb::StartLawTrialRequest>,
    ) -> Result<Response<pb::StartLawTrialResponse>, Status> {
        let command = Command::of(&request, "dossier.StartLawTrial")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("StartLawTrial", async {
            answer(detached(async move { this.start_trial(command, wanted).await }).await)
        })
        .await
    }

    async fn get_law_trial(
        &self,
        request: Request<pb::GetLawTrialRequest>,
    ) -> Result<Response<pb::GetLawTrialResponse>, Status> {
        let caller = caller(&request)?;
        measured("GetLawTrial", async { Ok(Response::new(self.trial(&caller, request.get_ref()).await?)) })
            .await
    }

    async fn put_law_in_force(
        &self,
        request: Request<pb::PutLawInForceRequest>,
    ) -> Result<Response<pb::PutLawInForceResponse>, Status> {
        let command = Command::of(&request, "dossier.PutLawInForce")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("PutLawInForce", async {
            answer(detached(async move { this.put_in_force(command, wanted).await }).await)
        })
        .await
    }

    async fn submit_deposit(
        &self,
        request: Request<pb::SubmitDepositRequest>,
    ) -> Result<Response<pb::SubmitDepositResponse>, Status> {
        let caller = caller(&request)?;
        let received_at = received_at(request.metadata(), self.clock.as_ref())?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("SubmitDeposit", async {
            answer(detached(async move { this.submit(caller, wanted, received_at).await }).await)
        })
        .await
    }

    async fn list_deposits(
        &self,
        request: Request<pb::ListDepositsRequest>,
    ) -> Result<Response<pb::ListDepositsResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListDeposits", async {
            Ok(Response::new(self.list_deposits(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn get_deposit(
        &self,
        request: Request<pb::GetDepositRequest>,
    ) -> Result<Response<pb::GetDepositResponse>, Status> {
        let caller = caller(&request)?;
        measured("GetDeposit", async { Ok(Response::new(self.deposit(&caller, request.get_ref()).await?)) })
            .await
    }

    async fn settle_deposit(
        &self,
        request: Request<pb::SettleDepositRequest>,
    ) -> Result<Response<pb::SettleDepositResponse>, Status> {
        let command = Command::of(&request, "dossier.SettleDeposit")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("SettleDeposit", async {
            answer(detached(async move { this.settle(command, wanted).await }).await)
        })
        .await
    }
}
