//! The data files as they are written, before names are looked up.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{day::Day, term::Term};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCatalogue {
    pub version: String,
    /// Procedure of a journal that names none.
    pub usual: String,
    /// Patterns of acts that end the case for those alone whom they name.
    #[serde(default)]
    pub ends_for_those_named: Vec<String>,
    /// Types of acts that annihilate the act of which they speak.
    #[serde(default)]
    pub revokes: Vec<String>,
    pub roles: BTreeMap<String, String>,
    /// To whom goes what somebody in charge has not done.
    #[serde(default)]
    pub escalades: BTreeMap<String, RawEscalation>,
    /// Those who are told something and are no parties.
    #[serde(default)]
    pub destinataires: BTreeMap<String, String>,
    #[serde(default)]
    pub jalon: Vec<RawMilestone>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEscalation {
    pub vers: String,
    pub jours: u16,
    pub alerte: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSolutions {
    pub solution: Vec<RawSolution>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSolution {
    pub code: String,
    pub label: String,
    pub article: String,
    pub public: String,
    #[serde(default)]
    pub continues: bool,
    #[serde(default)]
    pub remits: bool,
    #[serde(default)]
    pub procedures: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCategories {
    pub category: Vec<RawCategory>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCategory {
    pub code: String,
    pub label: String,
    pub article: String,
    #[serde(default)]
    pub by_law: bool,
    #[serde(default)]
    pub decided_by: String,
    pub placeholder: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMilestone {
    pub name: String,
    pub label: String,
    #[serde(default)]
    pub acts: Vec<String>,
    #[serde(default)]
    pub at_end: bool,
    #[serde(default)]
    pub met_by: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawProcedure {
    pub label: String,
    pub group: String,
    pub article: String,
    pub opened_by: String,
    #[serde(default)]
    pub urgency: String,
    #[serde(default)]
    pub statutory: String,
    pub stage: Vec<RawProcedureStage>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawProcedureStage {
    pub name: String,
    #[serde(default)]
    pub article: String,
    #[serde(default)]
    pub when: RawCondition,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawNotice {
    pub id: String,
    pub label: String,
    pub article: String,
    #[serde(default)]
    pub procedures: Vec<String>,
    pub by: String,
    pub to: String,
    pub means: Vec<String>,
    pub on: Vec<String>,
    #[serde(default)]
    pub unless: RawCondition,
    pub within: Option<Term>,
    #[serde(default)]
    pub mentions: Vec<String>,
    #[serde(default)]
    pub proved_by: Vec<String>,
    #[serde(default)]
    pub returned_by: Vec<String>,
    #[serde(default)]
    pub proof_names_author: bool,
    #[serde(default)]
    pub without_proof: String,
    #[serde(default)]
    pub doubt: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawControl {
    pub id: String,
    pub label: String,
    pub article: String,
    #[serde(default)]
    pub procedures: Vec<String>,
    pub milestones: Vec<String>,
    pub severity: String,
    pub consequence: String,
    #[serde(default)]
    pub when: RawCondition,
    pub regular: Option<RawCondition>,
    pub irregular: Option<RawCondition>,
    #[serde(default)]
    pub kept: Vec<String>,
    /// What the service that answers for this part must not find.
    #[serde(default)]
    pub fact: String,
    /// Rules, notices or tasks to which that fact is narrowed.
    #[serde(default)]
    pub of: Vec<String>,
    /// Acts for which it is looked at, where some that pass the milestone do not ask for it.
    #[serde(default)]
    pub passed_by: Vec<String>,
    /// Acts before which it is looked at, alone, although they pass no milestone.
    #[serde(default)]
    pub also_before: Vec<String>,
    /// Whether what nobody has looked at only warns, where the milestone cannot wait for it.
    #[serde(default)]
    pub silence_warns: bool,
    /// Milestones before which a defect only warns, found or not looked at: what it leads to is told after them.
    #[serde(default)]
    pub warns_before: Vec<String>,
    /// Whether it is looked at for each pourvoi of a case that holds several.
    #[serde(default)]
    pub each_pourvoi: bool,
    /// Roles to which the law leaves it to pass all the same.
    #[serde(default)]
    pub overridden_by: Vec<String>,
    #[serde(default)]
    pub awaited: Vec<String>,
    #[serde(default)]
    pub cured_by: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPiece {
    pub id: String,
    pub label: String,
    pub article: String,
    #[serde(default)]
    pub procedures: Vec<String>,
    pub from: String,
    pub consequence: String,
    #[serde(default)]
    pub when: RawCondition,
    pub provided_by: Vec<String>,
    #[serde(default)]
    pub asked_by: Vec<String>,
    #[serde(default)]
    pub answers: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAct {
    pub label: String,
    pub class: String,
    #[serde(default)]
    pub article: String,
    #[serde(default)]
    pub remedy: String,
    #[serde(default)]
    pub quiet: String,
    #[serde(default)]
    pub au_role: String,
    #[serde(default)]
    pub hors_role: bool,
    #[serde(default)]
    pub stages: Vec<String>,
    /// Stages that admit it in some procedures alone.
    pub also: Option<RawAlso>,
    /// Types of acts that, named by it, admit it at whatever stage.
    #[serde(default)]
    pub whatever_stage_of: Vec<String>,
    #[serde(default)]
    pub procedures: Vec<String>,
    #[serde(default)]
    pub rests_on: Vec<String>,
    #[serde(default)]
    pub date: Vec<RawDate>,
    #[serde(default)]
    pub attr: Vec<RawAttr>,
    #[serde(default)]
    pub order: Vec<RawOrder>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAlso {
    pub procedures: Vec<String>,
    pub stages: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDate {
    pub name: String,
    pub label: String,
    #[serde(default)]
    pub optional: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAttr {
    pub name: String,
    pub label: String,
    #[serde(rename = "type")]
    pub ty: String,
    #[serde(default)]
    pub values: Vec<String>,
    #[serde(default)]
    pub required: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOrder {
    pub date: String,
    #[serde(default)]
    pub after: String,
    /// Rule whose term, counted from `after`, must be over first.
    #[serde(default)]
    pub beyond: String,
    #[serde(default)]
    pub when: RawCondition,
    #[serde(default)]
    pub procedures: Vec<String>,
    pub text: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawCondition {
    pub all: Vec<String>,
    pub any: Vec<String>,
    pub none: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStages {
    pub stage: Vec<RawStage>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStage {
    pub name: String,
    pub label: String,
    #[serde(default)]
    pub terminal: bool,
    #[serde(default)]
    pub suspended: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawModifiers {
    pub distance: Vec<RawDistance>,
    pub event: Vec<RawEvent>,
    pub interruption: Vec<RawInterruption>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDistance {
    pub name: String,
    pub overseas: i32,
    pub abroad: i32,
    #[serde(default)]
    pub served_in_person: bool,
    pub article: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEvent {
    pub name: String,
    pub label: String,
    #[serde(default)]
    pub sources: Vec<String>,
    #[serde(default)]
    pub personal: bool,
    #[serde(default)]
    pub article: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawInterruption {
    pub id: String,
    pub by: String,
    pub restart: String,
    #[serde(default)]
    pub or_later: Vec<String>,
    #[serde(default)]
    pub doubtful: String,
    #[serde(default)]
    pub restarts_alone: bool,
    #[serde(default)]
    pub or_suspends: bool,
    #[serde(default)]
    pub once: bool,
    pub recourse: Option<RawRecourse>,
    pub article: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRecourse {
    pub by: String,
    pub within: Term,
    pub restart: String,
    pub article: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRule {
    pub id: String,
    pub label: String,
    pub article: String,
    #[serde(default)]
    pub procedures: Vec<String>,
    pub bound: String,
    #[serde(default)]
    pub recodification: String,
    #[serde(default)]
    pub regime: String,
    /// Why no act of a journal opens it.
    #[serde(default)]
    pub simulated: String,
    pub trigger: Vec<RawTrigger>,
    #[serde(default)]
    pub each: bool,
    #[serde(default)]
    pub when: RawCondition,
    #[serde(default)]
    pub owed_for: Vec<String>,
    #[serde(default)]
    pub term: Term,
    #[serde(default)]
    pub former: Vec<RawFormer>,
    #[serde(default)]
    pub earliest: bool,
    #[serde(default)]
    pub distance_doubtful: bool,
    #[serde(default)]
    pub special: Vec<RawSpecial>,
    #[serde(default)]
    pub special_only: bool,
    /// Rule that takes its place in a journal that names one of the special texts of that rule.
    #[serde(default)]
    pub yields_to: String,
    #[serde(default)]
    pub distance: String,
    #[serde(default = "yes")]
    pub prorogation: bool,
    #[serde(default)]
    pub prorogation_doubtful: bool,
    #[serde(default)]
    pub interrupted_by: Vec<String>,
    #[serde(default)]
    pub reduced_by: String,
    #[serde(default)]
    pub moved_by: String,
    #[serde(default)]
    pub extended_by: String,
    pub extension_limit: Option<i32>,
    #[serde(default)]
    pub or_from: String,
    #[serde(default)]
    pub satisfied_by: Vec<RawSatisfaction>,
    #[serde(default)]
    pub optional: bool,
    #[serde(default)]
    pub moot: RawCondition,
    /// Acts that end the term of the party that did them, and of no other.
    #[serde(default)]
    pub moot_for_party: Vec<String>,
    pub sanction: Option<RawSanction>,
    #[serde(default)]
    pub warnings: Vec<u16>,
    #[serde(default)]
    pub doubt: String,
    #[serde(default)]
    pub example: Vec<serde_json::Value>,
}

fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTrigger {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub procedures: Vec<String>,
    #[serde(default)]
    pub act: String,
    pub label: String,
    /// Whom it binds from this start, where that is not whom the rule binds.
    #[serde(default)]
    pub bound: String,
    /// A date: an act that states it starts nothing here.
    #[serde(default)]
    pub unless: String,
    #[serde(default)]
    pub after: String,
    #[serde(default)]
    pub first: Term,
    pub term: Option<Term>,
    #[serde(default)]
    pub until: String,
    #[serde(default)]
    pub uninterrupted: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFormer {
    pub before: Day,
    pub term: Term,
    pub article: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSpecial {
    pub text: String,
    #[serde(default)]
    pub term: Term,
    #[serde(default = "yes")]
    pub distance: bool,
    /// Name of the start from which it runs.
    #[serde(default)]
    pub from: String,
    /// Whether no journal names it: its own procedures follow it by other rules.
    #[serde(default)]
    pub simulated: bool,
    /// Those whose journals may name it, where not all that know the rule may.
    #[serde(default)]
    pub procedures: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTimeless {
    pub identifiant: BTreeMap<String, RawReason>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawReason {
    pub article: String,
    pub reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRegime {
    #[serde(default)]
    pub local_holidays_doubtful: bool,
    pub phrase: BTreeMap<String, RawOwnSentence>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOwnSentence {
    pub text: Option<String>,
    #[serde(default)]
    pub basis: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSatisfaction {
    pub act: String,
    #[serde(default = "yes")]
    pub personal: bool,
    /// Types of acts: what speaks of one does not satisfy.
    #[serde(default)]
    pub unless_of: Vec<String>,
    /// Name of the start whose term alone it meets.
    #[serde(default)]
    pub start: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSanction {
    pub label: String,
    pub by: String,
    #[serde(default)]
    pub task: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTask {
    pub label: String,
    pub role: String,
    #[serde(default)]
    pub severity: String,
    pub when: Option<RawCondition>,
    #[serde(default)]
    pub each: Vec<String>,
    #[serde(default)]
    pub chambre: String,
    pub due: Option<RawDue>,
    #[serde(default)]
    pub cured_by: Vec<String>,
    pub article: String,
    #[serde(default)]
    pub opens_on_missing: bool,
    #[serde(default)]
    pub opens_on_nothing: bool,
    #[serde(default)]
    pub after_end: bool,
    #[serde(default)]
    pub sans_report: bool,
    /// In days after its term, where it does not follow the usual one of its role.
    pub escalade: Option<u16>,
    #[serde(default)]
    pub still_at: Vec<String>,
    #[serde(default)]
    pub procedures: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDue {
    pub after: String,
    pub term: Term,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSentence {
    pub text: String,
    #[serde(default)]
    pub basis: String,
}
