//! The proposal of a rôle: which dossiers that are ready go to which audiences of a chamber, and why the others do not. A pure
//! function of what is known and of the rules: the same inputs give the same bytes, in whatever order they are listed.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    composition::{Person, bench},
    journal::{Audience, Entry, ROLE_MAX, Sitting, Stage, Standing},
    rules::{AudienceRules, fill},
    state::{incompatible, late},
};
use crate::{Fact, Nature, Rules};

/// Dossiers and audiences of one proposal, at most.
pub const PROPOSED_MAX: usize = 500;
/// See [`PROPOSED_MAX`].
pub const AUDIENCES_MAX: usize = 60;

/// Something that the gate found, which stops the dossier.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Obstacle {
    /// Code of the control.
    pub code: String,
    /// French: what was found.
    pub phrase: String,
    /// Where it is written.
    pub texte: String,
}

/// A dossier that is to be heard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The dossier.
    pub dossier: Uuid,
    /// As printed.
    pub number: String,
    /// Minutes that it takes, where a person said so; else what the rules say.
    pub minutes: Option<u32>,
    /// Parties.
    pub parties: u16,
    /// Whether it was declared urgent.
    pub urgent: bool,
    /// The day before which it must be judged.
    pub terme: Option<Date>,
    /// Since when it waits.
    pub depuis: Option<Date>,
    /// Who reports.
    pub rapporteurs: Vec<Uuid>,
    /// What stands between people and it.
    pub faits: Vec<Fact>,
    /// What the gate opposes.
    pub obstacles: Vec<Obstacle>,
    /// Formations that it may be heard by; empty for any of its chamber.
    pub formations: Vec<String>,
    /// Name of the formation it was sent to, where `formations` says so.
    pub renvoi: String,
    /// Whether it stands on another rôle.
    pub ailleurs: bool,
    /// Circuit in its chamber; empty while none was chosen.
    #[serde(default)]
    pub circuit: String,
}

/// An audience that has time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// The audience.
    pub id: Uuid,
    /// When, where, before whom.
    pub seance: Sitting,
    /// Who sits, who presides, who completes; empty while nobody is known.
    pub membres: Vec<super::journal::Member>,
    /// Minutes taken already.
    pub pris: u32,
    /// Dossiers on it already.
    pub affaires: usize,
}

/// All that a proposal rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleSnapshot {
    /// The day of the proposal: notices would leave on it.
    pub day: Date,
    /// Audiences that have time.
    pub slots: Vec<Slot>,
    /// Dossiers that are to be heard.
    pub candidates: Vec<Candidate>,
    /// Functions and names of those who sit.
    pub functions: BTreeMap<Uuid, (String, String)>,
}

/// A dossier put on a rôle.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Placed {
    /// The audience.
    pub audience: Uuid,
    /// The dossier.
    pub dossier: Uuid,
    /// Minutes that it takes.
    pub minutes: u32,
}

/// Why a dossier is not on the rôle of an audience.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct KeptOff {
    /// The dossier.
    pub dossier: Uuid,
    /// The audience; none where no audience is open to it.
    pub audience: Option<Uuid>,
    /// Stable code.
    pub code: String,
    /// Whether the president may decide otherwise, with a reason.
    pub nature: Nature,
    /// Where it is written.
    pub texte: String,
    /// French, after the number of the dossier.
    pub phrase: String,
}

/// The proposal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleProposal {
    /// Version of the rules.
    pub rules: String,
    /// Dossiers put on rôles, in the order in which they are called.
    pub placed: Vec<Placed>,
    /// Each reason that keeps a dossier that was not placed off each audience.
    pub refused: Vec<KeptOff>,
}

impl RoleProposal {
    /// Its bytes: the same for the same inputs.
    ///
    /// # Panics
    /// Never: it is made of numbers, words and ids.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a proposal is plain data")
    }
}

/// A proposal that cannot be worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TooMany {
    /// Too many dossiers.
    #[error("{0} dossiers are more than a proposal takes")]
    Dossiers(usize),
    /// Too many audiences.
    #[error("{0} audiences are more than a proposal takes")]
    Audiences(usize),
}

/// Works out the rôles.
///
/// # Errors
/// When there are too many dossiers or audiences for one proposal.
pub fn propose_role(
    snapshot: &RoleSnapshot,
    rules: &AudienceRules,
    limits: &Rules,
) -> Result<RoleProposal, TooMany> {
    if snapshot.candidates.len() > PROPOSED_MAX {
        return Err(TooMany::Dossiers(snapshot.candidates.len()));
    }
    if snapshot.slots.len() > AUDIENCES_MAX {
        return Err(TooMany::Audiences(snapshot.slots.len()));
    }
    let mut slots = snapshot.slots.clone();
    slots.sort_by_key(|slot| (slot.seance.jour, slot.seance.debut, slot.id));
    slots.dedup_by_key(|slot| slot.id);
    let mut candidates = snapshot.candidates.clone();
    // The term that comes first, then the urgent, then who waits longest.
    candidates.sort_by_key(|of| {
        (of.terme.unwrap_or(Date::MAX), !of.urgent, of.depuis.unwrap_or(Date::MAX), of.dossier)
    });
    candidates.dedup_by_key(|of| of.dossier);
    let people = people(snapshot);
    let mut proposal = RoleProposal { rules: rules.version.clone(), ..Default::default() };
    for candidate in &candidates {
        let mut reasons = general(candidate, rules);
        let mut open: Vec<(usize, u32)> = Vec::new();
        if reasons.is_empty() {
            for (at, slot) in slots.iter().enumerate() {
                let minutes = minutes(candidate, slot, rules);
                let why = kept_off(snapshot.day, candidate, slot, minutes, &people, (rules, limits));
                if why.is_empty() {
                    open.push((at, minutes));
                }
                reasons.extend(why);
            }
        }
        let pressed = candidate.urgent || candidate.terme.is_some();
        // Who is pressed is heard as soon as may be; the others where the share of time taken is least.
        let best = open.into_iter().min_by_key(|(at, minutes)| {
            let slot = &slots[*at];
            let share = u64::from(slot.pris + minutes) * 10_000 / u64::from(slot.seance.minutes().max(1));
            (if pressed { 0 } else { share }, *at)
        });
        match best {
            Some((at, minutes)) => {
                let slot = &mut slots[at];
                slot.pris += minutes;
                slot.affaires += 1;
                proposal.placed.push(Placed { audience: slot.id, dossier: candidate.dossier, minutes });
            }
            None => proposal.refused.extend(reasons),
        }
    }
    Ok(proposal)
}

/// Why one dossier may not be on the rôle of one audience, whatever else is there: for who adds or moves it.
#[must_use]
pub fn explain_role(
    snapshot: &RoleSnapshot,
    dossier: Uuid,
    audience: Uuid,
    rules: &AudienceRules,
    limits: &Rules,
) -> Vec<KeptOff> {
    let candidate = snapshot.candidates.iter().find(|of| of.dossier == dossier);
    let slot = snapshot.slots.iter().find(|slot| slot.id == audience);
    let (Some(candidate), Some(slot)) = (candidate, slot) else { return Vec::new() };
    let mut reasons = general(candidate, rules);
    let minutes = minutes(candidate, slot, rules);
    reasons.extend(kept_off(snapshot.day, candidate, slot, minutes, &people(snapshot), (rules, limits)));
    reasons
}

fn people(snapshot: &RoleSnapshot) -> BTreeMap<Uuid, Person> {
    let person = |(id, (fonction, nom)): (&Uuid, &(String, String))| Person {
        id: *id,
        nom: nom.clone(),
        fonction: fonction.clone(),
        chambres: Vec::new(),
        arrivee: None,
        en_fonction: true,
        absent: false,
    };
    snapshot.functions.iter().map(person).map(|person| (person.id, person)).collect()
}

fn minutes(candidate: &Candidate, slot: &Slot, rules: &AudienceRules) -> u32 {
    candidate.minutes.unwrap_or_else(|| rules.minutes(&slot.seance.formation, candidate.parties))
}

/// What keeps a dossier off any rôle.
fn general(candidate: &Candidate, rules: &AudienceRules) -> Vec<KeptOff> {
    let mut reasons = Vec::new();
    if candidate.ailleurs {
        reasons.extend(said(rules, "deja_au_role", candidate, None, &[]));
    }
    for obstacle in &candidate.obstacles {
        let places = [("phrase", obstacle.phrase.as_str()), ("texte", obstacle.texte.as_str())];
        reasons.extend(said(rules, "controle", candidate, None, &places));
    }
    reasons
}

/// What keeps a dossier off the rôle of one audience.
fn kept_off(
    today: Date,
    candidate: &Candidate,
    slot: &Slot,
    minutes: u32,
    people: &BTreeMap<Uuid, Person>,
    (rules, limits): (&AudienceRules, &Rules),
) -> Vec<KeptOff> {
    let mut reasons = Vec::new();
    let mut say = |code: &str, places: &[(&str, &str)]| {
        reasons.extend(said(rules, code, candidate, Some(slot.id), places));
    };
    if !candidate.formations.is_empty() && !candidate.formations.contains(&slot.seance.formation) {
        say("autre_formation", &[("phrase", &candidate.renvoi)]);
    }
    // What was sent to a formation by an act is heard there, whatever its circuit.
    let circuit = rules.circuits.iter().find(|circuit| circuit.code == candidate.circuit);
    if let Some(circuit) = circuit.filter(|_| candidate.formations.is_empty())
        && !circuit.formations.contains(&slot.seance.formation)
    {
        say("autre_circuit", &[("phrase", &circuit.libelle)]);
    }
    // Formations of several chambers are seised by an ordonnance or an arrêt, never by a rôle.
    let several = rules.formation(&slot.seance.formation).is_some_and(|of| of.chambres.is_some());
    if several && candidate.formations.is_empty() {
        say("non_renvoye", &[]);
    }
    let late = late(slot.seance.jour, today, rules.notice_days(candidate.urgent));
    if late > 0 {
        say("avis_tardif", &[("compte", &late.to_string())]);
    }
    if let Some(over) = candidate.terme.map(|terme| (slot.seance.jour - terme).get_days()).filter(|d| *d > 0)
    {
        say("terme_passe", &[("compte", &over.to_string())]);
    }
    if !slot.membres.is_empty() {
        let sits = |id: &Uuid| slot.membres.iter().any(|member| member.agent == *id);
        if !candidate.rapporteurs.iter().any(sits) {
            say("rapporteur_absent", &[]);
        }
        let audience = as_audience(slot);
        let sit = bench(&audience, &candidate.rapporteurs, people, rules);
        if let Some((person, phrase, texte)) = incompatible(&sit, &candidate.faits, limits) {
            let name = people.get(&person).map_or("Un membre", |person| person.nom.as_str());
            let phrase = format!("{name} {phrase}");
            say("membre_incompatible", &[("phrase", &phrase), ("texte", &texte)]);
        }
    }
    let lasts = slot.seance.minutes();
    let lacks = (slot.pris + minutes).saturating_sub(lasts);
    if lacks > 0 || slot.affaires >= ROLE_MAX {
        say("temps", &[("compte", &lacks.to_string())]);
    }
    reasons
}

/// The formation of a slot, as who sits is worked out of it.
fn as_audience(slot: &Slot) -> Audience {
    Audience {
        id: slot.id,
        version: 0,
        stage: Stage::Provisoire,
        chambre: String::new(),
        seance: slot.seance.clone(),
        recurrence: None,
        membres: slot.membres.clone(),
        greffier: None,
        avocat_general: None,
        role: Vec::<Entry>::new(),
        motif: String::new(),
    }
}

fn said(
    rules: &AudienceRules,
    code: &str,
    candidate: &Candidate,
    audience: Option<Uuid>,
    places: &[(&str, &str)],
) -> Option<KeptOff> {
    let words = rules.refusals.iter().find(|refusal| refusal.code == code)?;
    Some(KeptOff {
        dossier: candidate.dossier,
        audience,
        code: code.to_owned(),
        nature: words.nature,
        texte: fill(&words.texte, places),
        phrase: fill(&words.phrase, places),
    })
}

impl Slot {
    /// The time that an audience has left.
    #[must_use]
    pub fn of(audience: &Audience) -> Self {
        Self {
            id: audience.id,
            seance: audience.seance.clone(),
            membres: audience.membres.clone(),
            pris: audience.taken(),
            affaires: audience.role.iter().filter(|entry| entry.etat != Standing::Retrait).count(),
        }
    }
}
