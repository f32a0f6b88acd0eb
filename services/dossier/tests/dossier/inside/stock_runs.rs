//! `stock::runs`, from inside.

use greffe_contracts::{
    dossier::v1::{ImportDossiersRequest, StockAct},
    stock::{SERIES_ACTS_MAX, SERIES_DOSSIERS_MAX},
};
use greffe_dossier::inside::stock::runs::{Coming, Run};

fn one(series: &str, goes_on: bool, acts: usize) -> ImportDossiersRequest {
    ImportDossiersRequest {
        series: series.into(),
        series_goes_on: goes_on,
        acts: vec![StockAct::default(); acts],
        ..Default::default()
    }
}

/// Sizes of the runs of what comes, each with how many of it are refused, and the acts that are held.
fn runs(all: impl IntoIterator<Item = ImportDossiersRequest>) -> Vec<(usize, usize, usize)> {
    let mut coming = Coming::default();
    let mut runs: Vec<Run> = all.into_iter().filter_map(|one| coming.take(one)).collect();
    runs.push(coming.rest());
    let size = |run: &Run| {
        let refused = run.dossiers.iter().filter(|one| run.refused(one).is_some()).count();
        (run.dossiers.len(), refused, run.dossiers.iter().map(|one| one.acts.len()).sum())
    };
    runs.iter().map(size).collect()
}

fn series(name: &'static str, dossiers: usize, acts: usize) -> impl Iterator<Item = ImportDossiersRequest> {
    (1..=dossiers).map(move |at| one(name, at < dossiers, acts))
}

#[test]
fn a_series_is_of_one_run_and_its_bound_is_the_same_at_every_place() {
    let alone = |count| (0..count).map(|_| one("", false, 1));
    let longest = SERIES_DOSSIERS_MAX;
    for before in [0, 1, 99] {
        let whole = runs(alone(before).chain(series("a", longest, 1)).chain(alone(3)));
        assert_eq!(whole, [(before + longest, 0, before + longest), (3, 0, 3)], "{before}");
        // What is beyond is named without being held, however long it goes on.
        let beyond = runs(alone(before).chain(series("a", longest + 150, 1)).chain(alone(3)));
        let first = before + longest;
        assert_eq!(beyond, [(first + 1, longest + 1, first), (100, 100, 0), (52, 49, 3)], "{before}");
    }
    // By acts, as many as go and one more; another series begins anew, and so do dossiers alone.
    let half = SERIES_ACTS_MAX / 2;
    assert_eq!(
        runs(series("a", 2, half).chain(series("b", 2, half))),
        [(2, 0, 2 * half), (2, 0, 2 * half), (0, 0, 0)]
    );
    assert_eq!(runs(series("a", 2, half + 1)), [(2, 2, half + 1), (0, 0, 0)]);
    // Who says that nothing goes on is believed; who says it of no series is not.
    assert_eq!(runs((0..250).map(|_| one("", true, 0))), [(100, 0, 0), (100, 0, 0), (50, 0, 0)]);
    assert_eq!(runs((0..3).map(|_| one("", false, 2_000))), [(2, 0, 4_000), (1, 0, 2_000)]);
}
