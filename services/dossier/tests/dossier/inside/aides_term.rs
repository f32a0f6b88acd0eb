//! `aides::term`, from inside.

use greffe_contracts::dossier::v1 as pb;
use greffe_dossier::inside::aides::term::{Standing, standing};
use jiff::civil::Date;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn facts() -> pb::AidFacts {
    pb::AidFacts {
        residence: "metropole".into(),
        requested_on: "2026-03-02".into(),
        notified_on: "2026-02-02".into(),
        rendered_on: "2026-01-15".into(),
        ..Default::default()
    }
}

fn refused() -> pb::AidFacts {
    pb::AidFacts {
        ruled_on: "2026-06-01".into(),
        outcome: "rejet".into(),
        ruling_notified_on: "2026-06-10".into(),
        ..facts()
    }
}

#[test]
fn a_request_without_a_ruling_interrupts() {
    assert_eq!(standing(&facts(), day("2030-01-01")), Standing::Pending);
    let challenged = pb::AidFacts { appealed_on: "2026-06-20".into(), ..refused() };
    assert_eq!(standing(&challenged, day("2030-01-01")), Standing::Pending);
}

/// The example of the catalogue: a whole term anew from the notification of the bureau.
#[test]
fn a_whole_term_runs_anew_from_the_notification_of_the_ruling() {
    let end = Some(day("2026-08-10"));
    assert_eq!(standing(&refused(), day("2026-08-10")), Standing::Running(end));
    assert_eq!(standing(&refused(), day("2026-08-11")), Standing::Over(end));
    let abroad = pb::AidFacts { residence: "etranger".into(), ..refused() };
    assert_eq!(standing(&abroad, day("2026-08-11")), Standing::Running(Some(day("2026-10-12"))));
    let somewhere = pb::AidFacts { residence: "inconnue".into(), ..refused() };
    assert_eq!(standing(&somewhere, day("2026-08-11")), Standing::Running(Some(day("2026-10-12"))));
}

#[test]
fn counsel_designated_later_and_a_recourse_in_time_move_it() {
    let admitted =
        pb::AidFacts { outcome: "admission_totale".into(), designated_on: "2026-07-01".into(), ..refused() };
    assert_eq!(standing(&admitted, day("2026-09-01")), Standing::Running(Some(day("2026-09-01"))));
    let ruled_again = pb::AidFacts {
        appealed_on: "2026-06-20".into(),
        appeal_ruled_on: "2026-09-10".into(),
        appeal_outcome: "rejet".into(),
        appeal_notified_on: "2026-09-15".into(),
        ..refused()
    };
    assert_eq!(standing(&ruled_again, day("2026-11-16")), Standing::Running(Some(day("2026-11-16"))));
}

#[test]
fn what_is_not_known_is_not_over() {
    let unknown = pb::AidFacts { ruling_notified_on: String::new(), ..refused() };
    assert_eq!(standing(&unknown, day("2030-01-01")), Standing::Running(None));
    let never_notified = pb::AidFacts { notified_on: String::new(), ..refused() };
    assert_eq!(standing(&never_notified, day("2026-08-11")), Standing::Over(Some(day("2026-08-10"))));
    let notified_since = pb::AidFacts { notified_on: "2026-09-15".into(), ..refused() };
    assert_eq!(standing(&notified_since, day("2026-11-16")), Standing::Running(Some(day("2026-11-16"))));
}

#[test]
fn a_request_made_too_late_interrupts_nothing() {
    let late = pb::AidFacts { requested_on: "2026-05-04".into(), ..refused() };
    assert_eq!(standing(&late, day("2026-08-01")), Standing::Over(Some(day("2026-04-02"))));
}
