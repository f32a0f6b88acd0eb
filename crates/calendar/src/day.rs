//! Days and instants. A procedural date is a civil day of the Court's zone; the day ends at 24:00 there.

use serde::{Deserialize, Serialize, de};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A civil day of the Gregorian calendar, counted from 1 January 1970. Years 1600 to 2400 are read and written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// A moment: microseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

/// Days of the week, Monday first.
pub const WEEKDAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// First and last years a date may bear: beyond them it is a typing mistake.
pub const YEARS: std::ops::RangeInclusive<i32> = 1600..=2400;

impl Day {
    /// The first day that the product reads.
    pub const MIN: Day = Day::from_number(i32::MIN);

    /// The day of that number since 1970-01-01, kept within the years the product reads.
    pub const fn from_number(days: i32) -> Day {
        const FIRST: i32 = days_from_civil(1600, 1, 1);
        const LAST: i32 = days_from_civil(2400, 12, 31);
        Day(if days < FIRST {
            FIRST
        } else if days > LAST {
            LAST
        } else {
            days
        })
    }

    /// Number of days since 1970-01-01.
    pub const fn number(self) -> i32 {
        self.0
    }

    /// A day from year, month (1 to 12) and day of the month; `None` if there is no such day.
    pub fn from_civil(year: i32, month: u8, day: u8) -> Option<Day> {
        let valid = YEARS.contains(&year)
            && (1..=12).contains(&month)
            && day >= 1
            && day <= days_in_month(year, month);
        valid.then(|| Day(days_from_civil(year, month as i32, day as i32)))
    }

    /// The day of a civil date.
    pub fn from_date(date: jiff::civil::Date) -> Day {
        let (year, month, day) =
            (i32::from(date.year()), date.month().unsigned_abs(), date.day().unsigned_abs());
        Day::from_civil(year, month, day).unwrap_or(Day(0))
    }

    /// The civil date.
    pub fn to_date(self) -> jiff::civil::Date {
        let (year, month, day) = self.to_civil();
        let year = i16::try_from(year).unwrap_or(i16::MAX);
        jiff::civil::Date::new(year, month.cast_signed(), day.cast_signed())
            .unwrap_or(jiff::civil::Date::ZERO)
    }

    /// Year, month, day of the month.
    pub fn to_civil(self) -> (i32, u8, u8) {
        civil_from_days(self.0)
    }

    /// 0 for Monday to 6 for Sunday.
    pub const fn weekday(self) -> u8 {
        (self.0 + 3).rem_euclid(7) as u8
    }

    /// The day `n` days later (earlier if negative).
    pub const fn plus(self, n: i32) -> Day {
        Day::from_number(self.0.saturating_add(n))
    }

    /// The same quantième `n` months later, or the last day of that month when it has no such day.
    pub fn plus_months(self, n: i32) -> Day {
        let (year, month, day) = self.to_civil();
        let months = year * 12 + i32::from(month) - 1 + n.clamp(-12_000, 12_000);
        let year = months.div_euclid(12).clamp(*YEARS.start(), *YEARS.end());
        let month = months.rem_euclid(12) as u8 + 1;
        let day = day.min(days_in_month(year, month));
        Day(days_from_civil(year, i32::from(month), i32::from(day)))
    }

    /// Whether a month was too short for the quantième of `self`, `n` months later.
    pub fn is_clipped_after_months(self, n: i32) -> bool {
        // Every month has twenty-eight days.
        self.to_civil().2 > 28 && self.plus_months(n).to_civil().2 != self.to_civil().2
    }

    /// "2027-04-26", without an allocation.
    pub fn iso(self) -> Iso {
        let (year, month, day) = self.to_civil();
        let digit = |n: i32| b'0' + (n % 10) as u8;
        let (month, day) = (i32::from(month), i32::from(day));
        Iso([
            digit(year / 1000),
            digit(year / 100),
            digit(year / 10),
            digit(year),
            b'-',
            digit(month / 10),
            digit(month),
            b'-',
            digit(day / 10),
            digit(day),
        ])
    }

    /// "lundi 26 avril 2027"; the first of a month is "1er".
    pub fn long(self) -> String {
        let mut text = String::with_capacity(28);
        self.write_long(&mut text);
        text
    }

    /// Appends the long French form.
    pub fn write_long(self, out: &mut String) {
        let (year, month, day) = self.to_civil();
        let (words, length) = words().day(self.weekday(), month, day);
        out.push_str(words);
        out.truncate(out.len() - words.len() + length);
        write_year(year, out);
    }

    /// "26 avril 2027".
    pub fn write_medium(self, out: &mut String) {
        let (year, month, day) = self.to_civil();
        let (words, length) = words().day(self.weekday(), month, day);
        out.push_str(&words[WEEKDAYS[usize::from(self.weekday())].len() + 1..length]);
        write_year(year, out);
    }
}

fn write_year(year: i32, out: &mut String) {
    let at = (year - YEARS.start()) as usize * 4;
    out.push_str(words().years.get(at..at + 4).unwrap_or_default());
}

/// Days and years in words: explanations are full of them. Each day takes the same room, so that it is copied without looking
/// how long it is.
struct Words {
    /// "lundi 26 avril ", filled up with spaces: by day of the week, month and day of the month, thirty-one to a month.
    days: String,
    /// The length of each.
    lengths: Vec<u8>,
    /// From the first of [`YEARS`].
    years: String,
}

/// Bytes that a day takes in the table: as many as the longest, « vendredi 1er septembre », and some.
const ROOM: usize = 24;

impl Words {
    /// A day of the week and of the year, filled up, and its length.
    fn day(&self, weekday: u8, month: u8, day: u8) -> (&str, usize) {
        let at = (usize::from(weekday) * 12 + usize::from(month - 1)) * 31 + usize::from(day - 1);
        (&self.days[at * ROOM..at * ROOM + ROOM], usize::from(self.lengths[at]))
    }
}

fn words() -> &'static Words {
    static WORDS: std::sync::OnceLock<Words> = std::sync::OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words = Words {
            days: String::new(),
            lengths: Vec::new(),
            years: YEARS.map(|year| year.to_string()).collect(),
        };
        for weekday in WEEKDAYS {
            for (month, day) in MONTHS.into_iter().flat_map(|month| (1..=31).map(move |day| (month, day))) {
                let text = format!("{weekday} {day}{} {month} ", if day == 1 { "er" } else { "" });
                words.days.push_str(&text);
                words.days.extend(std::iter::repeat_n(' ', ROOM - text.len()));
                words.lengths.push(text.len() as u8);
            }
        }
        words
    })
}

pub(crate) const fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

pub(crate) const fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Eras of 400 years by which dates are shifted so that every intermediate number is positive.
const ERAS: i32 = 82;
/// Days from the start of the first of these eras, on a 1 March, to 1970-01-01.
const BEFORE: i32 = 719_468 + 146_097 * ERAS;

/// Days since 1970-01-01. Years start on 1 March, so that the odd day comes last (Neri and Schneider, « Euclidean affine
/// functions », 2022).
pub(crate) const fn days_from_civil(year: i32, month: i32, day: i32) -> i32 {
    let (year, month) = if month <= 2 { (year - 1, month + 12) } else { (year, month) };
    let year = year + 400 * ERAS;
    let century = year / 100;
    let of_years = 1461 * year / 4 - century + century / 4;
    let of_months = (979 * month - 2919) / 32;
    of_years + of_months + day - 1 - BEFORE
}

/// The inverse, by multiplications in place of most divisions.
const fn civil_from_days(days: i32) -> (i32, u8, u8) {
    let quarters = 4 * (days + BEFORE).cast_unsigned() + 3;
    let century = quarters / 146_097;
    let of_century = (quarters % 146_097) | 3;
    let product = 2_939_745 * of_century as u64;
    let year = 100 * century + (product >> 32) as u32;
    let of_year = (product & 0xFFFF_FFFF) as u32 / 2_939_745 / 4;
    let split = 2141 * of_year + 197_913;
    let (month, day) = (split >> 16, (split & 0xFFFF) / 2141 + 1);
    let (year, month) = if of_year >= 306 { (year + 1, month - 12) } else { (year, month) };
    (year.cast_signed() - 400 * ERAS, month as u8, day as u8)
}

/// What is wrong with a date that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayError(String);

impl fmt::Display for DayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "« {} » n’est pas une date : une date s’écrit AAAA-MM-JJ et doit exister", self.0)
    }
}

impl std::error::Error for DayError {}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Day, DayError> {
        let error = || DayError(text.chars().take(40).collect());
        let bytes = text.as_bytes();
        let shape = bytes.len() == 10
            && bytes.iter().enumerate().all(
                |(i, b)| {
                    if i == 4 || i == 7 { *b == b'-' } else { b.is_ascii_digit() }
                },
            );
        if !shape {
            return Err(error());
        }
        let number = |range: std::ops::Range<usize>| {
            bytes[range].iter().fold(0i32, |n, digit| n * 10 + i32::from(digit - b'0'))
        };
        Day::from_civil(number(0..4), number(5..7) as u8, number(8..10) as u8).ok_or_else(error)
    }
}

/// A day as data writes it: `2026-11-04`.
pub struct Iso([u8; 10]);

impl Iso {
    /// Its ten characters.
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.iso().as_str())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.iso().as_str())
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        /// Read where it stands.
        #[derive(Deserialize)]
        #[serde(transparent)]
        struct Text<'a>(#[serde(borrow)] Cow<'a, str>);
        Text::deserialize(deserializer)?.0.parse().map_err(de::Error::custom)
    }
}

/// The zone in which a court counts its days.
#[derive(Debug, Clone)]
pub struct Zone(jiff::tz::TimeZone);

impl Zone {
    /// A zone by its IANA name; `None` if unknown.
    pub fn named(name: &str) -> Option<Zone> {
        jiff::tz::TimeZone::get(name).ok().map(Zone)
    }

    /// The civil day that instant falls on, there.
    pub fn day_of(&self, at: Instant) -> Day {
        let seconds = at.0.div_euclid(1_000_000);
        let offset = jiff::Timestamp::from_second(seconds)
            .map(|timestamp| self.0.to_offset(timestamp).seconds())
            .unwrap_or(0);
        let days = (seconds + i64::from(offset)).div_euclid(86_400);
        Day::from_number(days.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32)
    }
}

/// The day in Paris of an instant: a deposit at 00:30 in Paris is of that new day, whatever the day in UTC.
pub fn paris_day(at: Instant) -> Day {
    paris().day_of(at)
}

fn paris() -> &'static Zone {
    static PARIS: std::sync::OnceLock<Zone> = std::sync::OnceLock::new();
    PARIS.get_or_init(|| Zone(jiff::tz::TimeZone::get("Europe/Paris").unwrap_or(jiff::tz::TimeZone::UTC)))
}

/// An instant as Paris writes it: `2026-11-04T10:00:00+01:00`.
pub fn paris_iso(at: Instant) -> String {
    in_paris(at, "%Y-%m-%dT%H:%M:%S%:z")
}

/// An instant as people in Paris read it: « mercredi 4 novembre 2026 à 10 h 00 ».
pub fn paris_minute(at: Instant) -> String {
    format!("{} à {}", paris_day(at).long(), in_paris(at, "%-H\u{a0}h\u{a0}%M"))
}

fn in_paris(at: Instant, form: &str) -> String {
    let at = jiff::Timestamp::from_microsecond(at.0).unwrap_or_default();
    at.to_zoned_datetime(paris().0.clone()).strftime(form).to_string()
}
