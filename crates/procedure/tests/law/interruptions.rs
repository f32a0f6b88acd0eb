//! Interruptions of several kinds: what they come to is what each says, one after the other, in the order of their days.

use greffe_procedure::{day::Day, term::Term};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{generate::cases, support::day};

/// Two months, interrupted by the aid (once), the request for radiation, the death of a party.
const DEFENCE: &str = "civil.memoire_defense";

fn asked(start: Day, events: &[(Kind, bool, Day)]) -> Value {
    let events: Vec<Value> = events
        .iter()
        .map(|(kind, settles, day)| json!({"kind": if *settles { kind.settled } else { kind.asked }, "date": day}))
        .collect();
    let line = json!({"rule": DEFENCE, "start": start, "events": events});
    serde_json::from_str(&greffe_procedure::simulate(&line.to_string())).unwrap()
}

/// What interrupts, and what it is to be settled.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Kind {
    asked: &'static str,
    settled: &'static str,
    once: bool,
    alone: bool,
}

const KINDS: [Kind; 3] = [
    Kind { asked: "aj_demande", settled: "aj_decision_notifiee", once: true, alone: false },
    Kind { asked: "radiation_demandee", settled: "reinscription_notifiee", once: false, alone: true },
    Kind { asked: "deces_notifie", settled: "instance_reprise", once: false, alone: false },
];
const AID: Kind = KINDS[0];
const RADIATION: Kind = KINDS[1];
const DEATH: Kind = KINDS[2];

/// Where a term stands when nothing more happens.
#[derive(Debug, PartialEq)]
enum Ends {
    On(Day),
    Interrupted,
}

/// The last useful day of two months.
fn end(start: Day) -> Day {
    let mut end = Term { months: 2, ..Term::default() }.end(start);
    while !greffe_procedure::calendar::Calendar::National.is_working(end) {
        end = end.plus(1);
    }
    end
}

/// One event after the other, looked for from the first each time that something happened.
fn slowly(mut start: Day, events: &[(Kind, bool, Day)]) -> Ends {
    let mut events: Vec<_> = events.to_vec();
    events.sort_by_key(|(kind, _, day)| (*day, KINDS.iter().position(|known| known == kind)));
    // By kind: the day of its last settlement, after which it is looked for again; whether it has interrupted.
    let mut heard: Vec<(Kind, Option<Day>, bool)> = KINDS.iter().map(|kind| (*kind, None, false)).collect();
    'anew: loop {
        for (kind, settles, on) in &events {
            let (_, through, interrupted) = heard.iter_mut().find(|(known, ..)| known == kind).unwrap();
            if *interrupted && (kind.once || *settles) || through.is_some_and(|through| *on <= through) {
                continue;
            }
            let first = |from: Day| {
                events
                    .iter()
                    .find(|(of, settles, on)| of == kind && *settles && *on >= from)
                    .map(|(.., on)| *on)
            };
            // Its own request, while the term can still be stopped, says more than what settles it.
            let requests = events.iter().filter(|(of, settles, on)| {
                of == kind && !settles && through.is_none_or(|t| *on > t) && *on <= end(start)
            });
            if *settles && (!kind.alone || *on <= start || requests.count() > 0)
                || !*settles && *on > end(start)
            {
                continue;
            }
            match if *settles { Some(*on) } else { first(*on) } {
                None => return Ends::Interrupted,
                Some(settled) if settled < start => *through = Some(*on),
                Some(settled) => {
                    (*through, start) = (Some(settled), settled);
                    // What is told alone interrupts nothing.
                    *interrupted |= !settles;
                }
            }
            continue 'anew;
        }
        return Ends::On(end(start));
    }
}

fn said(answer: &Value) -> Ends {
    match answer["due"].as_str() {
        Some(due) => Ends::On(day(due)),
        None => {
            assert!(answer["undetermined"].is_string(), "{answer}");
            Ends::Interrupted
        }
    }
}

#[test]
fn what_a_death_opens_anew_the_aid_may_interrupt() {
    let events = [
        (DEATH, false, day("2026-03-01")),
        (DEATH, true, day("2026-04-10")),
        (AID, false, day("2026-05-01")),
        (AID, true, day("2026-06-01")),
    ];
    assert_eq!(said(&asked(day("2026-01-15"), &events)), Ends::On(day("2026-08-03")));
    // Asked when nothing ran any more, it interrupts nothing.
    assert_eq!(said(&asked(day("2026-01-15"), &events[2..])), Ends::On(day("2026-03-16")));
    // Reinstated, told alone, then a second request within the new term.
    let twice = [
        (RADIATION, true, day("2026-06-01")),
        (RADIATION, false, day("2026-07-01")),
        (RADIATION, true, day("2026-09-01")),
    ];
    let answer = asked(day("2026-01-15"), &twice);
    assert_eq!(
        (said(&answer), &answer["ambiguous"]),
        (Ends::On(day("2026-11-02")), &json!(true)),
        "{answer}"
    );
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn interruptions_are_taken_in_the_order_of_their_days(
        start in 0i32..400,
        events in prop::collection::vec((0usize..3, any::<bool>(), 0i32..500), 0..8),
    ) {
        let at = |n: i32| Day::from_number(20_500 + n);
        let events: Vec<_> = events.into_iter().map(|(kind, settles, n)| (KINDS[kind], settles, at(n))).collect();
        let answer = asked(at(start), &events);
        prop_assert_eq!(said(&answer), slowly(at(start), &events), "{}", answer);
        // Nor is the order in which they are told anything.
        let mut told = events;
        told.reverse();
        prop_assert_eq!(&asked(at(start), &told), &answer);
    }
}
