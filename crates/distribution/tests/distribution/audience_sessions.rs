//! `audience_sessions`, from inside.

use greffe_distribution::audience::{
    BadRecurrence, Recurrence, Sitting, judicial_year, occurrences, planned_until,
};
use jiff::civil::{Date, date};

fn tuesdays() -> Recurrence {
    Recurrence {
        jour_de_semaine: 2,
        semaines: 2,
        du: date(2026, 12, 1),
        au: date(2027, 1, 31),
        seance: Sitting {
            formation: "fs".into(),
            jour: Date::ZERO,
            debut: 570,
            fin: 750,
            salle: "Salle 1".into(),
            reunion: false,
        },
    }
}

#[test]
fn every_other_tuesday_from_the_first() {
    let days = occurrences(&tuesdays(), date(2026, 12, 10), |_| None, |_| None).unwrap();
    let told: Vec<(String, Option<String>)> =
        days.into_iter().map(|of| (of.seance.jour.to_string(), of.saute)).collect();
    let past = Some("jour passé".to_owned());
    assert_eq!(
        told,
        [
            ("2026-12-01".to_owned(), past),
            ("2026-12-15".to_owned(), None),
            ("2026-12-29".to_owned(), None),
            ("2027-01-12".to_owned(), None),
            ("2027-01-26".to_owned(), None),
        ]
    );
}

#[test]
fn a_recurrence_that_cannot_be_plans_nothing() {
    let none = |rule: Recurrence| occurrences(&rule, date(2026, 12, 1), |_| None, |_| None).unwrap_err();
    assert_eq!(none(Recurrence { jour_de_semaine: 9, ..tuesdays() }), BadRecurrence::Weekday);
    assert_eq!(none(Recurrence { semaines: 0, ..tuesdays() }), BadRecurrence::Weeks);
    assert_eq!(none(Recurrence { au: date(2026, 11, 1), ..tuesdays() }), BadRecurrence::Period);
}

#[test]
fn the_judicial_year_is_the_calendar_year_and_the_next_is_planned_from_october() {
    assert_eq!(judicial_year(date(2026, 11, 29)), (date(2026, 1, 1), date(2026, 12, 31)));
    assert_eq!(judicial_year(date(2027, 1, 1)), (date(2027, 1, 1), date(2027, 12, 31)));
    assert_eq!(planned_until(date(2026, 9, 30)), date(2026, 12, 31));
    assert_eq!(planned_until(date(2026, 10, 1)), date(2027, 12, 31));
}
