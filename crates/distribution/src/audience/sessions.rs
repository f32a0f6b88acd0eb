//! Recurring audiences: a rule of the chamber over the judicial year, holidays skipped.

use jiff::{
    ToSpan as _,
    civil::{Date, Weekday},
};
use serde::{Deserialize, Serialize};

use super::journal::Sitting;

/// Audiences that one recurrence plans, at most: two years of weeks.
pub const OCCURRENCES_MAX: usize = 110;

/// A weekday, every so many weeks, between two days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recurrence {
    /// Day of the week, 1 for Monday.
    pub jour_de_semaine: i8,
    /// Weeks from one to the next.
    pub semaines: i64,
    /// First day looked at; the first audience is on or after it.
    pub du: Date,
    /// Last day looked at.
    pub au: Date,
    /// Kind of formation, hours and room; its day is not looked at.
    pub seance: Sitting,
}

/// A day of a recurrence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// The sitting it would be.
    pub seance: Sitting,
    /// Why nothing is planned then, in French; none where it may be.
    pub saute: Option<String>,
}

/// Why a recurrence plans nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadRecurrence {
    /// No such day of the week.
    #[error("no such day of the week")]
    Weekday,
    /// Weeks from 1 to 12.
    #[error("an audience recurs every 1 to 12 weeks")]
    Weeks,
    /// The last day is before the first, or too far.
    #[error("the period of a recurrence is at most two years")]
    Period,
}

/// The judicial year of a day: the calendar year (COJ R111-1).
#[must_use]
pub fn judicial_year(day: Date) -> (Date, Date) {
    (day.first_of_year(), day.last_of_year())
}

/// The last day that a chamber plans for as a rule: the end of its judicial year or, from October on, of the next, whose audiences are
/// then prepared.
#[must_use]
pub fn planned_until(day: Date) -> Date {
    judicial_year(day.checked_add(3.months()).unwrap_or(Date::MAX)).1
}

/// The days of a recurrence, with what is skipped and why: a holiday, a day before today, a sitting that another has taken.
///
/// # Errors
/// When its day, weeks or period cannot be.
pub fn occurrences(
    rule: &Recurrence,
    today: Date,
    off: impl Fn(Date) -> Option<String>,
    taken: impl Fn(&Sitting) -> Option<String>,
) -> Result<Vec<Occurrence>, BadRecurrence> {
    let weekday =
        Weekday::from_monday_one_offset(rule.jour_de_semaine).map_err(|_| BadRecurrence::Weekday)?;
    if !(1..=12).contains(&rule.semaines) {
        return Err(BadRecurrence::Weeks);
    }
    if rule.au < rule.du || rule.du.checked_add(2.years()).is_ok_and(|end| rule.au > end) {
        return Err(BadRecurrence::Period);
    }
    let mut day = rule.du;
    while day.weekday() != weekday {
        day = day.tomorrow().map_err(|_| BadRecurrence::Period)?;
    }
    let mut all = Vec::new();
    while day <= rule.au && all.len() < OCCURRENCES_MAX {
        let seance = Sitting { jour: day, ..rule.seance.clone() };
        let saute =
            if day < today { Some("jour passé".to_owned()) } else { off(day).or_else(|| taken(&seance)) };
        all.push(Occurrence { seance, saute });
        day = day.checked_add(rule.semaines.weeks()).map_err(|_| BadRecurrence::Period)?;
    }
    Ok(all)
}
