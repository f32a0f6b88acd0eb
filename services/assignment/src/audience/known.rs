//! What is known besides the journal of an audience, and the audience as people see it.

use std::collections::BTreeMap;

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{Caller, Result};
use greffe_contracts::assignment::v1 as pb;
use greffe_distribution::{
    Kinship, Rules,
    audience::{Audience, AudienceAct, AudienceRules, AudienceState, Case, Known, Sitting, sitting, state},
};
use sqlx::PgConnection;
use uuid::Uuid;

use super::store::{self, Kept};
use crate::{
    Assignments,
    distribution::{cases, impediments, kin},
};

/// What a dossier is called to who may not know that it exists.
const RESERVED: &str = "réservé";

/// An audience with all that is known of it.
pub(super) struct Seen {
    pub(super) audience: Audience,
    pub(super) known: Known,
    pub(super) state: AudienceState,
}

impl Assignments {
    /// What is known of an audience today, as the caller may.
    pub(super) async fn seen(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        audience: Audience,
    ) -> Result<Seen> {
        let people = store::people(tx, &audience.people(), audience.seance.jour).await?;
        let ids: Vec<Uuid> = audience.role.iter().map(|entry| entry.dossier).collect();
        let mut dossiers = BTreeMap::new();
        let declared = impediments(tx, &ids).await?;
        for (id, case) in cases(tx, &ids).await? {
            let relations = &case.stored.relations;
            let knows = decide(caller, Action::Connaitre, Resource::Case(relations)).allowed;
            let number = if knows { case.stored.number.clone() } else { RESERVED.to_owned() };
            let of = Case {
                number,
                rapporteurs: relations.rapporteurs.clone(),
                faits: case.facts(&declared),
                urgent: case.urgent,
                jour: case.heard_on,
                avise: case.told,
            };
            dossiers.insert(id, of);
        }
        let kin = kin(tx, &audience.people()).await?;
        let known = Known {
            today: self.clock.today(),
            people: people.into_iter().map(|(id, (person, _))| (id, person)).collect(),
            dossiers,
            kin: kin.into_iter().map(|(a, b, degre)| Kinship { a, b, degre }).collect(),
        };
        let state = state(&audience, &known, &AudienceRules::newest(), &Rules::newest());
        Ok(Seen { audience, known, state })
    }

    /// The same, as it is shown with its journal.
    pub(super) async fn shown_audience(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        audience: Audience,
    ) -> Result<pb::Audience> {
        let journal = store::journal(tx, audience.id).await?;
        let seen = self.seen(tx, caller, audience).await?;
        Ok(shown(&seen, &journal))
    }
}

pub(super) fn shown_sitting(seance: &Sitting) -> pb::AudienceSitting {
    pb::AudienceSitting {
        formation: seance.formation.clone(),
        day: seance.jour.to_string(),
        from: u32::from(seance.debut),
        to: u32::from(seance.fin),
        room: seance.salle.clone(),
    }
}

fn shown_summary(audience: &Audience) -> pb::AudienceSummary {
    let count = |of: usize| u32::try_from(of).unwrap_or(u32::MAX);
    pb::AudienceSummary {
        audience_id: audience.id.to_string(),
        version: audience.version,
        stage: audience.stage.as_str().to_owned(),
        chambre: audience.chambre.clone(),
        sitting: Some(shown_sitting(&audience.seance)),
        dossiers: count(audience.role.len()),
        minutes: audience.taken(),
        members: count(audience.membres.len()),
        recurrence_id: text(audience.recurrence),
    }
}

fn text(id: Option<Uuid>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

fn shown(seen: &Seen, journal: &[Kept]) -> pb::Audience {
    let Seen { audience, known, state } = seen;
    let rules = AudienceRules::newest();
    let person = |id: &Uuid| known.people.get(id);
    let name =
        |id: Option<Uuid>| id.as_ref().and_then(person).map(|person| person.nom.clone()).unwrap_or_default();
    let members = audience.membres.iter().map(|member| pb::AudienceMember {
        agent_id: member.agent.to_string(),
        presides: member.preside,
        completes: member.complete,
        name: name(Some(member.agent)),
        function: person(&member.agent).map(|person| person.fonction.clone()).unwrap_or_default(),
    });
    let entries = audience.role.iter().map(|entry| {
        let unknown = Case::default();
        let case = known.dossiers.get(&entry.dossier).unwrap_or(&unknown);
        pb::AudienceEntry {
            dossier_id: entry.dossier.to_string(),
            number: case.number.clone(),
            minutes: entry.minutes,
            standing: entry.etat.as_str().to_owned(),
            reason: entry.motif.clone(),
            declined: entry.refus.clone(),
            sitting: sitting(audience, &case.rapporteurs, &known.people, &rules)
                .iter()
                .map(Uuid::to_string)
                .collect(),
            rapporteurs: case.rapporteurs.iter().map(Uuid::to_string).collect(),
            urgent: case.urgent,
            told: case.avise,
        }
    });
    let findings = state.findings.iter().map(|finding| pb::AudienceFinding {
        finding_id: finding.id.to_string(),
        code: finding.code.clone(),
        severity: finding.gravite.as_str().to_owned(),
        basis: finding.texte.clone(),
        message: finding.phrase.clone(),
        remedy: finding.remede.clone(),
        agent_id: text(finding.personne),
        dossier_id: text(finding.dossier),
    });
    let tasks = state.tasks.iter().map(|task| pb::AudienceTask {
        task_id: task.id.to_string(),
        code: task.code.to_owned(),
        role: task.role.to_owned(),
        label: task.libelle.clone(),
        due: task.avant.map(|day| day.to_string()).unwrap_or_default(),
    });
    let acts = (1..).zip(journal).map(|(version, kept)| pb::AudienceAct {
        version,
        kind: kept.act.kind().to_owned(),
        by: kept.by.clone(),
        at: kept.at.to_string(),
        reason: reason(&kept.act).to_owned(),
    });
    pb::Audience {
        summary: Some(shown_summary(audience)),
        members: members.collect(),
        greffier_id: text(audience.greffier),
        avocat_general_id: text(audience.avocat_general),
        entries: entries.collect(),
        findings: findings.collect(),
        tasks: tasks.collect(),
        journal: acts.collect(),
        cancelled: audience.motif.clone(),
        greffier_name: name(audience.greffier),
        avocat_general_name: name(audience.avocat_general),
    }
}

fn reason(act: &AudienceAct) -> &str {
    match act {
        AudienceAct::AffaireInscrite { affaire, .. } => &affaire.motif,
        AudienceAct::AffaireRetiree { motif, .. }
        | AudienceAct::InscriptionReglee { motif, .. }
        | AudienceAct::AudienceAnnulee { motif } => motif,
        _ => "",
    }
}
