//! The edge: decode, act, encode. No rule stands here.

use greffe_chassis::{
    command::{Command, detached},
    identity::caller,
    telemetry::measured,
};
use greffe_contracts::dossier::v1::{self as pb, certificate_service_server::CertificateService};
use tonic::{Request, Response, Status};

use crate::{Dossiers, grpc::answer};

#[tonic::async_trait]
impl CertificateService for Dossiers {
    async fn demand_certificate(
        &self,
        request: Request<pb::DemandCertificateRequest>,
    ) -> Result<Response<pb::DemandCertificateResponse>, Status> {
        let command = Command::of(&request, "dossier.DemandCertificate")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("DemandCertificate", async {
            answer(detached(async move { this.demand_certificate(command, wanted).await }).await)
        })
        .await
    }

    async fn demand_certificates(
        &self,
        request: Request<pb::DemandCertificatesRequest>,
    ) -> Result<Response<pb::DemandCertificatesResponse>, Status> {
        let command = Command::of(&request, "dossier.DemandCertificates")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("DemandCertificates", async {
            answer(detached(async move { this.demand_certificates(command, wanted).await }).await)
        })
        .await
    }

    async fn decide_demand(
        &self,
        request: Request<pb::DecideDemandRequest>,
    ) -> Result<Response<pb::DecideDemandResponse>, Status> {
        let command = Command::of(&request, "dossier.DecideDemand")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("DecideDemand", async {
            answer(detached(async move { this.decide_demand(command, wanted).await }).await)
        })
        .await
    }

    async fn get_demand(
        &self,
        request: Request<pb::GetDemandRequest>,
    ) -> Result<Response<pb::GetDemandResponse>, Status> {
        let caller = caller(&request)?;
        measured("GetDemand", async {
            let demand = self.demand(&caller, request.get_ref()).await?;
            Ok(Response::new(pb::GetDemandResponse { demand: Some(demand) }))
        })
        .await
    }

    async fn list_demands(
        &self,
        request: Request<pb::ListDemandsRequest>,
    ) -> Result<Response<pb::ListDemandsResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListDemands", async {
            Ok(Response::new(self.list_demands(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn verify_certificate(
        &self,
        request: Request<pb::VerifyCertificateRequest>,
    ) -> Result<Response<pb::VerifyCertificateResponse>, Status> {
        let caller = caller(&request)?;
        measured("VerifyCertificate", async {
            let certificate = self.verify_certificate(&caller, request.get_ref()).await?;
            Ok(Response::new(pb::VerifyCertificateResponse { certificate: Some(certificate) }))
        })
        .await
    }
}
