//! Requests of legal aid made before any pourvoi.

use greffe_contracts::dossier::v1 as pb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Finding, each, instant, some};

/// What is known of a request. Days are ISO days.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AidFacts {
    /// ISO day on which it was filed with, or sent to, a bureau.
    #[schema(example = "2026-10-15")]
    pub requested_on: String,
    /// Name or denomination of who asks.
    pub applicant: String,
    /// Court that rendered the decision attacked.
    #[schema(example = "cour d’appel de Lyon")]
    pub court: String,
    /// Names of adversaries, when said.
    #[serde(default)]
    pub adversaries: Vec<String>,
    /// The bureau’s own number.
    #[serde(default)]
    pub reference: Option<String>,
    /// First names, of a natural person.
    #[serde(default)]
    pub first_names: Option<String>,
    /// `metropole`, where nothing is said, `outre_mer`, `etranger`, `inconnue`: it lengthens terms.
    #[serde(default)]
    pub residence: Option<String>,
    /// ISO day of the decision; this or its number.
    #[serde(default)]
    pub rendered_on: Option<String>,
    /// Number of the case, in any spelling.
    #[serde(default)]
    pub case_number: Option<String>,
    /// ISO day on which the decision was notified to who asks.
    #[serde(default)]
    pub notified_on: Option<String>,
    /// ISO day of the bureau’s decision.
    #[serde(default)]
    pub ruled_on: Option<String>,
    /// `admission_totale`, `admission_partielle`, `rejet`, `caducite`, `irrecevabilite`.
    #[serde(default)]
    pub outcome: Option<String>,
    /// ISO day of its notification to who asks.
    #[serde(default)]
    pub ruling_notified_on: Option<String>,
    /// ISO day of the designation of counsel.
    #[serde(default)]
    pub designated_on: Option<String>,
    /// The office designated, as the register of offices names it.
    #[serde(default)]
    pub office_id: Option<String>,
    /// ISO day of the recourse before the premier président.
    #[serde(default)]
    pub appealed_on: Option<String>,
    /// ISO day of the decision on the recourse.
    #[serde(default)]
    pub appeal_ruled_on: Option<String>,
    /// `rejet`, `admission`, `irrecevabilite`.
    #[serde(default)]
    pub appeal_outcome: Option<String>,
    /// ISO day of its notification to who asks.
    #[serde(default)]
    pub appeal_notified_on: Option<String>,
}

/// What is known of a request now, whole.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AidAmendment {
    /// All of it, what does not change too.
    pub facts: AidFacts,
    /// Entered by mistake: it stays in the register and counts for nothing.
    #[serde(default)]
    pub cancelled: bool,
    /// Why, where something that was entered changes or goes.
    #[serde(default)]
    pub reason: Option<String>,
}

/// Where to link a request.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AidLink {
    /// The dossier of the pourvoi.
    pub dossier_id: String,
    /// The party that asked; nothing where one party alone resembles.
    #[serde(default)]
    pub party_id: Option<String>,
}

/// Where a request stands after a command.
#[derive(Debug, Serialize, ToSchema)]
pub struct AidAnswer {
    /// UUID.
    pub aid_id: String,
    /// Goes back in `If-Match`.
    pub version: u64,
    /// Of the register, when it was just given.
    #[schema(example = "AJ-2026-00001")]
    pub number: Option<String>,
    /// `en_cours`, `decidee`, `rattachee`, `annulee`.
    pub state: String,
}

/// What a link entered in the journal.
#[derive(Debug, Serialize, ToSchema)]
pub struct AidLinked {
    /// Version of the dossier.
    pub dossier_version: u64,
    /// Types of the acts that entered, in order.
    pub acts: Vec<String>,
    /// What the law remarks.
    pub findings: Vec<Finding>,
}

/// One version of a request.
#[derive(Debug, Serialize, ToSchema)]
pub struct AidVersion {
    /// Its rank.
    pub version: u64,
    /// RFC 3339.
    pub recorded_at: String,
    /// Subject of who entered it.
    pub actor: String,
    /// Why, where something changed.
    pub reason: Option<String>,
    /// What it said.
    pub facts: AidFacts,
}

/// A request of legal aid made before any pourvoi.
#[derive(Debug, Serialize, ToSchema)]
pub struct Aid {
    /// UUID.
    pub aid_id: String,
    /// Goes back in `If-Match`.
    pub version: u64,
    /// Of the register.
    #[schema(example = "AJ-2026-00001")]
    pub number: String,
    /// What is known.
    pub facts: AidFacts,
    /// `en_cours`, `decidee`, `rattachee`, `annulee`.
    pub state: String,
    /// Term of the pourvoi that it interrupted: `en_cours` (interrupted), `court`, `expire`; `null` once linked or cancelled.
    pub term_state: Option<String>,
    /// ISO day of the end of that term, where it can be computed.
    pub term: Option<String>,
    /// Name of the office designated.
    pub office_name: Option<String>,
    /// Where it is linked; `null` when the dossier is closed to the reader.
    pub dossier_id: Option<String>,
    /// Number of that dossier.
    pub dossier_number: Option<String>,
    /// RFC 3339.
    pub linked_at: Option<String>,
    /// RFC 3339; `null` in a proposal.
    pub registered_at: Option<String>,
    /// Oldest first; empty in a list.
    pub versions: Vec<AidVersion>,
    /// What the reader may do: `tenir_registre_aides`.
    pub permissions: Vec<String>,
}

/// A request that may be of the same person about the same decision.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProposedAid {
    /// The request.
    pub aid: Aid,
    /// `certain`, `possible`.
    pub verdict: String,
    /// The party of the dossier that it resembles.
    pub party_id: Option<String>,
}

impl From<AidFacts> for pb::AidFacts {
    fn from(f: AidFacts) -> Self {
        Self {
            requested_on: f.requested_on,
            applicant: f.applicant,
            court: f.court,
            adversaries: f.adversaries,
            reference: f.reference.unwrap_or_default(),
            first_names: f.first_names.unwrap_or_default(),
            residence: f.residence.unwrap_or_default(),
            rendered_on: f.rendered_on.unwrap_or_default(),
            case_number: f.case_number.unwrap_or_default(),
            notified_on: f.notified_on.unwrap_or_default(),
            ruled_on: f.ruled_on.unwrap_or_default(),
            outcome: f.outcome.unwrap_or_default(),
            ruling_notified_on: f.ruling_notified_on.unwrap_or_default(),
            designated_on: f.designated_on.unwrap_or_default(),
            office_id: f.office_id.unwrap_or_default(),
            appealed_on: f.appealed_on.unwrap_or_default(),
            appeal_ruled_on: f.appeal_ruled_on.unwrap_or_default(),
            appeal_outcome: f.appeal_outcome.unwrap_or_default(),
            appeal_notified_on: f.appeal_notified_on.unwrap_or_default(),
        }
    }
}

impl From<pb::AidFacts> for AidFacts {
    fn from(f: pb::AidFacts) -> Self {
        Self {
            requested_on: f.requested_on,
            applicant: f.applicant,
            court: f.court,
            adversaries: f.adversaries,
            reference: some(f.reference),
            first_names: some(f.first_names),
            residence: some(f.residence),
            rendered_on: some(f.rendered_on),
            case_number: some(f.case_number),
            notified_on: some(f.notified_on),
            ruled_on: some(f.ruled_on),
            outcome: some(f.outcome),
            ruling_notified_on: some(f.ruling_notified_on),
            designated_on: some(f.designated_on),
            office_id: some(f.office_id),
            appealed_on: some(f.appealed_on),
            appeal_ruled_on: some(f.appeal_ruled_on),
            appeal_outcome: some(f.appeal_outcome),
            appeal_notified_on: some(f.appeal_notified_on),
        }
    }
}

impl From<pb::AidVersion> for AidVersion {
    fn from(v: pb::AidVersion) -> Self {
        Self {
            version: v.version,
            recorded_at: instant(v.recorded_at),
            actor: v.actor,
            reason: some(v.reason),
            facts: v.facts.unwrap_or_default().into(),
        }
    }
}

impl From<pb::Aid> for Aid {
    fn from(a: pb::Aid) -> Self {
        Self {
            aid_id: a.aid_id,
            version: a.version,
            number: a.number,
            facts: a.facts.unwrap_or_default().into(),
            state: a.state,
            term_state: some(a.term_state),
            term: some(a.term),
            office_name: some(a.office_name),
            dossier_id: some(a.dossier_id),
            dossier_number: some(a.dossier_number),
            linked_at: a.linked_at.map(|at| instant(Some(at))),
            registered_at: a.registered_at.map(|at| instant(Some(at))),
            versions: each(a.versions),
            permissions: a.permissions,
        }
    }
}

impl From<pb::ProposedAid> for ProposedAid {
    fn from(p: pb::ProposedAid) -> Self {
        Self { aid: p.aid.unwrap_or_default().into(), verdict: p.verdict, party_id: some(p.party_id) }
    }
}

impl From<pb::LinkAidResponse> for AidLinked {
    fn from(l: pb::LinkAidResponse) -> Self {
        Self { dossier_version: l.dossier_version, acts: l.acts, findings: each(l.findings) }
    }
}
