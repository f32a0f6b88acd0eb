//! Cases: how one is listed and shown.

use std::collections::HashMap;

use greffe_access::Action;
use greffe_contracts::dossier::v1 as pb;
use greffe_procedure::{act::ActKind, catalogue::Catalogue, profile::CourtProfile, versions};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Finding, Group, each, instant, some};

/// A row of the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Row {
    /// UUID.
    pub dossier_id: String,
    /// With its letter: `C 26-10.001`.
    pub number: String,
    /// Version of the journal.
    pub version: u64,
    /// Code of the stage.
    pub stage: String,
    /// What people read.
    pub stage_label: String,
    /// Code of the chamber.
    pub chambre: Option<String>,
    /// `Dupont c. société Martin`.
    pub title: String,
    /// ISO day.
    pub formed_on: Option<String>,
    /// Whether it is urgent.
    pub urgent: bool,
    /// Designated today.
    pub rapporteurs: Vec<Rapporteur>,
    /// RFC 3339.
    pub updated_at: String,
    /// Of joined dossiers: the number of their head, also for the head itself.
    pub head_number: Option<String>,
    /// UUID of that head.
    pub head_id: Option<String>,
}

/// A rapporteur, named.
#[derive(Debug, Serialize, ToSchema)]
pub struct Rapporteur {
    /// UUID in the register.
    pub agent_id: String,
    /// Name to show.
    pub name: String,
}

impl Row {
    /// With names of agents.
    #[must_use]
    pub fn of(r: pb::DossierRow, names: &HashMap<String, String>) -> Self {
        let rapporteurs =
            r.rapporteur_ids.into_iter().map(|id| Rapporteur { name: named(names, &id), agent_id: id });
        Self {
            dossier_id: r.dossier_id,
            number: r.number,
            version: r.version,
            stage: r.stage,
            stage_label: r.stage_label,
            chambre: some(r.chambre),
            title: r.title,
            formed_on: some(r.formed_on),
            urgent: r.urgent,
            rapporteurs: rapporteurs.collect(),
            updated_at: instant(r.updated_at),
            head_number: some(r.head_number),
            head_id: some(r.head_id),
        }
    }
}

fn named(names: &HashMap<String, String>, id: &str) -> String {
    names.get(id).cloned().unwrap_or_default()
}

/// Open dossiers by chamber and stage.
#[derive(Debug, Serialize, ToSchema)]
pub struct Stock {
    /// One for each pair that has dossiers.
    pub cells: Vec<StockCell>,
}

/// A cell of the stock.
#[derive(Debug, Serialize, ToSchema)]
pub struct StockCell {
    /// `null` before a chamber is given.
    pub chambre: Option<String>,
    /// Code of the stage.
    pub stage: String,
    /// What people read.
    pub stage_label: String,
    /// Dossiers.
    pub count: u64,
}

impl From<pb::StockCell> for StockCell {
    fn from(c: pb::StockCell) -> Self {
        Self { chambre: some(c.chambre), stage: c.stage, stage_label: c.stage_label, count: c.count }
    }
}

macro_rules! mirror {
    ($(#[$doc:meta])* $name:ident of $from:ty { $($(#[$fdoc:meta])* $field:ident: $ty:ty = $how:expr),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Serialize, ToSchema)]
        pub struct $name { $($(#[$fdoc])* pub $field: $ty),* }

        impl From<$from> for $name {
            fn from(from: $from) -> Self {
                $(let $field = { let convert: fn(_) -> $ty = $how; convert(from.$field) };)*
                Self { $($field),* }
            }
        }
    };
}

mirror! {
    /// A pourvoi of the dossier.
    Pourvoi of pb::Pourvoi {
        /// UUID.
        pourvoi_id: String = |v| v,
        /// `principal`, `incident` ...
        nature: String = |v| v,
        /// Printed form.
        number: String = |v| v,
        /// ISO day of its declaration.
        formed_on: Option<String> = some,
        /// ISO day of its registration; none while it waits.
        registered_on: Option<String> = some,
        /// What its demandeur is in criminal matters: `condamne`, `partie_civile`, `ministere_public` ...
        qualite: Option<String> = some,
        /// UUIDs of the parties that formed it.
        demandeur_ids: Vec<String> = |v| v,
        /// How it ended, in words, where the case tells it apart.
        outcome: Option<String> = some,
    }
}

mirror! {
    /// What a party is in one pourvoi.
    PartyRole of pb::PartyRole {
        /// UUID.
        pourvoi_id: String = |v| v,
        /// `demandeur`, `defendeur`, `intervenant`.
        role: String = |v| v,
    }
}

mirror! {
    /// A party.
    Party of pb::Party {
        /// UUID.
        party_id: String = |v| v,
        /// UUID of the person.
        person_id: String = |v| v,
        /// `demandeur`, `defendeur`, `intervenant`.
        role: String = |v| v,
        /// `personne_physique`, `personne_morale`, `ministere_public`.
        nature: String = |v| v,
        /// `metropole`, `outre_mer`, `etranger`, `inconnue`.
        residence: String = |v| v,
        /// Empty for a reader who may not see it.
        name: String = |v| v,
        /// UUID.
        pourvoi_id: Option<String> = some,
        /// Offices constituted today.
        office_ids: Vec<String> = |v| v,
        /// `detenu`, `libre`, `controle_judiciaire`, `evade`.
        situation: Option<String> = some,
        /// How the case ended for this party alone.
        outcome: Option<String> = some,
        /// What it is in each pourvoi that names it.
        roles: Vec<PartyRole> = each,
    }
}

mirror! {
    /// A decision attacked.
    Decision of pb::Decision {
        /// UUID.
        decision_id: String = |v| v,
        /// Court that rendered it.
        court: String = |v| v,
        /// Its section.
        section: Option<String> = some,
        /// ISO day.
        rendered_on: Option<String> = some,
        /// `arret`, `jugement` ...
        nature: String = |v| v,
        /// Number there.
        case_number: Option<String> = some,
    }
}

mirror! {
    /// Another case that has to do with this one.
    LinkedCase of pb::LinkedCase {
        /// UUID.
        dossier_id: String = |v| v,
        /// Printed form.
        number: String = |v| v,
        /// `anterieure`, `connexe`, `meme_decision`, `apres_renvoi`, `rabat`.
        kind: String = |v| v,
    }
}

mirror! {
    /// An office of avocats aux Conseils.
    Office of pb::Office {
        /// UUID.
        office_id: String = |v| v,
        /// Its name.
        name: String = |v| v,
    }
}

mirror! {
    /// The end of the case before the Court.
    Outcome of pb::Outcome {
        /// `arret`, `ordonnance` ...
        nature: String = |v| v,
        /// `cassation`, `rejet` ...
        solution: String = |v| v,
        /// Formation.
        formation: String = |v| v,
        /// European case law identifier.
        ecli: String = |v| v,
        /// ISO day.
        pronounced_on: String = |v| v,
        /// What people read.
        label: String = |v| v,
    }
}

/// A designation in force.
#[derive(Debug, Serialize, ToSchema)]
pub struct Designation {
    /// `rapporteur`, `avocat_general`; `rapporteur_pour_avis`, `avocat_general_pour_avis` in a chamber consulted (CPC 1015-1).
    pub role: String,
    /// UUID in the register.
    pub agent_id: String,
    /// Name to show.
    pub name: String,
    /// ISO day.
    pub designated_on: Option<String>,
}

mirror! {
    /// A chamber asked for its opinion by the one seised (CPC 1015-1).
    Consultation of pb::Consultation {
        /// Code of the chamber.
        chambre: String = |v| v,
        /// What people read.
        chambre_label: String = |v| v,
        /// UUID of the act by which it was asked.
        act_id: String = |v| v,
        /// ISO day.
        asked_on: Option<String> = some,
        /// UUID of the act of its opinion; none while it is awaited.
        opinion_act_id: Option<String> = some,
        /// ISO day.
        given_on: Option<String> = some,
    }
}

mirror! {
    /// A notice that the law wants, and what is known of it.
    Notice of pb::Notice {
        /// Identifier in the catalogue.
        notice: String = |v| v,
        /// What people read.
        label: String = |v| v,
        /// The text.
        article: String = |v| v,
        /// To whom it goes.
        recipient: String = |v| v,
        /// The party told.
        party_id: Option<String> = some,
        /// ISO day.
        due: Option<String> = some,
        /// `du`, `envoye`, `revenu`, `prouve`.
        status: String = |v| v,
        /// Ways that the law admits, the usual one first.
        means: Vec<String> = |v| v,
        /// What it must say.
        mentions: Vec<String> = |v| v,
        /// Act types that prove it, besides the record of its sending.
        proved_by: Vec<String> = |v| v,
        /// What follows from a proof that does not come.
        without_proof: Option<String> = some,
    }
}

mirror! {
    /// A check that is not in order.
    Check of pb::Check {
        /// Identifier in the catalogue.
        check: String = |v| v,
        /// What must be in order.
        label: String = |v| v,
        /// The text.
        article: String = |v| v,
        /// `irregulier`, `non_verifie`.
        result: String = |v| v,
        /// What a defect leads to.
        consequence: String = |v| v,
        /// `bloquante`, `avertissement`, `information`.
        severity: String = |v| v,
        /// Milestones that it stops.
        milestones: Vec<String> = |v| v,
        /// Act types that cure it.
        cured_by: Vec<String> = |v| v,
        /// UUID of the pourvoi that it is about, where the case holds several under one number.
        pourvoi_id: Option<String> = some,
    }
}

/// A dossier as it stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct Dossier {
    /// UUID.
    pub dossier_id: String,
    /// With its letter: `C 26-10.001`.
    pub number: String,
    /// Version of the journal; also in `ETag`.
    pub version: u64,
    /// Code of the procedure.
    pub procedure: String,
    /// What people read.
    pub procedure_label: String,
    /// Code of the stage.
    pub stage: String,
    /// What people read.
    pub stage_label: String,
    /// Code of the chamber.
    pub chambre: Option<String>,
    /// What people read.
    pub chambre_label: Option<String>,
    /// Circuit in its chamber, for the siège and the registry: `court`, `intermediaire`, `approfondi`.
    pub circuit: Option<String>,
    /// Nature de l’affaire orientée.
    pub matter: Option<String>,
    /// What its code stands for, as closely as the court's nomenclature says; `null` for one taken over from before it.
    pub matter_label: Option<String>,
    /// Whether it is urgent.
    pub urgent: bool,
    /// ISO day.
    pub formed_on: Option<String>,
    /// RFC 3339.
    pub opened_at: String,
    /// At least one.
    pub pourvois: Vec<Pourvoi>,
    /// At most 200.
    pub parties: Vec<Party>,
    /// How many parties there are.
    pub party_count: u32,
    /// Decisions attacked.
    pub decisions: Vec<Decision>,
    /// Offices named in the case.
    pub offices: Vec<Office>,
    /// In force.
    pub designations: Vec<Designation>,
    /// Chambers asked for their opinion, in the order in which they were.
    pub consultations: Vec<Consultation>,
    /// Once the Court has ruled.
    pub outcome: Option<Outcome>,
    /// Names of the act types that may come at this stage, to a reader of the case; the reference says the rest of them.
    pub possible_acts: Vec<&'static str>,
    /// What is wrong, with its remedy.
    pub irregularities: Vec<Finding>,
    /// Dossiers joined with this one.
    pub joined_numbers: Vec<String>,
    /// What the reader may do here.
    pub permissions: Vec<String>,
    /// Version of the law applied.
    pub catalogue: String,
    /// What the law wants told, not proved first, at most 200; empty for a reader who does not instruct the case.
    pub notices: Vec<Notice>,
    /// How many notices there are.
    pub notice_count: u32,
    /// What is not in order before a milestone; empty for a reader who does not instruct the case.
    pub checks: Vec<Check>,
    /// Why the case cannot wait.
    pub urgency: Option<String>,
    /// The group of joined dossiers that it is of.
    pub group: Option<Group>,
    /// Other cases that have to do with it.
    pub links: Vec<LinkedCase>,
    /// Terms under which it is found.
    pub keywords: Vec<String>,
    /// Whether it is closed to all but those named.
    pub sealed: bool,
}

impl Dossier {
    /// With names of agents.
    #[must_use]
    pub fn of(d: pb::Dossier, names: &HashMap<String, String>) -> Self {
        let designations = d.designations.into_iter().map(|d| Designation {
            role: d.role,
            name: named(names, &d.person_id),
            agent_id: d.person_id,
            designated_on: some(d.designated_on),
        });
        let possible_acts = if d.permissions.iter().any(|p| p == Action::LireDossier.as_str()) {
            possible_acts(&d.catalogue, &d.procedure, &d.stage)
        } else {
            Vec::new()
        };
        Self {
            dossier_id: d.dossier_id,
            number: d.number,
            version: d.version,
            procedure: d.procedure,
            procedure_label: d.procedure_label,
            stage: d.stage,
            stage_label: d.stage_label,
            chambre: some(d.chambre),
            chambre_label: some(d.chambre_label),
            matter_label: CourtProfile::embedded().matiere(&d.matter).map(|matiere| matiere.label.clone()),
            circuit: some(d.circuit),
            matter: some(d.matter),
            urgent: d.urgent,
            formed_on: some(d.formed_on),
            opened_at: instant(d.opened_at),
            pourvois: each(d.pourvois),
            parties: each(d.parties),
            party_count: d.party_count,
            decisions: each(d.decisions),
            offices: each(d.offices),
            designations: designations.collect(),
            consultations: each(d.consultations),
            outcome: d.outcome.map(Outcome::from),
            possible_acts,
            irregularities: each(d.irregularities),
            joined_numbers: d.joined_numbers,
            permissions: d.permissions,
            catalogue: d.catalogue,
            notices: each(d.notices),
            notice_count: d.notice_count,
            checks: each(d.checks),
            urgency: some(d.urgency),
            group: d.group.map(Group::from),
            links: each(d.links),
            keywords: d.keywords,
            sealed: d.sealed,
        }
    }
}

/// What a procedure admits or expects at a stage: a table of the law, which no dossier carries along. By the version that the
/// dossier was derived from; by the newest here where a newer service applies one that this one does not carry.
fn possible_acts(version: &str, procedure: &str, stage: &str) -> Vec<&'static str> {
    let law = versions::named(version).and_then(versions::Version::catalogue);
    let law = law.unwrap_or_else(Catalogue::embedded);
    let procedure = law.procedure_named(procedure).and_then(|at| law.procedures().get(at));
    let stage = law.stages().iter().position(|known| known.name.as_str() == stage);
    let possible = procedure.zip(stage).map(|(procedure, stage)| procedure.possible_at(stage));
    possible.into_iter().flat_map(|acts| acts.iter(law)).map(ActKind::as_str).collect()
}

/// An office to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OfficeInput {
    /// Its name.
    pub name: String,
}
