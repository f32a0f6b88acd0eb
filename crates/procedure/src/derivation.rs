//! What a journal says of its dossier on a day.

use smallvec::SmallVec;
use uuid::Uuid;

use crate::{
    act::{ActKind, ResidenceZone},
    catalogue::{Catalogue, Control, NoticeType, Severity},
    day::Day,
    ids::{ActId, DossierId, PartyId, PourvoiId},
    symbol::Symbol,
};

/// Everything derived from a journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Derivation {
    /// The day it was derived for.
    pub as_of: Day,
    /// The procedure that it follows.
    pub procedure: Symbol,
    /// Where the dossier stands.
    pub stage: Symbol,
    /// Its terms.
    pub deadlines: Vec<Deadline>,
    /// What is irregular.
    pub irregularities: Vec<Irregularity>,
    /// What someone owes.
    pub tasks: Vec<Task>,
    /// Who must be told what, and what is known of it.
    pub notices: Vec<Notice>,
    /// What is not in order before a milestone, or was not looked at.
    pub checks: Checks,
    /// What may come next.
    pub possible_acts: ActSet,
    /// The first day on which the answer would be another, if nothing happens.
    pub next_change: Option<Day>,
    /// Whether a task or a term is left, that keeps the dossier from being forgotten.
    pub live: bool,
}

/// A set of act types of one catalogue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ActSet(pub(crate) u128);

impl ActSet {
    /// The types, in the catalogue's order.
    pub fn iter(self, catalogue: &Catalogue) -> impl Iterator<Item = ActKind> + '_ {
        let acts = catalogue.act_types();
        acts.iter().enumerate().filter(move |(slot, _)| self.0 >> slot & 1 == 1).map(|(_, ty)| ty.kind)
    }

    /// Whether a type is in the set.
    pub fn contains(self, catalogue: &Catalogue, kind: ActKind) -> bool {
        catalogue.slot(kind).is_some_and(|slot| self.0 >> slot & 1 == 1)
    }
}

/// What keeps a derived thing the same from one derivation to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The rule or task.
    pub rule: Symbol,
    /// The pourvoi, if one.
    pub pourvoi: Option<PourvoiId>,
    /// The party bound, or toward whom the formality is owed.
    pub party: Option<PartyId>,
    /// The first act of the correction chain it is rooted in.
    pub root: ActId,
}

impl Key {
    /// The identifier: the same for the same thing, whoever derives it and whenever (UUIDv5 in the dossier's namespace).
    pub fn id(&self, kind: &str, dossier: DossierId) -> Uuid {
        let mut name: SmallVec<[u8; 128]> = SmallVec::new();
        name.extend_from_slice(kind.as_bytes());
        name.push(0);
        name.extend_from_slice(self.rule.as_str().as_bytes());
        name.push(0);
        for id in [self.pourvoi.map(|p| p.0), self.party.map(|p| p.0)] {
            name.extend_from_slice(id.unwrap_or_default().as_bytes());
        }
        name.extend_from_slice(self.root.0.as_bytes());
        Uuid::new_v5(&dossier.0, &name)
    }
}

/// Where a term stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Running.
    Open,
    /// Satisfied in time.
    Met {
        /// By that act.
        by: ActId,
        /// On that day.
        on: Day,
    },
    /// Satisfied after the end.
    Late {
        /// By that act.
        by: ActId,
        /// On that day.
        on: Day,
    },
    /// Over, and not satisfied.
    Expired,
    /// Stopped; no new term runs yet.
    Interrupted,
    /// A date or a fact is missing.
    Undetermined,
    /// No longer matters.
    Moot,
}

impl Status {
    /// As screens read it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "ouverte",
            Self::Met { .. } => "satisfaite",
            Self::Late { .. } => "satisfaite_hors_delai",
            Self::Expired => "expiree",
            Self::Interrupted => "interrompue",
            Self::Undetermined => "indeterminee",
            Self::Moot => "sans_objet",
        }
    }

    /// Whether somebody still has something to wait for.
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Open | Self::Interrupted | Self::Undetermined)
    }
}

/// A term: (dossier, pourvoi, rule, party, root trigger).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Deadline {
    /// What it is the term of.
    pub key: Key,
    /// The act that started it.
    pub trigger: ActId,
    /// The day it started from, anew after an interruption.
    pub start: Option<Day>,
    /// The last day, before it moves to a working day.
    pub raw: Option<Day>,
    /// The last useful day.
    pub due: Option<Day>,
    /// The day to be careful of: earlier where the law leaves two readings, or earliest while something is missing.
    pub alert: Option<Day>,
    /// Whether the law leaves two readings open.
    pub ambiguous: bool,
    /// Where it stands.
    pub status: Status,
    /// What is missing, when undetermined or interrupted: a name of `calcul.toml`.
    pub missing: Option<&'static str>,
    pub(crate) rule: u16,
    pub(crate) trigger_index: u8,
    pub(crate) zone: ResidenceZone,
    /// Number of the person whose acts touch it, from 1; 0 for nobody in particular.
    pub(crate) who: u32,
}

/// A formality that came after its term.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Irregularity {
    /// The rule, the party.
    pub key: Key,
    /// The act at fault.
    pub act: ActId,
    /// When it came.
    pub on: Day,
    /// When it should have.
    pub due: Day,
    pub(crate) rule: u16,
}

/// What someone owes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Task {
    /// Its code, and what it is rooted in.
    pub key: Key,
    /// Who is in charge.
    pub role: Symbol,
    /// Code of the chamber whose work it is, where the act that opened it names one: else it is that of the chamber seised.
    pub chambre: Option<Symbol>,
    /// By when, if the law or the Court's habit says.
    pub due: Option<Day>,
    /// How pressing.
    pub severity: Severity,
    pub(crate) index: u16,
}

/// A notice: what the law wants told, to whom, before when.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Notice {
    /// Its identifier, the party told, the act that makes it due.
    pub key: Key,
    /// By when.
    pub due: Option<Day>,
    /// What is known of it.
    pub status: NoticeStatus,
    pub(crate) index: u16,
}

/// What is known of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeStatus {
    /// Nothing: it is due.
    Due,
    /// It was sent.
    Sent {
        /// By that act.
        by: ActId,
    },
    /// It came back.
    Returned {
        /// As that act says.
        by: ActId,
    },
    /// It reached its recipient.
    Proven {
        /// As that act says.
        by: ActId,
    },
}

impl NoticeStatus {
    /// As screens read it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Due => "du",
            Self::Sent { .. } => "envoye",
            Self::Returned { .. } => "revenu",
            Self::Proven { .. } => "prouve",
        }
    }
}

/// The checks that are not in order.
pub type Checks = SmallVec<[Check; 8]>;

/// A check that is not in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Check {
    /// What was found.
    pub result: CheckResult,
    pub(crate) control: u16,
    /// The place of the pourvoi that it is about, from 1; 0 where it is about the case as a whole.
    pub(crate) pourvoi: u16,
}

impl Check {
    /// The place, from 1, of the pourvoi that it is about, in the order of the declarations; nothing where the case holds one alone.
    pub fn pourvoi(&self) -> Option<usize> {
        (self.pourvoi > 0).then(|| usize::from(self.pourvoi))
    }
}

/// What a check finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckResult {
    /// In order.
    Regular,
    /// Not in order.
    Irregular,
    /// Nobody has looked, and the journal does not tell: never the same as in order.
    Unverified,
}

impl CheckResult {
    /// As screens read it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Regular => "regulier",
            Self::Irregular => "irregulier",
            Self::Unverified => "non_verifie",
        }
    }
}

impl Catalogue {
    /// The type of a notice.
    pub fn notice_of(&self, notice: &Notice) -> Option<&NoticeType> {
        self.notices().get(usize::from(notice.index))
    }

    /// What a check looks at.
    pub fn control_of(&self, check: Check) -> Option<&Control> {
        self.controls().get(usize::from(check.control))
    }
}
