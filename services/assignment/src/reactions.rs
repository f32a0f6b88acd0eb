//! What the assignment service does with what dossiers say: keeps who is what to the case, settles its proposals.

use greffe_access::stored::{self, StoredCase};
use greffe_bus::{Handler, NewEvent, Outcome, Rejection, gate, outbox, replica};
use greffe_chassis::{Failure, Result};
use greffe_contracts::{
    common::v1::{Event, Finding},
    events::v1::{ActDeclined, ActRecorded, ProposalSettled, act_recorded::Body},
};
use greffe_distribution::Office;
use prost::Message;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    Assignments,
    audience::dossier_changed,
    distribution::{Case, cases, kind},
    store,
};

impl Handler for Assignments {
    async fn handle<'a>(&'a self, tx: &'a mut PgConnection, event: &'a Event) -> Result<Outcome, Rejection> {
        match event.r#type.as_str() {
            "ActRecorded" => self.journalled(tx, event).await,
            "ActDeclined" => self.declined(tx, event).await,
            _ => Ok(Outcome::Skipped),
        }
    }

    async fn rebuild<'a>(&'a self, tx: &'a mut PgConnection, dossier: Uuid) -> Result<u64> {
        let before = stored::load(tx, dossier).await?;
        let (case, acts) = self.keep(tx, dossier).await?;
        for act in &acts {
            if let Some(proposal) = proposal_of(act) {
                self.settle(tx, proposal, "en_vigueur", None, act.act_id.map(Uuid::from)).await?;
            }
        }
        seated(tx, &case).await?;
        self.tell_designations(tx, &case, true).await?;
        dossier_changed(tx, dossier, self.clock.now()).await?;
        Ok(u64::from(before.as_ref() != Some(&case.stored)))
    }
}

impl Assignments {
    async fn journalled(&self, tx: &mut PgConnection, event: &Event) -> Result<Outcome, Rejection> {
        let act: ActRecorded = decode(event)?;
        let dossier = event.aggregate_id.map(Uuid::from).unwrap_or_default();
        let raised = gate::look_again(self, tx, &event.payload).await?;
        gate::tell(self, tx, &raised).await?;
        replica::append(tx, dossier, event.aggregate_seq, &event.payload).await?;
        let (case, _) = self.keep(tx, dossier).await?;
        if act.supersedes.is_some() || matches!(act.body, Some(Body::MagistratRemplace(_))) {
            seated(tx, &case).await?;
        }
        if let Some(proposal) = proposal_of(&act) {
            self.settle(tx, proposal, "en_vigueur", None, act.act_id.map(Uuid::from)).await?;
        }
        self.tell_designations(tx, &case, false).await?;
        // Last, as an act of an audience does: its row, then what is watched of it. In the other order the two would wait for
        // each other.
        dossier_changed(tx, dossier, self.clock.now()).await?;
        Ok(Outcome::Applied)
    }

    /// Keeps what the journal held says now: who is what to the case, and which designations it may wait for.
    async fn keep(&self, tx: &mut PgConnection, dossier: Uuid) -> Result<(Case, Vec<ActRecorded>)> {
        let held = replica::held(tx, dossier).await?;
        let acts = held.facts()?;
        let case = Case::read(StoredCase::of(dossier, &acts), &acts);
        stored::save(tx, &case.stored).await?;
        self.keep_awaited(tx, &case, &held, &acts).await?;
        Ok((case, acts))
    }

    async fn declined(&self, tx: &mut PgConnection, event: &Event) -> Result<Outcome, Rejection> {
        let declined: ActDeclined = decode(event)?;
        let proposal = declined.proposal_id.map(Uuid::from).unwrap_or_default();
        self.settle(tx, proposal, "refusee", declined.reason, None).await?;
        let dossier = declined.dossier_id.map(Uuid::from).unwrap_or_default();
        if let Some(case) = cases(tx, &[dossier]).await?.remove(&dossier) {
            self.tell_designations(tx, &case, false).await?;
        }
        Ok(Outcome::Applied)
    }

    /// Settles a proposal of ours that waits, and tells; one of nobody's is no matter.
    async fn settle(
        &self,
        tx: &mut PgConnection,
        proposal: Uuid,
        outcome: &str,
        reason: Option<Finding>,
        act: Option<Uuid>,
    ) -> Result<()> {
        let now = self.clock.now();
        let Some(dossier) = store::settle(tx, now, proposal, outcome, reason.as_ref(), act).await? else {
            return Ok(());
        };
        let settled = ProposalSettled {
            proposal_id: Some(proposal.into()),
            dossier_id: Some(dossier.into()),
            outcome: outcome.to_owned(),
            reason,
        };
        let motif = settled.reason.as_ref().map(|reason| reason.message.as_str()).unwrap_or_default();
        self.inscribed(tx, proposal, (outcome == "en_vigueur", motif)).await?;
        let seq = outbox::next_seq(tx, proposal).await?;
        let event =
            NewEvent::new("assignment.proposal.proposal_settled", proposal, seq, "ProposalSettled", &settled);
        outbox::append(tx, now, &event).await
    }
}

/// Who sits is who the journal says, whatever was corrected there.
async fn seated(tx: &mut PgConnection, case: &Case) -> Result<()> {
    for office in [Office::Rapporteur, Office::AvocatGeneral] {
        store::seat(tx, case.stored.relations.dossier, kind(office), &case.seated(office)).await?;
    }
    Ok(())
}

/// The proposal that an act carries.
fn proposal_of(act: &ActRecorded) -> Option<Uuid> {
    let id = match act.body.as_ref()? {
        Body::ChambreAttribuee(b) => b.proposal_id,
        Body::RapporteurDesigne(b) => b.proposal_id,
        Body::AvocatGeneralDesigne(b) => b.proposal_id,
        Body::AudienceFixee(b) => b.proposal_id,
        Body::AudienceReportee(b) => b.proposal_id,
        _ => None,
    };
    id.map(Uuid::from)
}

fn decode<M: Message + Default>(event: &Event) -> Result<M, Rejection> {
    M::decode(event.payload.as_ref()).map_err(|error| Rejection::Permanent(Failure::internal(error)))
}
