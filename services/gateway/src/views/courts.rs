//! What the courts' base says of a decision.

use greffe_contracts::dossier::v1 as pb;
use serde::Serialize;
use utoipa::ToSchema;

use super::{each, instant, some};

/// What the courts' base answers to a search.
#[derive(Debug, Serialize, ToSchema)]
pub struct CourtDecisions {
    /// Twenty at most; none when the base knows of none.
    pub decisions: Vec<CourtDecision>,
    /// When the base answered (RFC 3339).
    pub answered_at: String,
    /// Whether this is an earlier answer, kept.
    pub remembered: bool,
}

/// A decision as the courts' base has it.
#[derive(Debug, Serialize, ToSchema)]
pub struct CourtDecision {
    /// Court.
    pub court: String,
    /// Its chamber or section.
    pub section: Option<String>,
    /// ISO day.
    pub rendered_on: String,
    /// `arret`, `jugement`, `ordonnance`, `decision`.
    pub nature: String,
    /// Number there.
    pub case_number: Option<String>,
    /// Code of the matter in the courts' nomenclature.
    pub matter: Option<String>,
    /// The matter in words.
    pub matter_label: Option<String>,
    /// Its identifier in the base.
    pub reference: String,
}

impl From<pb::FindCourtDecisionResponse> for CourtDecisions {
    fn from(found: pb::FindCourtDecisionResponse) -> Self {
        Self {
            decisions: each(found.decisions),
            answered_at: instant(found.answered_at),
            remembered: found.remembered,
        }
    }
}

impl From<pb::CourtDecision> for CourtDecision {
    fn from(d: pb::CourtDecision) -> Self {
        Self {
            court: d.court,
            section: some(d.section),
            rendered_on: d.rendered_on,
            nature: d.nature,
            case_number: some(d.case_number),
            matter: some(d.matter),
            matter_label: some(d.matter_label),
            reference: d.reference,
        }
    }
}
