//! Why a deadline falls on its day: the steps of the computation, in French, with their basis.

use serde::Serialize;

use crate::{
    act::Act,
    calendar::Calendar,
    catalogue::{Blank, Catalogue, Phrase, Rule, TaskType},
    day::Day,
    derivation::{Deadline, Derivation, Irregularity, Task},
    derive::Reading,
    profile::CourtProfile,
    term::{Term, write_number},
};

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What was done.
    pub text: String,
    /// The text that grounds it.
    pub basis: String,
}

/// The steps that lead to a deadline, one after the other in one piece of text. Kept and filled anew, it allots nothing.
#[derive(Debug, Clone, Default)]
pub struct Explanation {
    text: String,
    /// Where the text of each step ends, then its basis.
    ends: Vec<(usize, usize)>,
    /// The day last written and where it stands: most often, the next one is the same.
    day: Option<(Day, usize, usize)>,
}

impl Explanation {
    /// Each step: what was done, and the text that grounds it.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let mut from = 0;
        self.ends.iter().map(move |(middle, end)| {
            let step = (&self.text[from..*middle], &self.text[*middle..*end]);
            from = *end;
            step
        })
    }

    /// The steps, each by itself.
    pub fn steps(&self) -> Vec<Step> {
        self.iter().map(|(text, basis)| Step { text: text.to_owned(), basis: basis.to_owned() }).collect()
    }

    fn write_day(&mut self, day: Day) {
        let from = self.text.len();
        match self.day {
            Some((known, from, to)) if known == day => self.text.extend_from_within(from..to),
            _ => {
                day.write_long(&mut self.text);
                self.day = Some((day, from, self.text.len()));
            }
        }
    }

    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.day = None;
    }
}

/// What fills a blank.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Word<'a> {
    Text(&'a str),
    Day(Day),
    Length(Term),
    Number(i32),
    /// Why a day is off.
    Off(Calendar, Day),
}

impl Word<'_> {
    fn write(self, into: &mut Explanation) {
        let out = &mut into.text;
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Day(day) => into.write_day(day),
            Self::Length(term) => term.write(out),
            Self::Number(n) => write_number(n, out),
            Self::Off(calendar, day) => match calendar.holiday(day) {
                Some(name) => out.extend(["un jour férié (", name, ")"]),
                None if day.weekday() == 5 => out.push_str("un samedi"),
                None => out.push_str("un dimanche"),
            },
        }
    }
}

/// Hears the steps of a computation.
pub(crate) trait Sink {
    /// A step: its sentence, what fills the blanks, and a text that grounds it beside that of the sentence.
    fn say(&mut self, phrase: Phrase, words: &[(Blank, Word<'_>)], basis: &str);

    /// Whether it is worth finding out what to say.
    fn listens(&self) -> bool;
}

/// Nobody listens.
pub(crate) struct Silent;

impl Sink for Silent {
    #[inline(always)]
    fn say(&mut self, _: Phrase, _: &[(Blank, Word<'_>)], _: &str) {}

    #[inline(always)]
    fn listens(&self) -> bool {
        false
    }
}

/// Writes the steps down.
pub(crate) struct Writer<'a> {
    pub catalogue: &'a Catalogue,
    /// The law by which the rule counts, when not the general one.
    pub regime: Option<usize>,
    pub into: &'a mut Explanation,
}

impl Sink for Writer<'_> {
    fn say(&mut self, phrase: Phrase, words: &[(Blank, Word<'_>)], basis: &str) {
        let sentence = self.catalogue.sentence(phrase, self.regime);
        for (before, blank) in &sentence.parts {
            self.into.text.push_str(before);
            if let Some((_, word)) = words.iter().find(|(known, _)| known == blank) {
                word.write(self.into);
            }
        }
        let text = &mut self.into.text;
        let middle = text.len() + sentence.basis;
        text.push_str(&sentence.end);
        if !basis.is_empty() {
            if sentence.basis < sentence.end.len() {
                text.push_str("\u{a0}; ");
            }
            text.push_str(basis);
        }
        self.into.ends.push((middle, text.len()));
    }

    fn listens(&self) -> bool {
        true
    }
}

/// The steps that lead to a deadline of a journal. To explain several, read the journal once: [`Reading::explain`].
pub fn explain(
    catalogue: &Catalogue,
    profile: &CourtProfile,
    acts: &[Act],
    deadline: &Deadline,
) -> Vec<Step> {
    let mut explanation = Explanation::default();
    Reading::new(catalogue, profile, acts).explain(deadline, &mut explanation);
    explanation.steps()
}

/// What is missing, what it costs, what is open: after the computation.
pub(crate) fn conclude(writer: &mut Writer<'_>, rule: &Rule, missing: Option<&str>) {
    if let Some(missing) = missing {
        writer.say(missing_sentence(missing), &[], "");
    }
    if let Some(sanction) = &rule.sanction {
        let words = [(Blank::What, Word::Text(&sanction.label)), (Blank::By, Word::Text(&sanction.by))];
        writer.say(Phrase::Sanction, &words, &rule.article);
    }
    if !rule.doubt.is_empty() {
        writer.say(Phrase::Doubt, &[(Blank::What, Word::Text(&rule.doubt))], "");
    }
}

fn missing_sentence(missing: &str) -> Phrase {
    match missing {
        "residence" => Phrase::MissingResidence,
        "longueur" => Phrase::MissingLength,
        "reprise" => Phrase::MissingRestart,
        _ => Phrase::MissingStart,
    }
}

pub(crate) fn rule_of<'a>(catalogue: &'a Catalogue, deadline: &Deadline) -> Option<&'a Rule> {
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
        let regime = self.rule_of(deadline).and_then(|rule| rule.regime);
        deadline.missing.map(|missing| self.sentence(missing_sentence(missing), regime).words())
    }
}

/// The deadline of a derivation nearest to its end, or already past: what threatens the dossier.
pub fn threat(derivation: &Derivation) -> Option<&Deadline> {
    use crate::derivation::Status;
    let past = derivation.deadlines.iter().find(|d| d.status == Status::Expired);
    past.or_else(|| derivation.deadlines.iter().filter(|d| d.status == Status::Open).min_by_key(|d| d.due))
}
