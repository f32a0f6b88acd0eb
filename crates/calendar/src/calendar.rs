//! Holidays, computed for any year, and working days.

use std::sync::OnceLock;

use crate::day::{Day, days_from_civil};

/// The first day of the table of working days, and its length in words of 64.
const FIRST: i32 = days_from_civil(1900, 1, 1);
const WORDS: i32 = (days_from_civil(2200, 1, 1) - FIRST) / 64;

/// The days on which a place does not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Calendar {
    /// The list common to the whole country: that of an act done at the Court.
    #[default]
    National,
    /// Haut-Rhin, Bas-Rhin, Moselle.
    AlsaceMoselle,
    /// Guadeloupe.
    Guadeloupe,
    /// Martinique.
    Martinique,
    /// Guyane.
    Guyane,
    /// La Réunion.
    LaReunion,
    /// Mayotte.
    Mayotte,
    /// Saint-Barthélemy.
    SaintBarthelemy,
    /// Saint-Martin.
    SaintMartin,
}

impl Calendar {
    /// Every calendar.
    pub const ALL: [Self; 9] = [
        Self::National,
        Self::AlsaceMoselle,
        Self::Guadeloupe,
        Self::Martinique,
        Self::Guyane,
        Self::LaReunion,
        Self::Mayotte,
        Self::SaintBarthelemy,
        Self::SaintMartin,
    ];

    /// Its name in data and in simulations.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::National => "national",
            Self::AlsaceMoselle => "alsace_moselle",
            Self::Guadeloupe => "guadeloupe",
            Self::Martinique => "martinique",
            Self::Guyane => "guyane",
            Self::LaReunion => "la_reunion",
            Self::Mayotte => "mayotte",
            Self::SaintBarthelemy => "saint_barthelemy",
            Self::SaintMartin => "saint_martin",
        }
    }

    /// The place, as people name it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::National => "France entière",
            Self::AlsaceMoselle => "Alsace et Moselle",
            Self::Guadeloupe => "Guadeloupe",
            Self::Martinique => "Martinique",
            Self::Guyane => "Guyane",
            Self::LaReunion => "La Réunion",
            Self::Mayotte => "Mayotte",
            Self::SaintBarthelemy => "Saint-Barthélemy",
            Self::SaintMartin => "Saint-Martin",
        }
    }

    /// By its name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|calendar| calendar.as_str() == name)
    }

    /// The holiday that falls on a day, by its name.
    pub fn holiday(self, day: Day) -> Option<&'static str> {
        let (year, month, of_month) = day.to_civil();
        if let Some(name) = fixed(month, of_month).or_else(|| self.local(month, of_month)) {
            return Some(name);
        }
        // The movable ones lie between late March and mid-June.
        if !(3..=6).contains(&month) {
            return None;
        }
        let easter = easter(year);
        match day.number() - easter.number() {
            -2 if self == Self::AlsaceMoselle => Some("Vendredi saint"),
            1 => Some("lundi de Pâques"),
            39 => Some("Ascension"),
            50 => Some("lundi de Pentecôte"),
            _ => None,
        }
    }

    fn local(self, month: u8, day: u8) -> Option<&'static str> {
        match (self, month, day) {
            (Self::AlsaceMoselle, 12, 26) => Some("Saint-Étienne"),
            (Self::Mayotte, 4, 27)
            | (Self::Martinique, 5, 22)
            | (Self::Guadeloupe | Self::SaintMartin, 5, 27)
            | (Self::Guyane, 6, 10)
            | (Self::SaintBarthelemy, 10, 9)
            | (Self::LaReunion, 12, 20) => Some("abolition de l’esclavage"),
            _ => None,
        }
    }

    /// Neither Saturday, nor Sunday, nor holiday.
    pub fn is_working(self, day: Day) -> bool {
        let at = day.number() - FIRST;
        match self.worked().get(usize::try_from(at / 64).unwrap_or(usize::MAX)).filter(|_| at >= 0) {
            Some(word) => word >> (at % 64) & 1 == 1,
            None => self.is_worked(day),
        }
    }

    fn is_worked(self, day: Day) -> bool {
        day.weekday() < 5 && self.holiday(day).is_none()
    }

    /// Working days of three centuries, one bit each: most of what a derivation asks of a calendar.
    fn worked(self) -> &'static [u64] {
        static WORKED: [OnceLock<Vec<u64>>; Calendar::ALL.len()] =
            [const { OnceLock::new() }; Calendar::ALL.len()];
        WORKED[self as usize].get_or_init(|| {
            let word = |first: i32| {
                (0..64).fold(0, |bits, n| bits | u64::from(self.is_worked(Day::from_number(first + n))) << n)
            };
            (0..WORDS).map(|n| word(FIRST + n * 64)).collect()
        })
    }

    /// The day itself if it is a working day, else the first that follows.
    pub fn next_working(self, day: Day) -> Day {
        let mut day = day;
        // No run of days off lasts a fortnight; the bound also ends the search at the last day that dates may bear.
        for _ in 0..14 {
            if self.is_working(day) {
                break;
            }
            day = day.plus(1);
        }
        day
    }

    /// The day itself if it is a working day, else the last that precedes.
    pub fn last_working(self, day: Day) -> Day {
        let mut day = day;
        // The same bound as above, toward the first day that dates may bear.
        for _ in 0..14 {
            if self.is_working(day) {
                break;
            }
            day = day.plus(-1);
        }
        day
    }

    /// Every holiday of a year, in order.
    pub fn holidays(self, year: i32) -> Vec<(Day, &'static str)> {
        let Some(first) = Day::from_civil(year, 1, 1) else { return Vec::new() };
        (0..366)
            .map(|n| first.plus(n))
            .take_while(|day| day.to_civil().0 == year)
            .filter_map(|day| self.holiday(day).map(|name| (day, name)))
            .collect()
    }
}

const fn fixed(month: u8, day: u8) -> Option<&'static str> {
    match (month, day) {
        (1, 1) => Some("1er janvier"),
        (5, 1) => Some("1er mai"),
        (5, 8) => Some("8 mai"),
        (7, 14) => Some("14 juillet"),
        (8, 15) => Some("Assomption"),
        (11, 1) => Some("Toussaint"),
        (11, 11) => Some("11 novembre"),
        (12, 25) => Some("Noël"),
        _ => None,
    }
}

/// Easter Sunday of the Gregorian calendar (anonymous computus).
pub fn easter(year: i32) -> Day {
    let (golden, century) = (year % 19, year / 100);
    let (leaps, rest) = (century / 4, century % 4);
    let correction = (century + 8) / 25;
    let moon = (19 * golden + century - leaps - (century - correction + 1) / 3 + 15) % 30;
    let of_century = year % 100;
    let weekday = (32 + 2 * rest + 2 * (of_century / 4) - moon - of_century % 4) % 7;
    let shift = (golden + 11 * moon + 22 * weekday) / 451;
    let sum = moon + weekday - 7 * shift + 114;
    let (month, day) = (sum / 31, sum % 31 + 1);
    Day::from_civil(year, month as u8, day as u8).unwrap_or(Day::from_number(0))
}
