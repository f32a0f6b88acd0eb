//! Days, months, hours and ends of terms, against a calendar that is slow and evidently right.

use std::sync::OnceLock;

use greffe_procedure::{
    calendar::Calendar,
    catalogue::{Catalogue, Rule},
    day::{Day, Instant, Zone, paris_day, paris_iso},
    derivation::Key,
    simulate,
    term::{Term, due},
};
use proptest::{prelude::*, sample::Index};
use serde_json::{Value, json};

use crate::generate::{ZONES, cases, derived, journal, parts};

/// A day as one counts it on one's fingers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Counted {
    year: i32,
    month: u8,
    day: u8,
    /// 0 for Monday.
    weekday: u8,
}

/// Every day that dates may bear, one after the other from Saturday 1 January 1600.
fn counted() -> &'static [Counted] {
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
fn first_of(year: i32) -> usize {
    counted().partition_point(|at| at.year < year)
}

/// Where the end of a term stands in the list: month by month on one's fingers, the day itself or the last there is.
fn counted_months(from: usize, months: i32) -> usize {
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
fn at(index: usize) -> Day {
    Day::from_number(index as i32 - first_of(1970) as i32)
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

/// Days at which months are hard: the last of a month, 28 and 29 February, and any other.
fn starts() -> impl Strategy<Value = usize> {
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
    fn a_month_too_short_is_said_and_only_then(start in starts(), months in 1i32..40) {
        let end = counted_months(start, months);
        let line = json!({"rule": "civil.memoire_ampliatif.depot", "start": at(start), "length": {"months": months}});
        let answer = asked(&line);
        prop_assert_eq!(&answer["raw"], &json!(at(end)));
        let said = answer["steps"].to_string().contains("n’a pas ce quantième");
        prop_assert_eq!(said, counted()[end].day != counted()[start].day, "{}", answer);
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

    #[test]
    fn hours_are_hours_whatever_the_night(seconds in instants(), hours in 1i64..200) {
        let line = json!({"rule": "calcul", "start_at": paris_iso(Instant(seconds * 1_000_000)), "length": {"hours": hours}});
        let answer = asked(&line);
        let end = Instant((seconds + hours * 3_600) * 1_000_000);
        prop_assert_eq!(&answer["due_at"], &json!(paris_iso(end)), "{}", line);
        prop_assert_eq!(&answer["due"], &json!(paris_day(end)));
    }

    #[test]
    fn a_later_start_never_ends_earlier(line in lines(false), start in starts(), later in 1i32..500) {
        let of = |start: Day| {
            let answer = asked(&from(&line, start));
            ["due", "not_before", "raw", "alert"].map(|end| answer[end].as_str().and_then(|day| day.parse::<Day>().ok()))
        };
        let (first, second) = (of(at(start)), of(at(start).plus(later)));
        for end in 0..3 {
            prop_assert!(first[end] <= second[end], "{line} from {} and {later} days later: {first:?}, {second:?}", at(start));
        }
    }

    #[test]
    fn no_prorogued_deadline_ends_on_a_day_that_is_not_worked(line in lines(true), start in starts()) {
        let line = from(&line, at(start));
        let answer = asked(&line);
        let rule = Catalogue::embedded().rule(line["rule"].as_str().unwrap()).unwrap();
        let calendar = Calendar::named(line["calendar"].as_str().unwrap()).unwrap();
        let day = |field: &str| answer[field].as_str().and_then(|day| day.parse::<Day>().ok());
        if let (Some(end), Some(raw), true) = (day("due"), day("raw"), rule.prorogation) {
            prop_assert!(calendar.is_working(end), "{line}: {answer}");
            prop_assert!(end >= raw, "{line}: {answer}");
            // The end that is given is the end that is explained.
            prop_assert!(answer["steps"].to_string().contains(&end.long()), "{line}: {answer}");
        }
        if let (Some(end), Some(alert)) = (day("due"), day("alert")) {
            prop_assert!(alert <= end, "one is warned by the earlier day: {line}: {answer}");
        }
    }

    #[test]
    fn in_a_journal_too_a_later_opening_never_ends_earlier(procedure in 0usize..1_000, part in parts(), later in 1i32..500) {
        let mut part = part;
        // Known, and corrected by nothing.
        part.3 -= part.3 % 7;
        let terms = |offset: i32| {
            let mut part = part;
            part.1 += offset;
            let mut acts = journal(procedure, &[part]);
            // The law is that of the day of the decision, which stays.
            for act in &mut acts {
                act.attrs.retain(|(name, _)| name.as_str() != "decision_attaquee");
            }
            derived(&acts, Day::from_number(20_000)).deadlines
        };
        let (first, second) = (terms(0), terms(later));
        let ends = |deadlines: &[greffe_procedure::derivation::Deadline]| -> Vec<(Key, Option<Day>, Option<Day>)> {
            let mut ends: Vec<_> = deadlines.iter().map(|d| (d.key, d.raw, d.due)).collect();
            ends.sort();
            ends
        };
        for (first, second) in ends(&first).iter().zip(&ends(&second)) {
            prop_assert_eq!(first.0, second.0);
            prop_assert!(first.1 <= second.1 && first.2 <= second.2, "{first:?}, {second:?}");
        }
        prop_assert_eq!(first.len(), second.len());
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

/// Instants from 1996 to 2100: any, around midnight in Paris and in UTC, and in the nights when the clocks change.
fn instants() -> impl Strategy<Value = i64> {
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

fn asked(line: &Value) -> Value {
    serde_json::from_str(&simulate(&line.to_string())).unwrap()
}

/// The line, from a start; the events that it tells are so many days after it.
fn from(line: &Value, start: Day) -> Value {
    let mut line = line.clone();
    line["start"] = json!(start);
    for event in line["events"].as_array_mut().into_iter().flatten() {
        for field in ["date", "until"] {
            if let Some(days) = event[field].as_i64() {
                event[field] = json!(start.plus(days as i32));
            }
        }
    }
    line
}

/// Lines of the simulator without their start, about any rule of days; with or without events.
fn lines(happening: bool) -> impl Strategy<Value = Value> {
    let events = proptest::collection::vec((any::<Index>(), 0i32..400, 0usize..3), 0..4);
    (any::<Index>(), any::<Index>(), 0usize..4, 0..Calendar::ALL.len(), 0usize..5, events).prop_map(
        move |(rule, trigger, zone, calendar, served, events)| {
            let catalogue = Catalogue::embedded();
            let of_days: Vec<&Rule> = catalogue
                .rules()
                .iter()
                .filter(|rule| {
                    rule.term.hours == 0 && rule.triggers.iter().all(|t| t.term.is_none_or(|t| t.hours == 0))
                })
                .collect();
            let rule = of_days[rule.index(of_days.len())];
            let mut line = json!({
                "rule": rule.id.as_str(),
                "residence": ZONES[zone],
                "calendar": Calendar::ALL[calendar].as_str(),
                "decision_date": "2026-01-05",
            });
            if !rule.triggers.is_empty() {
                let trigger = &rule.triggers[trigger.index(rule.triggers.len())];
                line["trigger"] = json!(trigger.name.as_str());
                if trigger.term.unwrap_or(rule.term).is_empty() {
                    line["length"] = json!({"months": 2});
                }
            }
            if let Some(zone) = ZONES.get(served) {
                line["served_in_person_in"] = json!(zone);
            }
            if happening {
                let known: Vec<&str> =
                    (0..).map_while(|at| catalogue.event(at)).map(|e| e.name.as_str()).collect();
                let events = events.into_iter().map(|(kind, days, how)| {
                    let kind = known[kind.index(known.len())];
                    match how {
                        0 => json!({"kind": kind, "date": days}),
                        // Soon: a reduction that would lengthen is none.
                        1 => json!({"kind": kind, "date": days, "until": 1 + days % 28}),
                        _ => json!({"kind": kind, "date": days, "days": 1 + days % 8}),
                    }
                });
                line["events"] = events.collect();
            }
            line
        },
    )
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
    assert_eq!(greffe_procedure::day::paris_minute(at), "mercredi 4 novembre 2026 à 10\u{a0}h\u{a0}00");
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
