//! A procedure as a whole: its stages and what moves them, its milestones and their checks, the notices it makes due.

use super::{Condition, Fact, Pattern};
use crate::{act::ActKind, admission::Gravity, derivation::ActSet, symbol::Symbol, term::Term};

/// A procedure.
#[derive(Debug, Clone)]
pub struct Procedure {
    /// Its code, as acts name it.
    pub code: Symbol,
    /// What people read.
    pub label: String,
    /// The family it belongs to, which data files may name in its place.
    pub group: Symbol,
    /// The text it comes from.
    pub article: String,
    /// The act that begins a journal of it.
    pub opened_by: ActKind,
    /// Why it cannot wait, in words; empty where it may.
    pub urgency: String,
    /// The rule by whose term the Court must have ruled.
    pub statutory: Option<usize>,
    /// Its stages, in order; the last whose condition holds is the dossier's.
    pub stages: Vec<ProcedureStage>,
    /// Positions of what applies to it.
    pub(crate) rules: Vec<usize>,
    pub(crate) tasks: Vec<usize>,
    /// Those that may be owed at each stage of the catalogue.
    pub(crate) owed: Vec<Vec<usize>>,
    pub(crate) notices: Vec<usize>,
    pub(crate) controls: Vec<usize>,
    /// Types that each stage of the catalogue admits or expects.
    pub(crate) possible: Vec<u128>,
}

impl Procedure {
    /// Positions of the rules that its journals open.
    pub fn rules(&self) -> &[usize] {
        &self.rules
    }

    /// Positions of its tasks.
    pub fn tasks(&self) -> &[usize] {
        &self.tasks
    }

    /// Positions of its notices.
    pub fn notices(&self) -> &[usize] {
        &self.notices
    }

    /// Positions of its checks.
    pub fn controls(&self) -> &[usize] {
        &self.controls
    }

    /// Types that a stage of the catalogue admits or expects.
    pub fn possible_at(&self, stage: usize) -> ActSet {
        ActSet(self.possible.get(stage).copied().unwrap_or(0))
    }

    /// The text from which a stage of the catalogue comes; empty where the procedure does not know it.
    pub fn article_of(&self, stage: usize) -> &str {
        self.stages.iter().find(|known| known.stage == stage).map_or("", |known| &known.article)
    }

    /// That of a catalogue which did not read.
    pub(crate) fn unknown() -> Self {
        Self {
            code: Symbol::NONE,
            label: String::new(),
            group: Symbol::NONE,
            article: String::new(),
            opened_by: ActKind(Symbol::NONE),
            urgency: String::new(),
            statutory: None,
            stages: Vec::new(),
            rules: Vec::new(),
            tasks: Vec::new(),
            owed: Vec::new(),
            notices: Vec::new(),
            controls: Vec::new(),
            possible: Vec::new(),
        }
    }
}

/// A stage as a procedure knows it.
#[derive(Debug, Clone)]
pub struct ProcedureStage {
    /// Position among the stages of the catalogue.
    pub stage: usize,
    /// When a dossier is there.
    pub when: Condition,
    /// The text it comes from.
    pub article: String,
}

/// The procedures that something applies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Procedures(pub(crate) u32);

impl Procedures {
    /// Every one.
    pub const ALL: Self = Self(u32::MAX);

    /// Whether some procedure is in both.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the procedure at that position is one of them.
    pub const fn contains(self, at: usize) -> bool {
        at < 32 && self.0 >> at & 1 == 1
    }
}

/// To whom a notice goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recipient {
    /// Each demandeur.
    EachDemandeur,
    /// Each défendeur.
    EachDefendeur,
    /// Each party.
    EachParty,
    /// Each party that has no counsel.
    EachUnrepresented,
    /// Each party that the act names.
    Addressee,
    /// Each party that the act does not name.
    Others,
    /// Somebody who is no party: a court, a prosecutor, an authority.
    Body(Symbol),
}

impl Recipient {
    /// Each that is no body, with the word that the data files use and what people read.
    pub const PARTIES: [(&'static str, Self, &'static str); 6] = [
        ("demandeurs", Self::EachDemandeur, "chaque demandeur"),
        ("defendeurs", Self::EachDefendeur, "chaque défendeur"),
        ("parties", Self::EachParty, "chaque partie"),
        ("parties_sans_avocat", Self::EachUnrepresented, "chaque partie sans avocat"),
        ("interesses", Self::Addressee, "chaque partie que l’acte désigne"),
        ("autres_parties", Self::Others, "chaque partie que l’acte ne désigne pas"),
    ];
}

/// A notice that the law wants: what makes it due, to whom, how, before when, and what proves it.
#[derive(Debug, Clone)]
pub struct NoticeType {
    /// Its identifier in the records of the law.
    pub id: Symbol,
    /// What people read.
    pub label: String,
    /// The text.
    pub article: String,
    /// Procedures that know it.
    pub procedures: Procedures,
    /// Who sends it: the registry, or another whose sending is recorded and awaited.
    pub by: Symbol,
    /// To whom it goes.
    pub to: Recipient,
    /// Ways that the law admits, the usual one first.
    pub means: Vec<Symbol>,
    /// Acts each of which makes it due.
    pub on: Vec<Pattern>,
    /// When it is not, whatever the act.
    pub unless: Condition,
    /// Time to send it, from the act.
    pub within: Option<Term>,
    /// What it must say.
    pub mentions: Vec<String>,
    /// Acts that prove it, besides the record of its sending.
    pub proved_by: Vec<Pattern>,
    /// Acts that say that it came back.
    pub returned_by: Vec<Pattern>,
    /// Whether these acts name who tells: one that names nobody else proves it to each who is told.
    pub proof_names_author: bool,
    /// What follows from a proof that does not come; for the reader.
    pub without_proof: String,
    /// An open point.
    pub doubt: String,
    pub(crate) kinds: u128,
}

/// A point where a dossier may be stopped.
#[derive(Debug, Clone)]
pub struct Milestone {
    /// Its name.
    pub name: Symbol,
    /// What people read.
    pub label: String,
    /// Acts that pass it; none for the one that is passed when the case is over.
    pub passed_by: Vec<ActKind>,
    pub(crate) acts: Vec<Fact>,
    /// Acts before which its checks are made, although the case goes on after them and it stays to be passed.
    pub(crate) met_by: Vec<Pattern>,
}

/// Something that must be in order before a milestone.
#[derive(Debug, Clone)]
pub struct Control {
    /// Its identifier in the records of the law.
    pub id: Symbol,
    /// What must be in order.
    pub label: String,
    /// The text.
    pub article: String,
    /// Procedures that know it.
    pub procedures: Procedures,
    /// Milestones that it stops, one bit each.
    pub milestones: u16,
    /// How grave a defect is.
    pub gravity: Gravity,
    /// What a defect leads to.
    pub consequence: String,
    /// When there is something to look at.
    pub when: Condition,
    /// What makes it regular.
    pub regular: Option<Condition>,
    /// What makes it irregular.
    pub irregular: Option<Condition>,
    /// Rules whose terms must have been kept.
    pub kept: Vec<usize>,
    /// What a service must not find; `None` where the journal tells.
    pub fact: Option<ServiceFact>,
    /// Rules, notices or tasks to which that fact is narrowed; none: whatever it is found of.
    pub of: Vec<Symbol>,
    /// Acts for which it is looked at; none: each that passes the milestone.
    pub passed_by: Vec<Pattern>,
    /// Acts before which it is looked at, alone of its milestone, although they do not pass it.
    pub also_before: Vec<Pattern>,
    /// Whether what nobody has looked at only warns, where the milestone cannot wait for it.
    pub silence_warns: bool,
    /// Milestones before which a defect only warns, found or not looked at, one bit each.
    pub warns_before: u16,
    /// Whether it is looked at for each pourvoi of a case that holds several.
    pub each_pourvoi: bool,
    /// Roles to which the law leaves it to pass all the same; none: nobody.
    pub overridden_by: Vec<Symbol>,
    /// Rules whose terms must be over, met or not.
    pub awaited: Vec<usize>,
    /// Acts that cure it.
    pub cured_by: Vec<ActKind>,
}

/// A piece that a procedure requires.
#[derive(Debug, Clone)]
pub struct RequiredPiece {
    /// Its identifier.
    pub id: Symbol,
    /// What people read.
    pub label: String,
    /// The text.
    pub article: String,
    /// Procedures that know it.
    pub procedures: Procedures,
    /// Who owes it, in words.
    pub from: String,
    /// What its absence leads to.
    pub consequence: String,
    /// When it is required.
    pub when: Condition,
    /// Acts that provide it.
    pub provided_by: Vec<Pattern>,
    /// Acts that ask for it, the usual one first.
    pub asked_by: Vec<Pattern>,
    /// Whether only what came on the day of the demand or later provides it.
    pub answers: bool,
}

impl RequiredPiece {
    /// The act by which it is asked for; empty where there is none.
    #[must_use]
    pub fn ask_kind(&self) -> &'static str {
        self.asked_by.first().map_or("", |pattern| pattern.kind.as_str())
    }

    /// The codes that this act bears: attribute, code.
    pub fn ask_codes(&self) -> impl Iterator<Item = (&'static str, &'static str)> + '_ {
        let filters = self.asked_by.first().into_iter().flat_map(|pattern| &pattern.filters);
        filters.filter_map(|(name, codes)| Some((name.as_str(), codes.first()?.as_str())))
    }
}

impl Control {
    /// Whose part it is.
    pub fn part(&self) -> Part {
        self.fact.map_or(Part::Dossier, ServiceFact::part)
    }

    /// Whether a defect only warns before this milestone, although it stops another one.
    pub const fn only_warns(&self, milestone: usize) -> bool {
        self.warns_before >> milestone & 1 == 1
    }
}

/// A part of the gate: what one service answers for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The journal itself.
    Dossier,
    /// Terms.
    Deadline,
    /// Who judges.
    Assignment,
    /// Papers.
    Document,
    /// Notices and tasks.
    Notification,
}

impl Part {
    /// Every part, in the order in which people read them.
    pub const ALL: &[Self] =
        &[Self::Dossier, Self::Deadline, Self::Assignment, Self::Document, Self::Notification];

    /// Name of the service.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dossier => "dossier",
            Self::Deadline => "deadline",
            Self::Assignment => "assignment",
            Self::Document => "document",
            Self::Notification => "notification",
        }
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Dossier => "journal du dossier",
            Self::Deadline => "délais",
            Self::Assignment => "affectations",
            Self::Document => "pièces",
            Self::Notification => "avis et tâches",
        }
    }

    /// A part by the name of its service.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|part| part.as_str() == name)
    }
}

macro_rules! service_facts {
    ($($(#[$doc:meta])* $name:ident = $text:literal of $part:ident),+ $(,)?) => {
        /// What only a service can find: the journal does not tell it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ServiceFact { $($(#[$doc])* $name),+ }

        impl ServiceFact {
            /// Every one.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Its name in the files.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }

            /// Who can find it.
            pub const fn part(self) -> Part {
                match self { $(Self::$name => Part::$part),+ }
            }
        }
    };
}

service_facts! {
    /// A term that binds somebody still runs; narrowed to rules.
    TermRuns = "terme_en_cours" of Deadline,
    /// A term has lapsed and nothing satisfied it; narrowed to rules.
    TermLapsed = "terme_expire" of Deadline,
    /// A term lacks a fact; narrowed to rules.
    TermUnknown = "terme_indetermine" of Deadline,
    /// A designation waits for the journal.
    DesignationWaits = "designation_en_attente" of Assignment,
    /// Nobody is rapporteur.
    NoRapporteur = "rapporteur_absent" of Assignment,
    /// Somebody designated is suspended from the register, or not in it.
    AgentSuspended = "agent_suspendu" of Assignment,
    /// One person is both rapporteur and avocat général.
    Incompatible = "fonctions_incompatibles" of Assignment,
    /// The rapporteur is of another chamber.
    OtherChamber = "rapporteur_d_une_autre_chambre" of Assignment,
    /// Somebody designated may take no part in the case: challenged, withdrawn, who sat below, kin.
    Impeded = "agent_empeche" of Assignment,
    /// The formation that hears the case is not what the law wants of it.
    BadComposition = "composition_irreguliere" of Assignment,
    /// An act names a paper that is not kept.
    PieceMissing = "piece_absente" of Document,
    /// A paper is not what was received: its hash is another.
    PieceAltered = "empreinte_alteree" of Document,
    /// An act names a paper that its checks refused.
    PieceRefused = "piece_refusee" of Document,
    /// A minute that was made here waits for a signature.
    MinuteUnsigned = "minute_non_signee" of Document,
    /// A notice is due; narrowed to notices.
    NoticeDue = "avis_du" of Notification,
    /// A notice came back; narrowed to notices.
    NoticeReturned = "avis_revenu" of Notification,
    /// A notice was sent and its receipt is not proven; narrowed to notices.
    NoticeUnproven = "avis_sans_preuve" of Notification,
    /// A task is open; narrowed to tasks.
    TaskOpen = "tache_ouverte" of Notification,
}

impl ServiceFact {
    /// By its name in the files.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|fact| fact.as_str() == name)
    }
}
