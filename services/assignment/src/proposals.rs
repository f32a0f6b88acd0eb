//! What became of proposals: shown to those who read the dossier.

use greffe_access::{
    Action, Resource, decide,
    stored::{self, unknown_case},
};
use greffe_bus::outbox;
use greffe_chassis::{Caller, Result};
use greffe_contracts::assignment::v1 as pb;
use uuid::Uuid;

use crate::{Assignments, propose::Designation, store};

impl Assignments {
    /// Proposals of a dossier, newest first. Who may not read the register of agents sees those in force: to counsel a
    /// designation exists once the journal says so. Why somebody was designated all the same is for who designates to the office.
    pub(crate) async fn list_proposals(
        &self,
        caller: &Caller,
        wanted: &pb::ListProposalsRequest,
    ) -> Result<pb::ListProposalsResponse> {
        let dossier = Uuid::parse_str(&wanted.dossier_id).map_err(|_| unknown_case())?;
        let mut connection = self.pool.acquire().await?;
        let case = stored::load(&mut connection, dossier).await?.ok_or_else(unknown_case)?.relations;
        let decision = decide(caller, Action::LireDossier, Resource::Case(&case));
        if !decision.allowed {
            let known = decide(caller, Action::Connaitre, Resource::Case(&case)).allowed;
            return Err(if known {
                decision.or_forbidden().map(|_| unknown_case())?
            } else {
                unknown_case()
            });
        }
        let mut proposals = store::proposals(&mut connection, dossier).await?;
        if !decide(caller, Action::LireAgents, Resource::Court).allowed {
            proposals.retain(|proposal| proposal.status == "en_vigueur");
        }
        // The circuit is internal to the siège and the registry (secrecy.md, class C2).
        let keeps = [Action::EnregistrerFait, Action::EnregistrerActeDeLaCour];
        if !keeps.iter().any(|keeps| decide(caller, *keeps, Resource::Case(&case)).allowed) {
            proposals.iter_mut().for_each(|proposal| proposal.circuit.clear());
        }
        for proposal in proposals.iter_mut().filter(|proposal| !proposal.given_reason.is_empty()) {
            let designation = Designation::read(&proposal.kind)?;
            let asked = designation.office().and_then(|_| case.for_opinion_of(&proposal.chambre));
            let of = asked.as_ref().unwrap_or(&case);
            if !decide(caller, designation.action(), Resource::Case(of)).allowed {
                proposal.given_reason.clear();
            }
        }
        Ok(pb::ListProposalsResponse { proposals })
    }

    /// Events of an aggregate, for a consumer with a gap.
    pub(crate) async fn replay(
        &self,
        caller: &Caller,
        wanted: &pb::ReplayEventsRequest,
    ) -> Result<pb::ReplayEventsResponse> {
        decide(caller, Action::Rejouer, Resource::Court).or_forbidden()?;
        let aggregate = Uuid::parse_str(&wanted.aggregate_id).map_err(|_| unknown_case())?;
        let mut connection = self.pool.acquire().await?;
        let events = outbox::replay(&mut connection, crate::NAME, aggregate, wanted.from, wanted.to).await?;
        Ok(pb::ReplayEventsResponse { events })
    }
}
