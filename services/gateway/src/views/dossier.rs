//! Cases: how one is opened, listed and shown.

use std::collections::HashMap;

use greffe_contracts::{
    common::v1::{NamedDate, named_date},
    dossier::v1 as pb,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{ActDate, Finding, each, instant, some};

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
        let rapporteurs = r.rapporteur_ids.into_iter().map(|id| Rapporteur { name: named(names, &id), agent_id: id });
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
    /// `rapporteur`, `avocat_general`.
    pub role: String,
    /// UUID in the register.
    pub agent_id: String,
    /// Name to show.
    pub name: String,
    /// ISO day.
    pub designated_on: Option<String>,
}

/// An act type that may come now.
#[derive(Debug, Serialize, ToSchema)]
pub struct PossibleAct {
    /// Name of the type.
    pub kind: String,
    /// What people read.
    pub label: String,
    /// `fait_recu`, `acte_de_la_cour`.
    pub class: String,
    /// Its dates; the first places it in time.
    pub dates: Vec<ActDate>,
}

impl From<pb::PossibleAct> for PossibleAct {
    fn from(a: pb::PossibleAct) -> Self {
        Self { kind: a.kind, label: a.label, class: a.class, dates: each(a.dates) }
    }
}

impl From<pb::ActDate> for ActDate {
    fn from(d: pb::ActDate) -> Self {
        Self { name: d.name, label: d.label, required: d.required }
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
    /// Nature de l’affaire orientée.
    pub matter: Option<String>,
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
    /// Once the Court has ruled.
    pub outcome: Option<Outcome>,
    /// What may come now.
    pub possible_acts: Vec<PossibleAct>,
    /// What is wrong, with its remedy.
    pub irregularities: Vec<Finding>,
    /// Dossiers joined with this one.
    pub joined_numbers: Vec<String>,
    /// What the reader may do here.
    pub permissions: Vec<String>,
    /// Version of the law applied.
    pub catalogue: String,
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
            outcome: d.outcome.map(Outcome::from),
            possible_acts: each(d.possible_acts),
            irregularities: each(d.irregularities),
            joined_numbers: d.joined_numbers,
            permissions: d.permissions,
            catalogue: d.catalogue,
        }
    }
}

/// A declaration of pourvoi.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenInput {
    /// Code of the procedure: `civil_representation_obligatoire`.
    pub procedure: String,
    /// When the declaration was remitted.
    pub formed: FormedInput,
    /// At least a demandeur and a défendeur.
    pub parties: Vec<PartyInput>,
    /// Decisions attacked.
    pub decisions: Vec<DecisionInput>,
    /// The number that the case bears already.
    #[serde(default)]
    pub existing_number: Option<String>,
    /// The number as the sender wrote it.
    #[serde(default)]
    pub received_number: Option<String>,
    /// Nature de l’affaire orientée.
    #[serde(default)]
    pub matter: Option<String>,
    /// Whether it is urgent.
    #[serde(default)]
    pub urgent: bool,
    /// Pieces deposited before.
    #[serde(default)]
    pub piece_ids: Vec<String>,
    /// Set once the warnings of a first attempt were confirmed.
    #[serde(default)]
    pub warnings_confirmed: bool,
}

/// One of three: a day, an instant, or that nobody knows.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FormedInput {
    /// ISO day.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub day: Option<Date>,
    /// RFC 3339.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub instant: Option<Timestamp>,
    /// `true` for a case taken over without its date.
    #[serde(default)]
    pub unknown: Option<bool>,
}

impl FormedInput {
    fn named(self) -> NamedDate {
        let value = match (self.instant, self.day, self.unknown) {
            (Some(at), _, _) => Some(named_date::Value::Instant(at.as_microsecond())),
            (None, Some(day), _) => Some(named_date::Value::Day(super::act::epoch_day(day))),
            (None, None, Some(true)) => Some(named_date::Value::Unknown(true)),
            _ => None,
        };
        NamedDate { name: String::new(), value, source: String::new() }
    }
}

/// A party as entered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartyInput {
    /// `demandeur`, `defendeur`, `intervenant`.
    pub role: String,
    /// `metropole`, `outre_mer`, `etranger`, `inconnue`.
    pub residence: String,
    /// Office that appears for the party.
    #[serde(default)]
    pub office_id: Option<String>,
    /// Who the party is.
    pub person: PersonInput,
}

/// A person as entered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonInput {
    /// `personne_physique`, `personne_morale`, `ministere_public`.
    pub nature: String,
    /// Family name, or name of the legal person.
    pub name: String,
    /// Given names.
    #[serde(default)]
    pub first_names: Option<String>,
    /// Postal address.
    #[serde(default)]
    pub address: Option<String>,
}

/// A decision attacked, as entered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionInput {
    /// Court that rendered it.
    pub court: String,
    /// Its section.
    #[serde(default)]
    pub section: Option<String>,
    /// ISO day.
    #[serde(default)]
    pub rendered_on: Option<String>,
    /// `arret`, `jugement` ...
    pub nature: String,
    /// Number there.
    #[serde(default)]
    pub case_number: Option<String>,
    /// ISO day of its notification to the demandeur.
    #[serde(default)]
    pub notified_on: Option<String>,
    /// `signification`, `lettre_recommandee` ...
    #[serde(default)]
    pub notification_mode: Option<String>,
}

impl From<OpenInput> for pb::OpenDossierRequest {
    fn from(o: OpenInput) -> Self {
        Self {
            procedure: o.procedure,
            formed: Some(o.formed.named()),
            parties: each(o.parties),
            decisions: each(o.decisions),
            existing_number: o.existing_number.unwrap_or_default(),
            received_number: o.received_number.unwrap_or_default(),
            matter: o.matter.unwrap_or_default(),
            urgent: o.urgent,
            piece_ids: o.piece_ids,
            warnings_confirmed: o.warnings_confirmed,
        }
    }
}

impl From<PartyInput> for pb::PartyInput {
    fn from(p: PartyInput) -> Self {
        let person = pb::PersonInput {
            nature: p.person.nature,
            name: p.person.name,
            first_names: p.person.first_names.unwrap_or_default(),
            address: p.person.address.unwrap_or_default(),
        };
        Self { person: Some(person), role: p.role, residence: p.residence, office_id: p.office_id.unwrap_or_default() }
    }
}

impl From<DecisionInput> for pb::DecisionInput {
    fn from(d: DecisionInput) -> Self {
        Self {
            court: d.court,
            section: d.section.unwrap_or_default(),
            rendered_on: d.rendered_on.unwrap_or_default(),
            nature: d.nature,
            case_number: d.case_number.unwrap_or_default(),
            notified_on: d.notified_on.unwrap_or_default(),
            notification_mode: d.notification_mode.unwrap_or_default(),
        }
    }
}

/// What was opened.
#[derive(Debug, Serialize, ToSchema)]
pub struct Opened {
    /// UUID.
    pub dossier_id: String,
    /// The number allotted, with its letter.
    pub number: String,
    /// Version of the journal.
    pub version: u64,
    /// What the registry remarks.
    pub findings: Vec<Finding>,
}

impl From<pb::OpenDossierResponse> for Opened {
    fn from(o: pb::OpenDossierResponse) -> Self {
        Self { dossier_id: o.dossier_id, number: o.number, version: o.version, findings: each(o.findings) }
    }
}

/// An office to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OfficeInput {
    /// Its name.
    pub name: String,
}
