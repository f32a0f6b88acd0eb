//! What may change in a journal, or in the day it is looked at, without what it says changing.

use greffe_procedure::{
    act::Act,
    day::Day,
    derivation::{Derivation, Status},
    ids::ActId,
};
use proptest::{prelude::*, sample::Index};
use uuid::Uuid;

use crate::properties::{act, derived, journals};

/// Whether an act counts: not corrected, and no later correction of what it corrects.
fn counts(acts: &[Act], of: &Act) -> bool {
    !acts.iter().any(|other| {
        other.supersedes == Some(of.id)
            || (of.supersedes.is_some()
                && other.supersedes == of.supersedes
                && (other.version, other.id) > (of.version, of.id))
    })
}

/// What a derivation says, with one act named in place of another.
fn naming(mut derivation: Derivation, from: ActId, to: ActId) -> Derivation {
    let rename = |id: &mut ActId| {
        if *id == from {
            *id = to;
        }
    };
    for deadline in &mut derivation.deadlines {
        rename(&mut deadline.trigger);
        if let Status::Met { by, .. } | Status::Late { by, .. } = &mut deadline.status {
            rename(by);
        }
    }
    derivation.irregularities.iter_mut().for_each(|irregularity| rename(&mut irregularity.act));
    derivation
}

/// The same journal with room between the identifiers, so that an act may be put beside another.
fn spaced(mut acts: Vec<Act>) -> Vec<Act> {
    let wide = |id: ActId| ActId(Uuid::from_u128(id.0.as_u128() * 16));
    for act in &mut acts {
        act.id = wide(act.id);
        act.supersedes = act.supersedes.map(wide);
    }
    acts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn two_acts_on_different_objects_may_be_exchanged(acts in journals(), one: Index, two: Index, today in 19_900i32..21_500) {
        prop_assume!(!acts.is_empty());
        let (one, two) = (one.index(acts.len()), two.index(acts.len()));
        // Two corrections of one act are on the same object: the later counts.
        prop_assume!(acts[one].supersedes.is_none() || acts[one].supersedes != acts[two].supersedes);
        // So are three: a third may stand between the two.
        let rivals = |at: usize| acts.iter().filter(|a| a.supersedes.is_some() && a.supersedes == acts[at].supersedes).count();
        prop_assume!(rivals(one) < 2 && rivals(two) < 2);
        let mut exchanged = acts.clone();
        exchanged.swap(one, two);
        let version = exchanged[one].version;
        exchanged[one].version = exchanged[two].version;
        exchanged[two].version = version;
        let today = Day::from_number(today);
        prop_assert_eq!(derived(&acts, today), derived(&exchanged, today));
    }

    #[test]
    fn what_is_corrected_and_corrected_back_is_as_before(
        acts in journals(),
        at: Index,
        other in (0usize..64, 0i32..900, 1u128..4, 0usize..12),
        today in 19_900i32..21_500,
    ) {
        let acts = spaced(acts);
        let living: Vec<&Act> = acts.iter().filter(|act| counts(&acts, act)).collect();
        prop_assume!(!living.is_empty());
        let original = living[at.index(living.len())].clone();
        let beside = |n| ActId(Uuid::from_u128(original.id.0.as_u128() + n));
        let today = Day::from_number(today);
        let before = derived(&acts, today);

        let mut corrected = acts.clone();
        let mut wrong = act(acts.len(), (other.0, other.1, other.2, other.3, 1));
        (wrong.id, wrong.supersedes) = (beside(1), Some(original.id));
        corrected.push(wrong);
        let mut back = original.clone();
        (back.id, back.supersedes, back.version) = (beside(2), Some(beside(1)), acts.len() as u64 + 2);
        corrected.push(back);

        prop_assert_eq!(before, naming(derived(&corrected, today), beside(2), original.id));
    }

    #[test]
    fn what_runs_later_has_not_lapsed_before(acts in journals(), today in 19_900i32..21_000, later in 1i32..700) {
        let now = derived(&acts, Day::from_number(today));
        let then = derived(&acts, Day::from_number(today + later));
        for running in then.deadlines.iter().filter(|d| d.status == Status::Open) {
            let earlier = now.deadlines.iter().find(|d| d.key == running.key);
            prop_assert_eq!(earlier.map(|d| d.status), Some(Status::Open));
        }
        // Nor does a term come to be, or change its day, because days pass.
        let days = |d: &Derivation| d.deadlines.iter().map(|d| (d.key, d.due)).collect::<Vec<_>>();
        prop_assert_eq!(days(&now), days(&then));
    }
}
