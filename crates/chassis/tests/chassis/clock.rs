//! `clock`, from inside.

use greffe_chassis::clock::paris_day;
use jiff::Timestamp;

#[test]
fn a_day_ends_at_midnight_in_paris() {
    let late: Timestamp = "2026-10-24T21:59:59Z".parse().unwrap();
    let later: Timestamp = "2026-10-24T22:00:00Z".parse().unwrap();
    assert_eq!(paris_day(late).to_string(), "2026-10-24");
    assert_eq!(paris_day(later).to_string(), "2026-10-25");
}
