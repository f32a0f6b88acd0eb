//! The edge of distributions: decode, act, encode. No rule stands here.

use greffe_chassis::{
    command::{Command, detached},
    identity::caller,
    telemetry::measured,
};
use greffe_contracts::assignment::v1::{self as pb, distribution_service_server::DistributionService};
use tonic::{Request, Response, Status};

use crate::{Assignments, grpc::answer};

#[tonic::async_trait]
impl DistributionService for Assignments {
    async fn list_waiting(
        &self,
        request: Request<pb::ListWaitingRequest>,
    ) -> Result<Response<pb::ListWaitingResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListWaiting", async { Ok(Response::new(self.waiting(&caller, request.get_ref()).await?)) })
            .await
    }

    async fn list_distributions(
        &self,
        request: Request<pb::ListDistributionsRequest>,
    ) -> Result<Response<pb::ListDistributionsResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListDistributions", async {
            Ok(Response::new(self.list_distributions(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn get_distribution(
        &self,
        request: Request<pb::GetDistributionRequest>,
    ) -> Result<Response<pb::GetDistributionResponse>, Status> {
        let caller = caller(&request)?;
        measured("GetDistribution", async {
            Ok(Response::new(self.distribution(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn compare_distributions(
        &self,
        request: Request<pb::CompareDistributionsRequest>,
    ) -> Result<Response<pb::CompareDistributionsResponse>, Status> {
        let caller = caller(&request)?;
        measured("CompareDistributions", async {
            Ok(Response::new(self.compare_distributions(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn explain_card(
        &self,
        request: Request<pb::ExplainCardRequest>,
    ) -> Result<Response<pb::ExplainCardResponse>, Status> {
        let caller = caller(&request)?;
        measured("ExplainCard", async {
            Ok(Response::new(self.explain_card(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn list_magistrates(
        &self,
        request: Request<pb::ListMagistratesRequest>,
    ) -> Result<Response<pb::ListMagistratesResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListMagistrates", async {
            Ok(Response::new(self.magistrates(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn list_impediments(
        &self,
        request: Request<pb::ListImpedimentsRequest>,
    ) -> Result<Response<pb::ListImpedimentsResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListImpediments", async {
            Ok(Response::new(self.impediments(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn open_distribution(
        &self,
        request: Request<pb::OpenDistributionRequest>,
    ) -> Result<Response<pb::OpenDistributionResponse>, Status> {
        let command = Command::of(&request, "assignment.OpenDistribution")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("OpenDistribution", async {
            answer(
                detached(async move { Assignments::open_distribution(&this, command, wanted).await }).await,
            )
        })
        .await
    }

    async fn move_card(
        &self,
        request: Request<pb::MoveCardRequest>,
    ) -> Result<Response<pb::MoveCardResponse>, Status> {
        let command = Command::of(&request, "assignment.MoveCard")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("MoveCard", async {
            answer(detached(async move { Assignments::move_card(&this, command, wanted).await }).await)
        })
        .await
    }

    async fn settle_distribution(
        &self,
        request: Request<pb::SettleDistributionRequest>,
    ) -> Result<Response<pb::SettleDistributionResponse>, Status> {
        let command = Command::of(&request, "assignment.SettleDistribution")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("SettleDistribution", async {
            answer(
                detached(async move { Assignments::settle_distribution(&this, command, wanted).await }).await,
            )
        })
        .await
    }

    async fn save_magistrate(
        &self,
        request: Request<pb::SaveMagistrateRequest>,
    ) -> Result<Response<pb::SaveMagistrateResponse>, Status> {
        let command = Command::of(&request, "assignment.SaveMagistrate")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("SaveMagistrate", async {
            answer(detached(async move { Assignments::save_magistrate(&this, command, wanted).await }).await)
        })
        .await
    }

    async fn enter_absence(
        &self,
        request: Request<pb::EnterAbsenceRequest>,
    ) -> Result<Response<pb::EnterAbsenceResponse>, Status> {
        let command = Command::of(&request, "assignment.EnterAbsence")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("EnterAbsence", async {
            answer(detached(async move { Assignments::enter_absence(&this, command, wanted).await }).await)
        })
        .await
    }

    async fn declare_impediment(
        &self,
        request: Request<pb::DeclareImpedimentRequest>,
    ) -> Result<Response<pb::DeclareImpedimentResponse>, Status> {
        let command = Command::of(&request, "assignment.DeclareImpediment")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("DeclareImpediment", async {
            answer(
                detached(async move { Assignments::declare_impediment(&this, command, wanted).await }).await,
            )
        })
        .await
    }
}
