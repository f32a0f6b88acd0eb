//! How a case is opened.

use jiff::{Timestamp, civil::Date};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    common::v1::{NamedDate, named_date},
    dossier::v1 as pb,
};

/// A declaration of pourvoi.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenInput {
    /// Code of the procedure: `civil_representation_obligatoire`.
    pub procedure: String,
    /// When the declaration was remitted.
    pub formed: FormedInput,
    /// At least a demandeur.
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
    /// Set once somebody has looked at the dossiers of the same decision and the same demandeur: this is another pourvoi.
    #[serde(default)]
    pub duplicate_excluded: bool,
    /// Nature of the pourvoi or of the request, where the procedure knows several: `erreur_materielle` ...
    #[serde(default)]
    pub nature: Option<String>,
    /// Who seises the Court: `juridiction`, `partie` ...
    #[serde(default)]
    pub auteur: Option<String>,
    /// Where the declaration was remitted: `greffe_de_la_juridiction` ...
    #[serde(default)]
    pub lieu: Option<String>,
    /// Who declared it: `partie`, `avocat`, `pouvoir_special`.
    #[serde(default)]
    pub declarant: Option<String>,
    /// `civile` or `penale`, for a request that both know.
    #[serde(default)]
    pub matiere: Option<String>,
    /// Special text that sets the term of the pourvoi, or that in which the Court rules: `LPF L16 B`, one of those that the
    /// procedure names in the référentiel (CPC 612, CPP 627-8).
    #[serde(default)]
    pub texte_special: Option<String>,
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
            (None, Some(day), _) => Some(named_date::Value::Day(super::epoch_day(day))),
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
            parties: o.parties.into_iter().map(Into::into).collect(),
            decisions: o.decisions.into_iter().map(Into::into).collect(),
            existing_number: o.existing_number.unwrap_or_default(),
            received_number: o.received_number.unwrap_or_default(),
            matter: o.matter.unwrap_or_default(),
            urgent: o.urgent,
            piece_ids: o.piece_ids,
            warnings_confirmed: o.warnings_confirmed,
            duplicate_excluded: o.duplicate_excluded,
            opening: Some(pb::Opening {
                nature: o.nature.unwrap_or_default(),
                auteur: o.auteur.unwrap_or_default(),
                lieu: o.lieu.unwrap_or_default(),
                declarant: o.declarant.unwrap_or_default(),
                matiere: o.matiere.unwrap_or_default(),
                texte_special: o.texte_special.unwrap_or_default(),
            }),
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
        Self {
            person: Some(person),
            role: p.role,
            residence: p.residence,
            office_id: p.office_id.unwrap_or_default(),
        }
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
