//! What must be in order before a milestone, and is not, or has not been looked at.

use super::view::View;
use crate::{
    catalogue::Control,
    derivation::{Check, CheckResult, Checks, Deadline, Status},
    symbol::Symbol,
};

/// The checks of the procedure that are not in order. What was not looked at is only told while a milestone waits for it;
/// what is irregular is told as long as the case goes on.
pub(super) fn checks(view: &View<'_>, deadlines: &[Deadline], over: bool) -> Checks {
    let catalogue = view.catalogue;
    let behind = if over { catalogue.behind_at_end } else { 0 };
    let passed = behind | passed(view);
    let looked_at = verified(view);
    let mut found = Checks::new();
    for index in &view.procedure().controls {
        let Some(control) = catalogue.controls().get(*index).filter(|control| control.fact.is_none()) else {
            continue;
        };
        let waits = control.milestones & !passed != 0;
        if over && !waits {
            continue;
        }
        let by_hand = looked_at.iter().rfind(|(id, _)| *id == control.id).map(|(_, result)| *result);
        let result = match by_hand {
            Some(result) => result,
            None if !control.when.holds(view.facts) => continue,
            None => of_itself(view, control, deadlines),
        };
        if result == Some(CheckResult::Irregular) || result.is_none() && waits {
            let control = u16::try_from(*index).unwrap_or(u16::MAX);
            found.push(Check { control, result: result.unwrap_or(CheckResult::Unverified) });
        }
    }
    found
}

/// Milestones that acts have passed, one bit each.
pub(super) fn passed(view: &View<'_>) -> u16 {
    view.catalogue.milestones().iter().zip(0..).fold(0, |passed, (milestone, at)| {
        passed | u16::from(milestone.acts.iter().any(|fact| view.stands(fact))) << at
    })
}

/// What people have looked at: points and results, in order. `None`: they could not tell.
fn verified(view: &View<'_>) -> Vec<(Symbol, Option<CheckResult>)> {
    let marks = view.catalogue.marks;
    let acts = view.catalogue.verified.iter().flat_map(|pattern| view.matching(pattern));
    let looked = acts.filter_map(|at| {
        let act = view.acts[at].act;
        let irregular = act.code(marks.result) == Some(marks.irregular);
        Some((
            act.code(marks.point)?,
            Some(if irregular { CheckResult::Irregular } else { CheckResult::Regular }),
        ))
    });
    looked.collect()
}

/// What the journal itself says; `None` when it does not.
fn of_itself(view: &View<'_>, control: &Control, deadlines: &[Deadline]) -> Option<CheckResult> {
    let holds = |condition: &Option<crate::catalogue::Condition>| {
        condition.as_ref().is_some_and(|condition| condition.holds(view.facts))
    };
    if holds(&control.irregular) {
        return Some(CheckResult::Irregular);
    }
    let mut awaited = deadlines.iter().filter(|d| control.awaited.contains(&usize::from(d.rule))).peekable();
    if awaited.peek().is_some() {
        let runs =
            |d: &Deadline| matches!(d.status, Status::Open | Status::Interrupted | Status::Undetermined);
        return (!awaited.any(runs)).then_some(CheckResult::Regular);
    }
    let mut kept = None;
    for deadline in deadlines.iter().filter(|d| control.kept.contains(&usize::from(d.rule))) {
        match deadline.status {
            Status::Late { .. } | Status::Expired => return Some(CheckResult::Irregular),
            Status::Undetermined => kept = Some(false),
            Status::Open | Status::Met { .. } | Status::Interrupted | Status::Moot => {
                kept = kept.or(Some(true));
            }
        }
    }
    if holds(&control.regular) || kept == Some(true) && control.regular.is_none() {
        return Some(CheckResult::Regular);
    }
    None
}
