//! A rule of delay: what starts its term, how long it is, what moves it, what satisfies it, what it costs to let it pass.

use super::{Condition, Pattern, Procedures, Sentence};
use crate::{act::ActKind, day::Day, symbol::Symbol, term::Term};

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
    /// Each demandeur to whom the triggering act is addressed: what is told to who forms no pourvoi starts nothing for him.
    AddressedDemandeur,
    /// Each party that the triggering act names; every one, where it names none.
    Party,
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
            Self::AddressedDemandeur => "chaque demandeur à qui l’acte est adressé",
            Self::Party => "chaque partie que l’acte désigne, ou toutes",
            Self::Author => "la partie dont l’acte émane",
            Self::Court => "la Cour",
            Self::President => "le président de la chambre ou le conseiller qu’il délègue",
            Self::LowerRegistry => "le greffe de la juridiction dont la décision est attaquée",
            Self::PublicProsecutor => "le ministère public",
        }
    }

    /// Each, with the word that the data files use.
    pub(crate) const ALL: [(&'static str, Self); 11] = [
        ("demandeur", Self::Demandeur),
        ("envers_defendeur_avec_avocat", Self::TowardsRepresented),
        ("envers_defendeur_sans_avocat", Self::TowardsUnrepresented),
        ("destinataire", Self::Addressee),
        ("demandeur_destinataire", Self::AddressedDemandeur),
        ("parties", Self::Party),
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
    /// Whether a term is interrupted once: a later request does not interrupt again the term that runs anew.
    pub once: bool,
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
    /// Procedures whose journals it starts.
    pub procedures: Procedures,
    /// Acts of journals; `None` for a rule that is only simulated.
    pub pattern: Option<Pattern>,
    /// « déclaration de pourvoi ».
    pub label: String,
    /// Whom the term binds that starts here.
    pub bound: Bound,
    /// A date: an act that states it starts nothing here.
    pub unless: Option<Symbol>,
    /// Rule whose term runs first, to whose raw end this one is chained.
    pub after: Option<usize>,
    /// A first term of days, which is no rule of its own and to whose raw end this one is chained; empty where there is none.
    pub first: Term,
    /// Length from this start, in place of the rule's; an empty one is set by a judge.
    pub term: Option<Term>,
    /// The date or day that the act states, on which the term ends, whatever its length.
    pub until: Option<Symbol>,
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
    /// The text: what the simulator is asked for, and what the act that opens a journal names.
    pub text: Symbol,
    /// Length; empty when the text sets no limit of time.
    pub term: Term,
    /// Whether the rule's extension for distance applies.
    pub distance: bool,
    /// Position of the start from which it runs; every start that no other text has to itself, where it says none.
    pub from: Option<usize>,
    /// Whether no journal names it: its own procedures follow it by other rules.
    pub simulated: bool,
    /// Procedures whose journals may name it.
    pub procedures: Procedures,
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
    /// Types of acts: an act that speaks of one that stands does not satisfy (the publication of another decision).
    pub unless_of: Vec<ActKind>,
    /// Position of the start whose term alone it meets; every one's, where it says none.
    pub start: Option<usize>,
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
    /// Procedures that know it.
    pub procedures: Procedures,
    /// When it applies to a journal.
    pub when: Condition,
    /// Whom it binds.
    pub bound: Bound,
    /// The article that the recodification gives it, not in force yet.
    pub recodification: String,
    /// Why no act of a journal opens it; empty where one does.
    pub simulated: String,
    /// What starts it.
    pub triggers: Vec<Trigger>,
    /// Whether each act that starts it opens a term of its own, which only what is done from that day on satisfies.
    pub each: bool,
    /// Acts of which one at least must come from the party, for the term to be owed; none asked for where it is owed anyway.
    pub owed_for: Vec<Pattern>,
    /// Length; empty when a judge sets it.
    pub term: Term,
    /// Lengths of former laws, earliest first.
    pub former: Vec<Former>,
    /// Lengths set by special texts.
    pub special: Vec<Special>,
    /// Whether it opens a term in those journals alone that name one of its special texts.
    pub special_only: bool,
    /// Position of the rule that takes its place in a journal that names one of the special texts of that rule.
    pub yields_to: Option<usize>,
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
    /// When it no longer matters, to anybody.
    pub moot: Condition,
    /// Acts of the party bound, by name or in its pourvoi, after which it no longer matters to that party.
    pub moot_for_party: Vec<Pattern>,
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

    /// What one of its special texts sets.
    pub fn special_of(&self, text: Symbol) -> Option<&Special> {
        self.special.iter().find(|special| special.text == text)
    }

    /// Whether a term runs from a start: by the special text that the journal names, where the rule knows it; else from those
    /// that no special text has to itself.
    pub(crate) fn runs_from(&self, trigger: usize, special: Option<&Special>) -> bool {
        match special.and_then(|special| special.from) {
            Some(from) => from == trigger,
            None => self.special.iter().all(|special| special.from != Some(trigger)),
        }
    }

    /// Whether any of its lengths is counted in hours.
    pub(crate) fn counts_hours(&self) -> bool {
        let own = self.triggers.iter().filter_map(|t| t.term);
        own.chain([self.term]).any(|term| term.hours > 0)
    }
}
