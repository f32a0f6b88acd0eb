//! Load and forecast of a chamber: what waits, what comes, how long at the present pace, and what other settings would change.
//! A pure function of a snapshot, of settings and of a seed: the same three give the same bytes.
//!
//! **Method.** The chamber is one queue. Its pace is the mean of its past weeks (entries, exits), read from facts; exits follow
//! the time of its magistrats present each week, against that of the past weeks; an added audience adds its places. A dossier
//! that arrives today is judged once all that wait before it are (stock over exits, Little's law). The range is told by drawing
//! [`RUNS`] futures among the past weeks, each with the week's entries and exits together, from the seed: eight futures of ten
//! are within. It supposes that weeks to come are like weeks past, and that nobody passes before another.
//!
//! **What it never reads.** How fast a named person judges: each is taken to go at the pace of the chamber for the time they
//! have (COJ L111-13: nobody is evaluated).
//!
//! Everything is in whole numbers. Dossiers are in thousandths of one, work in thousandths of an ordinary dossier, time in
//! thousandths of a full one.

mod run;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use run::forecast;

use crate::Span;

/// Past weeks looked at, at most: a year holds its vacations.
pub const PAST_MAX: usize = 52;
/// Past weeks below which no range is told.
pub const PAST_MIN: usize = 8;
/// Weeks of a forecast, at most.
pub const WEEKS_MAX: u32 = 52;
/// Weeks in which a time to be judged is looked for; beyond, it is only said to be longer.
pub const SIGHT: u32 = 260;
/// Futures drawn.
pub const RUNS: u32 = 400;
/// Of the futures drawn, one of so many lies below the range, and as many above.
pub const TAIL: u32 = 10;
/// Added audiences, at most; places of one; magistrats more or less; entries less and more, in hundredths.
pub const AUDIENCES_MAX: usize = 52;
/// See [`AUDIENCES_MAX`].
pub const PLACES_MAX: u32 = 200;
/// See [`AUDIENCES_MAX`].
pub const MAGISTRATS_MAX: i32 = 20;
/// See [`AUDIENCES_MAX`].
pub const ENTRIES_BOUNDS: (i32, i32) = (-90, 200);

/// Where a dossier that waits stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Nobody reports.
    ADistribuer,
    /// Given to a rapporteur, not ready.
    AInstruire,
    /// Ready, on no rôle.
    EnEtat,
    /// Its audience is to come.
    ALAudience,
    /// Heard, not judged.
    EnDelibere,
    /// Struck off or interrupted: it waits for nobody of the chamber, and is not of the queue.
    Suspendu,
}

impl Phase {
    /// Every phase, in the order of the procedure.
    pub const ALL: [Self; 6] = [
        Self::ADistribuer,
        Self::AInstruire,
        Self::EnEtat,
        Self::ALAudience,
        Self::EnDelibere,
        Self::Suspendu,
    ];

    /// Its code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ADistribuer => "a_distribuer",
            Self::AInstruire => "a_instruire",
            Self::EnEtat => "en_etat",
            Self::ALAudience => "a_l_audience",
            Self::EnDelibere => "en_delibere",
            Self::Suspendu => "suspendu",
        }
    }
}

/// Dossiers, and what they weigh in hundredths of an ordinary one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stock {
    /// How many.
    pub dossiers: u32,
    /// What they weigh together.
    pub weight: u64,
}

/// Seven days that are past.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastWeek {
    /// First day.
    pub from: Date,
    /// Dossiers given to the chamber.
    pub entries: u32,
    /// Dossiers judged, or passed to another chamber.
    pub exits: u32,
}

/// An audience that is planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Planned {
    /// Its day.
    pub day: Date,
    /// Dossiers that its hours hold, by the usual minutes of its formation.
    pub places: u32,
}

/// Somebody who reports in the chamber.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bearer {
    /// The agent.
    pub person: Uuid,
    /// First day at the Court.
    pub from: Date,
    /// Last day at the Court, none while it lasts.
    pub to: Option<Date>,
    /// Working time, in thousandths of a full one.
    pub quotite: u16,
    /// Discharges and absences.
    pub away: Vec<Span>,
    /// What they bear in the chamber.
    pub borne: Stock,
}

/// All that a forecast rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Today: the first day of the first week to come.
    pub day: Date,
    /// The chamber.
    pub chambre: String,
    /// What waits, by phase.
    pub waiting: BTreeMap<Phase, Stock>,
    /// Past weeks, one after the other, the oldest first; the last ends yesterday.
    pub past: Vec<PastWeek>,
    /// Audiences planned.
    pub audiences: Vec<Planned>,
    /// Those who report.
    pub people: Vec<Bearer>,
}

/// An audience that is not planned, and that might be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Added {
    /// Week to come, 1 for the one that begins today.
    pub week: u32,
    /// Dossiers that it would judge.
    pub places: u32,
}

/// What is supposed of the weeks to come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Weeks to come.
    pub weeks: u32,
    /// What the futures are drawn from.
    pub seed: u64,
    /// Entries more or less, in hundredths of those of the past.
    pub entries: i32,
    /// Audiences added.
    pub audiences: Vec<Added>,
    /// Magistrats at full time more or less.
    pub magistrats: i32,
    /// From which week to come.
    pub magistrats_from: u32,
}

impl Settings {
    /// Nothing changed.
    #[must_use]
    pub fn present(weeks: u32, seed: u64) -> Self {
        Self { weeks, seed, magistrats_from: 1, ..Self::default() }
    }

    /// Whether something is supposed that is not so.
    #[must_use]
    pub fn supposes(&self) -> bool {
        self.entries != 0 || self.magistrats != 0 || !self.audiences.is_empty()
    }
}

/// A setting that is out of its bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{field} must be from {min} to {max}")]
pub struct OutOfBounds {
    /// Which.
    pub field: &'static str,
    /// Least.
    pub min: i64,
    /// Most.
    pub max: i64,
}

impl Settings {
    /// # Errors
    /// At the first setting that is out of its bounds.
    pub fn check(&self) -> Result<(), OutOfBounds> {
        let within = |field, value: i64, min: i64, max: i64| {
            if (min..=max).contains(&value) { Ok(()) } else { Err(OutOfBounds { field, min, max }) }
        };
        let last = i64::from(self.weeks);
        within("weeks", last, 1, i64::from(WEEKS_MAX))?;
        within("entries", self.entries.into(), ENTRIES_BOUNDS.0.into(), ENTRIES_BOUNDS.1.into())?;
        within("magistrats", self.magistrats.into(), (-MAGISTRATS_MAX).into(), MAGISTRATS_MAX.into())?;
        within("magistrats_from", self.magistrats_from.into(), 1, last)?;
        let most = i64::try_from(AUDIENCES_MAX).unwrap_or(i64::MAX);
        within("audiences", i64::try_from(self.audiences.len()).unwrap_or(i64::MAX), 0, most)?;
        for added in &self.audiences {
            within("audiences_from", added.week.into(), 1, last)?;
            within("places", added.places.into(), 1, PLACES_MAX.into())?;
        }
        Ok(())
    }
}

/// A week to come. What waits after it is what waited before, with what comes and without what goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Week {
    /// First day.
    pub from: Date,
    /// Waiting before it, in thousandths of a dossier.
    pub before: u64,
    /// Coming, in the same unit.
    pub entries: u64,
    /// Going.
    pub exits: u64,
    /// Waiting after it.
    pub after: u64,
    /// Between which bounds eight futures of ten leave what waits after it; none with too few past weeks.
    pub range: Option<(u64, u64)>,
    /// Places of the audiences planned in it, and of those added.
    pub places: u32,
    /// Time of the magistrats present, in thousandths of a full one.
    pub time: u64,
}

/// A time to be judged, in weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delay {
    /// At the mean pace; none beyond [`SIGHT`].
    pub weeks: Option<u32>,
    /// Bounds within which eight futures of ten lie, none with too few past weeks; a bound beyond [`SIGHT`] is none itself.
    pub range: Option<(Option<u32>, Option<u32>)>,
}

/// A week to come of a person, in thousandths of an ordinary dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonWeek {
    /// Borne before it.
    pub before: u64,
    /// Given in it: the share of what comes that their time is.
    pub given: u64,
    /// Done in it, at the pace of the chamber for the time they have.
    pub done: u64,
    /// Borne after it.
    pub after: u64,
    /// Time that they have in it, in thousandths of a full one.
    pub time: u64,
}

/// What a person bears, and would.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonAhead {
    /// The agent.
    pub person: Uuid,
    /// What they bear today.
    pub borne: Stock,
    /// The weight as if at full time, by the time of the first week; none for who has no time then.
    pub relative: Option<u64>,
    /// Week by week.
    pub weeks: Vec<PersonWeek>,
    /// Weeks until what they bear today is done at the pace of the chamber; none beyond [`SIGHT`].
    pub cleared: Option<u32>,
}

/// What is to be expected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forecast {
    /// Mean entries of a past week, in thousandths of a dossier.
    pub entries: u64,
    /// Mean exits.
    pub exits: u64,
    /// Week by week.
    pub weeks: Vec<Week>,
    /// How long a dossier that arrives today waits to be judged.
    pub judged: Delay,
    /// Person by person, by their id.
    pub people: Vec<PersonAhead>,
}

impl Forecast {
    /// The forecast as it is compared: the same for the same picture, settings and seed.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        // Lists and whole numbers: nothing in it can fail to be written.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// What waits after the last week, in thousandths of a dossier.
    #[must_use]
    pub fn left(&self) -> u64 {
        self.weeks.last().map_or(0, |week| week.after)
    }
}
