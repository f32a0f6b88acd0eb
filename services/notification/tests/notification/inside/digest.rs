//! `digest`, from inside.

use greffe_contracts::notification::v1 as pb;
use greffe_notification::inside::digest::next_after;

fn next(frequency: &str, after: &str) -> String {
    let choice = pb::DigestChoice { frequency: frequency.into(), hour: 7, weekday: 1, ..Default::default() };
    next_after(&choice, after.parse().unwrap()).unwrap().map(|at| at.to_string()).unwrap_or_default()
}

#[test]
fn seven_in_the_morning_stays_seven_in_the_morning() {
    assert_eq!(next("matin", "2026-10-24T05:00:00Z"), "2026-10-25T06:00:00Z", "winter begins");
    assert_eq!(next("matin", "2027-03-27T06:00:00Z"), "2027-03-28T05:00:00Z", "summer begins");
    assert_eq!(next("matin", "2026-11-24T05:59:59Z"), "2026-11-24T06:00:00Z");
    assert_eq!(next("semaine", "2026-11-24T11:00:00Z"), "2026-11-30T06:00:00Z", "the next Monday");
    assert_eq!(next("semaine", "2026-11-30T06:00:00Z"), "2026-12-07T06:00:00Z");
    assert_eq!(next("aucun", "2026-11-24T11:00:00Z"), "");
}
