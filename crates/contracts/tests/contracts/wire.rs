//! `wire`, from inside.

use greffe_contracts::inside::{Fields, Value};

#[test]
fn what_is_cut_or_unknown_is_malformed() {
    for bytes in [&[0x80][..], &[0x0a, 5, 1], &[0x09, 1, 2], &[0x0b], &[0xff; 12], &[0x0d, 1]] {
        assert!(Fields(bytes).any(|field| field.is_err()), "{bytes:x?}");
        assert!(Fields(bytes).count() <= 2);
    }
}

#[test]
fn signed_numbers_zigzag() {
    for (wire, value) in [(0, 0), (1, -1), (2, 1), (u64::MAX, i64::MIN), (u64::MAX - 1, i64::MAX)] {
        assert_eq!(Value::Varint(wire).signed(), Ok(value));
    }
}
