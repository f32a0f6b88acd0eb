//! From a journal to what it says: total, deterministic, indifferent to the order of the acts of a day.

mod checks;
mod compute;
mod corrections;
mod notices;
mod open;
#[doc(hidden)]
pub mod steps;
mod view;

use smallvec::SmallVec;

pub(crate) use compute::{Computed, Happenings, Question, Set, compute};
pub(crate) use view::{View, common, in_pourvoi, zone};

use crate::{
    act::Act,
    calendar::Calendar,
    catalogue::{Blank, Catalogue, Pattern, Phrase, Rule, TaskType},
    day::Day,
    derivation::{ActSet, Deadline, Derivation, Irregularity, Key, Status, Task},
    explain::{Explanation, Sink, Word, Writer, conclude, rule_of},
    ids::ActId,
    profile::CourtProfile,
    symbol::Symbol,
};
use corrections::Corrections;
use open::{Opened, served_in, until};
use view::{NOWHERE, OfParty};

/// The journal as rules look at it.
pub(crate) fn seen<'a>(catalogue: &'a Catalogue, acts: &'a [Act]) -> View<'a> {
    View::of(catalogue, acts)
}

/// What the journal says on a day.
pub fn derive(catalogue: &Catalogue, profile: &CourtProfile, acts: &[Act], today: Day) -> Derivation {
    Reading::new(catalogue, profile, acts).derive(today)
}

/// A journal read once: derived for any day, its deadlines explained.
pub struct Reading<'a> {
    calendar: Calendar,
    view: View<'a>,
}

impl<'a> Reading<'a> {
    /// Reads the journal.
    pub fn new(catalogue: &'a Catalogue, profile: &CourtProfile, acts: &'a [Act]) -> Self {
        Self { calendar: profile.calendar(), view: View::of(catalogue, acts) }
    }

    /// What the journal says on a day.
    pub fn derive(&self, today: Day) -> Derivation {
        let view = &self.view;
        let catalogue = view.catalogue;
        let mut terms = Opened::new(view, self.calendar, today);
        let procedure = view.procedure();
        for index in &procedure.rules {
            if let Some(rule) = catalogue.rules().get(*index) {
                terms.rule(*index, rule);
            }
        }
        let deadlines = in_order(terms.deadlines());
        let notices = notices::notices(view);
        let at = view.stage();
        let stage = catalogue.stages().get(at);
        let checks = checks::checks(view, &deadlines, stage.is_some_and(|stage| stage.terminal));
        let mut tasks = tasks(view, &deadlines, at);
        let runs = deadlines.iter().any(|d| d.status.is_live());
        // An open dossier from which nothing follows would be forgotten: somebody decides what comes next.
        // What was wholly annulled was never opened.
        let opened = view.acts.iter().any(|entry| entry.act.kind.0 != catalogue.marks.annulled);
        let forgotten = opened && tasks.is_empty() && !runs;
        let owed = |index: &usize| catalogue.tasks.get(*index).is_some_and(|ty| ty.owed_at(at));
        if let Some(index) = catalogue.nothing_task.filter(owed).filter(|_| forgotten) {
            let key = Key { rule: catalogue.tasks[index].code, pourvoi: None, party: None, root: NOWHERE };
            tasks.push(task(view, index, key, None));
        }
        Derivation {
            as_of: today,
            procedure: procedure.code,
            stage: stage.map_or(Symbol::NONE, |stage| stage.name),
            irregularities: late(&deadlines),
            possible_acts: ActSet(procedure.possible.get(at).copied().unwrap_or(0)),
            next_change: next_change(catalogue, &deadlines, today),
            live: !tasks.is_empty() || runs,
            deadlines,
            tasks,
            notices,
            checks,
        }
    }

    /// The terms that one rule opens, as the whole derivation holds them among the others, and in the same order; none where the
    /// catalogue does not hold the rule, or the procedure of the journal does not know it.
    pub fn terms(&self, rule: Symbol, today: Day) -> Vec<Deadline> {
        let view = &self.view;
        let mut opened = Opened::new(view, self.calendar, today);
        let known = view.catalogue.rule_slot(rule).filter(|at| view.procedure().rules.contains(at));
        if let Some((at, rule)) = known.and_then(|at| Some((at, view.catalogue.rules().get(at)?))) {
            opened.rule(at, rule);
        }
        in_order(opened.deadlines())
    }

    /// Writes the steps that lead to one of its deadlines, in place of what the explanation held.
    pub fn explain(&self, deadline: &Deadline, into: &mut Explanation) {
        into.clear();
        let catalogue = self.view.catalogue;
        let Some(rule) = rule_of(catalogue, deadline) else { return };
        let mut writer = Writer { catalogue, regime: rule.regime, into };
        let trigger = usize::from(deadline.trigger_index);
        let pattern = rule.triggers.get(trigger).and_then(|t| t.pattern.as_ref());
        let started = self.view.find(deadline.trigger).zip(pattern);
        match started.and_then(|(entry, pattern)| Some((entry, entry.day(pattern.date)?))) {
            Some((entry, start)) => {
                let question = Question {
                    catalogue,
                    calendar: self.calendar,
                    rule,
                    trigger,
                    zone: deadline.zone,
                    served_in: served_in(catalogue, entry.act),
                    special: self.view.special,
                    length: None,
                    until: until(rule, trigger, entry),
                    decision: self.view.decision,
                };
                let known = |who: &u32| (*who as usize) < self.view.people.len();
                let who = deadline.who.checked_sub(1).filter(known);
                let of_one = deadline.key.party.is_some() || !entry.act.scope.pourvois.is_empty();
                let pourvoi = deadline.key.pourvoi.filter(|_| of_one);
                compute(&question, start, &OfParty::new(&self.view, who, pourvoi), &mut writer);
            }
            None => {
                let label = rule.triggers.get(trigger).map_or("", |t| &t.label);
                writer.say(Phrase::NoStart, &[(Blank::What, Word::Text(label))], "");
            }
        }
        conclude(&mut writer, rule, deadline.missing);
    }
}

/// Milestones that a journal has passed, one bit each: those of its acts, and the end of the case.
pub(crate) fn passed(catalogue: &Catalogue, acts: &[Act]) -> u16 {
    let view = View::of(catalogue, acts);
    let over = catalogue.stages().get(view.stage()).is_some_and(|stage| stage.terminal);
    checks::passed(&view) | if over { catalogue.at_end() } else { 0 }
}

/// The acts but for a chain of corrections: as if what an act says had never been.
pub(crate) fn without(acts: &[Act], id: ActId) -> Vec<Act> {
    let corrections = Corrections::of(acts);
    let root = |id| corrections.root(id, acts.len());
    let gone = root(id);
    acts.iter().filter(|act| root(act.id) != gone).cloned().collect()
}

/// By day, then by key. The terms themselves, which are large, move once.
fn in_order(deadlines: &[Deadline]) -> Vec<Deadline> {
    if deadlines.len() < 2 {
        return deadlines.to_vec();
    }
    // The day and the rule in one number, which settles most comparisons.
    let rank = |d: &Deadline| {
        let day = d.due.map_or(0, |due| u64::from(due.number().abs_diff(Day::MIN.number())) + 1);
        day << 16 | d.key.rule.index() as u64
    };
    let mut order: SmallVec<[(u64, u32); 32]> = SmallVec::with_capacity(deadlines.len());
    order.extend(deadlines.iter().map(rank).zip(0..));
    order.sort_unstable_by(|a, b| {
        let key = |at: u32| &deadlines[at as usize].key;
        a.0.cmp(&b.0).then_with(|| key(a.1).cmp(key(b.1)))
    });
    order.iter().map(|(_, at)| deadlines[*at as usize]).collect()
}

fn late(deadlines: &[Deadline]) -> Vec<Irregularity> {
    let late = deadlines.iter().filter_map(|d| match (d.status, d.due) {
        (Status::Late { by, on }, Some(due)) => {
            Some(Irregularity { key: d.key, act: by, on, due, rule: d.rule })
        }
        _ => None,
    });
    late.collect()
}

/// What is owed at a stage. Where the case is over, only what outlives it; where it waits, what does not wait with it.
fn tasks(view: &View<'_>, deadlines: &[Deadline], stage: usize) -> Vec<Task> {
    let catalogue = view.catalogue;
    let owed = |index: &usize| catalogue.tasks.get(*index).is_some_and(|ty| ty.owed_at(stage));
    let mut tasks = Vec::new();
    for index in view.procedure().owed.get(stage).into_iter().flatten().copied() {
        let Some(ty) = catalogue.tasks.get(index) else { continue };
        if !ty.each.is_empty() {
            of_each(view, index, ty, &mut tasks);
            continue;
        }
        let Some(when) = ty.when.filter(|when| when.holds(view.facts)) else { continue };
        let last = ty.due.as_ref().and_then(|(pattern, term)| Some((view.last(pattern)?, pattern, term)));
        let due = last.and_then(|(at, pattern, term)| Some(term.end(view.acts[at].day(pattern.date)?)));
        let root = last.map_or_else(|| view.establishing(&when), |(at, ..)| view.root(at));
        tasks.push(task(view, index, Key { rule: ty.code, pourvoi: None, party: None, root }, due));
    }
    let missing_task = catalogue.missing_task.filter(owed);
    for deadline in deadlines {
        if let Some(index) = missing_task.filter(|_| deadline.status == Status::Undetermined) {
            // One task a party: the same information settles all of its terms.
            let key = Key { rule: catalogue.tasks[index].code, root: NOWHERE, ..deadline.key };
            tasks.push(task(view, index, key, None));
        }
        let lapsed = matches!(deadline.status, Status::Expired | Status::Late { .. });
        let sanction = rule_of(catalogue, deadline).filter(|_| lapsed).and_then(|r| r.sanction.as_ref());
        if let Some(index) = sanction.and_then(|s| s.task).filter(owed)
            && !cured(view, &catalogue.tasks[index].cures, deadline)
        {
            let key = Key { rule: catalogue.tasks[index].code, ..deadline.key };
            tasks.push(task(view, index, key, None));
        }
    }
    tasks.sort_by_key(|t| t.key);
    tasks.dedup_by_key(|t| t.key);
    tasks
}

/// One task for each act of its patterns that nothing has answered; none for one that does not name the chamber whose work it is.
fn of_each(view: &View<'_>, index: usize, ty: &TaskType, tasks: &mut Vec<Task>) {
    if ty.when.is_some_and(|when| !when.holds(view.facts)) {
        return;
    }
    for pattern in ty.each.iter().filter(|pattern| view.kinds & pattern.kinds != 0) {
        for at in view.matching(pattern) {
            let entry = &view.acts[at];
            let chambre = ty.chambre.and_then(|attr| entry.act.code(attr));
            // Told anew of the same people, it is answered by what came after it; by itself, never as what it is asked for.
            let answered = |cure: &Pattern| {
                let same = (cure.slot, cure.bit) == (pattern.slot, pattern.bit);
                view.matching(cure).any(|by| !(same && by <= at) && view.answers(by, at))
            };
            if ty.chambre.is_some() && chambre.is_none() || ty.cures.iter().any(answered) {
                continue;
            }
            let key = Key { rule: ty.code, pourvoi: None, party: None, root: view.root(at) };
            let due = ty.due.as_ref().and_then(|(of, term)| Some(term.end(entry.day(of.date)?)));
            tasks.push(Task { chambre, ..task(view, index, key, due) });
        }
    }
}

/// Whether an act that closes the task of a term which lapsed came after the lapse, for the party and the pourvoi.
fn cured(view: &View<'_>, cures: &[Pattern], deadline: &Deadline) -> bool {
    let Some(due) = deadline.due else { return false };
    let who = deadline.key.party.and_then(|party| view.person(party));
    let mut cured = false;
    for pattern in cures.iter().filter(|pattern| view.kinds & pattern.kinds != 0) {
        view.each(pattern, who, |_, entry| {
            let after = entry.day(pattern.date).is_some_and(|day| day > due);
            cured |= after && in_pourvoi(entry.act, deadline.key.pourvoi);
        });
    }
    cured
}

fn task(view: &View<'_>, index: usize, key: Key, due: Option<Day>) -> Task {
    let ty = &view.catalogue.tasks[index];
    let index = u16::try_from(index).unwrap_or(u16::MAX);
    Task { key, role: ty.role, chambre: None, due, severity: ty.severity, index }
}

/// The first day after `today` on which a term ends or comes within a threshold of warning.
fn next_change(catalogue: &Catalogue, deadlines: &[Deadline], today: Day) -> Option<Day> {
    let open = deadlines.iter().filter(|d| d.status == Status::Open);
    let dated = open.filter_map(|d| Some((d.due?, rule_of(catalogue, d)?)));
    let changes = dated.flat_map(|(due, rule): (Day, &Rule)| {
        let thresholds = rule.warnings.iter().map(move |days| due.plus(-i32::from(*days)));
        thresholds.chain([due.plus(1)])
    });
    changes.filter(|day| *day > today).min()
}
