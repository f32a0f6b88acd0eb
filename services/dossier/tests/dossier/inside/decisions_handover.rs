//! `decisions::handover`, from inside.

use greffe_dossier::inside::decisions::handover::pause;

#[test]
fn waits_double_up_to_an_hour() {
    let seconds: Vec<i64> = [1, 2, 3, 11, 12, 40].map(|n| pause(n).as_secs()).to_vec();
    assert_eq!(seconds, [2, 4, 8, 2_048, 3_600, 3_600]);
}
