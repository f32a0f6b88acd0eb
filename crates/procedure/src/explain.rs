//! Why a deadline falls on its day: the steps of the computation, in French, with their basis.

use std::fmt::Write;

use serde::Serialize;

use crate::{
    act::Act,
    catalogue::{Catalogue, Rule, TaskType},
    day::Day,
    derivation::{Deadline, Derivation, Irregularity, Task},
    derive::{OfParty, Question, View, compute},
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
        let filled = fill(Filled { text: sentence.text.clone(), basis: sentence.basis.clone() });
        self.steps.push(Step { text: filled.text, basis: filled.basis });
    }
}

/// A sentence whose blanks are being filled.
pub(crate) struct Filled {
    text: String,
    basis: String,
}

impl Filled {
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.text = self.text.replace(&format!("{{{name}}}"), value);
        self
    }

    pub(crate) fn day(self, name: &str, day: Day) -> Self {
        self.with(name, &day.long())
    }

    pub(crate) fn basis(mut self, basis: &str) -> Self {
        if self.basis.is_empty() {
            basis.clone_into(&mut self.basis);
        } else {
            let _ = write!(self.basis, "\u{a0}; {basis}");
        }
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
    let mut writer = Writer { catalogue, steps: Vec::new() };
    let Some(rule) = rule_of(catalogue, deadline) else { return writer.steps };
    let view = View::of(catalogue, acts);
    let trigger = usize::from(deadline.trigger_index);
    let pattern = rule.triggers.get(trigger).and_then(|t| t.pattern.as_ref());
    let started = acts.iter().find(|act| act.id == deadline.trigger);
    let start = started
        .zip(pattern)
        .and_then(|(act, pattern)| act.date(pattern.date))
        .and_then(crate::act::DateValue::day);
    match start {
        Some(start) => {
            let question = Question {
                catalogue,
                calendar: profile.calendar(),
                rule,
                trigger,
                zone: deadline.zone,
                served_in: None,
                length: None,
            };
            compute(&question, start, &OfParty { view: &view, party: deadline.key.party }, &mut writer);
        }
        None => {
            writer.say("sans_depart", |s| s.with("quoi", rule.triggers.get(trigger).map_or("", |t| &t.label)))
        }
    }
    if let Some(missing) = deadline.missing {
        writer.say(missing_sentence(missing), |s| s);
    }
    if let Some(sanction) = &rule.sanction {
        writer.say("sanction", |s| {
            s.with("quoi", &sanction.label).with("par", &sanction.by).basis(&rule.article)
        });
    }
    if !rule.doubt.is_empty() {
        writer.say("doute", |s| s.with("quoi", &rule.doubt));
    }
    writer.steps
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
