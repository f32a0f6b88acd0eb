//! What the data files say, compiled into tables that the engine reads without a look-up by name.
//!
//! The language is described in `LANGUAGE.md`. The files are read once; a mistake names its file and what is wrong.

mod facts;
mod follows;
mod procedure;
mod raw;
mod read;
mod read_rules;
mod rule;
mod sentence;
mod sieve;
mod whole;

use std::{collections::HashMap, sync::OnceLock};

pub use facts::{Condition, Facts};
pub use follows::Follows;
pub use procedure::{
    Control, Milestone, NoticeType, Part, Procedure, ProcedureStage, Procedures, Recipient, RequiredPiece,
    ServiceFact,
};
pub(crate) use rule::Regime;
pub use rule::{
    Bound, Distance, EventType, Former, Interruption, Recourse, Rule, Sanction, Satisfaction, Special,
    Timeless, Trigger,
};
pub(crate) use sentence::{Blank, Phrase, Sentence};
pub(crate) use sieve::Sieve;

use crate::{
    act::{Act, ActKind},
    files,
    symbol::Symbol,
    term::Term,
};

/// Act types that a catalogue may hold: sets of them are the bits of one number.
pub(crate) const KINDS: usize = 128;

/// Who decides that an act enters the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActClass {
    /// Something the world did: always journalled.
    ReceivedFact,
    /// Something the Court does: refused where the law does not allow it.
    CourtAct,
}

impl ActClass {
    /// As the catalogue writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReceivedFact => "fait_recu",
            Self::CourtAct => "acte_de_la_cour",
        }
    }
}

/// A date that acts of a type bear.
#[derive(Debug, Clone)]
pub struct DateSpec {
    /// Its name.
    pub name: Symbol,
    /// What people read.
    pub label: String,
    /// Whether an act must state it, if only as unknown.
    pub required: bool,
}

/// The type of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub enum AttrType {
    /// One of these codes; any code known if the list is empty.
    Code(Vec<Symbol>),
    /// An identifier.
    Id,
    /// Several identifiers.
    Ids,
    /// A whole number.
    Int,
    /// Yes or no.
    Bool,
    /// A day.
    Day,
    /// Several days.
    Days,
}

/// An attribute that acts of a type bear.
#[derive(Debug, Clone)]
pub struct AttrSpec {
    /// Its name.
    pub name: Symbol,
    /// What people read.
    pub label: String,
    /// What it holds.
    pub ty: AttrType,
    /// Whether an act must state it.
    pub required: bool,
}

/// A type of act.
#[derive(Debug, Clone)]
pub struct ActType {
    /// Its name.
    pub kind: ActKind,
    /// What people read.
    pub label: String,
    /// Who decides that it enters the journal.
    pub class: ActClass,
    /// Its dates; the first places it in time.
    pub dates: Vec<DateSpec>,
    /// Its attributes.
    pub attrs: Vec<AttrSpec>,
    /// Stages that admit it (an act of the Court) or expect it (a received fact), one bit a stage.
    pub stages: u32,
    /// Stages that admit it in these procedures alone, besides.
    pub also: Option<(Procedures, u32)>,
    /// Types of acts of which it may speak at whatever stage: what they say is done, although the case goes on.
    pub whatever_stage_of: Vec<ActKind>,
    /// Procedures that know it.
    pub procedures: Procedures,
    /// Types whose arrival between the form and the command invalidates it.
    pub rests_on: Vec<ActKind>,
    /// Dates that must not precede others.
    pub order: Vec<DateOrder>,
    /// The text that provides for it.
    pub article: String,
    /// What to do when it is refused.
    pub remedy: String,
    /// Why nothing follows from it, where nothing does.
    pub quiet: String,
    /// What it does to the rôle of the chamber.
    pub roster: Option<Roster>,
}

/// What an act does to the rôle of a chamber: the cases that it hears, each on its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Roster {
    /// The case is heard on the day that this attribute says.
    On(Symbol),
    /// The case is heard on no day that is known.
    Off,
}

impl ActType {
    /// Stages that admit it in a procedure, one bit a stage.
    pub fn stages_in(&self, procedure: usize) -> u32 {
        let also = self.also.filter(|(procedures, _)| procedures.contains(procedure));
        self.stages | also.map_or(0, |(_, stages)| stages)
    }

    /// Stages that admit it in some procedure, one bit a stage.
    pub fn stages_anywhere(&self) -> u32 {
        self.stages | self.also.map_or(0, |(_, stages)| stages)
    }

    /// The symbol of a date it bears.
    pub fn date_named(&self, name: &str) -> Option<Symbol> {
        self.dates.iter().find(|date| date.name.as_str() == name).map(|date| date.name)
    }

    /// Whether it may state a day under that name: a date, or an attribute that is a day.
    pub(crate) fn bears(&self, day: Symbol) -> bool {
        let attr = || self.attrs.iter().any(|attr| attr.name == day && attr.ty == AttrType::Day);
        self.dates.iter().any(|date| date.name == day) || attr()
    }

    /// The attribute of that name.
    pub fn attr_named(&self, name: &str) -> Option<&AttrSpec> {
        self.attrs.iter().find(|attr| attr.name.as_str() == name)
    }
}

/// A date must not precede the first act of a pattern, or the act referred to.
#[derive(Debug, Clone)]
pub struct DateOrder {
    /// The date looked at.
    pub date: Symbol,
    /// The act that comes first; `None`: the act referred to.
    pub after: Option<Pattern>,
    /// Position of the rule whose term, counted from that act, must be over: nothing is done before.
    pub beyond: Option<usize>,
    /// When it is looked at.
    pub when: Condition,
    /// Procedures in which it is.
    pub procedures: Procedures,
    /// French: what it must not precede.
    pub text: String,
}

/// Acts of a type whose attributes hold certain codes, looked at by one of their dates.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    /// The type.
    pub kind: ActKind,
    /// Codes demanded: attribute, one of.
    pub filters: Vec<(Symbol, Vec<Symbol>)>,
    /// The date looked at.
    pub date: Symbol,
    /// Position of the type.
    pub(crate) slot: usize,
    /// The type, as a set.
    pub(crate) kinds: u128,
    /// Its number among the patterns of the type.
    pub(crate) bit: u8,
}

impl Pattern {
    /// Whether the act is of the pattern.
    pub fn matches(&self, act: &Act) -> bool {
        act.kind == self.kind && sieve::accepts(&self.filters, act)
    }
}

/// What a condition looks for: an act of a pattern stands; where another pattern is named, none of it came on a later day.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fact {
    pub pattern: Pattern,
    pub since: Option<Pattern>,
}

/// A stage of a dossier.
#[derive(Debug, Clone)]
pub struct Stage {
    /// Its name.
    pub name: Symbol,
    /// What people read.
    pub label: String,
    /// Whether the case is over there: nothing is owed but the tasks that outlive it.
    pub terminal: bool,
    /// Whether the case waits there: nothing is owed but the tasks that name the stage.
    pub suspended: bool,
}

/// What a decision may rule on a pourvoi, a party, a decision attacked or a chef.
#[derive(Debug, Clone)]
pub struct Solution {
    /// Its code in the outcomes of an act.
    pub code: Symbol,
    /// What people read.
    pub label: String,
    /// The text, or the practice, it rests on.
    pub article: String,
    /// Code of the shorter list, in which a decision as a whole is told and published.
    pub public: Symbol,
    /// Whether what it is about goes on before the Court.
    pub continues: bool,
    /// Whether it may send the case to another court.
    pub remits: bool,
    /// Procedures that know it.
    pub procedures: Procedures,
}

/// What the version of a decision that goes to the public may hide.
#[derive(Debug, Clone)]
pub struct Category {
    /// Its code in the acts that decide and release.
    pub code: Symbol,
    /// What people read.
    pub label: String,
    /// The text, or the practice, it rests on.
    pub article: String,
    /// Whether it is hidden without a decision.
    pub by_law: bool,
    /// Who decides that it is; empty where the law does.
    pub decided_by: String,
    /// What stands in its place; `{}` is a letter or a number.
    pub placeholder: String,
}

/// How pressing a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// In its turn.
    Normal,
    /// First.
    High,
    /// Now.
    Critical,
}

impl Severity {
    /// As screens read it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Normal => "normale",
            Self::High => "haute",
            Self::Critical => "critique",
        }
    }
}

/// A task: what someone owes.
#[derive(Debug, Clone)]
pub struct TaskType {
    /// Its code.
    pub code: Symbol,
    /// What people read.
    pub label: String,
    /// Who is in charge.
    pub role: Symbol,
    /// How pressing.
    pub severity: Severity,
    /// When it is owed by the state of the dossier; `None` when a term that lapses opens it.
    pub when: Option<Condition>,
    /// Acts each of which opens one of its own, that only what answers this act closes; none where the state of the dossier opens it.
    pub each: Vec<Pattern>,
    /// Attribute by which such an act names the chamber whose work it is; `None`: that of the chamber seised.
    pub chambre: Option<Symbol>,
    /// By when: so long after the last act of a pattern.
    pub due: Option<(Pattern, Term)>,
    /// Types of the acts that close it.
    pub cured_by: Vec<ActKind>,
    /// The same acts: after the lapse that opened it, each closes it; of one that an act opened, each that answers this act.
    pub(crate) cures: Vec<Pattern>,
    /// The text, or the Court's habit.
    pub article: String,
    /// Whether each deadline that lacks something opens it.
    pub opens_on_missing: bool,
    /// Whether it opens where nothing else is owed and no term runs: no open dossier is forgotten.
    pub opens_on_nothing: bool,
    /// Whether it is owed even where the case is over.
    pub after_end: bool,
    /// Whether it cannot wait: nobody puts it off.
    pub sans_report: bool,
    /// Days after its term, or after its opening where it has none, at which another is told; `None`: the usual ones of its role.
    pub escalade: Option<u16>,
    /// Stages at which it is owed, one bit a stage of the catalogue.
    pub(crate) owed_at: u32,
    /// Procedures that know it.
    pub procedures: Procedures,
}

impl TaskType {
    /// Whether it may be owed at a stage, by its position in the catalogue.
    pub const fn owed_at(&self, stage: usize) -> bool {
        stage < 32 && self.owed_at >> stage & 1 == 1
    }
}

/// To whom goes what somebody in charge of tasks has not done.
#[derive(Debug, Clone, Copy)]
pub struct Escalation {
    /// Who was in charge.
    pub role: Symbol,
    /// Who is told then.
    pub to: Symbol,
    /// Days after the term of a task, or after its opening where it has none.
    pub days: u16,
    /// Days after a warning that nobody has acknowledged.
    pub warning_days: u16,
}

/// The few names of the data files that the engine itself must know: what makes a party represented or moves it, what names
/// the procedure, what sets a term, what records a notice or a check.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Marks {
    pub counsel: Symbol,
    pub discharged: Symbol,
    pub moved: Symbol,
    pub residence: Symbol,
    pub requalified: Symbol,
    pub role: Symbol,
    pub served_in: Symbol,
    pub procedure: Symbol,
    pub notice: Symbol,
    pub handed: Symbol,
    pub point: Symbol,
    pub result: Symbol,
    pub irregular: Symbol,
    pub decision: Symbol,
    /// The attribute by which the act that opens a journal names the special text whose length applies.
    pub special: Symbol,
    pub until: Symbol,
    pub months: Symbol,
    pub days: Symbol,
    /// Types that say something of the whole: its procedure, the day of the decision attacked.
    pub opening: u128,
    /// What annuls an act.
    pub annulled: Symbol,
}

impl Default for Marks {
    fn default() -> Self {
        let none = Symbol::NONE;
        Self {
            counsel: none,
            discharged: none,
            moved: none,
            residence: none,
            requalified: none,
            role: none,
            served_in: none,
            procedure: none,
            notice: none,
            handed: none,
            point: none,
            result: none,
            irregular: none,
            annulled: none,
            decision: none,
            special: none,
            until: none,
            months: none,
            days: none,
            opening: 0,
        }
    }
}

/// The law at a version.
#[derive(Debug, Default)]
pub struct Catalogue {
    version: String,
    procedures: Vec<Procedure>,
    acts: Vec<ActType>,
    /// Position of an act type, by the number of its symbol.
    act_slots: Vec<u16>,
    /// Kinds by the length of their names: few names are as long as one another.
    act_names: Vec<Vec<(&'static str, ActKind)>>,
    pub(crate) facts: Vec<Fact>,
    /// Positions of the facts that another act undoes.
    pub(crate) undone: Vec<usize>,
    /// Types of the acts that undo one.
    pub(crate) undoing: u128,
    /// Acts that end the case for those alone whom they name.
    pub(crate) partial_ends: Vec<Pattern>,
    /// Types of the acts that annihilate the act of which they speak.
    pub(crate) revokes: Vec<ActKind>,
    stages: Vec<Stage>,
    pub(crate) distances: Vec<Distance>,
    pub(crate) events: Vec<EventType>,
    pub(crate) interruptions: Vec<Interruption>,
    rules: Vec<Rule>,
    /// Position of a rule, by the number of its symbol.
    rule_slots: Vec<u16>,
    /// Positions of the rules and of the events, by their names.
    rule_names: HashMap<&'static str, usize>,
    event_names: HashMap<&'static str, usize>,
    timeless: Vec<Timeless>,
    pub(crate) regimes: Vec<Regime>,
    pub(crate) tasks: Vec<TaskType>,
    sentences: Vec<Sentence>,
    /// What acts of each type are looked at for.
    pub(crate) sieves: Vec<Sieve>,
    pub(crate) notices: Vec<NoticeType>,
    pub(crate) controls: Vec<Control>,
    pub(crate) required: Vec<RequiredPiece>,
    milestones: Vec<Milestone>,
    solutions: Vec<Solution>,
    categories: Vec<Category>,
    /// Milestones that are behind when the case is over: the end of it, and those before, passed or not; one bit each.
    pub(crate) behind_at_end: u16,
    /// Who may be in charge of a task: name, what people read.
    roles: Vec<(Symbol, String)>,
    /// To whom goes what they have not done.
    escalations: Vec<Escalation>,
    /// Those who are told something and are no parties: name, what people read.
    bodies: Vec<(Symbol, String)>,
    /// Procedure of a journal that names none.
    pub(crate) usual: usize,
    pub(crate) marks: Marks,
    /// Acts that record the sending of a notice.
    pub(crate) notified: Option<Pattern>,
    /// Acts that record a check by a person.
    pub(crate) verified: Option<Pattern>,
    /// Position of the task that each deadline which lacks a fact opens.
    pub(crate) missing_task: Option<usize>,
    /// Position of the task that a dossier from which nothing follows opens.
    pub(crate) nothing_task: Option<usize>,
}

impl Catalogue {
    /// The version that the binary carries. A catalogue that does not read is empty, and [`Catalogue::problems`] says why:
    /// a service refuses to start on it.
    pub fn embedded() -> &'static Self {
        &loaded().0
    }

    /// What is wrong with the files that the binary carries; empty when nothing is.
    pub fn problems() -> &'static [String] {
        &loaded().1
    }

    /// Compiles files: path and text.
    ///
    /// # Errors
    /// One line a mistake, with its file.
    pub fn compile(files: &[(&str, &str)]) -> Result<Self, Vec<String>> {
        read::compile(files)
    }

    /// Its version.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Pieces that procedures require, in the order of their identifiers.
    pub fn required(&self) -> &[RequiredPiece] {
        &self.required
    }

    /// Special texts that a journal of a procedure may name: those that set a length to one of its terms.
    pub fn special_texts(&self, procedure: &Procedure) -> Vec<&'static str> {
        let at = self.procedure_named(procedure.code.as_str());
        let rules = procedure.rules().iter().filter_map(|at| self.rules.get(*at));
        let named =
            |special: &&Special| !special.simulated && at.is_some_and(|at| special.procedures.contains(at));
        let mut texts = Vec::new();
        for special in rules.flat_map(|rule| &rule.special).filter(named) {
            if !texts.contains(&special.text.as_str()) {
                texts.push(special.text.as_str());
            }
        }
        texts
    }

    /// Procedures it knows.
    pub fn procedures(&self) -> &[Procedure] {
        &self.procedures
    }

    /// French name of a procedure.
    pub fn procedure_label<'a>(&'a self, code: &'a str) -> &'a str {
        self.procedure_named(code).and_then(|at| self.procedures.get(at)).map_or(code, |p| &p.label)
    }

    /// Position of a procedure.
    pub fn procedure_named(&self, code: &str) -> Option<usize> {
        self.procedures.iter().position(|p| p.code.as_str() == code)
    }

    /// A procedure by its code.
    pub fn procedure(&self, code: Symbol) -> Option<&Procedure> {
        self.procedures.iter().find(|procedure| procedure.code == code)
    }

    /// Act types, in order.
    pub fn act_types(&self) -> &[ActType] {
        &self.acts
    }

    /// The kind of that name.
    pub fn kind(&self, name: &str) -> Option<ActKind> {
        let alike = self.act_names.get(name.len())?;
        alike.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    /// The type of that name.
    pub fn type_named(&self, name: &str) -> Option<&ActType> {
        self.kind(name).and_then(|kind| self.act_type(kind))
    }

    /// Position of a kind.
    pub fn slot(&self, kind: ActKind) -> Option<usize> {
        self.act_slots
            .get(kind.0.index())
            .map(|slot| usize::from(*slot))
            .filter(|slot| *slot < self.acts.len())
    }

    /// The type of a kind.
    pub fn act_type(&self, kind: ActKind) -> Option<&ActType> {
        self.slot(kind).and_then(|slot| self.acts.get(slot))
    }

    /// Stages, in order.
    pub fn stages(&self) -> &[Stage] {
        &self.stages
    }

    /// A stage by its name.
    pub fn stage(&self, name: Symbol) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.name == name)
    }

    /// Tasks, in order.
    pub fn tasks(&self) -> &[TaskType] {
        &self.tasks
    }

    /// Notices, in order.
    pub fn notices(&self) -> &[NoticeType] {
        &self.notices
    }

    /// Checks, in order.
    pub fn controls(&self) -> &[Control] {
        &self.controls
    }

    /// What decisions may rule; of several, the first tells the decision as a whole.
    pub fn solutions(&self) -> &[Solution] {
        &self.solutions
    }

    /// What a version for the public may hide.
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// A solution by its code.
    pub fn solution(&self, code: &str) -> Option<&Solution> {
        self.solutions.iter().find(|solution| solution.code.as_str() == code)
    }

    /// What a solution is called, by its code or by one of the public list that it has alone; none of a code that covers
    /// several: a person says which.
    pub fn solution_label(&self, code: &str) -> Option<&str> {
        let mut public = self.solutions.iter().filter(|solution| solution.public.as_str() == code);
        let only = match (public.next(), public.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        };
        self.solution(code).or(only).map(|solution| solution.label.as_str())
    }

    /// The milestones, in order.
    pub fn milestones(&self) -> &[Milestone] {
        &self.milestones
    }

    /// Position of a milestone by its name.
    pub fn milestone_named(&self, name: &str) -> Option<usize> {
        self.milestones.iter().position(|milestone| milestone.name.as_str() == name)
    }

    /// The milestone that the end of a case passes, one bit.
    pub(crate) fn at_end(&self) -> u16 {
        self.behind_at_end & !(self.behind_at_end >> 1)
    }

    /// Who may be in charge of a task: name, what people read.
    pub fn roles(&self) -> &[(Symbol, String)] {
        &self.roles
    }

    /// To whom goes what a role has not done, and when; `None` where it stays with the role.
    pub fn escalation_of(&self, role: Symbol) -> Option<&Escalation> {
        self.escalations.iter().find(|of| of.role == role)
    }

    /// What people read of those to whom a notice goes.
    pub fn recipient_label(&self, recipient: Recipient) -> &str {
        match recipient {
            Recipient::Body(body) => self.body_label(body),
            party => {
                Recipient::PARTIES.iter().find(|(_, of, _)| *of == party).map_or("", |(.., label)| label)
            }
        }
    }

    /// What people read of somebody who is no party.
    pub fn body_label(&self, body: Symbol) -> &str {
        self.bodies.iter().find(|(known, _)| *known == body).map_or(body.as_str(), |(_, label)| label)
    }

    /// Rules, in order.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// A rule by its identifier.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rule_names.get(id).and_then(|at| self.rules.get(*at))
    }

    /// Position of a rule.
    pub(crate) fn rule_slot(&self, id: Symbol) -> Option<usize> {
        let slot = self.rule_slots.get(id.index()).map(|slot| usize::from(*slot));
        slot.filter(|slot| *slot < self.rules.len())
    }

    /// Position of an event.
    pub(crate) fn event_named(&self, name: &str) -> Option<usize> {
        self.event_names.get(name).copied()
    }

    /// How distance extends a rule's term.
    pub fn distance_of(&self, rule: &Rule) -> Option<&Distance> {
        self.distances.get(rule.distance?)
    }

    /// What interrupts a rule's term.
    pub fn interruptions_of<'a>(&'a self, rule: &'a Rule) -> impl Iterator<Item = &'a Interruption> {
        rule.interruptions.iter().filter_map(|at| self.interruptions.get(*at))
    }

    /// An event by its position, as rules and interruptions name it.
    pub fn event(&self, at: usize) -> Option<&EventType> {
        self.events.get(at)
    }

    /// Identifiers of the law that set no term, with the reason.
    pub fn timeless(&self) -> &[Timeless] {
        &self.timeless
    }

    /// A sentence of the explanations, as the law of a rule says it.
    pub(crate) fn sentence(&self, phrase: Phrase, regime: Option<usize>) -> &Sentence {
        static NONE: OnceLock<Sentence> = OnceLock::new();
        let own = regime.and_then(|at| self.regimes.get(at)?.sentences.get(phrase as usize)?.as_ref());
        if let Some(own) = own {
            return own;
        }
        self.sentences.get(phrase as usize).unwrap_or_else(|| NONE.get_or_init(Sentence::default))
    }
}

fn loaded() -> &'static (Catalogue, Vec<String>) {
    static LOADED: OnceLock<(Catalogue, Vec<String>)> = OnceLock::new();
    LOADED.get_or_init(|| match Catalogue::compile(files::CATALOGUE) {
        Ok(catalogue) => {
            // Chambers are codes of acts: known before the first act is read.
            crate::profile::CourtProfile::embedded();
            (catalogue, Vec::new())
        }
        Err(problems) => (Catalogue::default(), problems),
    })
}
