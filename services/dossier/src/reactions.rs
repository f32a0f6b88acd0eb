//! What the dossier does with what other services propose: journals it, or says why not.

use std::time::Duration;

use greffe_bus::{Handler, NewEvent, Outcome, Rejection, outbox};
use greffe_chassis::{Failure, Kind, Result};
use greffe_contracts::{
    common::v1::{Event, Finding, NamedDate, named_date},
    events::v1::{
        ActDeclined, ActRecorded, AssignmentProposed, AvocatGeneralDesigne, ChambreAttribuee,
        RapporteurDesigne, act_recorded::Body,
    },
};
use prost::Message;
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

use crate::{
    Dossiers,
    access::unknown_case,
    case::common::{Elsewhere, Reach},
    gate::{Answers, Door},
    record::By,
};

/// Wait before the services are asked once more.
const AGAIN: Duration = Duration::from_millis(800);

/// The handler of proposals.
pub struct Proposals(pub(crate) Dossiers);

impl Handler for Proposals {
    // The services asked answer of what is committed: two proposals for one dossier are two questions.
    const TOGETHER: usize = 1;

    async fn handle<'a>(&'a self, tx: &'a mut PgConnection, event: &'a Event) -> Result<Outcome, Rejection> {
        if event.r#type != "AssignmentProposed" {
            return Ok(Outcome::Skipped);
        }
        let proposed = AssignmentProposed::decode(event.payload.as_ref())
            .map_err(|e| Rejection::Permanent(Failure::internal(e)))?;
        // Asked before the dossier is locked; a service that is away for a moment is asked once more.
        let answers = self.answers(&proposed).await?;
        match self.journal(tx, &proposed, &answers).await {
            Ok(()) => Ok(Outcome::Applied),
            Err(refused) if matches!(refused.kind, Kind::Refused | Kind::Invalid | Kind::NotFound) => {
                self.decline(tx, &proposed, &refused).await?;
                Ok(Outcome::Applied)
            }
            Err(failure) => Err(failure.into()),
        }
    }

    async fn rebuild<'a>(&'a self, tx: &'a mut PgConnection, dossier: Uuid) -> Result<u64> {
        Ok(u64::from(self.0.rebuild_in(tx, dossier).await?))
    }
}

impl Proposals {
    async fn answers(&self, proposed: &AssignmentProposed) -> Result<Answers> {
        let dossier = proposed.dossier_id.map(Uuid::from).unwrap_or_default();
        let Ok(fact) = fact(proposed) else { return Ok(Answers::default()) };
        let answers = self.0.ask_for(dossier, (&fact, None), Reach::GroupIfHead).await?;
        if answers.are_complete() {
            return Ok(answers);
        }
        tokio::time::sleep(AGAIN).await;
        self.0.ask_for(dossier, (&fact, None), Reach::GroupIfHead).await
    }

    async fn journal(
        &self,
        tx: &mut PgConnection,
        proposed: &AssignmentProposed,
        answers: &Answers,
    ) -> Result<()> {
        let dossier = proposed.dossier_id.map(Uuid::from).unwrap_or_default();
        let dossiers = &self.0;
        // A designation at the head of a group is common to it: the dossiers are judged together.
        let fact = fact(proposed)?;
        // What one journal refuses leaves no trace in the others: the refusal is told in this same transaction.
        let mut save = tx.begin().await?;
        let elsewhere = Elsewhere::of(&mut save, dossier, &fact, Reach::GroupIfHead).await?;
        let locked = elsewhere.lock(&mut save, dossier).await?;
        let (mut journal, mut others) = locked.ok_or_else(unknown_case)?;
        elsewhere.still(&journal, &others)?;
        let now = dossiers.clock.now();
        let at = journal.facts.len();
        let door = if proposed.taken_over { Door::TakenOver } else { Door::Here };
        let by = By { actor: &proposed.proposed_by, reason: "", answers, door };
        dossiers.append(&mut save, &mut journal, fact, by, now).await?;
        let recorded = journal.facts.get(at).cloned().unwrap_or_default();
        dossiers.enter_elsewhere(&mut save, (&journal, &recorded), &mut others, by, now).await?;
        save.commit().await?;
        Ok(())
    }

    async fn decline(
        &self,
        tx: &mut PgConnection,
        proposed: &AssignmentProposed,
        refused: &Failure,
    ) -> Result<()> {
        let reason = Finding {
            code: refused.code.to_string(),
            severity: "bloquante".into(),
            message: whole(refused),
            ..Default::default()
        };
        let declined = ActDeclined {
            proposal_id: proposed.proposal_id,
            dossier_id: proposed.dossier_id,
            reason: Some(reason),
        };
        let proposal = proposed.proposal_id.map(Uuid::from).unwrap_or_default();
        let event = NewEvent::new("dossier.proposal.act_declined", proposal, 1, "ActDeclined", &declined);
        outbox::append(tx, self.0.clock.now(), &event).await
    }
}

/// The refusal with each of its reasons: whoever proposed sees nothing else of it.
fn whole(refused: &Failure) -> String {
    let reasons = refused.violations.iter().map(|reason| reason.message.as_str());
    let mut said = vec![refused.message.as_str()];
    said.extend(reasons.filter(|reason| *reason != refused.message));
    said.join(" ")
}

fn fact(proposed: &AssignmentProposed) -> Result<ActRecorded> {
    let (person_id, proposal_id) = (proposed.person_id, proposed.proposal_id);
    let (name, body) = match proposed.kind.as_str() {
        "chambre_attribuee" => (
            "attribution",
            Body::ChambreAttribuee(ChambreAttribuee { chambre: proposed.chambre.clone(), proposal_id }),
        ),
        "rapporteur_designe" => {
            ("designation", Body::RapporteurDesigne(RapporteurDesigne { person_id, proposal_id }))
        }
        "avocat_general_designe" => {
            ("designation", Body::AvocatGeneralDesigne(AvocatGeneralDesigne { person_id, proposal_id }))
        }
        other => {
            return Err(Failure::new(
                Kind::Invalid,
                "ACT-001",
                format!("«\u{a0}{other}\u{a0}» ne se propose pas."),
            ));
        }
    };
    Ok(ActRecorded {
        dates: vec![NamedDate {
            name: name.into(),
            value: Some(named_date::Value::Day(proposed.designated_on)),
            source: String::new(),
        }],
        body: Some(body),
        ..Default::default()
    })
}
