//! `propose`, from inside.

use greffe_assignment::inside::propose::days;
use jiff::civil::Date;

#[test]
fn days_are_counted_from_the_epoch() {
    assert_eq!(days(Date::constant(1970, 1, 2)), 1);
    assert_eq!(days(Date::constant(2026, 11, 24)), 20_781);
}
