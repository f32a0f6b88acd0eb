//! Why a deadline falls on its day: the steps of the computation, in French, with their basis.

use serde::Serialize;

use crate::{
    act::Act,
    calendar::Calendar,
    catalogue::{Catalogue, Rule, TaskType},
    day::Day,
    derivation::{Deadline, Derivation, Irregularity, Task},
    derive::{OfParty, Question, View, compute, served_in},
    profile::CourtProfile,
};

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What was done.
    pub text: String,
    /// The text that grounds it.
    pub basis: String,
}

/// Hears the steps of a computation.
pub(crate) trait Sink {
    /// A step, by the name of its sentence; the words are made only if somebody listens.
    fn say(&mut self, name: &'static str, fill: impl FnOnce(Filled) -> Filled);
}

/// Nobody listens.
pub(crate) struct Silent;

impl Sink for Silent {
    fn say(&mut self, _: &'static str, _: impl FnOnce(Filled) -> Filled) {}
}

/// Writes the steps down.
pub(crate) struct Writer<'a> {
    pub catalogue: &'a Catalogue,
    pub steps: Vec<Step>,
}

impl Sink for Writer<'_> {
    fn say(&mut self, name: &'static str, fill: impl FnOnce(Filled) -> Filled) {
        let sentence = self.catalogue.sentence(name);
        let mut text = String::with_capacity(sentence.text.len() + 96);
        text.push_str(&sentence.text);
        let mut basis = String::with_capacity(sentence.basis.len() + 48);
        basis.push_str(&sentence.basis);
        let filled = fill(Filled { text, basis });
        self.steps.push(Step { text: filled.text, basis: filled.basis });
    }
}

/// A sentence whose blanks are being filled.
pub(crate) struct Filled {
    text: String,
    basis: String,
}

impl Filled {
    /// Fills the blank `{name}`, wherever it stands.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        let mut from = 0;
        while let Some(at) = self.text[from..].find('{').map(|at| from + at) {
            let rest = &self.text[at + 1..];
            if rest.starts_with(name) && rest[name.len()..].starts_with('}') {
                self.text.replace_range(at..at + name.len() + 2, value);
                from = at + value.len();
            } else {
                from = at + 1;
            }
        }
        self
    }

    pub(crate) fn day(self, name: &str, day: Day) -> Self {
        let mut long = String::with_capacity(32);
        day.write_long(&mut long);
        self.with(name, &long)
    }

    pub(crate) fn basis(mut self, basis: &str) -> Self {
        if !self.basis.is_empty() {
            self.basis.push_str("\u{a0}; ");
        }
        self.basis.push_str(basis);
        self
    }
}

/// The steps that lead to a deadline of a journal.
pub fn explain(
    catalogue: &Catalogue,
    profile: &CourtProfile,
    acts: &[Act],
    deadline: &Deadline,
) -> Vec<Step> {
    Explainer::new(catalogue, profile, acts).steps(deadline)
}

/// Explains the deadlines of one journal, read once.
pub struct Explainer<'a> {
    calendar: Calendar,
    view: View<'a>,
}

impl<'a> Explainer<'a> {
    /// Reads the journal.
    pub fn new(catalogue: &'a Catalogue, profile: &CourtProfile, acts: &'a [Act]) -> Self {
        Self { calendar: profile.calendar(), view: View::of(catalogue, acts) }
    }

    /// The steps that lead to one of its deadlines.
    pub fn steps(&self, deadline: &Deadline) -> Vec<Step> {
        let catalogue = self.view.catalogue;
        let mut writer = Writer { catalogue, steps: Vec::with_capacity(8) };
        let Some(rule) = rule_of(catalogue, deadline) else { return writer.steps };
        let trigger = usize::from(deadline.trigger_index);
        let pattern = rule.triggers.get(trigger).and_then(|t| t.pattern.as_ref());
        let started = self.view.acts.iter().find(|act| act.id == deadline.trigger);
        let start = started.zip(pattern).and_then(|(act, pattern)| Some((act, act.date(pattern.date)?.day()?)));
        match start {
            Some((act, start)) => {
                let question = Question {
                    catalogue,
                    calendar: self.calendar,
                    rule,
                    trigger,
                    zone: deadline.zone,
                    served_in: served_in(act),
                    length: None,
                };
                let happenings = OfParty { view: &self.view, party: deadline.key.party };
                compute(&question, start, &happenings, &mut writer);
            }
            None => {
                writer.say("sans_depart", |s| s.with("quoi", rule.triggers.get(trigger).map_or("", |t| &t.label)))
            }
        }
        if let Some(missing) = deadline.missing {
            writer.say(missing_sentence(missing), |s| s);
        }
        if let Some(sanction) = &rule.sanction {
            writer.say("sanction", |s| s.with("quoi", &sanction.label).with("par", &sanction.by).basis(&rule.article));
        }
        if !rule.doubt.is_empty() {
            writer.say("doute", |s| s.with("quoi", &rule.doubt));
        }
        writer.steps
    }
}

fn missing_sentence(missing: &str) -> &'static str {
    match missing {
        "residence" => "manque_residence",
        "longueur" => "manque_longueur",
        "reprise" => "manque_reprise",
        _ => "manque_depart",
    }
}

fn rule_of<'a>(catalogue: &'a Catalogue, deadline: &Deadline) -> Option<&'a Rule> {
    catalogue.rules().get(usize::from(deadline.rule))
}

impl Catalogue {
    /// The rule of a deadline.
    pub fn rule_of(&self, deadline: &Deadline) -> Option<&Rule> {
        rule_of(self, deadline)
    }

    /// The type of a task.
    pub fn task_of(&self, task: &Task) -> Option<&TaskType> {
        self.tasks.get(usize::from(task.index))
    }

    /// The rule that a late formality broke.
    pub fn rule_broken(&self, irregularity: &Irregularity) -> Option<&Rule> {
        self.rules().get(usize::from(irregularity.rule))
    }

    /// What is missing to answer, in French.
    pub fn missing_of(&self, deadline: &Deadline) -> Option<String> {
        deadline.missing.map(|missing| self.sentence(missing_sentence(missing)).text.clone())
    }
}

/// The deadline of a derivation nearest to its end, or already past: what threatens the dossier.
pub fn threat(derivation: &Derivation) -> Option<&Deadline> {
    use crate::derivation::Status;
    let past = derivation.deadlines.iter().find(|d| d.status == Status::Expired);
    past.or_else(|| derivation.deadlines.iter().filter(|d| d.status == Status::Open).min_by_key(|d| d.due))
}
