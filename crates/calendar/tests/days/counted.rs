//! A calendar that is slow and evidently right: a list of days, counted on one's fingers.

use std::sync::OnceLock;

use greffe_calendar::day::Day;
use proptest::prelude::*;

/// A day as one counts it on one's fingers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Counted {
    pub year: i32,
    pub month: u8,
    pub day: u8,
    /// 0 for Monday.
    pub weekday: u8,
}

/// Every day that dates may bear, one after the other from Saturday 1 January 1600.
pub fn counted() -> &'static [Counted] {
    static DAYS: OnceLock<Vec<Counted>> = OnceLock::new();
    DAYS.get_or_init(|| {
        let mut days = Vec::new();
        let mut at = Counted { year: 1600, month: 1, day: 1, weekday: 5 };
        while at.year <= 2400 {
            days.push(at);
            at.weekday = (at.weekday + 1) % 7;
            at.day += 1;
            let leap = at.year % 400 == 0 || (at.year % 4 == 0 && at.year % 100 != 0);
            let february = if leap { 29 } else { 28 };
            let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
            if at.day > lengths[usize::from(at.month) - 1] {
                (at.day, at.month) = (1, at.month + 1);
            }
            if at.month > 12 {
                (at.month, at.year) = (1, at.year + 1);
            }
        }
        days
    })
}

/// 1 January 1970, and 1 January of other years, in the list.
pub fn first_of(year: i32) -> usize {
    counted().partition_point(|at| at.year < year)
}

/// Where the end of a term stands in the list: month by month on one's fingers, the day itself or the last there is.
pub fn counted_months(from: usize, months: i32) -> usize {
    let start = counted()[from];
    let mut at = from;
    for _ in 0..months {
        let here = counted()[at].month;
        while counted()[at].month == here {
            at += 1;
        }
    }
    if months == 0 {
        return from;
    }
    // The first of the month, or the day itself where months were counted from the first.
    while counted()[at].day != 1 {
        at -= 1;
    }
    while counted()[at].day < start.day && counted()[at + 1].day != 1 {
        at += 1;
    }
    at
}

/// The day of the list.
pub fn at(index: usize) -> Day {
    Day::from_number(index as i32 - first_of(1970) as i32)
}

/// Days at which months are hard: the last of a month, 28 and 29 February, and any other.
pub fn starts() -> impl Strategy<Value = usize> {
    let whenever = (first_of(1601)..first_of(2300)).boxed();
    let last = (first_of(1601)..first_of(2300)).prop_map(|mut at| {
        while counted()[at + 1].day != 1 {
            at += 1;
        }
        at
    });
    let of_february = (401i32..575, 0usize..3).prop_map(|(fours, after)| {
        let mut at = first_of(fours * 4);
        while counted()[at].month < 2 || counted()[at].day < 28 {
            at += 1;
        }
        at + after
    });
    prop_oneof![whenever, last, of_february]
}

/// Instants from 1996 to 2100: any, around midnight in Paris and in UTC, and in the nights when the clocks change.
pub fn instants() -> impl Strategy<Value = i64> {
    let (first, last) = (9_496i64, 47_480);
    let whenever = (first * 86_400..last * 86_400).boxed();
    let midnight = (first..last, -7_300i64..200).prop_map(|(day, around)| day * 86_400 + around);
    let night = (1996i32..2100, any::<bool>(), -9_000i64..9_000).prop_map(|(year, spring, around)| {
        let month = if spring { 3 } else { 10 };
        let all = first_of(year)..first_of(year + 1);
        let sunday =
            all.rev().find(|at| counted()[*at].month == month && counted()[*at].weekday == 6).unwrap();
        (sunday as i64 - first_of(1970) as i64) * 86_400 + 3_600 + around
    });
    prop_oneof![whenever, midnight, night]
}
