//! The gate: which milestones an act passes, and what the law wants in order before each. Pure: services bring what only
//! they can find as [`ServiceFact`]s, and the catalogue says what each of them means.

use std::borrow::Cow;

use crate::{
    act::{Act, ActKind},
    admission::Gravity,
    catalogue::{Bound, Catalogue, Control, Milestone, Part, Pattern, Rule, ServiceFact},
    day::Day,
    derivation::{CheckResult, Deadline, Status},
    derive::{View, derive, in_pourvoi, passed, without},
    ids::PourvoiId,
    profile::CourtProfile,
    symbol::Symbol,
};

/// Days before the end of the term to rule within which the way past a service that does not answer is offered at once.
pub const STATUTORY_NEAR: i32 = 3;

/// What a service found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observed {
    /// What it is.
    pub fact: ServiceFact,
    /// The rule, the notice or the task that it is of; [`Symbol::NONE`] where none is.
    pub of: Symbol,
    /// French: which one, since when.
    pub detail: String,
}

/// Something that is not in order before a milestone.
#[derive(Debug, Clone)]
pub struct GateFinding<'a> {
    /// What was looked at.
    pub control: &'a Control,
    /// What was found.
    pub result: CheckResult,
    /// French: what a service says of it, empty where the journal tells.
    pub detail: String,
    /// Whether it only warns before the milestone that is looked at.
    pub only_warns: bool,
}

impl GateFinding<'_> {
    /// Whether it stops the milestone.
    pub fn stops(&self) -> bool {
        let found = self.result == CheckResult::Irregular || !self.control.silence_warns;
        self.control.gravity == Gravity::Blocking && found && !self.only_warns
    }

    /// How grave it is here: what does not stop warns.
    pub fn gravity(&self) -> Gravity {
        match self.control.gravity {
            Gravity::Blocking if !self.stops() => Gravity::Warning,
            gravity => gravity,
        }
    }

    /// French: what was found, what it leads to.
    pub fn sentence(&self) -> String {
        let what = match self.result {
            CheckResult::Irregular => "irrégulier",
            CheckResult::Regular | CheckResult::Unverified => "non vérifié",
        };
        let detail = if self.detail.is_empty() { String::new() } else { format!(" {}", self.detail) };
        format!(
            "{}\u{a0}: {what}.{detail} Conséquence\u{a0}: {}.",
            self.control.label, self.control.consequence
        )
    }
}

/// Whether an act of the kind comes before the checks of a milestone: the others are not looked at.
pub fn may_pass(catalogue: &Catalogue, kind: ActKind) -> bool {
    let named =
        |of: &Milestone| of.passed_by.contains(&kind) || of.met_by.iter().any(|pattern| pattern.kind == kind);
    catalogue.milestones().iter().any(named) || ends_case(catalogue, kind)
}

/// The milestones whose checks are made before an act, by their positions: those that it passes and the journal had not
/// passed before it, and those that it meets without passing them (an arrêt that judges some of the parties).
pub fn passes(catalogue: &Catalogue, before: &[Act], act: &Act) -> Vec<usize> {
    if !may_pass(catalogue, act.kind) {
        return Vec::new();
    }
    let before = stood_before(before, act);
    let mut after = before.to_vec();
    after.push(act.clone());
    let new = passed(catalogue, &after) & !passed(catalogue, &before);
    // Of what it corrects, only the dates are other: it is the same act.
    let same = act.supersedes.is_some() && matches!(before, Cow::Borrowed(_));
    let view = View::of(catalogue, &before);
    let asked = |(at, of): &(usize, &Milestone)| {
        let again = || {
            fits(catalogue, act, &of.met_by)
                || takes_again(&view, of, act)
                || takes_for_another(&view, of, act)
                || is_looked_at_alone(&view, *at, act)
        };
        new >> at & 1 == 1 || !same && again()
    };
    catalogue.milestones().iter().enumerate().filter(asked).map(|(at, _)| at).collect()
}

/// Whether an act takes a milestone that was undone, by the order in which acts were recorded: a hearing fixed anew is looked at
/// whatever day its decision bears.
fn takes_again(view: &View<'_>, of: &Milestone, act: &Act) -> bool {
    let last = |pattern: &Pattern| view.matching(pattern).map(|at| view.acts[at].act.version).max();
    of.acts.iter().any(|fact| {
        let undone = fact.since.as_ref().is_some_and(|since| last(since) > last(&fact.pattern));
        undone && fits(view.catalogue, act, std::slice::from_ref(&fact.pattern))
    })
}

/// Whether an act takes a milestone for a pourvoi that it names and for which none has: of several under one number, each is
/// registered on its own day.
fn takes_for_another(view: &View<'_>, of: &Milestone, act: &Act) -> bool {
    let taken = |pattern: &Pattern| {
        let mut known = view.matching(pattern).map(|at| view.acts[at].act);
        known.any(|known| act.scope.pourvois.iter().all(|pourvoi| in_pourvoi(known, Some(*pourvoi))))
    };
    !act.scope.pourvois.is_empty()
        && of.acts.iter().any(|fact| {
            fits(view.catalogue, act, std::slice::from_ref(&fact.pattern)) && !taken(&fact.pattern)
        })
}

/// Whether some control of the procedure is looked at before the act although it does not pass the milestone: the déchéance of one of
/// several.
fn is_looked_at_alone(view: &View<'_>, milestone: usize, act: &Act) -> bool {
    let controls = view.procedure().controls().iter().filter_map(|at| view.catalogue.controls().get(*at));
    let mut of = controls.filter(|control| control.milestones >> milestone & 1 == 1);
    of.any(|control| fits(view.catalogue, act, &control.also_before))
}

/// What stood before an act: the acts recorded before it, but for those that it corrects in more than their dates. Such a
/// correction is another act, which passes the milestone anew.
pub fn stood_before<'a>(before: &'a [Act], act: &Act) -> Cow<'a, [Act]> {
    let corrected = act.supersedes.and_then(|id| before.iter().find(|known| known.id == id));
    match corrected {
        Some(corrected) if corrected.attrs != act.attrs || corrected.scope != act.scope => {
            Cow::Owned(without(before, corrected.id))
        }
        _ => Cow::Borrowed(before),
    }
}

/// Whether an act, by itself, fits one of the patterns.
fn fits(catalogue: &Catalogue, act: &Act, patterns: &[Pattern]) -> bool {
    if !patterns.iter().any(|pattern| pattern.kind == act.kind) {
        return false;
    }
    let view = View::of(catalogue, std::slice::from_ref(act));
    patterns.iter().any(|pattern| view.matching(pattern).next().is_some())
}

/// Whether a control is looked at before a milestone, for the act that would pass it where one is known.
fn is_asked(catalogue: &Catalogue, control: &Control, milestone: usize, act: Option<&Act>) -> bool {
    let asked = |act: &Act| {
        if catalogue.controls().iter().any(|of| fits(catalogue, act, &of.also_before)) {
            return fits(catalogue, act, &control.also_before);
        }
        control.passed_by.is_empty() || fits(catalogue, act, &control.passed_by)
    };
    control.milestones >> milestone & 1 == 1 && act.is_none_or(asked)
}

/// What the journal itself says before a milestone; with the act that would pass it, only what is looked at for that act.
pub fn of_journal<'a>(
    catalogue: &'a Catalogue,
    profile: &CourtProfile,
    acts: &[Act],
    milestone: usize,
    act: Option<&Act>,
    today: Day,
) -> Vec<GateFinding<'a>> {
    let derived = derive(catalogue, profile, acts, today);
    let view = View::of(catalogue, acts);
    let pourvois = &view.pourvois;
    let found = derived.checks.iter().filter_map(|check| {
        let pourvoi = check.pourvoi().and_then(|place| pourvois.get(place - 1).copied());
        let asked = act.zip(pourvoi).is_none_or(|(act, pourvoi)| in_pourvoi(act, Some(pourvoi)));
        let control =
            catalogue.control_of(*check).filter(|of| asked && is_asked(catalogue, of, milestone, act))?;
        let detail = pourvoi.map(|pourvoi| formed(&view, pourvois, pourvoi)).unwrap_or_default();
        let only_warns = control.only_warns(milestone);
        Some(GateFinding { control, result: check.result, detail, only_warns })
    });
    found.collect()
}

/// The pourvois of a journal, in the order by which [`crate::derivation::Check::pourvoi`] counts them.
pub fn in_order(catalogue: &Catalogue, acts: &[Act]) -> Vec<PourvoiId> {
    View::of(catalogue, acts).pourvois.to_vec()
}

/// Which of several pourvois it is, in words.
fn formed(view: &View<'_>, pourvois: &[PourvoiId], pourvoi: PourvoiId) -> String {
    let place = pourvois.iter().position(|known| *known == pourvoi).map_or(0, |at| at + 1);
    let mut named =
        view.acts.iter().map(|entry| entry.act).filter(|act| act.scope.pourvois.contains(&pourvoi));
    let day = named.find_map(|act| act.dates.first()?.1.day());
    let on = day.map_or_else(String::new, |day| format!(", formé le {}", day.long()));
    format!("Pourvoi {place} sur {}{on}.", pourvois.len())
}

/// What facts that a service found mean before a milestone.
pub fn of_service<'a>(
    catalogue: &'a Catalogue,
    acts: &[Act],
    milestone: usize,
    act: Option<&Act>,
    part: Part,
    observed: &[Observed],
) -> Vec<GateFinding<'a>> {
    let view = View::of(catalogue, acts);
    let known = view.procedure().controls().iter().filter_map(|at| catalogue.controls().get(*at));
    let asked = known.filter(|control| {
        control.part() == part
            && is_asked(catalogue, control, milestone, act)
            && control.when.holds(view.facts)
    });
    let mut found = Vec::new();
    for control in asked {
        let of = |o: &&Observed| {
            control.fact == Some(o.fact) && (control.of.is_empty() || control.of.contains(&o.of))
        };
        for observed in observed.iter().filter(of) {
            let detail = observed.detail.clone();
            let only_warns = control.only_warns(milestone);
            found.push(GateFinding { control, result: CheckResult::Irregular, detail, only_warns });
        }
    }
    found
}

/// The term within which the Court must rule, where the procedure sets one and it runs or has lapsed.
pub fn statutory(catalogue: &Catalogue, acts: &[Act], deadlines: &[Deadline]) -> Option<Day> {
    let rule = statutory_rule(&View::of(catalogue, acts))?;
    let of = deadlines.iter().filter(|deadline| deadline.key.rule == rule.id);
    of.filter(|deadline| matches!(deadline.status, Status::Open | Status::Expired))
        .filter_map(|deadline| deadline.due)
        .min()
}

/// The rule by whose term the Court must have ruled: the procedure's, else that of the special text which the journal names.
fn statutory_rule<'a>(view: &View<'a>) -> Option<&'a Rule> {
    let (catalogue, procedure) = (view.catalogue, view.procedure());
    let of_text = |rule: &&Rule| {
        let known = view.special.is_some_and(|text| rule.special_of(text).is_some());
        known && rule.special_only && rule.bound == Bound::Court
    };
    let own = procedure.statutory.and_then(|at| catalogue.rules().get(at));
    own.or_else(|| procedure.rules().iter().filter_map(|at| catalogue.rules().get(*at)).find(of_text))
}

/// Why a journal goes before the others, in words: as its procedure says, else the term that a special text sets to rule; empty where
/// neither does.
pub fn urgency(catalogue: &Catalogue, acts: &[Act]) -> String {
    let view = View::of(catalogue, acts);
    let said = &view.procedure().urgency;
    match (statutory_rule(&view), view.special) {
        (Some(rule), Some(text)) if said.is_empty() => {
            let term = rule.special_of(text).map_or(rule.term, |special| special.term);
            format!("{} pour statuer ({text})", term.words())
        }
        _ => said.clone(),
    }
}

/// Whether the term to rule is so near that the way past a service that does not answer is offered at once.
pub fn is_near(statutory: Option<Day>, today: Day) -> bool {
    statutory.is_some_and(|due| due.number() - today.number() <= STATUTORY_NEAR)
}

/// Whether a journal has passed a milestone.
pub fn has_passed(catalogue: &Catalogue, acts: &[Act], milestone: usize) -> bool {
    passed(catalogue, acts) >> milestone & 1 == 1
}

/// The next milestone that a journal has not passed; the last where it has passed them all.
pub fn next(catalogue: &Catalogue, acts: &[Act]) -> usize {
    let passed = passed(catalogue, acts);
    let last = catalogue.milestones().len().saturating_sub(1);
    (0..=last).rfind(|at| passed >> at & 1 == 1).map_or(0, |at| (at + 1).min(last))
}

/// Whether a milestone comes after the end of the case.
pub fn comes_after_end(catalogue: &Catalogue, milestone: usize) -> bool {
    catalogue.behind_at_end >> milestone & 1 == 0
}

/// Whether acts of a kind may pass this milestone.
pub fn passes_it(catalogue: &Catalogue, milestone: usize, kind: ActKind) -> bool {
    let named = |of: &Milestone| of.passed_by.contains(&kind);
    let ends = catalogue.at_end() >> milestone & 1 == 1;
    catalogue.milestones().get(milestone).is_some_and(named) || ends && ends_case(catalogue, kind)
}

/// Whether acts of a kind may end a case.
fn ends_case(catalogue: &Catalogue, kind: ActKind) -> bool {
    let ends = |stage: usize| catalogue.stages().get(stage).is_some_and(|stage| stage.terminal);
    catalogue.procedures().iter().flat_map(|procedure| &procedure.stages).any(|stage| {
        ends(stage.stage) && (catalogue.names(stage.when.all, kind) || catalogue.names(stage.when.any, kind))
    })
}
