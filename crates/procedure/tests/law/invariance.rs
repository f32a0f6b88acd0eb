//! What may change in a journal, or in the day it is looked at, without what it says changing.

use greffe_procedure::{
    act::{Act, DateValue},
    catalogue::Catalogue,
    day::Day,
    derivation::{Derivation, NoticeStatus, Status},
    derive::Reading,
    explain::{Explanation, explain},
    ids::ActId,
    profile::CourtProfile,
};
use proptest::{prelude::*, sample::Index};
use uuid::Uuid;

use crate::generate::{act, cases, derived, journals, parts};

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
    for notice in &mut derivation.notices {
        match &mut notice.status {
            NoticeStatus::Due => {}
            NoticeStatus::Sent { by } | NoticeStatus::Returned { by } | NoticeStatus::Proven { by } => {
                rename(by)
            }
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
    #![proptest_config(cases())]

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
        other in parts(),
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
    fn any_order_of_the_facts_of_a_day_gives_one_result(
        acts in journals(),
        days in 1i32..4,
        orders in proptest::collection::vec(any::<u32>(), 24),
        today in 19_900i32..21_500,
    ) {
        let mut acts = acts;
        // Two corrections of one act are no facts of a day: the one recorded later is what counts.
        let mut corrected = std::collections::BTreeSet::new();
        for act in &mut acts {
            act.supersedes = act.supersedes.filter(|of| corrected.insert(*of));
            for (_, value) in &mut act.dates {
                if let Some(day) = value.day() {
                    *value = DateValue::Day(Day::from_number(20_400 + day.number().rem_euclid(days)));
                }
            }
        }
        // Recorded in any order: each act has another place, which is all that the order is.
        let mut order: Vec<usize> = (0..acts.len()).collect();
        order.sort_by_key(|at| orders[*at]);
        let mut other: Vec<Act> = order.iter().map(|at| acts[*at].clone()).collect();
        for (version, act) in (1..).zip(&mut other) {
            act.version = version;
        }
        let today = Day::from_number(today);
        prop_assert_eq!(derived(&acts, today), derived(&other, today));
    }

    #[test]
    fn what_is_kept_from_day_to_day_equals_what_is_derived_whole(acts in journals(), pauses in proptest::collection::vec(0i32..90, 24)) {
        let (catalogue, profile) = (Catalogue::embedded(), CourtProfile::embedded());
        let mut explanation = Explanation::default();
        let mut today = Day::from_number(20_000);
        for (recorded, pause) in (1..=acts.len()).zip(pauses) {
            let journal = &acts[..recorded];
            let reading = Reading::new(catalogue, profile, journal);
            let mut kept = reading.derive(today);
            let until = today.plus(pause);
            // What a service does: nothing until an act comes or the announced day does; the journal is not read again.
            while let Some(next) = kept.next_change.filter(|next| *next <= until) {
                kept = reading.derive(next);
            }
            let whole = derived(journal, until);
            prop_assert_eq!(&kept.deadlines, &whole.deadlines);
            prop_assert_eq!(&kept.tasks, &whole.tasks);
            prop_assert_eq!(&kept.notices, &whole.notices);
            prop_assert_eq!(&kept.checks, &whole.checks);
            prop_assert_eq!((kept.stage, kept.next_change, kept.live), (whole.stage, whole.next_change, whole.live));
            // An explanation that is filled anew keeps nothing of the one before.
            for deadline in &kept.deadlines {
                reading.explain(deadline, &mut explanation);
                prop_assert_eq!(explanation.steps(), explain(catalogue, profile, journal, deadline));
            }
            today = until;
        }
    }

    #[test]
    fn the_terms_of_one_rule_alone_are_those_of_the_whole(acts in journals(), today in 19_900i32..21_500) {
        let today = Day::from_number(today);
        let catalogue = Catalogue::embedded();
        let reading = Reading::new(catalogue, CourtProfile::embedded(), &acts);
        let whole = reading.derive(today).deadlines;
        let mut found = 0;
        for rule in catalogue.rules() {
            let of_rule: Vec<_> = whole.iter().filter(|d| d.key.rule == rule.id).copied().collect();
            prop_assert_eq!(reading.terms(rule.id, today), of_rule.clone());
            found += of_rule.len();
        }
        prop_assert_eq!(found, whole.len());
        // A name that is not that of a rule.
        prop_assert!(reading.terms(catalogue.stages()[0].name, today).is_empty());
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
