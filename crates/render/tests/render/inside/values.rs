//! `values`, from inside.

use greffe_render::inside::values::in_full;

#[test]
fn a_day_is_said_in_full() {
    assert_eq!(in_full(jiff::civil::date(2026, 12, 1)), "1er\u{a0}décembre\u{a0}2026");
    assert_eq!(in_full(jiff::civil::date(2027, 8, 31)), "31\u{a0}août\u{a0}2027");
}
