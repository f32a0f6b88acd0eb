//! Rules of delay, as a lawyer reads them and as the simulator asks for them.

use greffe_contracts::words::capitalised;
use greffe_procedure::{
    calendar::Calendar,
    catalogue::{Catalogue, Former, Interruption, Rule},
    term::Term,
    versions::{self, Version},
};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{
    Label, Step,
    catalogue::{LawEntry, LawLink, LawWord, Uses, any_of},
};

/// The rules, in the order of the catalogue.
#[derive(Serialize, ToSchema)]
pub struct Rules {
    /// Version of the law.
    catalogue: String,
    /// Places whose holidays a simulation may ask for.
    calendars: Vec<Label>,
    /// All of them.
    rules: Vec<RuleSummary>,
}

/// What must be known of a rule to simulate it.
#[derive(Serialize, ToSchema)]
pub struct RuleSummary {
    /// Identifier.
    rule: String,
    /// What people read.
    label: String,
    /// The text.
    article: String,
    /// Family of procedures.
    procedure: Label,
    /// Length in words.
    length: String,
    /// What starts it; the first is the usual one.
    triggers: Vec<Start>,
    /// Lengths that special texts set.
    special: Vec<SpecialLength>,
    /// Whether the residence of the person bound may lengthen it.
    residence: bool,
    /// Whether handing the act over in person elsewhere takes that away.
    served_in_person_in: bool,
    /// Whether holidays of the place matter.
    calendar: bool,
    /// Whether the day of the decision attacked chooses the law.
    decision_date: bool,
    /// What may happen meanwhile.
    events: Vec<RuleEvent>,
}

/// What starts a term.
#[derive(Serialize, ToSchema)]
pub struct Start {
    /// Name in simulations.
    name: String,
    /// What people read.
    label: String,
    /// Type of the act of a journal; `null` for a rule that is only simulated.
    act: Option<String>,
    /// Its date.
    date: Option<String>,
    /// Length from this start, in words.
    length: String,
    /// `mois`, `jours`, `jours_francs`, `heures`; `null` where a judge or a special text sets the length.
    unit: Option<&'static str>,
}

/// A length that a special text sets.
#[derive(Serialize, ToSchema)]
pub struct SpecialLength {
    /// The text: what a simulation names.
    text: String,
    /// In words.
    length: String,
}

/// What may happen to a term.
#[derive(Serialize, ToSchema)]
pub struct RuleEvent {
    /// Name in simulations.
    kind: String,
    /// What people read.
    label: String,
    /// `jour`, `mois_ou_jour`, `jours_ou_jour`: what must be said of it.
    asks: &'static str,
}

/// A rule, whole.
#[derive(Serialize, ToSchema)]
pub struct RuleDetail {
    /// As in the list.
    #[serde(flatten)]
    summary: RuleSummary,
    /// Version of the law.
    catalogue: String,
    /// Whom it binds.
    bound: String,
    /// What lengthens it.
    extensions: Vec<Step>,
    /// What interrupts it.
    interruptions: Vec<Step>,
    /// Acts that satisfy it.
    satisfied_by: Vec<Vec<LawWord>>,
    /// What it costs to let it pass.
    sanction: Option<RuleSanction>,
    /// The laws that followed one another, the present one first; empty where there was only one.
    versions: Vec<RuleVersion>,
    /// The first version of the law, of those that the program carries, that knows it.
    since: Option<String>,
    /// Procedures whose journals open it; none for a rule that is only simulated.
    procedures: Vec<LawLink>,
    /// Tasks that its lapse opens.
    tasks: Vec<LawEntry>,
    /// Notices that start or satisfy it.
    notices: Vec<LawEntry>,
    /// Checks that it must have been kept.
    checks: Vec<LawEntry>,
    /// An open point of law, empty when none.
    doubt: String,
    /// The article that a recodification not yet in force gives it, empty when none.
    recodification: String,
    /// Worked examples, tried at each build.
    examples: Vec<RuleExample>,
}

/// What it costs to let a term pass.
#[derive(Serialize, ToSchema)]
pub struct RuleSanction {
    /// « déchéance du pourvoi ».
    label: String,
    /// Who pronounces it.
    by: String,
}

/// A law and its days.
#[derive(Serialize, ToSchema)]
pub struct RuleVersion {
    /// ISO day of the first decision attacked to which it applies; `null` for the earliest known.
    from: Option<String>,
    /// ISO day of the last; `null` for the present one.
    until: Option<String>,
    /// In words.
    length: String,
    /// The text.
    article: String,
}

/// A worked example.
#[derive(Serialize, ToSchema)]
pub struct RuleExample {
    /// A line of the simulator.
    line: Value,
    /// ISO day; `null` where no date can be given.
    expected: Option<String>,
    /// Whether the law leaves two readings.
    ambiguous: bool,
    /// Why.
    why: String,
}

/// Keys of an example that say its answer, and not its question.
const ANSWERS: &[&str] =
    &["expected", "why", "ambiguous", "alert", "undetermined", "not_before", "due_at", "raw", "error"];

impl Rules {
    /// All rules of the law.
    #[must_use]
    pub fn of(law: &Catalogue) -> Self {
        let label = |place: Calendar| Label { code: place.as_str().into(), label: place.label().into() };
        Self {
            catalogue: law.version().to_owned(),
            calendars: Calendar::ALL.into_iter().map(label).collect(),
            rules: law.rules().iter().map(|rule| RuleSummary::of(law, rule)).collect(),
        }
    }
}

impl RuleSummary {
    fn of(law: &Catalogue, rule: &Rule) -> Self {
        let distance = law.distance_of(rule);
        let trigger = |of: &greffe_procedure::catalogue::Trigger| {
            let term = of.term.unwrap_or(rule.term);
            Start {
                name: of.name.as_str().to_owned(),
                label: of.label.clone(),
                act: of.pattern.as_ref().map(|pattern| pattern.kind.as_str().to_owned()),
                date: of.pattern.as_ref().map(|pattern| pattern.date.as_str().to_owned()),
                length: length(rule, term),
                unit: unit(term),
            }
        };
        let special = rule.special.iter().map(|of| SpecialLength {
            text: of.text.as_str().to_owned(),
            length: if of.term.is_empty() { "sans limite de temps".into() } else { of.term.words() },
        });
        Self {
            rule: rule.id.as_str().to_owned(),
            label: rule.label.clone(),
            article: rule.article.clone(),
            procedure: family(rule.id.as_str()),
            length: length(rule, rule.term),
            triggers: rule.triggers.iter().map(trigger).collect(),
            special: special.collect(),
            residence: distance.is_some(),
            served_in_person_in: distance.is_some_and(|distance| distance.served_in_person),
            calendar: !rule.earliest,
            decision_date: !rule.former.is_empty(),
            events: events(law, rule),
        }
    }
}

impl RuleDetail {
    /// One rule of the law; `None` when it knows none of the name.
    #[must_use]
    pub fn of(law: &Catalogue, id: &str) -> Option<Self> {
        let rule = law.rule(id)?;
        let Uses { procedures, tasks, notices, checks } = Uses::of(law, rule);
        let knows = |version: &&'static Version| version.catalogue().is_some_and(|of| of.rule(id).is_some());
        let since = versions::known().iter().find(knows);
        Some(Self {
            summary: RuleSummary::of(law, rule),
            catalogue: law.version().to_owned(),
            bound: rule.bound.words().to_owned(),
            extensions: extensions(law, rule),
            interruptions: law.interruptions_of(rule).map(|of| interruption(law, of)).collect(),
            satisfied_by: rule
                .satisfied_by
                .iter()
                .map(|of| any_of(law, std::slice::from_ref(&of.pattern)))
                .collect(),
            sanction: rule
                .sanction
                .as_ref()
                .map(|of| RuleSanction { label: of.label.clone(), by: of.by.clone() }),
            versions: former(rule),
            since: since.map(|version| version.name.clone()),
            procedures,
            tasks,
            notices,
            checks,
            doubt: rule.doubt.clone(),
            recodification: rule.recodification.clone(),
            examples: rule.examples.iter().map(|of| example(rule, of)).collect(),
        })
    }
}

pub(super) fn length(rule: &Rule, term: Term) -> String {
    match (term.is_empty(), rule.special.is_empty()) {
        (false, _) => term.words(),
        (true, false) => "selon le texte spécial".into(),
        (true, true) => "fixée par le juge".into(),
    }
}

fn unit(term: Term) -> Option<&'static str> {
    [(term.months, "mois"), (term.clear_days, "jours_francs"), (term.days, "jours"), (term.hours, "heures")]
        .into_iter()
        .find(|(n, _)| *n > 0)
        .map(|(_, unit)| unit)
}

/// The first word of an identifier says the family of procedures.
fn family(id: &str) -> Label {
    let code = id.split('.').next().unwrap_or_default();
    let label = match code {
        "civil" => "Procédure civile",
        "penal" => "Procédure pénale",
        "qpc" => "Question prioritaire de constitutionnalité",
        "avis" => "Demande d’avis",
        "revision" => "Révision et réexamen",
        "cnrd" => "Réparation des détentions",
        other => other,
    };
    Label { code: code.to_owned(), label: label.to_owned() }
}

/// Each event that the rule listens to, once.
fn events(law: &Catalogue, rule: &Rule) -> Vec<RuleEvent> {
    let mut asked: Vec<(usize, &'static str)> = Vec::new();
    for of in law.interruptions_of(rule) {
        let recourse = of.recourse.iter().flat_map(|recourse| [recourse.by, recourse.restart]);
        let all = [of.by, of.restart].into_iter().chain(of.or_later.iter().copied());
        asked.extend(all.chain(of.doubtful).chain(recourse).map(|at| (at, "jour")));
    }
    asked.extend(rule.reduced_by.map(|at| (at, "mois_ou_jour")));
    asked.extend(rule.extended_by.map(|at| (at, "jours_ou_jour")));
    asked.extend([rule.moved_by, rule.or_from].into_iter().flatten().map(|at| (at, "jour")));
    let mut events: Vec<RuleEvent> = Vec::new();
    for (at, asks) in asked {
        if let Some(event) = law.event(at)
            && events.iter().all(|known| known.kind != event.name.as_str())
        {
            events.push(RuleEvent { kind: event.name.as_str().to_owned(), label: event.label.clone(), asks });
        }
    }
    events
}

fn name(law: &Catalogue, event: usize) -> &str {
    law.event(event).map(|event| event.label.as_str()).unwrap_or_default()
}

fn extensions(law: &Catalogue, rule: &Rule) -> Vec<Step> {
    let mut said = Vec::new();
    if let Some(distance) = law.distance_of(rule) {
        let doubtful = if rule.distance_doubtful { " (discuté\u{a0}: agir sans y compter)" } else { "" };
        let months = |n: i32| Term { months: n, ..Term::default() }.words();
        let text = format!(
            "{} de plus pour qui demeure outre-mer, {} pour qui demeure à l’étranger{doubtful}.",
            months(distance.overseas),
            months(distance.abroad)
        );
        said.push(Step { text, basis: distance.article.clone() });
    }
    let limit = rule.extension_limit.map(|n| format!(", de {n}\u{a0}jours au plus")).unwrap_or_default();
    let other = [
        (rule.extended_by, format!("allonge le délai{limit}")),
        (rule.moved_by, "du dernier jour le reporte au premier jour ouvrable suivant".to_owned()),
        (rule.reduced_by, "réduit le délai".to_owned()),
    ];
    for (at, does) in other {
        if let Some(event) = at.and_then(|at| law.event(at)) {
            let text = capitalised(&format!("{} {does}.", event.label));
            said.push(Step { text, basis: event.article.clone() });
        }
    }
    said
}

fn interruption(law: &Catalogue, of: &Interruption) -> Step {
    let effect = if of.or_suspends {
        "interrompt le délai, ou le suspend seulement\u{a0}: deux lectures"
    } else {
        "interrompt le délai"
    };
    let mut text = format!(
        "{} {effect}\u{a0}; un délai entier court de nouveau à partir de\u{a0}: {}",
        name(law, of.by),
        name(law, of.restart)
    );
    for later in &of.or_later {
        text.push_str(", ou, plus tard, ");
        text.push_str(name(law, *later));
    }
    text.push('.');
    Step { text: capitalised(&text), basis: of.article.clone() }
}

fn former(rule: &Rule) -> Vec<RuleVersion> {
    let Some(last) = rule.former.last() else { return Vec::new() };
    let present = RuleVersion {
        from: Some(last.before.to_string()),
        until: None,
        length: rule.term.words(),
        article: rule.article.clone(),
    };
    let past = rule.former.iter().enumerate().rev().map(|(at, former): (usize, &Former)| RuleVersion {
        from: at.checked_sub(1).and_then(|before| rule.former.get(before)).map(|of| of.before.to_string()),
        until: Some(former.before.plus(-1).to_string()),
        length: former.term.words(),
        article: former.article.clone(),
    });
    std::iter::once(present).chain(past).collect()
}

fn example(rule: &Rule, of: &Value) -> RuleExample {
    let mut line = of.as_object().cloned().unwrap_or_default();
    let text = |key: &str| of.get(key).and_then(Value::as_str).map(str::to_owned);
    line.retain(|key, _| !ANSWERS.contains(&key.as_str()));
    line.insert("rule".into(), rule.id.as_str().into());
    RuleExample {
        line: Value::Object(line),
        expected: text("expected").or_else(|| text("not_before")),
        ambiguous: of.get("ambiguous").and_then(Value::as_bool).unwrap_or_default(),
        why: text("why").unwrap_or_default(),
    }
}
