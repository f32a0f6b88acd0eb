//! What was known when a proposal was asked: kept with it, so that it can be replayed.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Largest batch, in dossiers, and largest list of people: a chamber has some tens, a year of it some thousands.
pub const DOSSIERS_MAX: usize = 5_000;
/// See [`DOSSIERS_MAX`].
pub const PEOPLE_MAX: usize = 500;
/// Largest weight, in hundredths of an ordinary dossier, that one person may bear already.
const LOAD_MAX: u64 = 10_000_000;
/// Longest period over which loads are balanced, in days.
const PERIOD_MAX: i32 = 1_100;

/// What is being distributed: the siège and the parquet général each have their own batch and their own authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Office {
    /// A conseiller rapporteur, designated by the president.
    Rapporteur,
    /// An avocat général, designated by the procureur général.
    AvocatGeneral,
}

/// Days from the first to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First day.
    pub from: Date,
    /// Last day; none while it lasts.
    pub to: Option<Date>,
    /// Part of the time that goes, in thousandths: 1000 for an absence, less for a discharge.
    pub part: u16,
}

impl Span {
    /// Whether the day is of the span.
    #[must_use]
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// Work given earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Given {
    /// Day of the designation.
    pub on: Date,
    /// Weight, in hundredths of an ordinary dossier.
    pub weight: u32,
}

/// Somebody who may be proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The agent.
    pub id: Uuid,
    /// Function held, as the rules name it.
    pub fonction: String,
    /// Chambers belonged to.
    pub chambres: Vec<String>,
    /// First day at the Court.
    pub from: Date,
    /// Last day at the Court, none while it lasts.
    pub to: Option<Date>,
    /// Working time, in thousandths of a full one.
    pub quotite: u16,
    /// Discharges and absences.
    pub away: Vec<Span>,
    /// Matters of predilection.
    pub specialites: Vec<String>,
    /// Work given during the period, and before it.
    pub given: Vec<Given>,
}

/// A day before which the dossier must be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Urgency {
    /// The term.
    pub due: Date,
}

/// Something between a person and a dossier that a rule may look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fact {
    /// The person.
    pub person: Uuid,
    /// Its kind, as the rules name it.
    pub kind: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_false(said: &bool) -> bool {
    !said
}

/// A dossier to distribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// The dossier.
    pub id: Uuid,
    /// Its matter, compared with specialities; empty when unknown.
    pub matiere: String,
    /// Circuit it goes through, as the rules name it; empty when not yet chosen.
    pub circuit: String,
    /// Whether somebody chose that circuit for this distribution; else it is the journal's.
    #[serde(default, skip_serializing_if = "is_false")]
    pub circuit_dit: bool,
    /// Moyens raised.
    pub moyens: u16,
    /// Parties.
    pub parties: u16,
    /// Weight set by the president in place of the one that the rules give.
    pub poids: Option<u32>,
    /// When it is urgent.
    pub urgence: Option<Urgency>,
    /// Series it is of: one name, one person.
    pub serie: Option<String>,
    /// Dossiers of the batch that go with it, to one person.
    pub connexes: Vec<Uuid>,
    /// Persons who hold related dossiers already: preferred, not imposed.
    pub suite: Vec<Uuid>,
    /// Rapporteurs wanted: two where the law allows a double rapport.
    pub rangs: u8,
    /// Magistrates who are in the case already, in whatever quality.
    pub presents: Vec<Uuid>,
    /// Facts that rules look at.
    pub faits: Vec<Fact>,
}

/// Two magistrates who are kin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Kinship {
    /// One.
    pub a: Uuid,
    /// The other.
    pub b: Uuid,
    /// Degree: 0 for spouses and partners.
    pub degre: u8,
}

/// All that a proposal rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Day of the designation.
    pub day: Date,
    /// What is distributed.
    pub office: Office,
    /// The chamber seized.
    pub chambre: String,
    /// First day of the period over which loads are compared.
    pub period_from: Date,
    /// Last day of that period, usually the day of the next distribution.
    pub period_to: Date,
    /// Who may be proposed, with those who may not and why.
    pub people: Vec<Person>,
    /// What is to be distributed.
    pub dossiers: Vec<Dossier>,
    /// Who is kin of whom.
    pub kin: Vec<Kinship>,
}

/// A snapshot from which nothing can be worked out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unusable {
    /// The period ends before it begins, does not hold the day, or is too long.
    #[error("the period does not hold the day of the designation, or is longer than three years")]
    Period,
    /// More than can be worked out in one go.
    #[error("{found} {what} are more than {max}")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// How many.
        found: usize,
        /// How many at most.
        max: usize,
    },
    /// One id stands twice.
    #[error("{0} stands twice")]
    Twice(Uuid),
    /// Nothing in the snapshot bears this id, or a dossier has no such rank.
    #[error("{0} is not of this snapshot")]
    Unknown(Uuid),
    /// A designation to keep is one that the law forbids.
    #[error("the law forbids a designation of {0} that was to be kept")]
    Forbidden(Uuid),
    /// A figure is out of its bounds.
    #[error("the {what} of {of} is out of bounds")]
    Bounds {
        /// Which figure.
        what: &'static str,
        /// Of whom or what.
        of: Uuid,
    },
}

impl Snapshot {
    /// The same snapshot in one order: what is listed differently gives the same bytes.
    pub(crate) fn sorted(&self) -> Self {
        let mut sorted = self.clone();
        sorted.people.sort_by_key(|person| person.id);
        sorted.dossiers.sort_by_key(|dossier| dossier.id);
        for kinship in &mut sorted.kin {
            if kinship.b < kinship.a {
                std::mem::swap(&mut kinship.a, &mut kinship.b);
            }
        }
        sorted.kin.sort_unstable();
        for person in &mut sorted.people {
            person.chambres.sort_unstable();
            person.specialites.sort_unstable();
            person.away.sort_unstable();
            person.given.sort_unstable();
        }
        for dossier in &mut sorted.dossiers {
            dossier.connexes.sort_unstable();
            dossier.suite.sort_unstable();
            dossier.presents.sort_unstable();
            dossier.faits.sort_unstable();
        }
        sorted
    }

    pub(crate) fn check(&self) -> Result<(), Unusable> {
        let days = (self.period_to - self.period_from).get_days();
        if self.day < self.period_from || self.day > self.period_to || days > PERIOD_MAX {
            return Err(Unusable::Period);
        }
        let sizes =
            [("dossiers", self.dossiers.len(), DOSSIERS_MAX), ("personnes", self.people.len(), PEOPLE_MAX)];
        if let Some((what, found, max)) = sizes.into_iter().find(|(_, found, max)| found > max) {
            return Err(Unusable::TooMany { what, found, max });
        }
        let mut seen = BTreeSet::new();
        let ids = self.people.iter().map(|p| p.id).chain(self.dossiers.iter().map(|d| d.id));
        if let Some(twice) = ids.into_iter().find(|id| !seen.insert(*id)) {
            return Err(Unusable::Twice(twice));
        }
        for person in &self.people {
            let bounds = |what| Err(Unusable::Bounds { what, of: person.id });
            if person.quotite > 1000 {
                return bounds("quotite");
            }
            if person.away.iter().any(|span| span.part > 1000) {
                return bounds("part");
            }
            if person.given.iter().map(|given| u64::from(given.weight)).sum::<u64>() > LOAD_MAX {
                return bounds("load");
            }
        }
        for dossier in &self.dossiers {
            let bounds = |what| Err(Unusable::Bounds { what, of: dossier.id });
            if !(1..=2).contains(&dossier.rangs) {
                return bounds("rangs");
            }
            if dossier.poids.is_some_and(|poids| poids == 0 || poids > 10_000) {
                return bounds("poids");
            }
        }
        Ok(())
    }
}
