//! What the data files say, compiled into tables that the engine reads without a look-up by name.
//!
//! The language is described in `LANGUAGE.md`. The files are read once; a mistake names its file and what is wrong.

mod raw;
mod read;
mod sentence;
mod sieve;

use std::sync::OnceLock;

pub(crate) use sentence::{Blank, Phrase, Sentence};
pub(crate) use sieve::Sieve;

use crate::{
    act::{Act, ActKind},
    day::Day,
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
    /// Types whose arrival between the form and the command invalidates it.
    pub rests_on: Vec<ActKind>,
    /// Dates that must not precede others.
    pub order: Vec<DateOrder>,
    /// The text that provides for it.
    pub article: String,
    /// What to do when it is refused.
    pub remedy: String,
}

impl ActType {
    /// The symbol of a date it bears.
    pub fn date_named(&self, name: &str) -> Option<Symbol> {
        self.dates.iter().find(|date| date.name.as_str() == name).map(|date| date.name)
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

/// True when all facts of `all`, one at least of `any` and none of `none` hold. Facts are bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Condition {
    /// Facts that must hold.
    pub all: u128,
    /// Facts of which one at least must hold, unless none is named.
    pub any: u128,
    /// Facts that must not hold.
    pub none: u128,
}

impl Condition {
    /// Whether it holds.
    pub const fn holds(&self, facts: u128) -> bool {
        facts & self.all == self.all && facts & self.none == 0 && (self.any == 0 || facts & self.any != 0)
    }
}

/// A stage of a dossier.
#[derive(Debug, Clone)]
pub struct Stage {
    /// Its name.
    pub name: Symbol,
    /// What people read.
    pub label: String,
    /// When a dossier is there; the last stage whose condition holds wins.
    pub when: Condition,
    /// Whether nothing more is owed there.
    pub terminal: bool,
    /// The text it comes from.
    pub article: String,
}

/// Whom a term binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Each demandeur of the pourvoi.
    Demandeur,
    /// The side of the demandeurs, toward each défendeur who had counsel when the term ended.
    TowardsRepresented,
    /// The same, toward each défendeur who had none.
    TowardsUnrepresented,
    /// Each party to whom the triggering act is addressed.
    Addressee,
    /// Each party from whom the triggering act comes.
    Author,
    /// The Court.
    Court,
    /// The president of a chamber, or the judge whom he delegates.
    President,
    /// The registry of the court whose decision is attacked.
    LowerRegistry,
    /// The ministère public, when it acts by itself and not as a demandeur.
    PublicProsecutor,
}

impl Bound {
    /// Whom it is, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Demandeur => "chaque demandeur au pourvoi",
            Self::TowardsRepresented => "les demandeurs, envers chaque défendeur qui a un avocat",
            Self::TowardsUnrepresented => "les demandeurs, envers chaque défendeur qui n’a pas d’avocat",
            Self::Addressee => "chaque partie à qui l’acte est adressé",
            Self::Author => "la partie dont l’acte émane",
            Self::Court => "la Cour",
            Self::President => "le président de la chambre ou le conseiller qu’il délègue",
            Self::LowerRegistry => "le greffe de la juridiction dont la décision est attaquée",
            Self::PublicProsecutor => "le ministère public",
        }
    }

    /// Each, with the word that the data files use.
    pub(crate) const ALL: [(&'static str, Self); 9] = [
        ("demandeur", Self::Demandeur),
        ("envers_defendeur_avec_avocat", Self::TowardsRepresented),
        ("envers_defendeur_sans_avocat", Self::TowardsUnrepresented),
        ("destinataire", Self::Addressee),
        ("auteur", Self::Author),
        ("cour", Self::Court),
        ("president", Self::President),
        ("greffe_de_la_juridiction", Self::LowerRegistry),
        ("ministere_public", Self::PublicProsecutor),
    ];
}

/// Whose residence extends a term, and by how much.
#[derive(Debug, Clone)]
pub struct Distance {
    /// Its name in rules.
    pub name: Symbol,
    /// Months added for a residence overseas.
    pub overseas: i32,
    /// Months added for a residence abroad.
    pub abroad: i32,
    /// Whether an act handed to the person where no extension runs gives none.
    pub served_in_person: bool,
    /// The text.
    pub article: String,
}

/// Something that happens to a term: in simulations by its name, in journals read from acts.
#[derive(Debug, Clone)]
pub struct EventType {
    /// Its name.
    pub name: Symbol,
    /// What people read.
    pub label: String,
    /// Acts it is read from.
    pub sources: Vec<Pattern>,
    /// Whether the act must concern the party bound.
    pub personal: bool,
    /// The text that provides for it, where explanations must say it.
    pub article: String,
    /// Types of these acts.
    pub(crate) kinds: u128,
}

/// How a term is interrupted and runs anew.
#[derive(Debug, Clone)]
pub struct Interruption {
    /// Its name in rules.
    pub id: Symbol,
    /// Event that interrupts, when it comes before the end.
    pub by: usize,
    /// Event from which the whole term runs anew.
    pub restart: usize,
    /// Events that push the new start when they come later.
    pub or_later: Vec<usize>,
    /// Event after which the new start is not settled by any text.
    pub doubtful: Option<usize>,
    /// Whether the term runs anew from the restart even where nothing is known to have interrupted it.
    pub restarts_alone: bool,
    /// Whether, in another reading, the request only suspends: what remained of the term runs again, and one is warned by its end.
    pub or_suspends: bool,
    /// A recourse that interrupts again when made in its own term.
    pub recourse: Option<Recourse>,
    /// The text.
    pub article: String,
}

/// A recourse against what made the term run anew.
#[derive(Debug, Clone)]
pub struct Recourse {
    /// Event.
    pub by: usize,
    /// Its own term.
    pub within: Term,
    /// Event from which the term runs again.
    pub restart: usize,
    /// The text.
    pub article: String,
}

/// What starts a term.
#[derive(Debug, Clone)]
pub struct Trigger {
    /// Its name in simulations.
    pub name: Symbol,
    /// Acts of journals; `None` for a rule that is only simulated.
    pub pattern: Option<Pattern>,
    /// « déclaration de pourvoi ».
    pub label: String,
    /// Rule whose term runs first, to whose raw end this one is chained.
    pub after: Option<usize>,
    /// A first term of days, which is no rule of its own and to whose raw end this one is chained; empty where there is none.
    pub first: Term,
    /// Length from this start, in place of the rule's; an empty one is set by a judge.
    pub term: Option<Term>,
    /// Whether nothing interrupts the term that starts here.
    pub uninterrupted: bool,
}

/// A length that the law gave before a day: the law in force on the day of the decision attacked applies.
#[derive(Debug, Clone)]
pub struct Former {
    /// The first day of the law that followed.
    pub before: Day,
    /// Length until then.
    pub term: Term,
    /// The text, as it stood.
    pub article: String,
}

/// A length that a special text sets in place of the rule's.
#[derive(Debug, Clone)]
pub struct Special {
    /// The text: what the simulator is asked for.
    pub text: String,
    /// Length; empty when the text sets no limit of time.
    pub term: Term,
    /// Whether the rule's extension for distance applies.
    pub distance: bool,
}

/// An identifier of the law that sets no term, and why: said instead of a date.
#[derive(Debug, Clone)]
pub struct Timeless {
    /// Identifier.
    pub id: String,
    /// The text.
    pub article: String,
    /// Why no term can be computed.
    pub reason: String,
}

/// The law by which a rule counts: what it says otherwise than the general sentences, and where it leaves a doubt.
#[derive(Debug, Clone)]
pub(crate) struct Regime {
    pub name: String,
    /// Whether it is open that a holiday of the place moves the end.
    pub local_holidays_doubtful: bool,
    /// By the number of the phrase: its own sentence, or none.
    pub sentences: Vec<Option<Sentence>>,
}

/// What satisfies a term.
#[derive(Debug, Clone)]
pub struct Satisfaction {
    /// Acts.
    pub pattern: Pattern,
    /// Whether the act must name the party (bound, or toward whom it is owed).
    pub personal: bool,
}

/// What it costs to let a term pass.
#[derive(Debug, Clone)]
pub struct Sanction {
    /// « déchéance du pourvoi ».
    pub label: String,
    /// Who pronounces it.
    pub by: String,
    /// Position of the task it opens.
    pub task: Option<usize>,
}

/// A rule of delay: one file.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Identifier.
    pub id: Symbol,
    /// What people read.
    pub label: String,
    /// The text.
    pub article: String,
    /// Whom it binds.
    pub bound: Bound,
    /// The article that the recodification gives it, not in force yet.
    pub recodification: String,
    /// What starts it.
    pub triggers: Vec<Trigger>,
    /// Length; empty when a judge sets it.
    pub term: Term,
    /// Lengths of former laws, earliest first.
    pub former: Vec<Former>,
    /// Lengths set by special texts.
    pub special: Vec<Special>,
    /// Position of its extension for distance.
    pub distance: Option<usize>,
    /// Whether it is open that the extension for distance applies: the end is then that of the plain term.
    pub distance_doubtful: bool,
    /// Whether it moves to a working day. One that does not is a hard stop: one is warned by the last working day before.
    pub prorogation: bool,
    /// Whether it is open that it moves: the last working day before is then the one to be careful of.
    pub prorogation_doubtful: bool,
    /// Whether what may be done is done only after the end: an earliest day, not a last one.
    pub earliest: bool,
    /// Position of the law by which it counts, when not the general one.
    pub(crate) regime: Option<usize>,
    /// Whether it is open that a holiday of the place moves its end.
    pub(crate) local_holidays_doubtful: bool,
    /// Positions of what interrupts it.
    pub interruptions: Vec<usize>,
    /// Types of acts that may start it anew from a day before its first start.
    pub(crate) set_back_by: u128,
    /// Event that reduces it.
    pub reduced_by: Option<usize>,
    /// Event that, on the last day, moves it to the next working day.
    pub moved_by: Option<usize>,
    /// Event that lengthens it by days.
    pub extended_by: Option<usize>,
    /// Most days that the event may add.
    pub extension_limit: Option<i32>,
    /// Event from which, in another reading, the term runs.
    pub or_from: Option<usize>,
    /// What satisfies it.
    pub satisfied_by: Vec<Satisfaction>,
    /// Whether to let it pass is a choice, not a fault.
    pub optional: bool,
    /// When it no longer matters.
    pub moot: Condition,
    /// What it costs.
    pub sanction: Option<Sanction>,
    /// Days before the end at which one is warned, longest first.
    pub warnings: Vec<u16>,
    /// An open point of law.
    pub doubt: String,
    /// Worked examples, run by a test.
    pub examples: Vec<serde_json::Value>,
}

impl Rule {
    /// Its length from a start, by the law of the day of the decision attacked; the former law, where that one applies.
    pub(crate) fn length_on(&self, trigger: usize, decision: Day) -> (Term, Option<&Former>) {
        if let Some(term) = self.triggers.get(trigger).and_then(|t| t.term) {
            return (term, None);
        }
        match self.former.iter().find(|former| decision < former.before) {
            Some(former) => (former.term, Some(former)),
            None => (self.term, None),
        }
    }

    /// Whether any of its lengths is counted in hours.
    pub(crate) fn counts_hours(&self) -> bool {
        let own = self.triggers.iter().filter_map(|t| t.term);
        own.chain([self.term]).any(|term| term.hours > 0)
    }
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
    /// By when: so long after the last act of a pattern.
    pub due: Option<(Pattern, Term)>,
    /// Acts that close it.
    pub cured_by: Vec<ActKind>,
    /// The text, or the Court's habit.
    pub article: String,
    /// Whether each deadline that lacks something opens it.
    pub opens_on_missing: bool,
}

/// The few names of the data files that the engine itself must know: what makes a party represented or moves it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Marks {
    pub counsel: Symbol,
    pub discharged: Symbol,
    pub moved: Symbol,
    pub residence: Symbol,
    pub served_in: Symbol,
}

impl Default for Marks {
    fn default() -> Self {
        let none = Symbol::NONE;
        Self { counsel: none, discharged: none, moved: none, residence: none, served_in: none }
    }
}

/// A procedure as a whole.
#[derive(Debug, Clone)]
pub struct Procedure {
    /// Its code.
    pub code: String,
    /// What people read.
    pub label: String,
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
    pub(crate) facts: Vec<Pattern>,
    stages: Vec<Stage>,
    pub(crate) distances: Vec<Distance>,
    pub(crate) events: Vec<EventType>,
    pub(crate) interruptions: Vec<Interruption>,
    rules: Vec<Rule>,
    timeless: Vec<Timeless>,
    pub(crate) regimes: Vec<Regime>,
    pub(crate) tasks: Vec<TaskType>,
    sentences: Vec<Sentence>,
    /// What acts of each type are looked at for.
    pub(crate) sieves: Vec<Sieve>,
    /// Positions of the rules that acts of journals start.
    pub(crate) openers: Vec<usize>,
    /// Types that each stage admits or expects.
    pub(crate) possible: Vec<u128>,
    pub(crate) marks: Marks,
    /// Position of the task that each deadline which lacks a fact opens.
    pub(crate) missing_task: Option<usize>,
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

    /// Procedures it knows.
    pub fn procedures(&self) -> &[Procedure] {
        &self.procedures
    }

    /// French name of a procedure.
    pub fn procedure_label<'a>(&'a self, code: &'a str) -> &'a str {
        self.procedures.iter().find(|p| p.code == code).map_or(code, |p| &p.label)
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
    pub(crate) fn type_named(&self, name: &str) -> Option<&ActType> {
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

    /// Rules, in order.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// A rule by its identifier.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id.as_str() == id)
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
