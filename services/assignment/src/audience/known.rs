//! What is known besides the journal of an audience, and the audience as people see it.

use std::collections::{BTreeMap, BTreeSet};

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{Caller, Result};
use greffe_contracts::assignment::v1 as pb;
use greffe_distribution::{
    Kinship, Rules,
    audience::{
        Audience, AudienceAct, AudienceFinding, AudienceRules, AudienceState, Case, Known, Sitting, bench,
        composition, sitting, state,
    },
};
use sqlx::PgConnection;
use uuid::Uuid;

use super::store::{self, Kept};
use crate::{
    Assignments,
    distribution::{self, cases, hearings, impediments, kin},
};

/// An audience with all that is known of it.
pub(super) struct Seen {
    pub(super) audience: Audience,
    pub(super) known: Known,
    pub(super) state: AudienceState,
    /// Dossiers of the rôle that the caller may not know of.
    pub(super) hidden: BTreeSet<Uuid>,
}

impl Assignments {
    /// What is known of an audience today, as the caller may.
    pub(super) async fn seen(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        audience: Audience,
    ) -> Result<Seen> {
        let ids: Vec<Uuid> = audience.role.iter().map(|entry| entry.dossier).collect();
        let (known, hidden) = self.known_of(tx, caller, &audience, &ids).await?;
        let state = state(&audience, &known, AudienceRules::newest(), &Rules::newest());
        Ok(Seen { audience, known, state, hidden })
    }

    /// What is known of an audience and of these dossiers of its rôle, and which of them the caller may not know of.
    async fn known_of(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        audience: &Audience,
        ids: &[Uuid],
    ) -> Result<(Known, BTreeSet<Uuid>)> {
        let people = store::people(tx, &audience.people(), audience.seance.jour).await?;
        let (mut dossiers, mut hidden) = (BTreeMap::new(), BTreeSet::new());
        let mut law = hearings(self, tx, ids).await?;
        let declared = impediments(tx, ids).await?;
        for (id, case) in cases(tx, ids).await? {
            let relations = &case.stored.relations;
            if !decide(caller, Action::Connaitre, Resource::Case(relations)).allowed {
                hidden.insert(id);
            }
            let hearing = law.remove(&id).unwrap_or_default();
            let of = Case {
                number: case.stored.number.clone(),
                rapporteurs: relations.rapporteurs.clone(),
                faits: case.facts(&declared),
                urgent: case.urgent,
                jour: case.heard_on,
                avise: case.told,
                clos: if case.heard_on.is_some() { hearing.never_put_off } else { hearing.never_fixed },
                terme: hearing.due,
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
        Ok((known, hidden))
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

/// Who hears a case, or heard it.
pub(crate) struct Formation {
    /// Who sits on it, with a voice or without.
    pub(crate) members: Vec<Uuid>,
    /// Who presides.
    pub(crate) president: Option<Uuid>,
}

/// Who judges a case, and whether it is judged.
#[derive(Default)]
pub(crate) struct Judging {
    /// None until it is fixed.
    pub(crate) formation: Option<Formation>,
    /// Its decision was pronounced, and stands.
    pub(crate) pronounced: bool,
}

impl Assignments {
    /// The formation of a case, fixed once its journal says the audience, whose rôle is public and composed, and whether it has
    /// judged. A joined dossier is heard with its head.
    pub(crate) async fn judging(&self, tx: &mut PgConnection, dossier: Uuid) -> Result<Judging> {
        let Some((dossier, case)) = heard_as(tx, dossier).await? else { return Ok(Judging::default()) };
        Ok(Judging { formation: self.formation(tx, dossier, &case).await?, pronounced: case.pronounced })
    }

    /// What the formation that hears a case, or heard it, is not; nothing where no rôle here says who sits.
    pub(crate) async fn composition(
        &self,
        tx: &mut PgConnection,
        dossier: Uuid,
    ) -> Result<Vec<AudienceFinding>> {
        let Some((dossier, case)) = heard_as(tx, dossier).await? else { return Ok(Vec::new()) };
        let Some(audience) = composed(tx, dossier, &case).await? else { return Ok(Vec::new()) };
        let (known, _) = self
            .known_of(tx, &Caller::service(crate::NAME), &audience, std::slice::from_ref(&dossier))
            .await?;
        Ok(composition(&audience, &known, (AudienceRules::newest(), &Rules::newest()), dossier))
    }

    async fn formation(
        &self,
        tx: &mut PgConnection,
        dossier: Uuid,
        case: &distribution::Case,
    ) -> Result<Option<Formation>> {
        let Some(audience) = composed(tx, dossier, case).await? else { return Ok(None) };
        let people = store::people(tx, &audience.people(), audience.seance.jour).await?;
        let people = people.into_iter().map(|(id, (person, _))| (id, person)).collect();
        let rules = AudienceRules::newest();
        let president = audience.membres.iter().find(|member| member.preside).map(|member| member.agent);
        let members = bench(&audience, &case.stored.relations.rapporteurs, &people, rules);
        Ok(Some(Formation { members, president }))
    }
}

/// The dossier with which a case is heard: its own, or the head of those that it is joined to.
async fn heard_as(tx: &mut PgConnection, dossier: Uuid) -> Result<Option<(Uuid, distribution::Case)>> {
    let mut found = cases(tx, &[dossier]).await?;
    if let Some(head) = found.get(&dossier).filter(|case| case.follows()).and_then(|case| case.head) {
        found = cases(tx, &[head]).await?;
    }
    Ok(found.pop_first())
}

/// The audience at which its journal says that it is heard, where its rôle says who sits.
async fn composed(
    tx: &mut PgConnection,
    dossier: Uuid,
    case: &distribution::Case,
) -> Result<Option<Audience>> {
    let Some(jour) = case.heard_on else { return Ok(None) };
    let Some(audience) = store::hearing(tx, dossier, jour).await? else { return Ok(None) };
    Ok(store::load(tx, audience).await?.filter(|audience| !audience.membres.is_empty()))
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

/// The same, without what its reader may not know of.
fn shown_summary(audience: &Audience, hidden: &BTreeSet<Uuid>) -> pb::AudienceSummary {
    let count = |of: usize| u32::try_from(of).unwrap_or(u32::MAX);
    let mut seen = audience.clone();
    seen.role.retain(|entry| !hidden.contains(&entry.dossier));
    pb::AudienceSummary {
        audience_id: audience.id.to_string(),
        version: audience.version,
        stage: audience.stage.as_str().to_owned(),
        chambre: audience.chambre.clone(),
        sitting: Some(shown_sitting(&audience.seance)),
        dossiers: count(seen.role.len()),
        minutes: seen.taken(),
        members: count(audience.membres.len()),
        recurrence_id: text(audience.recurrence),
    }
}

fn text(id: Option<Uuid>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

fn shown(seen: &Seen, journal: &[Kept]) -> pb::Audience {
    let Seen { audience, known, state, hidden } = seen;
    let reads = |dossier: Option<Uuid>| dossier.is_none_or(|dossier| !hidden.contains(&dossier));
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
    let entries = audience.role.iter().filter(|entry| reads(Some(entry.dossier))).map(|entry| {
        let unknown = Case::default();
        let case = known.dossiers.get(&entry.dossier).unwrap_or(&unknown);
        pb::AudienceEntry {
            dossier_id: entry.dossier.to_string(),
            number: case.number.clone(),
            minutes: entry.minutes,
            standing: entry.etat.as_str().to_owned(),
            reason: entry.motif.clone(),
            declined: entry.refus.clone(),
            sitting: sitting(audience, &case.rapporteurs, &known.people, rules)
                .iter()
                .map(Uuid::to_string)
                .collect(),
            rapporteurs: case.rapporteurs.iter().map(Uuid::to_string).collect(),
            urgent: case.urgent,
            told: case.avise.is_some(),
        }
    });
    let findings =
        state.findings.iter().filter(|finding| reads(finding.dossier)).map(|finding| pb::AudienceFinding {
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
        reason: if reads(about(&kept.act)) { reason(&kept.act).to_owned() } else { String::new() },
    });
    pb::Audience {
        summary: Some(shown_summary(audience, hidden)),
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

/// The one dossier that an act is about. What a journal answered names none: its words are shown to nobody.
fn about(act: &AudienceAct) -> Option<Uuid> {
    match act {
        AudienceAct::AffaireInscrite { affaire, .. } => Some(affaire.dossier),
        AudienceAct::AffaireRetiree { dossier, .. } => Some(*dossier),
        _ => None,
    }
}

fn reason(act: &AudienceAct) -> &str {
    match act {
        AudienceAct::AffaireInscrite { affaire, .. } => &affaire.motif,
        AudienceAct::SeanceModifiee { motif, .. }
        | AudienceAct::AffaireRetiree { motif, .. }
        | AudienceAct::AudienceAnnulee { motif } => motif,
        _ => "",
    }
}
