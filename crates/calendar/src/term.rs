//! Lengths of terms and their arithmetic.

use serde::Deserialize;

use crate::{calendar::Calendar, day::Day};

/// A length: months first, then days. Clear days leave out the first and the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Term {
    /// Months, counted by quantième.
    pub months: i32,
    /// Days.
    pub days: i32,
    /// Jours francs.
    pub clear_days: i32,
    /// Hours, from an instant.
    pub hours: i32,
}

impl Term {
    /// Whether it has a length at all.
    pub const fn is_empty(self) -> bool {
        self.months == 0 && self.days == 0 && self.clear_days == 0 && self.hours == 0
    }

    /// Whether a length is one that a text or a judge may give: nothing negative, a century at most.
    pub const fn is_sensible(self) -> bool {
        const fn within(n: i32, most: i32) -> bool {
            n >= 0 && n <= most
        }
        within(self.months, 1_200)
            && within(self.days, 36_525)
            && within(self.clear_days, 36_525)
            && within(self.hours, 876_600)
    }

    /// The last day, before it moves to a working day. The first day does not count.
    pub fn end(self, start: Day) -> Day {
        let day = if self.months == 0 { start } else { start.plus_months(self.months) };
        let day = day.plus(self.days);
        if self.clear_days > 0 { day.plus(self.clear_days.saturating_add(1)) } else { day }
    }

    /// The same with months added: one single term by quantième, not two in a row.
    pub const fn extended(self, months: i32) -> Self {
        Self { months: self.months.saturating_add(months), ..self }
    }

    /// In words: « 4 mois », « 10 jours », « 5 jours francs ».
    pub fn words(self) -> String {
        let mut words = String::new();
        self.write(&mut words);
        words
    }

    /// Appends its words.
    pub fn write(self, out: &mut String) {
        let years = self.months >= 12 && self.months % 12 == 0;
        let mut and = "";
        for (n, one, many) in [
            (if years { self.months / 12 } else { 0 }, "an", "ans"),
            (if years { 0 } else { self.months }, "mois", "mois"),
            (self.days, "jour", "jours"),
            (self.clear_days, "jour franc", "jours francs"),
            (self.hours, "heure", "heures"),
        ] {
            if n > 0 {
                out.push_str(std::mem::replace(&mut and, " et "));
                write_number(n, out);
                out.push('\u{a0}');
                out.push_str(if n > 1 { many } else { one });
            }
        }
    }
}

/// Appends a number. Those of the law have mostly one digit.
pub fn write_number(n: i32, out: &mut String) {
    match u8::try_from(n) {
        Ok(digit @ 0..=9) => out.push(char::from(b'0' + digit)),
        Ok(two @ 10..=99) => out.extend([two / 10, two % 10].map(|digit| char::from(b'0' + digit))),
        _ => out.push_str(&n.to_string()),
    }
}

/// The last useful day: moved to the first working day, where the rule allows.
pub fn due(raw: Day, calendar: Calendar, prorogation: bool) -> Day {
    if prorogation { calendar.next_working(raw) } else { raw }
}
