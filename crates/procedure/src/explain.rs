//! Why a deadline falls on its day: the steps of the computation, in French, with their basis.

use serde::Serialize;
use smallvec::SmallVec;

use crate::{
    act::Act,
    calendar::Calendar,
    catalogue::{Catalogue, Rule, Sentence, TaskType},
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

    /// Whether it is worth finding out what to say.
    fn listens(&self) -> bool {
        true
    }
}

/// Nobody listens.
pub(crate) struct Silent;

impl Sink for Silent {
    fn say(&mut self, _: &'static str, _: impl FnOnce(Filled) -> Filled) {}

    fn listens(&self) -> bool {
        false
    }
}

/// Writes the steps down.
pub(crate) struct Writer<'a> {
    pub catalogue: &'a Catalogue,
    pub steps: Vec<Step>,
    words: String,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(catalogue: &'a Catalogue) -> Self {
        Self { catalogue, steps: Vec::with_capacity(8), words: String::with_capacity(128) }
    }
}

impl Sink for Writer<'_> {
    fn say(&mut self, name: &'static str, fill: impl FnOnce(Filled) -> Filled) {
        let sentence = self.catalogue.sentence(name);
        let mut words = std::mem::take(&mut self.words);
        words.clear();
        let mut basis = String::with_capacity(sentence.basis.len() + 48);
        basis.push_str(&sentence.basis);
        let filled = fill(Filled { words, blanks: SmallVec::new(), basis });
        self.steps.push(Step { text: filled.text(sentence), basis: filled.basis });
        self.words = filled.words;
    }
}

/// What fills the blanks of a sentence: the words one after the other, and which of them is for which blank.
pub(crate) struct Filled {
    words: String,
    blanks: SmallVec<[(&'static str, usize); 4]>,
    basis: String,
}

impl Filled {
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.words.push_str(value);
        self.blanks.push((name, self.words.len()));
        self
    }

    pub(crate) fn day(mut self, name: &'static str, day: Day) -> Self {
        day.write_long(&mut self.words);
        self.blanks.push((name, self.words.len()));
        self
    }

    pub(crate) fn basis(mut self, basis: &str) -> Self {
        if !self.basis.is_empty() {
            self.basis.push_str("\u{a0}; ");
        }
        self.basis.push_str(basis);
        self
    }

    fn text(&self, sentence: &Sentence) -> String {
        let mut text = String::with_capacity(sentence.text.len() + self.words.len());
        for (before, name) in &sentence.parts {
            text.push_str(before);
            let mut from = 0;
            for (blank, to) in &self.blanks {
                if blank == name {
                    text.push_str(&self.words[from..*to]);
                }
                from = *to;
            }
        }
        text
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
        let mut writer = Writer::new(catalogue);
        let Some(rule) = rule_of(catalogue, deadline) else { return writer.steps };
        let trigger = usize::from(deadline.trigger_index);
        let pattern = rule.triggers.get(trigger).and_then(|t| t.pattern.as_ref());
        let started = self.view.acts.iter().find(|act| act.id == deadline.trigger);
        let start =
            started.zip(pattern).and_then(|(act, pattern)| Some((act, act.date(pattern.date)?.day()?)));
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
            None => writer
                .say("sans_depart", |s| s.with("quoi", rule.triggers.get(trigger).map_or("", |t| &t.label))),
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
