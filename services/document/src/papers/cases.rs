//! Where the values of papers are read: in the services that hold them, as the caller may read them there.

use futures::future::BoxFuture;
use greffe_chassis::{Caller, Failure, Result, peer::Peer};
use greffe_contracts::{
    assignment::v1::{
        self as assignment, audience_service_client::AudienceServiceClient,
        relation_service_client::RelationServiceClient,
    },
    deadline::v1::{self as deadline, deadline_service_client::DeadlineServiceClient},
    dossier::v1::{
        self as dossier, certificate_service_client::CertificateServiceClient,
        dossier_service_client::DossierServiceClient,
    },
};
use prost::Message;

/// Those who hold cases.
pub trait Cases: Send + Sync {
    /// The dossier, as the caller may read it.
    fn dossier<'a>(&'a self, caller: &'a Caller, id: &'a str) -> BoxFuture<'a, Result<dossier::Dossier>>;
    /// Its terms.
    fn terms<'a>(&'a self, caller: &'a Caller, id: &'a str)
    -> BoxFuture<'a, Result<Vec<deadline::Deadline>>>;
    /// A demand of a certificate.
    fn demand<'a>(&'a self, caller: &'a Caller, id: &'a str) -> BoxFuture<'a, Result<dossier::Demand>>;
    /// The published rôle of an audience, with the names that the caller may read.
    fn role<'a>(&'a self, caller: &'a Caller, id: &'a str) -> BoxFuture<'a, Result<assignment::PublicRole>>;
    /// Who an agent is to a dossier at this moment.
    fn relation<'a>(
        &'a self,
        agent: &'a str,
        dossier: &'a str,
    ) -> BoxFuture<'a, Result<assignment::RelationToCaseResponse>>;
}

/// The services themselves.
pub struct Peers {
    /// The dossier service.
    pub dossier: Peer,
    /// The deadline service.
    pub deadline: Peer,
    /// The assignment service.
    pub assignment: Peer,
}

impl Cases for Peers {
    fn dossier<'a>(&'a self, caller: &'a Caller, id: &'a str) -> BoxFuture<'a, Result<dossier::Dossier>> {
        Box::pin(async move {
            let wanted = dossier::GetDossierRequest { dossier: id.to_owned(), min_version: 0 };
            let request = self.dossier.request(caller, wanted)?;
            let answer = DossierServiceClient::new(self.dossier.channel()).get_dossier(request).await;
            let answer = answer.map_err(|status| Failure::from_status(&status))?.into_inner();
            dossier::Dossier::decode(answer.dossier).map_err(Failure::internal)
        })
    }

    fn terms<'a>(
        &'a self,
        caller: &'a Caller,
        id: &'a str,
    ) -> BoxFuture<'a, Result<Vec<deadline::Deadline>>> {
        Box::pin(async move {
            let wanted = deadline::ListDeadlinesRequest { dossier_id: id.to_owned(), min_version: 0 };
            let request = self.deadline.request(caller, wanted)?;
            let answer = DeadlineServiceClient::new(self.deadline.channel()).list_deadlines(request).await;
            Ok(answer.map_err(|status| Failure::from_status(&status))?.into_inner().deadlines)
        })
    }

    fn demand<'a>(&'a self, caller: &'a Caller, id: &'a str) -> BoxFuture<'a, Result<dossier::Demand>> {
        Box::pin(async move {
            let wanted = dossier::GetDemandRequest { demand_id: id.to_owned() };
            let request = self.dossier.request(caller, wanted)?;
            let answer = CertificateServiceClient::new(self.dossier.channel()).get_demand(request).await;
            let answer = answer.map_err(|status| Failure::from_status(&status))?.into_inner();
            answer.demand.ok_or_else(|| Failure::internal("an answer without its demand"))
        })
    }
    fn role<'a>(&'a self, caller: &'a Caller, id: &'a str) -> BoxFuture<'a, Result<assignment::PublicRole>> {
        Box::pin(async move {
            let wanted = assignment::GetPublicRoleRequest { audience_id: id.to_owned() };
            let request = self.assignment.request(caller, wanted)?;
            let answer = AudienceServiceClient::new(self.assignment.channel()).get_public_role(request).await;
            let answer = answer.map_err(|status| Failure::from_status(&status))?.into_inner();
            answer.role.ok_or_else(|| Failure::internal("an answer without its rôle"))
        })
    }

    fn relation<'a>(
        &'a self,
        agent: &'a str,
        dossier: &'a str,
    ) -> BoxFuture<'a, Result<assignment::RelationToCaseResponse>> {
        Box::pin(async move {
            let wanted = assignment::RelationToCaseRequest {
                dossier_id: dossier.to_owned(),
                agent_id: agent.to_owned(),
            };
            let request = self.assignment.request(&Caller::service(crate::NAME), wanted)?;
            let answer =
                RelationServiceClient::new(self.assignment.channel()).relation_to_case(request).await;
            Ok(answer.map_err(|status| Failure::from_status(&status))?.into_inner())
        })
    }
}
