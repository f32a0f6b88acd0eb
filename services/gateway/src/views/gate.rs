//! The gate as REST shows it.

use greffe_contracts::{dossier::v1 as pb, gate::v1 as gate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{each, instant, some};

/// What stands before a milestone of a dossier.
#[derive(Debug, Serialize, ToSchema)]
pub struct GateReport {
    /// UUID.
    pub dossier_id: String,
    /// Printed number.
    pub number: String,
    /// The parties, in short.
    pub title: String,
    /// Version of the journal that was looked at.
    pub version: u64,
    /// Name of the milestone.
    pub milestone: String,
    /// What people read.
    pub milestone_label: String,
    /// Whether it is passed already.
    pub passed: bool,
    /// Whether an act that passes it would be refused now.
    pub stops: bool,
    /// Act types that pass it.
    pub passed_by: Vec<String>,
    /// What is not in order, in the order of the parts.
    pub findings: Vec<GateFinding>,
    /// Whether each service answered for its part.
    pub parts: Vec<GatePart>,
    /// ISO day on which the term to rule ends.
    pub statutory_due: Option<String>,
    /// Whether the way past is offered at once: the term to rule is within three days.
    pub passage_offered: bool,
    /// Passages asked for that no act has used.
    pub passages: Vec<GatePassage>,
}

/// Something that is not in order before a milestone.
#[derive(Debug, Serialize, ToSchema)]
pub struct GateFinding {
    /// Identifier of the check.
    pub code: String,
    /// What must be in order.
    pub label: String,
    /// `irregulier`, `non_verifie`.
    pub result: String,
    /// `bloquante`, `avertissement`, `information`.
    pub severity: String,
    /// The text that grounds it.
    pub article: String,
    /// What was found, what it leads to.
    pub message: String,
    /// Act types that cure it.
    pub cured_by: Vec<String>,
    /// Part of the gate that found it.
    pub part: String,
    /// Roles to which the law leaves it to pass all the same.
    pub overridden_by: Vec<String>,
}

/// Whether a service answered for its part.
#[derive(Debug, Serialize, ToSchema)]
pub struct GatePart {
    /// `dossier`, `deadline`, `assignment`, `document`, `notification`.
    pub part: String,
    /// What people read.
    pub label: String,
    /// Whether it answered: a part that did not is never regular.
    pub answered: bool,
    /// Why it did not.
    pub reason: Option<String>,
}

/// A passage asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct GatePassage {
    /// UUID.
    pub passage_id: String,
    /// UUID.
    pub dossier_id: String,
    /// Name of the milestone.
    pub milestone: String,
    /// Why.
    pub motive: String,
    /// Parts that no service answered for.
    pub not_checked: Vec<String>,
    /// Checks found irregular that it sets aside.
    pub overridden: Vec<String>,
    /// Who asked.
    pub asked_by: String,
    /// RFC 3339.
    pub asked_at: String,
    /// The second person; `null` while it waits for one.
    pub confirmed_by: Option<String>,
    /// RFC 3339.
    pub confirmed_at: Option<String>,
    /// RFC 3339: after that, another is asked for.
    pub expires_at: String,
    /// The act that passed by it.
    pub consumed_by: Option<String>,
    /// Checks that stop the milestone all the same.
    pub remaining: Vec<String>,
    /// Where it was asked for a whole group: what stands in each of its dossiers.
    pub members: Vec<PassageMember>,
}

/// A dossier of a group for which a passage was asked at once. Nothing in its three lists: the milestone was open there.
#[derive(Debug, Serialize, ToSchema)]
pub struct PassageMember {
    /// UUID.
    pub dossier_id: String,
    /// Its number.
    pub number: String,
    /// UUID.
    pub passage_id: String,
    /// Parts that no service answered for.
    pub not_checked: Vec<String>,
    /// Checks found irregular that it sets aside.
    pub overridden: Vec<String>,
    /// Checks that stop the milestone all the same.
    pub remaining: Vec<String>,
}

/// A passage wanted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PassageInput {
    /// Name of the milestone.
    pub jalon: String,
    /// Why the case cannot wait, ten characters at least.
    pub motif: String,
    /// At the head of a group: for each of its dossiers, all or none.
    #[serde(default)]
    pub commun: bool,
}

impl From<pb::GateReport> for GateReport {
    fn from(r: pb::GateReport) -> Self {
        Self {
            dossier_id: r.dossier_id,
            number: r.number,
            title: r.title,
            version: r.version,
            milestone: r.milestone,
            milestone_label: r.milestone_label,
            passed: r.passed,
            stops: r.stops,
            passed_by: r.passed_by,
            findings: each(r.findings),
            parts: each(r.parts),
            statutory_due: some(r.statutory_due),
            passage_offered: r.passage_offered,
            passages: each(r.passages),
        }
    }
}

impl From<gate::GateFinding> for GateFinding {
    fn from(f: gate::GateFinding) -> Self {
        Self {
            code: f.code,
            label: f.label,
            result: f.result,
            severity: f.severity,
            article: f.article,
            message: f.message,
            cured_by: f.cured_by,
            part: f.part,
            overridden_by: f.overridden_by,
        }
    }
}

impl From<pb::GatePart> for GatePart {
    fn from(p: pb::GatePart) -> Self {
        Self { part: p.part, label: p.label, answered: p.answered, reason: some(p.reason) }
    }
}

impl From<pb::GatePassage> for GatePassage {
    fn from(p: pb::GatePassage) -> Self {
        Self {
            passage_id: p.passage_id,
            dossier_id: p.dossier_id,
            milestone: p.milestone,
            motive: p.motive,
            not_checked: p.not_checked,
            overridden: p.overridden,
            asked_by: p.asked_by,
            asked_at: instant(p.asked_at),
            confirmed_by: some(p.confirmed_by),
            confirmed_at: some(instant(p.confirmed_at)),
            expires_at: instant(p.expires_at),
            consumed_by: some(p.consumed_by),
            remaining: p.remaining,
            members: each(p.members),
        }
    }
}

impl From<pb::PassageMember> for PassageMember {
    fn from(m: pb::PassageMember) -> Self {
        Self {
            dossier_id: m.dossier_id,
            number: m.number,
            passage_id: m.passage_id,
            not_checked: m.not_checked,
            overridden: m.overridden,
            remaining: m.remaining,
        }
    }
}
