//! `suivi`, from inside.

use greffe_dossier::inside::suivi::{digest_of, secret};

#[test]
fn a_secret_is_long_is_new_and_is_kept_as_a_hash() {
    let (one, other) = (secret(), secret());
    assert_eq!((one.len(), one == other), (64, false));
    assert_ne!(digest_of(&one).unwrap(), one.as_bytes());
    for wrong in ["", "abc", &one[..63], &one.replace(|c: char| c.is_ascii_digit(), "Z")] {
        assert_eq!(digest_of(wrong), None);
    }
}
