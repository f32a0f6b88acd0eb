//! What a forecast never does, and always does, over chambers and settings of every sort; and one of each worked by hand.

use std::collections::BTreeMap;

use greffe_distribution::{
    Span,
    forecast::{
        Added, Bearer, Forecast, OutOfBounds, PAST_MIN, PastWeek, Phase, Picture, Planned, Settings, Stock,
        forecast,
    },
};
use jiff::{ToSpan as _, civil::Date};
use proptest::prelude::*;
use uuid::Uuid;

const DAY: Date = Date::constant(2026, 11, 30);

/// Cases of each property; `scripts/judges.sh properties` asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|wanted| wanted.parse().ok()).unwrap_or(48)
}

fn past(weeks: &[(u32, u32)]) -> Vec<PastWeek> {
    let count = i64::try_from(weeks.len()).unwrap();
    let from = |at: usize| DAY.checked_sub((count - i64::try_from(at).unwrap()).weeks()).unwrap();
    weeks
        .iter()
        .enumerate()
        .map(|(at, (entries, exits))| PastWeek { from: from(at), entries: *entries, exits: *exits })
        .collect()
}

fn bearer(n: u128, dossiers: u32) -> Bearer {
    Bearer {
        person: Uuid::from_u128(n),
        from: Date::constant(2020, 1, 1),
        to: None,
        quotite: 1000,
        away: vec![],
        borne: Stock { dossiers, weight: u64::from(dossiers) * 100 },
    }
}

/// Forty ordinary dossiers wait; eight come and ten go a week; two report.
fn chamber() -> Picture {
    Picture {
        day: DAY,
        chambre: "civ1".into(),
        waiting: BTreeMap::from([
            (Phase::ADistribuer, Stock { dossiers: 10, weight: 1000 }),
            (Phase::EnEtat, Stock { dossiers: 30, weight: 3000 }),
            (Phase::Suspendu, Stock { dossiers: 7, weight: 700 }),
        ]),
        past: past(&[(8, 10); 10]),
        audiences: vec![Planned { day: Date::constant(2026, 12, 9), places: 12 }],
        people: vec![bearer(1, 12), bearer(2, 18)],
    }
}

fn run(picture: &Picture, settings: &Settings) -> Forecast {
    forecast(picture, settings).unwrap()
}

#[test]
fn a_chamber_worked_by_hand() {
    let found = run(&chamber(), &Settings::present(4, 7));
    let left: Vec<u64> = found.weeks.iter().map(|week| week.after).collect();
    assert_eq!(
        left,
        [38_000, 36_000, 34_000, 32_000],
        "forty, less two a week; who is suspended is no queue"
    );
    assert_eq!((found.entries, found.exits), (8_000, 10_000));
    assert_eq!(found.judged.weeks, Some(5), "the forty-first of forty, ten a week");
    assert_eq!(found.judged.range, Some((Some(5), Some(5))), "every past week was the same");
    assert_eq!(found.weeks[1].places, 12, "the audience of 9 December is of the second week");
    assert_eq!(found.weeks[1].from, Date::constant(2026, 12, 7));
    let first = &found.people[0];
    let week = first.weeks[0];
    assert_eq!((week.before, week.given, week.done, week.after), (12_000, 4_000, 5_000, 11_000));
    assert_eq!((first.relative, first.cleared), (Some(1200), Some(3)), "twelve, five a week");
}

#[test]
fn what_each_setting_changes() {
    let (picture, present) = (chamber(), Settings::present(4, 7));
    let added = Settings { audiences: vec![Added { week: 2, places: 15 }], ..present.clone() };
    let left = |settings: &Settings| -> Vec<u64> {
        run(&picture, settings).weeks.iter().map(|week| week.after).collect()
    };
    assert_eq!(left(&added), [38_000, 21_000, 19_000, 17_000]);
    assert_eq!(run(&picture, &added).judged.weeks, Some(3), "ten, twenty-five, ten");
    let one_more = Settings { magistrats: 1, magistrats_from: 3, ..present.clone() };
    assert_eq!(left(&one_more), [38_000, 36_000, 29_000, 22_000], "three do half as much again as two");
    let third = run(&picture, &one_more);
    assert_eq!(third.people[0].weeks[2].given, 2_666, "a third of eight");
    let fewer = Settings { entries: -50, ..present };
    assert_eq!(left(&fewer), [34_000, 28_000, 22_000, 16_000]);
}

#[test]
fn an_absence_slows_the_chamber_and_spares_who_is_away() {
    let mut picture = chamber();
    let (from, to) = (DAY, Some(Date::constant(2026, 12, 6)));
    picture.people[0].away = vec![Span { from, to, part: 1000 }];
    let found = run(&picture, &Settings::present(2, 7));
    assert_eq!((found.weeks[0].exits, found.weeks[0].time), (5_000, 1_000));
    assert_eq!((found.people[0].weeks[0].given, found.people[0].weeks[0].done), (0, 0));
    assert_eq!(found.people[1].weeks[0].given, 8_000, "all that comes goes to who is there");
    assert_eq!(found.people[0].relative, None, "who has no time bears no load as if at full time");
}

#[test]
fn little_is_said_of_little() {
    let mut picture = chamber();
    picture.past.truncate(PAST_MIN - 1);
    let found = run(&picture, &Settings::present(3, 7));
    assert!(found.weeks.iter().all(|week| week.range.is_none()));
    assert_eq!((found.judged.weeks, found.judged.range), (Some(5), None));
    picture.past.clear();
    let found = run(&picture, &Settings::present(3, 7));
    assert_eq!((found.left(), found.judged.weeks), (40_000, None), "no pace is known: nothing moves");
    let empty = Picture { waiting: BTreeMap::new(), people: vec![], ..chamber() };
    let found = run(&empty, &Settings::present(3, 7));
    assert_eq!((found.left(), found.judged.weeks), (0, Some(1)));
}

#[test]
fn a_setting_out_of_its_bounds_is_named() {
    let present = Settings::present(13, 1);
    let refused = |settings: Settings| forecast(&chamber(), &settings).unwrap_err().field;
    assert_eq!(
        forecast(&chamber(), &Settings { weeks: 0, ..present.clone() }),
        Err(OutOfBounds { field: "weeks", min: 1, max: 52 })
    );
    assert_eq!(refused(Settings { weeks: 53, ..present.clone() }), "weeks");
    assert_eq!(refused(Settings { entries: -91, ..present.clone() }), "entries");
    assert_eq!(refused(Settings { magistrats: 21, ..present.clone() }), "magistrats");
    assert_eq!(refused(Settings { magistrats_from: 14, ..present.clone() }), "magistrats_from");
    let at = |week, places| Settings { audiences: vec![Added { week, places }], ..present.clone() };
    assert_eq!(refused(at(0, 10)), "audiences_from");
    assert_eq!(refused(at(14, 10)), "audiences_from");
    assert_eq!(refused(at(1, 0)), "places");
    assert_eq!(
        refused(Settings { audiences: vec![Added { week: 1, places: 1 }; 53], ..present }),
        "audiences"
    );
}

fn pictures() -> impl Strategy<Value = Picture> {
    let weeks = prop::collection::vec((0_u32..60, 0_u32..60), 0..30);
    let stocks = prop::collection::vec((0_u32..800, 20_u64..400), 6);
    let people = prop::collection::vec((0_u32..90, 0_u16..=1000, 0_i64..60, 0_u16..=1000), 0..6);
    (weeks, stocks, people).prop_map(|(weeks, stocks, people)| Picture {
        waiting: Phase::ALL
            .into_iter()
            .zip(stocks)
            .map(|(phase, (dossiers, each))| (phase, Stock { dossiers, weight: u64::from(dossiers) * each }))
            .collect(),
        past: past(&weeks),
        people: people
            .into_iter()
            .enumerate()
            .map(|(n, (dossiers, quotite, away, part))| Bearer {
                quotite,
                away: (part > 0)
                    .then(|| Span { from: DAY + away.days(), to: Some(DAY + (away + 20).days()), part })
                    .into_iter()
                    .collect(),
                ..bearer(n as u128 + 1, dossiers)
            })
            .collect(),
        ..chamber()
    })
}

fn settings() -> impl Strategy<Value = Settings> {
    let audiences = prop::collection::vec((1_u32..=13, 1_u32..40), 0..4);
    (-90_i32..=200, audiences, -3_i32..=3, 1_u32..=13, any::<u64>()).prop_map(
        |(entries, audiences, magistrats, magistrats_from, seed)| Settings {
            weeks: 13,
            seed,
            entries,
            audiences: audiences.into_iter().map(|(week, places)| Added { week, places }).collect(),
            magistrats,
            magistrats_from,
        },
    )
}

/// Weeks to be judged; what is beyond sight is longer than all.
fn long(weeks: Option<u32>) -> u32 {
    weeks.unwrap_or(u32::MAX)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn nothing_is_lost_and_nothing_appears(picture in pictures(), settings in settings()) {
        let found = run(&picture, &settings);
        let queue = picture.waiting.iter().filter(|(phase, _)| **phase != Phase::Suspendu);
        let mut waiting: u64 = queue.map(|(_, stock)| u64::from(stock.dossiers) * 1000).sum();
        for week in &found.weeks {
            prop_assert_eq!(week.before, waiting);
            prop_assert_eq!(week.before + week.entries, week.after + week.exits);
            waiting = week.after;
        }
        for person in &found.people {
            let mut borne = person.borne.weight * 10;
            for week in &person.weeks {
                prop_assert_eq!(week.before, borne);
                prop_assert_eq!(week.before + week.given, week.after + week.done);
                borne = week.after;
            }
        }
    }

    #[test]
    fn the_same_gives_the_same_bytes_in_whatever_order(picture in pictures(), settings in settings()) {
        let mut other = picture.clone();
        other.people.reverse();
        other.audiences.reverse();
        let mut same = settings.clone();
        same.audiences.reverse();
        prop_assert_eq!(run(&picture, &settings).to_bytes(), run(&other, &same).to_bytes());
    }

    #[test]
    fn more_hands_never_lengthen(picture in pictures(), settings in settings(), week in 1_u32..=13, places in 1_u32..40) {
        let base = run(&picture, &settings);
        let mut audience = settings.clone();
        audience.audiences.push(Added { week, places });
        let magistrat = Settings { magistrats: settings.magistrats + 1, ..settings.clone() };
        let fewer = Settings { entries: (settings.entries - 30).max(-90), ..settings.clone() };
        for better in [run(&picture, &audience), run(&picture, &magistrat), run(&picture, &fewer)] {
            prop_assert!(long(better.judged.weeks) <= long(base.judged.weeks));
            if let (Some(now), Some(then)) = (better.judged.range, base.judged.range) {
                prop_assert!(long(now.0) <= long(then.0) && long(now.1) <= long(then.1));
            }
            for (now, then) in better.weeks.iter().zip(&base.weeks) {
                prop_assert!(now.after <= then.after);
                prop_assert_eq!(now.range.is_some(), then.range.is_some());
                if let (Some(now), Some(then)) = (now.range, then.range) {
                    prop_assert!(now.0 <= then.0 && now.1 <= then.1);
                }
            }
        }
    }

    #[test]
    fn bounds_stand_in_their_order(picture in pictures(), settings in settings()) {
        let found = run(&picture, &settings);
        let known = picture.past.len() >= PAST_MIN;
        prop_assert_eq!(found.judged.range.is_some(), known);
        prop_assert!(found.judged.range.is_none_or(|(low, high)| long(low) <= long(high)));
        prop_assert!(found.weeks.iter().all(|week| week.range.is_some() == known));
        prop_assert!(found.weeks.iter().all(|week| week.range.is_none_or(|(low, high)| low <= high)));
    }
}
