//! Days, months, hours and ends of terms, against a calendar that is slow and evidently right.

use greffe_calendar::{
    calendar::Calendar,
    day::{Day, Instant, Zone, paris_day, paris_iso, paris_minute},
    term::{Term, due, write_number},
};
use proptest::prelude::*;

use crate::counted::{at, counted, counted_months, first_of, instants, starts};

/// Enough cases to meet every night at which clocks change; `GREFFE_CASES` asks for another number.
fn cases() -> ProptestConfig {
    let asked = std::env::var("GREFFE_CASES").ok().and_then(|n| n.parse().ok());
    ProptestConfig::with_cases(asked.unwrap_or(10_000))
}

#[test]
fn each_day_is_the_one_that_counting_gives() {
    for (index, expected) in counted().iter().enumerate() {
        let day = at(index);
        assert_eq!(day.to_civil(), (expected.year, expected.month, expected.day));
        assert_eq!(day.weekday(), expected.weekday, "{day}");
        assert_eq!(Day::from_civil(expected.year, expected.month, expected.day), Some(day));
        assert_eq!(day.to_string().parse(), Ok(day));
        assert_eq!(Day::from_date(day.to_date()), day);
    }
    let (first, last) = (at(0), at(counted().len() - 1));
    assert_eq!(
        (first.plus(-1), last.plus(1), Day::MIN),
        (first, last, first),
        "no day beyond those that dates may bear"
    );
    for (year, month, day) in
        [(2027, 2, 29), (2100, 2, 29), (2026, 4, 31), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0)]
    {
        assert_eq!(Day::from_civil(year, month, day), None);
    }
    assert_eq!((Day::from_civil(1599, 12, 31), Day::from_civil(2401, 1, 1)), (None, None));
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn months_are_counted_as_on_fingers(start in starts(), months in 0i32..60, days in 0i32..400, clear in 0i32..30) {
        let end = counted_months(start, months);
        prop_assert_eq!(at(start).plus_months(months), at(end));
        prop_assert_eq!(Term { months, ..Term::default() }.end(at(start)), at(end));
        let clipped = months > 0 && counted()[end].day != counted()[start].day;
        prop_assert_eq!(at(start).is_clipped_after_months(months), clipped);
        // Months, then days; clear days leave out the first and the last.
        let after = end + days as usize + if clear > 0 { clear as usize + 1 } else { 0 };
        let term = Term { months, days, clear_days: clear, ..Term::default() };
        prop_assert_eq!(term.end(at(start)), at(after));
        // And back: a quantième that every month has comes back to itself.
        if counted()[start].day <= 28 {
            prop_assert_eq!(at(end).plus_months(-months), at(start));
        }
    }

    #[test]
    fn the_end_moves_to_the_first_day_that_is_worked(start in starts(), calendar in 0..Calendar::ALL.len()) {
        let calendar = Calendar::ALL[calendar];
        let off = |index: usize| counted()[index].weekday >= 5 || calendar.holiday(at(index)).is_some();
        let (mut after, mut before) = (start, start);
        while off(after) {
            after += 1;
        }
        while off(before) {
            before -= 1;
        }
        prop_assert_eq!((calendar.next_working(at(start)), calendar.last_working(at(start))), (at(after), at(before)));
        prop_assert_eq!(calendar.is_working(at(start)), !off(start));
        prop_assert_eq!((due(at(start), calendar, true), due(at(start), calendar, false)), (at(after), at(start)));
    }

    #[test]
    fn an_instant_is_of_the_day_that_paris_counts(seconds in instants(), micros in 0i64..1_000_000) {
        let at = Instant(seconds * 1_000_000 + micros);
        let shift = if is_summer(seconds) { 7_200 } else { 3_600 };
        let number = (seconds + shift).div_euclid(86_400);
        prop_assert_eq!(i64::from(paris_day(at).number()), number);
        prop_assert_eq!(i64::from(Zone::named("UTC").unwrap().day_of(at).number()), seconds.div_euclid(86_400));
        let of_day = (seconds + shift).rem_euclid(86_400);
        let written = format!(
            "{}T{:02}:{:02}:{:02}+0{}:00",
            Day::from_number(number as i32),
            of_day / 3_600,
            of_day / 60 % 60,
            of_day % 60,
            shift / 3_600
        );
        prop_assert_eq!(paris_iso(at), written);
    }
}

/// Whether Paris is in summer time: from the last Sunday of March to that of October, at 1 h UTC (directive 2000/84, and the same
/// rule since 1996).
fn is_summer(seconds: i64) -> bool {
    let day = first_of(1970) as i64 + seconds.div_euclid(86_400);
    let year = counted()[day as usize].year;
    let last_sunday = |month: u8| {
        let all = first_of(year)..first_of(year + 1);
        let sunday =
            all.rev().find(|at| counted()[*at].month == month && counted()[*at].weekday == 6).unwrap();
        (sunday as i64 - first_of(1970) as i64) * 86_400 + 3_600
    };
    (last_sunday(3)..last_sunday(10)).contains(&seconds)
}

#[test]
fn lengths_are_said_in_words_and_bounded() {
    let of = |months, days, clear_days, hours| Term { months, days, clear_days, hours };
    for (term, words) in [
        (of(1, 0, 0, 0), "1\u{a0}mois"),
        (of(4, 0, 0, 0), "4\u{a0}mois"),
        (of(11, 0, 0, 0), "11\u{a0}mois"),
        (of(12, 0, 0, 0), "1\u{a0}an"),
        (of(13, 0, 0, 0), "13\u{a0}mois"),
        (of(24, 0, 0, 0), "2\u{a0}ans"),
        (of(0, 1, 0, 0), "1\u{a0}jour"),
        (of(0, 10, 0, 0), "10\u{a0}jours"),
        (of(0, 0, 1, 0), "1\u{a0}jour franc"),
        (of(0, 0, 5, 0), "5\u{a0}jours francs"),
        (of(0, 0, 0, 1), "1\u{a0}heure"),
        (of(0, 0, 0, 48), "48\u{a0}heures"),
        (of(2, 3, 0, 0), "2\u{a0}mois et 3\u{a0}jours"),
        (of(0, 0, 0, 0), ""),
    ] {
        assert_eq!(term.words(), words);
        assert_eq!(term.is_empty(), words.is_empty(), "{term:?}");
        assert!(term.is_sensible());
    }
    let most = of(1_200, 36_525, 36_525, 876_600);
    assert!(most.is_sensible());
    for beyond in [
        of(1_201, 0, 0, 0),
        of(0, 36_526, 0, 0),
        of(0, 0, 36_526, 0),
        of(0, 0, 0, 876_601),
        of(-1, 0, 0, 0),
        of(0, -1, 0, 0),
        of(0, 0, -1, 0),
        of(0, 0, 0, -1),
    ] {
        assert!(!beyond.is_sensible() && !beyond.is_empty(), "{beyond:?}");
    }
    assert_eq!(of(4, 3, 2, 1).extended(2), of(6, 3, 2, 1));
    for n in [0, 1, 9, 10, 42, 99, 100, 1_200, -1] {
        let mut written = String::from("n");
        write_number(n, &mut written);
        assert_eq!(written, format!("n{n}"));
    }
}

#[test]
fn days_are_written_as_people_write_them() {
    for (day, long) in [
        ("2027-04-26", "lundi 26 avril 2027"),
        ("2026-12-01", "mardi 1er décembre 2026"),
        ("2028-02-29", "mardi 29 février 2028"),
        ("1600-01-01", "samedi 1er janvier 1600"),
        ("2400-12-31", "dimanche 31 décembre 2400"),
    ] {
        let day: Day = day.parse().unwrap();
        assert_eq!(day.long(), long);
        let mut medium = String::new();
        day.write_medium(&mut medium);
        assert_eq!(Some(medium.as_str()), long.split_once(' ').map(|(_, rest)| rest));
        // As data and as screens of tests show it.
        assert_eq!(serde_json::to_string(&day).unwrap(), format!("\"{day}\""));
        assert_eq!(serde_json::from_str::<Day>(&format!("\"{day}\"")).unwrap(), day);
        assert_eq!(format!("{day:?}"), day.to_string());
    }
    for wrong in
        ["", "2026-1-1", "2026-02-30", "2026/01/01", "2026-01-01T", "é026-01-1", "02026-01-0", "2026-01-0a"]
    {
        let error = wrong.parse::<Day>().unwrap_err().to_string();
        assert!(error.contains(&format!("« {wrong} »")) && error.contains("AAAA-MM-JJ"), "{error}");
    }
    let long = "9".repeat(100).parse::<Day>().unwrap_err().to_string();
    assert!(long.contains(&"9".repeat(40)) && !long.contains(&"9".repeat(41)), "{long}");
    // 2026-11-04T09:00:00Z
    let at = Instant(1_793_782_800_000_000);
    assert_eq!(paris_iso(at), "2026-11-04T10:00:00+01:00");
    assert_eq!(paris_minute(at), "mercredi 4 novembre 2026 à 10\u{a0}h\u{a0}00");
    assert!(Zone::named("Europe/Nulle-Part").is_none());
}

#[test]
fn beyond_the_years_that_are_read_nothing_breaks() {
    let (first, last) = (at(0), at(counted().len() - 1));
    assert_eq!((Day::from_number(i32::MAX), Day::from_number(i32::MIN)), (last, first));
    assert_eq!((last.plus_months(12).to_civil().0, first.plus_months(-12).to_civil().0), (2400, 1600));
    assert_eq!(
        (last.plus_months(i32::MAX).to_civil().0, first.plus_months(i32::MIN).to_civil().0),
        (2400, 1600)
    );
    assert_eq!((last.plus(i32::MAX), first.plus(i32::MIN)), (last, first));
    for calendar in Calendar::ALL {
        // 31 December 2400 is a Sunday, and 1 January 1600 a Saturday: the search ends there.
        assert_eq!((calendar.next_working(last), calendar.last_working(first)), (last, first));
        assert!(!calendar.is_working(last) && !calendar.is_working(first));
        assert_eq!((calendar.holidays(1599).len(), calendar.holidays(2401).len()), (0, 0));
        assert_eq!(calendar.holidays(2400)[0].0.to_string(), "2400-01-01");
    }
    assert_eq!(paris_day(Instant(i64::MIN)), first);
    assert_eq!(paris_day(Instant(i64::MAX)), last);
}

#[test]
fn the_table_of_days_worked_says_what_the_list_of_holidays_says() {
    // Wider than the table on both sides.
    for index in first_of(1895)..first_of(2205) {
        for calendar in Calendar::ALL {
            let off = counted()[index].weekday >= 5 || calendar.holiday(at(index)).is_some();
            assert_eq!(calendar.is_working(at(index)), !off, "{} {}", calendar.as_str(), at(index));
        }
    }
}
