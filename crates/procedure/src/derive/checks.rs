//! What must be in order before a milestone, and is not, or has not been looked at.

use std::cell::OnceCell;

use super::view::{Entry, View, in_pourvoi};
use crate::{
    act::{Act, ActKind, Role},
    catalogue::{Control, Facts},
    derivation::{Check, CheckResult, Checks, Deadline, Status},
    ids::{PartyId, PourvoiId},
    symbol::Symbol,
};

/// What is looked at: the whole journal, or one of several pourvois of it.
struct Looked {
    facts: Facts,
    /// Milestones behind it, one bit each.
    passed: u16,
    by_hand: Vec<(Symbol, Option<CheckResult>)>,
    pourvoi: Option<PourvoiId>,
    /// Its place among the pourvois, from 1; 0 for the whole.
    place: u16,
}

/// The checks of the procedure that are not in order. What was not looked at is only told while a milestone waits for it;
/// what is irregular is told as long as the case goes on.
pub(super) fn checks(view: &View<'_>, deadlines: &[Deadline], over: bool) -> Checks {
    let catalogue = view.catalogue;
    let behind = if over { catalogue.behind_at_end } else { 0 };
    let whole = Looked {
        facts: view.facts,
        passed: behind | passed(view),
        by_hand: verified(view),
        pourvoi: None,
        place: 0,
    };
    let several = OnceCell::new();
    let mut found = Checks::new();
    for index in &view.procedure().controls {
        let Some(control) = catalogue.controls().get(*index).filter(|control| control.fact.is_none()) else {
            continue;
        };
        let parts: &[Looked] =
            if control.each_pourvoi { several.get_or_init(|| each_pourvoi(view, behind)) } else { &[] };
        let parts = if parts.is_empty() { std::slice::from_ref(&whole) } else { parts };
        for looked in parts {
            let waits = control.milestones & !looked.passed != 0;
            if over && !waits {
                continue;
            }
            let by_hand = looked.by_hand.iter().rfind(|(id, _)| *id == control.id).map(|(_, result)| *result);
            let result = match by_hand {
                Some(result) => result,
                None if !control.when.holds(looked.facts) => continue,
                None => of_itself(looked, control, deadlines),
            };
            if result == Some(CheckResult::Irregular) || result.is_none() && waits {
                let control = u16::try_from(*index).unwrap_or(u16::MAX);
                let result = result.unwrap_or(CheckResult::Unverified);
                found.push(Check { control, result, pourvoi: looked.place });
            }
        }
    }
    found
}

/// Each pourvoi of a journal that holds several, as if its acts and those about all were alone; nothing where it holds one. What
/// was looked at, or passed, before a later pourvoi was registered was not of it, unless it names it; a pourvoi that an act ended
/// has nothing to look at. Days tell, as everywhere: acts of one day have no order.
fn each_pourvoi(view: &View<'_>, behind: u16) -> Vec<Looked> {
    let pourvois = &view.pourvois;
    if pourvois.len() < 2 {
        return Vec::new();
    }
    let catalogue = view.catalogue;
    let passing: Vec<ActKind> = catalogue.milestones().iter().flat_map(|of| of.passed_by.clone()).collect();
    let registered = |pourvoi: &PourvoiId| {
        let own = view.acts.iter().filter(|entry| entry.act.scope.pourvois.contains(pourvoi));
        own.filter(|entry| passing.contains(&entry.act.kind)).filter_map(Entry::first_day).min()
    };
    let first = pourvois.iter().filter_map(registered).min();
    let parts = pourvois.iter().zip(1..=u16::MAX).filter(|(pourvoi, _)| !view.is_over(**pourvoi, None));
    let looked = parts.map(|(pourvoi, place)| {
        let since = registered(pourvoi);
        let of_all = |kind: ActKind| {
            passing.contains(&kind) || catalogue.verified.as_ref().is_some_and(|of| of.kind == kind)
        };
        let counts = |entry: &Entry<'_>| {
            let scope = &entry.act.scope;
            // Who forms one pourvoi and answers another acts in its own.
            let own = |id: &PartyId| {
                let Some(who) = view.person(*id) else { return false };
                let (forms, mut parts) = (view.forms(who), view.parties_of(who).map(|at| &view.parties[at]));
                parts
                    .any(|party| party.pourvoi == Some(*pourvoi) && (!forms || party.role == Role::Demandeur))
            };
            let named = scope.parties.is_empty() || scope.parties.iter().any(own);
            let later = since == first || since.is_some() && entry.first_day() >= since;
            named
                && in_pourvoi(entry.act, Some(*pourvoi))
                && (!scope.pourvois.is_empty() || !of_all(entry.act.kind) || later)
        };
        let acts: Vec<Act> =
            view.acts.iter().filter(|entry| counts(entry)).map(|entry| entry.act.clone()).collect();
        let own = View::of(catalogue, &acts);
        Looked {
            facts: own.facts,
            passed: behind | passed(&own),
            by_hand: verified(&own),
            pourvoi: Some(*pourvoi),
            place,
        }
    });
    looked.collect()
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
fn of_itself(looked: &Looked, control: &Control, deadlines: &[Deadline]) -> Option<CheckResult> {
    let holds = |condition: &Option<crate::catalogue::Condition>| {
        condition.as_ref().is_some_and(|condition| condition.holds(looked.facts))
    };
    let of = |d: &&Deadline, rules: &[usize]| {
        let own = looked.pourvoi.is_none() || d.key.pourvoi.is_none() || d.key.pourvoi == looked.pourvoi;
        own && rules.contains(&usize::from(d.rule))
    };
    if holds(&control.irregular) {
        return Some(CheckResult::Irregular);
    }
    let mut awaited = deadlines.iter().filter(|d| of(d, &control.awaited)).peekable();
    if awaited.peek().is_some() {
        let runs =
            |d: &Deadline| matches!(d.status, Status::Open | Status::Interrupted | Status::Undetermined);
        return (!awaited.any(runs)).then_some(CheckResult::Regular);
    }
    let mut kept = None;
    for deadline in deadlines.iter().filter(|d| of(d, &control.kept)) {
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
