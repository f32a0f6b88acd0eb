//! Deadlines: what is due, when and why.

use greffe_contracts::deadline::v1 as pb;
use serde::Serialize;
use utoipa::ToSchema;

use super::{each, some};

/// A deadline.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "the contract of the deadline service documents each field")]
pub struct Deadline {
    pub deadline_id: String,
    pub dossier_id: String,
    pub dossier_number: String,
    pub chambre: Option<String>,
    pub rule: String,
    pub label: String,
    /// `ouverte`, `satisfaite`, `satisfaite_hors_delai`, `expiree`, `interrompue`, `indeterminee`, `sans_objet`.
    pub status: String,
    /// Last useful day, ISO; `null` when undetermined.
    pub due: Option<String>,
    /// Before it was moved to a working day.
    pub raw: Option<String>,
    /// Earlier day to act on where the law leaves two readings.
    pub alert: Option<String>,
    pub ambiguous: bool,
    /// What is missing to answer.
    pub missing: Vec<String>,
    pub sanction: String,
    pub basis: String,
    pub party_id: Option<String>,
    pub pourvoi_id: Option<String>,
    pub trigger_act_id: String,
    pub met_by_act_id: Option<String>,
    pub met_on: Option<String>,
    /// Why this date.
    pub steps: Vec<Step>,
    /// Negative once past; `null` when nothing runs.
    pub days_left: Option<i32>,
    pub journal_version: u64,
    pub catalogue: String,
}

/// A step of the reason of a date.
#[derive(Debug, Serialize, ToSchema)]
pub struct Step {
    /// French.
    pub text: String,
    /// The article.
    pub basis: String,
}

impl From<pb::Step> for Step {
    fn from(s: pb::Step) -> Self {
        Self { text: s.text, basis: s.basis }
    }
}

impl From<pb::Deadline> for Deadline {
    fn from(d: pb::Deadline) -> Self {
        let runs = d.status == "ouverte" && !d.due.is_empty();
        Self {
            deadline_id: d.deadline_id,
            dossier_id: d.dossier_id,
            dossier_number: d.dossier_number,
            chambre: some(d.chambre),
            rule: d.rule,
            label: d.label,
            status: d.status,
            due: some(d.due),
            raw: some(d.raw),
            alert: some(d.alert),
            ambiguous: d.ambiguous,
            missing: d.missing,
            sanction: d.sanction,
            basis: d.basis,
            party_id: some(d.party_id),
            pourvoi_id: some(d.pourvoi_id),
            trigger_act_id: d.trigger_act_id,
            met_by_act_id: some(d.met_by_act_id),
            met_on: some(d.met_on),
            steps: each(d.steps),
            days_left: runs.then_some(d.days_left),
            journal_version: d.journal_version,
            catalogue: d.catalogue,
        }
    }
}

/// Deadlines of a dossier.
#[derive(Debug, Serialize, ToSchema)]
pub struct Deadlines {
    /// The nearest open one first.
    pub items: Vec<Deadline>,
    /// Version of the journal they were derived from.
    pub journal_version: u64,
    /// The day for which they were derived.
    pub derived_for: String,
}
