//! The edge: decode, act, encode. No rule stands here.

use greffe_chassis::{
    command::{Command, detached},
    identity::caller,
    telemetry::measured,
};
use greffe_contracts::dossier::v1::{self as pb, case_service_server::CaseService};
use tonic::{Request, Response, Status};

use crate::{Dossiers, grpc::answer};

#[tonic::async_trait]
impl CaseService for Dossiers {
    async fn preview_joinder(
        &self,
        request: Request<pb::PreviewJoinderRequest>,
    ) -> Result<Response<pb::PreviewJoinderResponse>, Status> {
        let caller = caller(&request)?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("PreviewJoinder", async {
            let said = detached(async move { this.preview_joinder(&caller, &wanted).await });
            Ok(Response::new(said.await?))
        })
        .await
    }

    async fn join_dossiers(
        &self,
        request: Request<pb::JoinDossiersRequest>,
    ) -> Result<Response<pb::JoinDossiersResponse>, Status> {
        let command = Command::of(&request, "dossier.JoinDossiers")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("JoinDossiers", async {
            answer(detached(async move { this.join(command, wanted).await }).await)
        })
        .await
    }

    async fn disjoin_dossiers(
        &self,
        request: Request<pb::DisjoinDossiersRequest>,
    ) -> Result<Response<pb::DisjoinDossiersResponse>, Status> {
        let command = Command::of(&request, "dossier.DisjoinDossiers")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("DisjoinDossiers", async {
            answer(detached(async move { this.disjoin(command, wanted).await }).await)
        })
        .await
    }

    async fn amend_case(
        &self,
        request: Request<pb::AmendCaseRequest>,
    ) -> Result<Response<pb::AmendCaseResponse>, Status> {
        let command = Command::of(&request, "dossier.AmendCase")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("AmendCase", async {
            answer(detached(async move { this.amend(command, wanted).await }).await)
        })
        .await
    }

    async fn preview_amendment(
        &self,
        request: Request<pb::PreviewAmendmentRequest>,
    ) -> Result<Response<pb::PreviewAmendmentResponse>, Status> {
        let caller = caller(&request)?;
        let (this, wanted) = (self.clone(), request.into_inner().amendment.unwrap_or_default());
        measured("PreviewAmendment", async {
            let said = detached(async move { this.preview_amendment(&caller, wanted).await }).await?;
            Ok(Response::new(pb::PreviewAmendmentResponse { said: Some(said) }))
        })
        .await
    }

    async fn list_parties(
        &self,
        request: Request<pb::ListPartiesRequest>,
    ) -> Result<Response<pb::ListPartiesResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListParties", async {
            Ok(Response::new(self.list_parties(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn list_representations(
        &self,
        request: Request<pb::ListRepresentationsRequest>,
    ) -> Result<Response<pb::ListRepresentationsResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListRepresentations", async {
            Ok(Response::new(self.representations(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn list_grounds(
        &self,
        request: Request<pb::ListGroundsRequest>,
    ) -> Result<Response<pb::ListGroundsResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListGrounds", async {
            Ok(Response::new(self.list_grounds(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn get_inventory(
        &self,
        request: Request<pb::GetInventoryRequest>,
    ) -> Result<Response<pb::GetInventoryResponse>, Status> {
        let caller = caller(&request)?;
        measured("GetInventory", async {
            Ok(Response::new(self.inventory(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn suggest_chambre(
        &self,
        request: Request<pb::SuggestChambreRequest>,
    ) -> Result<Response<pb::SuggestChambreResponse>, Status> {
        let caller = caller(&request)?;
        let (this, wanted) = (self.clone(), request.into_inner());
        // What is learnt serves those who ask next, whoever leaves.
        measured("SuggestChambre", async {
            Ok(Response::new(detached(async move { this.suggest_chambre(&caller, &wanted).await }).await?))
        })
        .await
    }
}
