//! `load::parquet`, from inside: a line against the time of each.

use greffe_assignment::inside::load::{Concluder, line};
use uuid::Uuid;

fn concluder(n: u128, quotite: u32, waiting: u32, given: u64) -> Concluder {
    Concluder {
        person: Uuid::from_u128(n),
        name: format!("AG {n}"),
        quotite,
        waiting: (waiting, u64::from(waiting) * 100),
        given: (1, given),
    }
}

#[test]
fn a_share_and_a_wait_are_told_against_the_time_that_one_has() {
    let all = [concluder(1, 1_000, 12, 300), concluder(2, 500, 12, 300), concluder(3, 0, 0, 0)];
    let lines: Vec<_> = all.iter().map(|of| line(of, &all, 39)).collect();
    // 39 conclusions in 13 weeks by a time and a half: two a week for a full time, one for half of it.
    assert_eq!(lines.iter().map(|of| of.cleared).collect::<Vec<_>>(), [Some(6), Some(12), Some(0)]);
    assert_eq!(lines.iter().map(|of| of.relative).collect::<Vec<_>>(), [Some(1_200), Some(2_400), None]);
    assert_eq!(lines.iter().map(|of| of.share).collect::<Vec<_>>(), [500, 500, 0]);
    assert_eq!(lines.iter().map(|of| of.due_share).collect::<Vec<_>>(), [666, 333, 0]);
}

#[test]
fn where_nothing_is_done_no_wait_is_told() {
    let all = [concluder(1, 1_000, 3, 0)];
    let found = line(&all[0], &all, 0);
    assert_eq!((found.cleared, found.share, found.due_share), (None, 0, 1_000));
    // Nor where nobody has any time.
    let away = [concluder(1, 0, 3, 0)];
    assert_eq!(line(&away[0], &away, 39).cleared, None);
}
