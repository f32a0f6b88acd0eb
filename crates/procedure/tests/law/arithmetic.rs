//! The ends that the law gives, whatever the line or the journal: later never ends earlier, an end that moves is a day that is worked.

use greffe_procedure::{
    calendar::Calendar,
    catalogue::{Catalogue, Rule},
    day::{Day, Instant, paris_day, paris_iso},
    derivation::Key,
    simulate,
};
use proptest::{prelude::*, sample::Index};
use serde_json::{Value, json};

use crate::{
    counted::{at, counted, counted_months, instants, starts},
    generate::{ZONES, cases, derived, journal, parts},
};

proptest! {
    #![proptest_config(cases())]

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
