//! Decisions: the register, what each says, the version that the public gets.

use greffe_contracts::dossier::v1 as pb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{each, instant, some};

/// A line of the register of decisions.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionRow {
    /// Act that records it.
    pub act_id: String,
    /// UUID.
    pub dossier_id: String,
    /// Number of the pourvoi.
    pub number: String,
    /// Type of the act.
    pub kind: String,
    /// What people read of it.
    pub label: String,
    /// `arret`, `ordonnance`, `avis`.
    pub nature: String,
    /// Code of the public list.
    pub solution: String,
    /// Code of the formation.
    pub formation: Option<String>,
    /// Code of the chamber.
    pub chambre: Option<String>,
    /// Number of the minute.
    pub register_number: Option<String>,
    /// European identifier.
    #[schema(example = "ECLI:FR:CCASS:2026:C200123")]
    pub ecli: Option<String>,
    /// ISO day.
    pub pronounced_on: Option<String>,
    /// `b`, `r`, `l`, `c`.
    pub publication: Vec<String>,
    /// `en_vigueur`, `corrigee`, `annulee`, `rabattue`.
    pub state: String,
    /// `a_mettre`, `en_cours`, `remise`, `refusee`, `retiree`; `null` where the public gets none.
    pub release: Option<String>,
    /// ISO day by which it is owed to the public.
    pub release_by: Option<String>,
    /// First demandeur, first défendeur; `null` for a reader who may not see it.
    pub title: Option<String>,
    /// Numbers of the pourvois joined in the same decision, its own apart; in the register, the first fifty.
    pub joined_numbers: Vec<String>,
    /// How many there are.
    pub joined_count: u32,
}

/// What a decision rules of somebody or something. An empty list means all.
#[derive(Debug, Serialize, ToSchema)]
pub struct OutcomeLine {
    /// Code of the catalogue.
    pub solution: String,
    /// What people read.
    pub solution_label: String,
    /// The text it rests on.
    pub article: Option<String>,
    /// UUIDs.
    pub pourvoi_ids: Vec<String>,
    /// UUIDs.
    pub party_ids: Vec<String>,
    /// UUIDs.
    pub decision_ids: Vec<String>,
    /// Words of the chef.
    pub chef: Option<String>,
}

/// A version released to the public.
#[derive(Debug, Serialize, ToSchema)]
pub struct Release {
    /// Act that released it.
    pub act_id: String,
    /// SHA-256, in hexadecimal.
    pub version_sha256: String,
    /// `en_cours`, `remise`, `refusee`, `retrait_en_cours`, `retiree`.
    pub state: String,
    /// Tries so far.
    pub attempts: u32,
    /// What the last try was answered.
    pub last_error: Option<String>,
    /// RFC 3339.
    pub released_at: String,
    /// RFC 3339; `null` until it was taken.
    pub handed_at: Option<String>,
    /// What it hides.
    pub categories: Vec<String>,
}

/// A decision with its words.
#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionShown {
    /// Its line.
    pub row: DecisionRow,
    /// What it rules.
    pub outcomes: Vec<OutcomeLine>,
    /// `null` where none was kept.
    pub dispositif: Option<String>,
    /// The decision as a whole.
    pub text: Option<String>,
    /// SHA-256 of the dispositif, an empty line and the whole text, or of the dispositif alone.
    pub text_sha256: Option<String>,
    /// `avec_renvoi`, `partiellement_sans_renvoi`, `sans_renvoi`, `au_fond`.
    pub renvoi: Option<String>,
    /// Court of renvoi.
    pub renvoi_court: Option<String>,
    /// `totale`, `partielle`, `retranchement`.
    pub etendue: Option<String>,
    /// `parties_non_pourvues`, for an annulment that profits others than the demandeurs (CPP 612-1).
    pub extension: Option<String>,
    /// `alloues`, `refuses`: what was ruled of the costs (CPC 700, CPP 618-1).
    pub frais: Option<String>,
    /// Pourvois joined.
    pub joined_numbers: Vec<String>,
    /// Latest first.
    pub releases: Vec<Release>,
    /// Categories that a decision of occultation adds to those of the law.
    pub categories: Vec<String>,
}

/// The decisions of a dossier, latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct Decisions {
    /// The decisions.
    pub decisions: Vec<DecisionShown>,
    /// Version of the journal.
    pub version: u64,
    /// What the reader may do: `mettre_a_disposition`.
    pub permissions: Vec<String>,
}

/// Part of a text, in characters from its beginning; `end` is the first that is not of it.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// First character.
    pub start: u32,
    /// The first after it.
    pub end: u32,
    /// What it is hidden for.
    #[serde(default)]
    pub category: String,
    /// What stands in its place; nothing in a request.
    #[serde(default)]
    pub label: String,
}

/// What a version is made of.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VersionInput {
    /// Hidden besides the names that the dossier knows.
    #[serde(default)]
    pub added: Vec<Span>,
    /// What resembles a name and is none: it stays.
    #[serde(default)]
    pub kept: Vec<Span>,
}

/// A version to release.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReleaseInput {
    /// Hidden besides the names that the dossier knows.
    #[serde(default)]
    pub added: Vec<Span>,
    /// What resembles a name and is none: it stays.
    #[serde(default)]
    pub kept: Vec<Span>,
    /// Hash of the version that was read: another one is not released.
    pub version_sha256: String,
}

/// A release to take back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawInput {
    /// `occultation_insuffisante`, `decision_rabattue`, `decision_rectifiee`, `demande_accueillie`.
    pub motif: String,
    /// In words.
    #[serde(default)]
    pub reason: Option<String>,
}

/// The version that would go to the public.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicVersion {
    /// Its text.
    pub text: String,
    /// Its SHA-256, in hexadecimal.
    pub version_sha256: String,
    /// Parts of the original that it hides, in order.
    pub hidden: Vec<Span>,
    /// Categories hidden.
    pub categories: Vec<String>,
}

/// Where the act that released or withdrew stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReleaseAnswer {
    /// Version of the journal.
    pub version: u64,
    /// The act.
    pub act_id: String,
    /// Hash of what was released; `null` for a withdrawal.
    pub version_sha256: Option<String>,
}

impl From<pb::DecisionRow> for DecisionRow {
    fn from(r: pb::DecisionRow) -> Self {
        Self {
            act_id: r.act_id,
            dossier_id: r.dossier_id,
            number: r.number,
            kind: r.kind,
            label: r.label,
            nature: r.nature,
            solution: r.solution,
            formation: some(r.formation),
            chambre: some(r.chambre),
            register_number: some(r.register_number),
            ecli: some(r.ecli),
            pronounced_on: some(r.pronounced_on),
            publication: r.publication,
            state: r.state,
            release: some(r.release),
            release_by: some(r.release_by),
            title: some(r.title),
            joined_numbers: r.joined_numbers,
            joined_count: r.joined_count,
        }
    }
}

impl From<pb::OutcomeLine> for OutcomeLine {
    fn from(o: pb::OutcomeLine) -> Self {
        Self {
            solution: o.solution,
            solution_label: o.solution_label,
            article: some(o.article),
            pourvoi_ids: o.pourvoi_ids,
            party_ids: o.party_ids,
            decision_ids: o.decision_ids,
            chef: some(o.chef),
        }
    }
}

impl From<pb::Release> for Release {
    fn from(r: pb::Release) -> Self {
        Self {
            act_id: r.act_id,
            version_sha256: r.version_sha256,
            state: r.state,
            attempts: r.attempts,
            last_error: some(r.last_error),
            released_at: instant(r.released_at),
            handed_at: some(instant(r.handed_at)),
            categories: r.categories,
        }
    }
}

impl From<pb::DecisionShown> for DecisionShown {
    fn from(d: pb::DecisionShown) -> Self {
        Self {
            row: d.row.unwrap_or_default().into(),
            outcomes: each(d.outcomes),
            dispositif: some(d.dispositif),
            text: some(d.text),
            text_sha256: some(d.text_sha256),
            renvoi: some(d.renvoi),
            renvoi_court: some(d.renvoi_court),
            etendue: some(d.etendue),
            extension: some(d.extension),
            frais: some(d.frais),
            joined_numbers: d.joined_numbers,
            releases: each(d.releases),
            categories: d.categories,
        }
    }
}

impl From<pb::GetDecisionsResponse> for Decisions {
    fn from(d: pb::GetDecisionsResponse) -> Self {
        Self { decisions: each(d.decisions), version: d.version, permissions: d.permissions }
    }
}

impl From<Span> for pb::Span {
    fn from(s: Span) -> Self {
        Self { start: s.start, end: s.end, category: s.category, label: String::new() }
    }
}

impl From<pb::Span> for Span {
    fn from(s: pb::Span) -> Self {
        Self { start: s.start, end: s.end, category: s.category, label: s.label }
    }
}

impl From<pb::PrepareVersionResponse> for PublicVersion {
    fn from(v: pb::PrepareVersionResponse) -> Self {
        Self {
            text: v.text,
            version_sha256: v.version_sha256,
            hidden: each(v.hidden),
            categories: v.categories,
        }
    }
}

/// Decisions that a paper cites: a hundred at most.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CitationsInput {
    /// In the order of the paper.
    pub citations: Vec<Citation>,
}

/// A decision as it is cited: by its pourvoi, its ECLI, or both.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// Number of the pourvoi, in any form.
    #[serde(default)]
    pub numero: Option<String>,
    /// European identifier.
    #[serde(default)]
    pub ecli: Option<String>,
    /// ISO day of the prononcé.
    #[serde(default)]
    pub jour: Option<String>,
}

impl From<Citation> for pb::Citation {
    fn from(c: Citation) -> Self {
        Self {
            number: c.numero.unwrap_or_default(),
            ecli: c.ecli.unwrap_or_default(),
            day: c.jour.unwrap_or_default(),
        }
    }
}

/// What is known of a citation.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckedCitation {
    /// `connue`, `rabattue`, `date_differe`, `numero_differe`, `lettre_differe`, `inconnue`.
    pub state: String,
    /// What to do; `null` where there is nothing to do.
    pub remedy: Option<String>,
    /// Decisions that it may be of, the latest first, five at most.
    pub decisions: Vec<CitedDecision>,
}

/// A decision that a citation may be of.
#[derive(Debug, Serialize, ToSchema)]
pub struct CitedDecision {
    /// Act that records it.
    pub act_id: String,
    /// UUID.
    pub dossier_id: String,
    /// Number of the pourvoi.
    pub number: String,
    /// European identifier.
    pub ecli: Option<String>,
    /// ISO day.
    pub pronounced_on: Option<String>,
    /// `arret`, `ordonnance`, `avis`.
    pub nature: String,
    /// Code of the chamber.
    pub chambre: Option<String>,
    /// `en_vigueur`, `rabattue`.
    pub state: String,
}

impl From<pb::CheckedCitation> for CheckedCitation {
    fn from(c: pb::CheckedCitation) -> Self {
        Self { state: c.state, remedy: some(c.remedy), decisions: each(c.decisions) }
    }
}

impl From<pb::CitedDecision> for CitedDecision {
    fn from(d: pb::CitedDecision) -> Self {
        Self {
            act_id: d.act_id,
            dossier_id: d.dossier_id,
            number: d.number,
            ecli: some(d.ecli),
            pronounced_on: some(d.pronounced_on),
            nature: d.nature,
            chambre: some(d.chambre),
            state: d.state,
        }
    }
}
