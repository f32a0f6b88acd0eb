//! From a journal to what it says: total, deterministic, indifferent to the order of the acts of a day.

mod compute;
mod view;

use smallvec::SmallVec;

pub(crate) use compute::{Computed, Days, Happenings, Question, Set, compute};
use view::{FEW, Marks, NOWHERE, Party, concerns, in_pourvoi, zone_named};
pub(crate) use view::{OfParty, View, zone};

use crate::{
    act::{Act, AttrValue, DateValue, ResidenceZone, Role},
    calendar::Calendar,
    catalogue::{Bound, Catalogue, Condition, Pattern, Rule},
    day::Day,
    derivation::{ActSet, Deadline, Derivation, Irregularity, Key, Status, Task},
    ids::{ActId, PartyId, PourvoiId},
    profile::CourtProfile,
    symbol::Symbol,
};

/// What the journal says on a day.
pub fn derive(catalogue: &Catalogue, profile: &CourtProfile, acts: &[Act], today: Day) -> Derivation {
    let view = View::of(catalogue, acts);
    let facts = view.facts();
    let stage = view.stage(facts);
    let mut deadlines = Vec::with_capacity(16);
    for (index, rule) in catalogue.rules().iter().enumerate() {
        open(&view, profile.calendar(), facts, today, index, rule, &mut deadlines);
    }
    one_a_key(&mut deadlines);
    deadlines.sort_unstable_by(|a, b| a.due.cmp(&b.due).then_with(|| a.key.cmp(&b.key)));
    let irregularities = late(&deadlines);
    let terminal = catalogue.stage(stage).is_some_and(|s| s.terminal);
    let tasks = if terminal { Vec::new() } else { tasks(&view, facts, &deadlines) };
    let live = terminal || !tasks.is_empty() || deadlines.iter().any(|d| d.status.is_live());
    Derivation {
        as_of: today,
        stage,
        irregularities,
        possible_acts: possible(catalogue, stage),
        next_change: next_change(catalogue, &deadlines, today),
        deadlines,
        tasks,
        live,
    }
}

/// The deadlines that one rule opens in a journal.
#[allow(clippy::too_many_arguments, reason = "the journal, the day, the rule: each is one thing")]
fn open(
    view: &View<'_>,
    calendar: Calendar,
    facts: u128,
    today: Day,
    index: usize,
    rule: &Rule,
    into: &mut Vec<Deadline>,
) {
    let before = into.len();
    for (trigger_index, trigger) in rule.triggers.iter().enumerate() {
        let Some(pattern) = &trigger.pattern else { continue };
        for act in view.matching(pattern) {
            for bound in bound(view, rule, act) {
                let opening =
                    Opening { view, calendar, facts, today, index, rule, trigger_index, pattern, act, bound };
                if let Some(deadline) = opening.deadline() {
                    keep(rule, deadline, before, into);
                }
            }
        }
    }
}

/// The first valid notification starts the term: a later one of the same thing opens no new one.
/// The terms of the rule stand from `before` on.
fn keep(rule: &Rule, deadline: Deadline, before: usize, into: &mut Vec<Deadline>) {
    if rule.bound != Bound::Addressee {
        into.push(deadline);
        return;
    }
    let first = |d: &Deadline| (d.start.is_none(), d.start, d.key.root);
    let same = |d: &&mut Deadline| d.key.party == deadline.key.party && d.key.pourvoi == deadline.key.pourvoi;
    match into[before..].iter_mut().find(same) {
        Some(known) if first(&deadline) < first(known) => *known = deadline,
        Some(_) => {}
        None => into.push(deadline),
    }
}

/// Parties that a triggering act binds: the party of the key, and whose residence counts.
fn bound(view: &View<'_>, rule: &Rule, act: &Act) -> SmallVec<[Bind; 2]> {
    let of_act = || view.parties.iter().filter(|p| in_pourvoi(act, p.pourvoi));
    let of_role = |role: Role| of_act().filter(move |p| p.role == role);
    let residence = of_role(Role::Demandeur)
        .map(|p| p.zone)
        .max_by_key(|zone| rank(*zone))
        .unwrap_or(ResidenceZone::Inconnue);
    let one = |p: &Party| Bind {
        party: Some(p.id),
        pourvoi: p.pourvoi,
        zone: p.zone,
        counsel_since: p.counsel_since,
    };
    match rule.bound {
        Bound::Demandeur => of_role(Role::Demandeur).filter(|p| concerns(act, Some(p.id))).map(one).collect(),
        Bound::TowardsRepresented | Bound::TowardsUnrepresented => {
            of_role(Role::Defendeur).map(|p| Bind { zone: residence, ..one(p) }).collect()
        }
        Bound::Addressee if act.scope.parties.is_empty() => of_role(Role::Defendeur).map(one).collect(),
        Bound::Addressee | Bound::Author => {
            of_act().filter(|p| act.scope.parties.contains(&p.id)).map(one).collect()
        }
        Bound::Court => SmallVec::from_iter([Bind {
            party: None,
            pourvoi: None,
            zone: ResidenceZone::Metropole,
            counsel_since: None,
        }]),
    }
}

/// Several demandeurs may deposit one mémoire: toward their adversaries the shortest term is the safe one.
fn rank(zone: ResidenceZone) -> u8 {
    match zone {
        ResidenceZone::Inconnue => 3,
        ResidenceZone::Metropole => 2,
        ResidenceZone::OutreMer => 1,
        ResidenceZone::Etranger => 0,
    }
}

#[derive(Debug, Clone, Copy)]
struct Bind {
    party: Option<PartyId>,
    pourvoi: Option<PourvoiId>,
    zone: ResidenceZone,
    counsel_since: Option<Day>,
}

struct Opening<'v, 'a> {
    view: &'v View<'a>,
    calendar: Calendar,
    facts: u128,
    today: Day,
    index: usize,
    rule: &'v Rule,
    trigger_index: usize,
    pattern: &'v Pattern,
    act: &'v Act,
    bound: Bind,
}

impl Opening<'_, '_> {
    fn deadline(&self) -> Option<Deadline> {
        let key = Key {
            rule: self.rule.id,
            pourvoi: self.pourvoi(),
            party: self.bound.party,
            root: self.view.root(self.act.id),
        };
        let mut deadline = Deadline {
            key,
            trigger: self.act.id,
            start: None,
            raw: None,
            due: None,
            alert: None,
            ambiguous: false,
            status: Status::Undetermined,
            missing: Some("depart"),
            rule: u16::try_from(self.index).unwrap_or(u16::MAX),
            trigger_index: u8::try_from(self.trigger_index).unwrap_or(0),
            zone: self.bound.zone,
        };
        let Some(start) = self.act.date(self.pattern.date).and_then(DateValue::day) else {
            deadline.status = self.without_date();
            return Some(deadline);
        };
        let question = Question {
            catalogue: self.view.catalogue,
            calendar: self.calendar,
            rule: self.rule,
            trigger: self.trigger_index,
            zone: self.bound.zone,
            served_in: served_in(self.act),
            length: None,
        };
        let happenings = OfParty { view: self.view, party: self.bound.party };
        let computed = compute(&question, start, &happenings, &mut crate::explain::Silent);
        if !self.applies(start, &computed) {
            return None;
        }
        deadline.start = Some(computed.start);
        deadline.alert = computed.alert;
        deadline.ambiguous = computed.ambiguous;
        deadline.missing = computed.missing;
        if computed.missing.is_none() {
            deadline.raw = Some(computed.raw);
            deadline.due = Some(computed.due);
        }
        deadline.status = self.status(&computed);
        Some(deadline)
    }

    fn pourvoi(&self) -> Option<PourvoiId> {
        let named = self.act.scope.pourvois.first().copied();
        named.or(self.bound.pourvoi).or_else(|| self.view.parties.first().and_then(|p| p.pourvoi))
    }

    /// A formality is owed to counsel whom the adversary had when the term ended, else to the adversary himself.
    fn applies(&self, start: Day, computed: &Computed) -> bool {
        let limit = match self.rule.bound {
            Bound::TowardsRepresented => computed.due,
            // The month that follows is chained: what counts is who had counsel when the first term ended.
            Bound::TowardsUnrepresented => {
                let first = self.rule.triggers.get(self.trigger_index).and_then(|t| t.after);
                let first = first.and_then(|at| self.view.catalogue.rules().get(at));
                first.map_or(computed.due, |rule| rule.term.end(start))
            }
            _ => return true,
        };
        let represented = self.bound.counsel_since.is_some_and(|since| since <= limit);
        represented == (self.rule.bound == Bound::TowardsRepresented)
    }

    fn without_date(&self) -> Status {
        match self.satisfied() {
            Some((by, Some(on))) => Status::Met { by, on },
            _ if self.rule.moot.holds_any(self.facts) => Status::Moot,
            _ => Status::Undetermined,
        }
    }

    fn status(&self, computed: &Computed) -> Status {
        let satisfied = self.satisfied();
        if let Some((by, Some(on))) = satisfied {
            if computed.interrupted || computed.missing.is_some() || on <= computed.due {
                return Status::Met { by, on };
            }
            return Status::Late { by, on };
        }
        if self.rule.moot.holds_any(self.facts) {
            return Status::Moot;
        }
        if computed.interrupted {
            return Status::Interrupted;
        }
        if computed.missing.is_some() || satisfied.is_some() {
            return Status::Undetermined;
        }
        if self.today <= computed.due {
            Status::Open
        } else if self.rule.optional {
            Status::Moot
        } else {
            Status::Expired
        }
    }

    /// The first act that satisfies the rule for this party; its day when known.
    fn satisfied(&self) -> Option<(ActId, Option<Day>)> {
        let mut best: Option<(ActId, Option<Day>)> = None;
        for satisfaction in &self.rule.satisfied_by {
            for act in self.view.matching(&satisfaction.pattern) {
                // What is done in one pourvoi does not serve another.
                if satisfaction.personal
                    && !(concerns(act, self.bound.party) && in_pourvoi(act, self.bound.pourvoi))
                {
                    continue;
                }
                let day = act.date(satisfaction.pattern.date).and_then(DateValue::day);
                let earlier = match (best, day) {
                    (None, _) => true,
                    (Some((_, None)), Some(_)) => true,
                    (Some((_, Some(known))), Some(day)) => day < known,
                    _ => false,
                };
                if earlier {
                    best = Some((act.id, day));
                }
            }
        }
        best
    }
}

impl Condition {
    /// Whether it names something and holds: an empty condition never ends anything.
    pub(crate) const fn holds_any(&self, facts: u128) -> bool {
        (self.all != 0 || self.any != 0) && self.holds(facts)
    }
}

/// Zone in which an act was handed to the person, when it says so.
pub(crate) fn served_in(act: &Act) -> Option<ResidenceZone> {
    act.attrs.iter().find_map(|(name, value)| match value {
        AttrValue::Code(code) if *name == Marks::get().served_in => zone_named(*code),
        _ => None,
    })
}

/// One term a key, whatever a journal holds twice.
fn one_a_key(deadlines: &mut Vec<Deadline>) {
    let double = |at: usize| deadlines[..at].iter().any(|d| d.key == deadlines[at].key);
    if deadlines.len() > FEW || (1..deadlines.len()).any(double) {
        deadlines.sort_by_key(|d| (d.key, d.due));
        deadlines.dedup_by_key(|d| d.key);
    }
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

fn tasks(view: &View<'_>, facts: u128, deadlines: &[Deadline]) -> Vec<Task> {
    let mut tasks = Vec::new();
    for (index, ty) in view.catalogue.tasks.iter().enumerate() {
        let Some(when) = ty.when else { continue };
        if !when.holds(facts) {
            continue;
        }
        let last = ty.due.as_ref().and_then(|(pattern, term)| Some((view.last(pattern)?, pattern, term)));
        let due = last.and_then(|(act, pattern, term)| Some(term.end(act.date(pattern.date)?.day()?)));
        let root = last.map_or_else(|| view.establishing(&when), |(act, _, _)| view.root(act.id));
        tasks.push(task(view, index, Key { rule: ty.code, pourvoi: None, party: None, root }, due));
    }
    let missing = view.catalogue.tasks.iter().position(|ty| ty.opens_on_missing);
    for deadline in deadlines {
        if let Some(index) = missing.filter(|_| deadline.status == Status::Undetermined) {
            // One task a party: the same information settles all of its terms.
            let key = Key { rule: view.catalogue.tasks[index].code, root: NOWHERE, ..deadline.key };
            if !tasks.iter().any(|t: &Task| t.key == key) {
                tasks.push(task(view, index, key, None));
            }
        }
        let Some(rule) = view.catalogue.rules().get(usize::from(deadline.rule)) else { continue };
        let lapsed = matches!(deadline.status, Status::Expired | Status::Late { .. });
        if let Some(index) = rule.sanction.as_ref().and_then(|s| s.task).filter(|_| lapsed) {
            let key = Key { rule: view.catalogue.tasks[index].code, ..deadline.key };
            tasks.push(task(view, index, key, None));
        }
    }
    tasks.sort_by_key(|t| t.key);
    tasks.dedup_by_key(|t| t.key);
    tasks
}

fn task(view: &View<'_>, index: usize, key: Key, due: Option<Day>) -> Task {
    let ty = &view.catalogue.tasks[index];
    Task { key, role: ty.role, due, severity: ty.severity, index: u16::try_from(index).unwrap_or(u16::MAX) }
}

/// Received facts that the stage expects, and acts of the Court that it admits.
fn possible(catalogue: &Catalogue, stage: Symbol) -> ActSet {
    let at = catalogue.stages().iter().position(|s| s.name == stage).unwrap_or(0);
    let mut set = 0u128;
    for (slot, ty) in catalogue.act_types().iter().enumerate() {
        if slot < 128 && ty.stages >> at & 1 == 1 {
            set |= 1 << slot;
        }
    }
    ActSet(set)
}

/// The first day after `today` on which a term ends or comes within a threshold of warning.
fn next_change(catalogue: &Catalogue, deadlines: &[Deadline], today: Day) -> Option<Day> {
    let mut next: Option<Day> = None;
    for deadline in deadlines.iter().filter(|d| d.status == Status::Open) {
        let (Some(due), Some(rule)) = (deadline.due, catalogue.rules().get(usize::from(deadline.rule)))
        else {
            continue;
        };
        let thresholds = rule.warnings.iter().map(|days| due.plus(-i32::from(*days)));
        for day in thresholds.chain([due.plus(1)]).filter(|day| *day > today) {
            next = Some(next.map_or(day, |known| known.min(day)));
        }
    }
    next
}
