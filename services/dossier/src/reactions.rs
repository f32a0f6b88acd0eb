//! What the dossier does with what other services propose: journals it, or says why not.

use std::time::Duration;

use greffe_access::relations;
use greffe_bus::{Handler, NewEvent, Outcome, Rejection, outbox};
use greffe_chassis::{Failure, Kind, Result};
use greffe_contracts::{
    common::v1::{Event, Finding, Id, NamedDate, named_date},
    events::v1::{
        ActDeclined, ActRecorded, AssignmentProposed, AudienceFixee, AudienceReportee, AvocatGeneralDesigne,
        ChambreAttribuee, FormationSaisie, MagistratRemplace, RapporteurDesigne, act_recorded::Body,
    },
};
use greffe_procedure::day::Day;
use prost::Message;
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

use crate::{
    Dossiers,
    access::unknown_case,
    case::common::{Elsewhere, Reach},
    gate::{Answers, Door},
    journal::Journal,
    law,
    record::By,
};

/// Wait before the services are asked once more.
const AGAIN: Duration = Duration::from_millis(800);

/// Formations of several chambers: instances of examination of their own.
const OF_SEVERAL: &[&str] =
    &["chambre_mixte", "assemblee_pleniere", "formation_mixte_pour_avis", "formation_pleniere_pour_avis"];

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
        // What one journal refuses leaves no trace in the others: the refusal is told in this same transaction.
        let mut save = tx.begin().await?;
        let door = if proposed.taken_over { Door::TakenOver } else { Door::Here };
        let by = By { actor: &proposed.proposed_by, reason: "", answers, door };
        let (journal, before) = self.enter(&mut save, dossier, fact(proposed)?, by).await?;
        for ended in left_behind(&journal, before, proposed)? {
            self.enter(&mut save, dossier, ended, by).await?;
        }
        // After the designation, of which the services were asked: the day is the same, so the newest holds the office.
        if let Some(replacement) = replacement(proposed) {
            self.enter(&mut save, dossier, replacement, by).await?;
        }
        save.commit().await?;
        Ok(())
    }

    /// Enters an act; at the head of a group it is common to it: the dossiers are judged together. Answers the journal, and how many
    /// acts it held before.
    async fn enter(
        &self,
        tx: &mut PgConnection,
        dossier: Uuid,
        fact: ActRecorded,
        by: By<'_>,
    ) -> Result<(Journal, usize)> {
        let dossiers = &self.0;
        let elsewhere = Elsewhere::of(tx, dossier, &fact, Reach::GroupIfHead).await?;
        let locked = elsewhere.lock(tx, dossier).await?;
        let (mut journal, mut others) = locked.ok_or_else(unknown_case)?;
        elsewhere.still(&journal, &others)?;
        let now = dossiers.clock.now();
        let at = journal.facts.len();
        dossiers.append(tx, &mut journal, fact, by, now).await?;
        let recorded = journal.facts.get(at).cloned().unwrap_or_default();
        dossiers.enter_elsewhere(tx, (&journal, &recorded), &mut others, by, now).await?;
        Ok((journal, at))
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
    let chambre_consultee = proposed.chambre.clone();
    let (name, body) = match proposed.kind.as_str() {
        "chambre_attribuee" => (
            "attribution",
            Body::ChambreAttribuee(ChambreAttribuee {
                chambre: proposed.chambre.clone(),
                proposal_id,
                circuit: proposed.circuit.clone(),
            }),
        ),
        "rapporteur_designe" => (
            "designation",
            Body::RapporteurDesigne(RapporteurDesigne { person_id, proposal_id, chambre_consultee }),
        ),
        "avocat_general_designe" => (
            "designation",
            Body::AvocatGeneralDesigne(AvocatGeneralDesigne { person_id, proposal_id, chambre_consultee }),
        ),
        "audience_fixee" => {
            let (audience, formation) = (proposed.audience.clone(), proposed.formation.clone());
            ("fixee", Body::AudienceFixee(AudienceFixee { audience, formation, proposal_id }))
        }
        "audience_reportee" => {
            let motif = proposed.motif.clone();
            ("reportee", Body::AudienceReportee(AudienceReportee { motif, proposal_id }))
        }
        other => {
            return Err(Failure::new(
                Kind::Invalid,
                "ACT-001",
                format!("«\u{a0}{other}\u{a0}» ne se propose pas."),
            ));
        }
    };
    Ok(on(name, proposed.designated_on, body))
}

/// The end of the designation that a redistribution replaces.
fn replacement(proposed: &AssignmentProposed) -> Option<ActRecorded> {
    let fonction = match proposed.kind.as_str() {
        "rapporteur_designe" => "rapporteur",
        "avocat_general_designe" => "avocat_general",
        _ => return None,
    };
    let body = MagistratRemplace {
        person_id: Some(proposed.replaces?),
        fonction: fonction.into(),
        cause: "empechement".into(),
    };
    Some(on("remplace", proposed.designated_on, Body::MagistratRemplace(body)))
}

/// The end of the rapporteurs whom the former chamber designated, where the case goes to another: an instance of examination ends with
/// its chamber (COJ R431-2). What a formation of several chambers designated is of none of them, and stays; the avocat général too,
/// whom the procureur général designated (COJ R432-2).
///
/// # Errors
/// `AFF-023` when somebody was designated that same day or later: the order of the two acts could not be told.
fn left_behind(journal: &Journal, before: usize, proposed: &AssignmentProposed) -> Result<Vec<ActRecorded>> {
    if proposed.kind != "chambre_attribuee" {
        return Ok(Vec::new());
    }
    let earlier = journal.facts.get(..before).unwrap_or_default();
    let case = relations::of(journal.dossier, earlier);
    let live = law::live(earlier);
    let several = live.iter().any(|fact| {
        matches!(&fact.body, Some(Body::FormationSaisie(FormationSaisie { formation, .. })) if OF_SEVERAL.contains(&formation.as_str()))
    });
    if case.chambre.is_empty() || case.chambre == proposed.chambre || several {
        return Ok(Vec::new());
    }
    let mut ended = Vec::new();
    for person in case.rapporteurs {
        let designated = live
            .iter()
            .rev()
            .find(|fact| matches!(&fact.body, Some(Body::RapporteurDesigne(b)) if is(b.person_id, person)));
        let day = designated.and_then(|fact| fact.dates.first()).and_then(law::known_day);
        if day.is_some_and(|day| Day::from_date(day).number() >= proposed.designated_on) {
            return Err(Failure::new(
                Kind::Refused,
                "AFF-023",
                "Un magistrat de la chambre qui perd le dossier y a été désigné ce même jour, ou après. Annulez d’abord sa désignation, ou proposez la nouvelle chambre à une date postérieure.",
            ));
        }
        let body = MagistratRemplace {
            person_id: Some(person.into()),
            fonction: "rapporteur".into(),
            cause: "changement_de_chambre".into(),
        };
        ended.push(on("remplace", proposed.designated_on, Body::MagistratRemplace(body)));
    }
    Ok(ended)
}

fn is(named: Option<Id>, person: Uuid) -> bool {
    named.map(Uuid::from) == Some(person)
}

fn on(name: &str, day: i32, body: Body) -> ActRecorded {
    ActRecorded {
        dates: vec![NamedDate {
            name: name.into(),
            value: Some(named_date::Value::Day(day)),
            source: String::new(),
        }],
        body: Some(body),
        ..Default::default()
    }
}
