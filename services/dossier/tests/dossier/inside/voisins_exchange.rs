//! `voisins::exchange`, from inside.

use greffe_dossier::inside::voisins::exchange::weighed;
use jiff::Timestamp;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// 23:59:50 in Paris, taken twenty seconds later: in time, whatever our own pace.
#[test]
fn the_instant_stated_stands_over_midnight() {
    let (handed, arrived) = (at("2026-11-24T22:59:50Z"), at("2026-11-24T23:00:10Z"));
    assert_eq!(weighed(Some(handed), arrived, Some(at("2026-11-24T22:59:49Z"))), (handed, false));
    assert_eq!(weighed(Some(handed), arrived, None), (handed, false));
    // Down since noon: what was handed over meanwhile keeps its instant.
    let next_day = at("2026-11-25T08:00:00Z");
    assert_eq!(weighed(Some(handed), next_day, Some(at("2026-11-24T11:00:00Z"))), (handed, false));
}

#[test]
fn what_contradicts_the_instant_stated_is_for_a_person_when_the_day_depends_on_it() {
    let arrived = at("2026-11-25T08:00:00Z");
    let read = Some(at("2026-11-25T07:59:40Z"));
    assert_eq!(weighed(Some(at("2026-11-24T22:59:50Z")), arrived, read), (arrived, true));
    assert_eq!(weighed(Some(at("2026-11-25T06:00:00Z")), arrived, read), (arrived, false));
    assert_eq!(weighed(Some(at("2026-11-26T08:00:00Z")), arrived, read), (arrived, true));
    // Clocks a little apart.
    assert_eq!(weighed(Some(at("2026-11-25T08:00:30Z")), arrived, read), (arrived, false));
    assert_eq!(weighed(Some(at("2026-11-25T07:59:00Z")), arrived, read), (at("2026-11-25T07:59:00Z"), false));
    assert_eq!(weighed(None, arrived, read), (arrived, false));
}
