//! Orientation: where a case seems to belong, and the rules that presidents write.

use greffe_contracts::dossier::v1 as pb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{each, instant, some};

/// Chambers suggested for a case, and its circuit there.
#[derive(Debug, Serialize, ToSchema)]
pub struct Orientation {
    /// The likeliest first, at most three; of the dossiers alone, none while too few taught.
    pub suggestions: Vec<ChambreSuggestion>,
    /// Dossiers whose chamber is known that taught.
    pub taught_by: u32,
    /// ISO day on which they were read.
    pub taught_on: String,
    /// By a rule of the chamber; `null` where none applies.
    pub circuit: Option<CircuitSuggestion>,
}

/// A chamber suggested.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChambreSuggestion {
    /// Code of the chamber.
    pub chambre: String,
    /// Its name.
    pub label: String,
    /// Confidence, in thousandths; 0 for a rule that too few dossiers measure.
    pub confidence: u32,
    /// What speaks most for it; may be empty.
    pub reasons: Vec<OrientationReason>,
    /// The rule that suggests it; `null` where dossiers alone do.
    pub rule: Option<OrientationRuleReason>,
}

/// Why a chamber is suggested.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrientationReason {
    /// What was looked at: `serie`, `juridiction`, `section`, `nature`, `demandeur`, `defendeur`, `matiere`, `mot`, `texte`.
    pub field: String,
    /// What was found there, in plain lower case.
    pub found: String,
    /// Dossiers of the chamber where it stands, of those that taught.
    pub here: u32,
    /// Dossiers of all chambers where it stands.
    pub everywhere: u32,
}

impl From<pb::OrientationReason> for OrientationReason {
    fn from(r: pb::OrientationReason) -> Self {
        Self { field: r.field, found: r.found, here: r.here, everywhere: r.everywhere }
    }
}

/// The rule of orientation by which something is suggested.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrientationRuleReason {
    /// UUID.
    pub rule_id: String,
    /// Its name.
    pub label: String,
    /// As who wrote it justifies it.
    pub reason: String,
    /// Version of the set in force.
    pub version: u64,
    /// Dossiers already given that it decides; 0 for a circuit of the criminal chamber.
    pub decides: u32,
    /// Of those, where people went the same way.
    pub agrees: u32,
}

impl From<pb::OrientationRuleReason> for OrientationRuleReason {
    fn from(r: pb::OrientationRuleReason) -> Self {
        Self {
            rule_id: r.rule_id,
            label: r.label,
            reason: r.reason,
            version: r.version,
            decides: r.decides,
            agrees: r.agrees,
        }
    }
}

/// A circuit suggested: by a rule of the chamber first, then by its dossiers whose circuit is known; by rules alone in the criminal chamber.
#[derive(Debug, Serialize, ToSchema)]
pub struct CircuitSuggestion {
    /// `court`, `intermediaire`, `approfondi`; `restreinte`, `section`, `non_admission` in criminal cases.
    pub circuit: String,
    /// Its name.
    pub label: String,
    /// The chamber given, or the first suggested.
    pub chambre: String,
    /// Its name.
    pub chambre_label: String,
    /// Who decides it, and the text.
    pub decided_by: String,
    /// The rule; `null` where the dossiers alone suggest it.
    pub rule: Option<OrientationRuleReason>,
    /// Confidence, in thousandths; 0 for a rule that too few dossiers measure.
    pub confidence: u32,
    /// What speaks most for it; may be empty.
    pub reasons: Vec<OrientationReason>,
}

impl From<pb::SuggestChambreResponse> for Orientation {
    fn from(found: pb::SuggestChambreResponse) -> Self {
        let suggestion = |s: pb::ChambreSuggestion| ChambreSuggestion {
            chambre: s.chambre,
            label: s.label,
            confidence: s.confidence,
            reasons: each(s.reasons),
            rule: s.rule.map(Into::into),
        };
        let circuit = |c: pb::CircuitSuggestion| CircuitSuggestion {
            circuit: c.circuit,
            label: c.label,
            chambre: c.chambre,
            chambre_label: c.chambre_label,
            decided_by: c.decided_by,
            rule: c.rule.map(Into::into),
            confidence: c.confidence,
            reasons: each(c.reasons),
        };
        Self {
            suggestions: found.suggestions.into_iter().map(suggestion).collect(),
            taught_by: found.taught_by,
            taught_on: found.taught_on,
            circuit: found.circuit.map(circuit),
        }
    }
}

/// What a case must be: of several values in a field one is enough, and every field that says something must hold.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OrientationConditions {
    /// Codes of procedures of the catalogue.
    pub procedures: Vec<String>,
    /// Beginnings of codes of the matter: `80` holds for `80A`.
    pub matters: Vec<String>,
    /// Whole words of a keyword.
    pub keywords: Vec<String>,
    /// Articles that the mémoires cite: `1240 du code civil`.
    pub texts: Vec<String>,
    /// Whole words of a court attacked: its kind or its name.
    pub courts: Vec<String>,
    /// Whole words of its section.
    pub sections: Vec<String>,
    /// Whole words of the nature of the decision.
    pub natures: Vec<String>,
    /// Whether a party is detained; `null` for either.
    pub detained: Option<bool>,
    /// Whether the case cannot wait; `null` for either.
    pub urgent: Option<bool>,
}

fn answer(said: &str) -> Option<bool> {
    match said {
        "oui" => Some(true),
        "non" => Some(false),
        _ => None,
    }
}

fn word(answer: Option<bool>) -> String {
    answer.map_or("", |yes| if yes { "oui" } else { "non" }).to_owned()
}

impl From<pb::OrientationConditions> for OrientationConditions {
    fn from(c: pb::OrientationConditions) -> Self {
        Self {
            procedures: c.procedures,
            matters: c.matters,
            keywords: c.keywords,
            texts: c.texts,
            courts: c.courts,
            sections: c.sections,
            natures: c.natures,
            detained: answer(&c.detained),
            urgent: answer(&c.urgent),
        }
    }
}

impl From<OrientationConditions> for pb::OrientationConditions {
    fn from(c: OrientationConditions) -> Self {
        Self {
            procedures: c.procedures,
            matters: c.matters,
            keywords: c.keywords,
            texts: c.texts,
            courts: c.courts,
            sections: c.sections,
            natures: c.natures,
            detained: word(c.detained),
            urgent: word(c.urgent),
        }
    }
}

/// A rule.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrientationRule {
    /// UUID that the rule keeps from version to version.
    pub rule_id: String,
    /// Its name.
    pub label: String,
    /// The sentence shown with the suggestion.
    pub reason: String,
    /// What a case must be.
    pub when: OrientationConditions,
    /// Code of a chamber, or of a circuit.
    pub target: String,
    /// From 1 to 999; the least is looked at first.
    pub priority: u32,
    /// First ISO day; `null` for no bound.
    pub from: Option<String>,
    /// Last ISO day.
    pub until: Option<String>,
    /// Subject of who wrote it as it stands.
    pub author: String,
    /// ISO day.
    pub written_on: String,
}

impl From<pb::OrientationRule> for OrientationRule {
    fn from(r: pb::OrientationRule) -> Self {
        Self {
            rule_id: r.rule_id,
            label: r.label,
            reason: r.reason,
            when: r.when.unwrap_or_default().into(),
            target: r.target,
            priority: r.priority,
            from: some(r.from),
            until: some(r.until),
            author: r.author,
            written_on: r.written_on,
        }
    }
}

/// A rule as entered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrientationRuleInput {
    /// UUID of a rule of the version before; absent for a new one.
    #[serde(default)]
    pub rule_id: Option<String>,
    /// Its name.
    pub label: String,
    /// The sentence shown with the suggestion.
    pub reason: String,
    /// What a case must be: one condition at least.
    pub when: OrientationConditions,
    /// Code of a chamber, or of a circuit.
    pub target: String,
    /// From 1 to 999; the least is looked at first.
    pub priority: u32,
    /// First ISO day.
    #[serde(default)]
    pub from: Option<String>,
    /// Last ISO day.
    #[serde(default)]
    pub until: Option<String>,
}

impl From<OrientationRuleInput> for pb::OrientationRule {
    fn from(r: OrientationRuleInput) -> Self {
        Self {
            rule_id: r.rule_id.unwrap_or_default(),
            label: r.label,
            reason: r.reason,
            when: Some(r.when.into()),
            target: r.target,
            priority: r.priority,
            from: r.from.unwrap_or_default(),
            until: r.until.unwrap_or_default(),
            ..Default::default()
        }
    }
}

/// Another version of a set.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrientationRulesInput {
    /// All the rules of the set.
    pub rules: Vec<OrientationRuleInput>,
    /// Why: it stays in the history.
    pub reason: String,
}

/// A set in one line.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrientationSet {
    /// `entre_chambres`, or the code of a chamber.
    pub remit: String,
    /// What people read.
    pub label: String,
    /// Newest version, 0 before the first.
    pub version: u64,
    /// Version in force, 0 while none is.
    pub in_force: u64,
    /// Rules of the newest version.
    pub rules: u32,
    /// Whether the reader writes it.
    pub may_edit: bool,
}

impl From<pb::OrientationSet> for OrientationSet {
    fn from(s: pb::OrientationSet) -> Self {
        Self {
            remit: s.remit,
            label: s.label,
            version: s.version,
            in_force: s.in_force,
            rules: s.rules,
            may_edit: s.may_edit,
        }
    }
}

/// A version of a set.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrientationVersion {
    /// 1 for the first.
    pub version: u64,
    /// In the order in which they were written.
    pub rules: Vec<OrientationRule>,
    /// Subject of who wrote it.
    pub actor: String,
    /// Why.
    pub reason: String,
    /// Instant.
    pub recorded_at: String,
}

impl From<pb::OrientationVersion> for OrientationVersion {
    fn from(v: pb::OrientationVersion) -> Self {
        Self {
            version: v.version,
            rules: each(v.rules),
            actor: v.actor,
            reason: v.reason,
            recorded_at: instant(v.recorded_at),
        }
    }
}

/// A version put in force.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrientationInForce {
    /// 1 for the first.
    pub seq: u64,
    /// The version.
    pub version: u64,
    /// Subject of who decided.
    pub actor: String,
    /// Why.
    pub reason: String,
    /// Instant.
    pub since: String,
    /// What the decision rests on.
    pub tried: Option<OrientationFigures>,
}

impl From<pb::OrientationInForce> for OrientationInForce {
    fn from(f: pb::OrientationInForce) -> Self {
        Self {
            seq: f.seq,
            version: f.version,
            actor: f.actor,
            reason: f.reason,
            since: instant(f.since),
            tried: f.tried.map(Into::into),
        }
    }
}

/// Where rules may send.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrientationTarget {
    /// Of the chamber or the circuit.
    pub code: String,
    /// Its name.
    pub label: String,
    /// Who decides it, and the text; `null` for a chamber.
    pub decided_by: Option<String>,
}

/// A set, with its versions.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrientationSetDetail {
    /// In one line.
    pub set: OrientationSet,
    /// The newest first, at most twenty, with the one in force.
    pub versions: Vec<OrientationVersion>,
    /// Every version put in force, newest first, at most twenty.
    pub history: Vec<OrientationInForce>,
    /// Where its rules may send.
    pub targets: Vec<OrientationTarget>,
}

impl From<pb::GetOrientationSetResponse> for OrientationSetDetail {
    fn from(found: pb::GetOrientationSetResponse) -> Self {
        let target = |t: pb::OrientationTarget| OrientationTarget {
            code: t.code,
            label: t.label,
            decided_by: some(t.decided_by),
        };
        Self {
            set: found.set.unwrap_or_default().into(),
            versions: each(found.versions),
            history: each(found.history),
            targets: found.targets.into_iter().map(target).collect(),
        }
    }
}

/// What a version would have done of the cases that people sent to one place.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrientationTargetFigures {
    /// The chamber or the circuit.
    pub code: String,
    /// Its name.
    pub label: String,
    /// Cases that people sent there.
    pub decided: u32,
    /// Cases that the version sends there.
    pub sent: u32,
    /// Of those, where people went the same way.
    pub agreed: u32,
    /// Cases that the version in force sends there.
    pub sent_before: u32,
    /// Of those, where people went the same way.
    pub agreed_before: u32,
}

impl From<pb::OrientationTargetFigures> for OrientationTargetFigures {
    fn from(f: pb::OrientationTargetFigures) -> Self {
        Self {
            code: f.code,
            label: f.label,
            decided: f.decided,
            sent: f.sent,
            agreed: f.agreed,
            sent_before: f.sent_before,
            agreed_before: f.agreed_before,
        }
    }
}

/// What a rule would have done.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrientationRuleFigures {
    /// UUID.
    pub rule_id: String,
    /// Its name.
    pub label: String,
    /// Where it sends.
    pub target: String,
    /// Cases to which it applies, another before it or not.
    pub applies: u32,
    /// Cases that it decides.
    pub decides: u32,
    /// Of those, where people went the same way.
    pub agrees: u32,
}

impl From<pb::OrientationRuleFigures> for OrientationRuleFigures {
    fn from(f: pb::OrientationRuleFigures) -> Self {
        Self {
            rule_id: f.rule_id,
            label: f.label,
            target: f.target,
            applies: f.applies,
            decides: f.decides,
            agrees: f.agrees,
        }
    }
}

/// What a version would have done.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrientationFigures {
    /// ISO day on which the dossiers were read.
    pub read_on: String,
    /// Dossiers looked at.
    pub cases: u32,
    /// Those that a rule decides.
    pub decided: u32,
    /// Of those, where people went the same way.
    pub agreed: u32,
    /// Those that the version in force decides.
    pub decided_before: u32,
    /// Of those, where people went the same way.
    pub agreed_before: u32,
    /// Dossiers of which the two versions do not say the same.
    pub moved: u32,
    /// Whether where people went is known: of circuits, once an act said some.
    pub comparable: bool,
    /// By chamber or circuit.
    pub targets: Vec<OrientationTargetFigures>,
    /// By rule.
    pub rules: Vec<OrientationRuleFigures>,
}

impl From<pb::OrientationFigures> for OrientationFigures {
    fn from(f: pb::OrientationFigures) -> Self {
        Self {
            read_on: f.read_on,
            cases: f.cases,
            decided: f.decided,
            agreed: f.agreed,
            decided_before: f.decided_before,
            agreed_before: f.agreed_before,
            moved: f.moved,
            comparable: f.comparable,
            targets: each(f.targets),
            rules: each(f.rules),
        }
    }
}

/// A dossier that the version sends elsewhere.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrientationDifference {
    /// UUID.
    pub dossier_id: String,
    /// Printed number.
    pub number: String,
    /// Where people sent it; `null` where that is not known.
    pub decided: Option<String>,
    /// Where the version sends it; `null` for nowhere.
    pub sent: Option<String>,
    /// By which rule.
    pub rule_id: Option<String>,
    /// Its name.
    pub rule_label: Option<String>,
    /// Where the version in force sends it; `null` for nowhere.
    pub before: Option<String>,
}

impl From<pb::OrientationDifference> for OrientationDifference {
    fn from(d: pb::OrientationDifference) -> Self {
        Self {
            dossier_id: d.dossier_id,
            number: d.number,
            decided: some(d.decided),
            sent: some(d.sent),
            rule_id: some(d.rule_id),
            rule_label: some(d.rule_label),
            before: some(d.before),
        }
    }
}

/// A dry run of a version over past dossiers.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrientationTrial {
    /// The version tried.
    pub version: u64,
    /// The version in force it is compared with, 0 for none.
    pub base_version: u64,
    /// ISO day: it serves to decide that day.
    pub tried_on: String,
    /// In figures.
    pub figures: OrientationFigures,
    /// Of those that the reader may read, the latest, at most 500.
    pub differences: Vec<OrientationDifference>,
    /// Whether there are more than those shown.
    pub more: bool,
}

impl From<pb::TryOrientationRulesResponse> for OrientationTrial {
    fn from(t: pb::TryOrientationRulesResponse) -> Self {
        Self {
            version: t.version,
            base_version: t.base_version,
            tried_on: t.tried_on,
            figures: t.figures.unwrap_or_default().into(),
            differences: each(t.differences),
            more: t.more,
        }
    }
}

/// A version to put in force, as its dry run told.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrientationInForceInput {
    /// The version.
    pub version: u64,
    /// The version in force that the dry run compared it with.
    pub base_version: u64,
    /// ISO day of the dry run.
    pub tried_on: String,
    /// Why: it stays in the history.
    pub reason: String,
}
