//! From a journal to what it says: total, deterministic, indifferent to the order of the acts of a day.

use smallvec::SmallVec;

use crate::{
    act::{Act, AttrValue, DateValue, ResidenceZone, Role},
    calendar::Calendar,
    catalogue::{Bound, Catalogue, Condition, Pattern, Rule},
    day::Day,
    derivation::{ActSet, Deadline, Derivation, Irregularity, Key, Status, Task},
    explain::Sink,
    ids::{ActId, PartyId, PourvoiId},
    profile::CourtProfile,
    symbol::Symbol,
    term::{Term, due},
};

/// Days of the events that touch a term, in order.
pub(crate) type Days = SmallVec<[Day; 4]>;

/// Where a term learns what happened to it: a journal, or a line of simulation.
pub(crate) trait Happenings {
    /// Days on which the event happened to the party, in order.
    fn days(&self, event: usize) -> Days;
    /// Length or end that a judge set, for the event.
    fn set(&self, event: usize) -> Option<Set>;
}

/// What a judge set in place of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Set {
    Length(Term),
    Until(Day),
    Days(i32),
}

/// A term computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Computed {
    pub start: Day,
    pub raw: Day,
    pub due: Day,
    pub alert: Option<Day>,
    pub ambiguous: bool,
    /// Why there is no answer: the dates above are then the earliest possible.
    pub missing: Option<&'static str>,
    pub interrupted: bool,
}

/// What a term is computed from.
#[derive(Clone, Copy)]
pub(crate) struct Question<'a> {
    pub catalogue: &'a Catalogue,
    pub calendar: Calendar,
    pub rule: &'a Rule,
    pub trigger: usize,
    pub zone: ResidenceZone,
    pub served_in: Option<ResidenceZone>,
    pub length: Option<Term>,
}

/// Computes a term from its starting day. Says each step to the sink.
pub(crate) fn compute(
    q: &Question<'_>,
    start: Day,
    happenings: &impl Happenings,
    sink: &mut impl Sink,
) -> Computed {
    let label = q.rule.triggers.get(q.trigger).map_or("", |t| &t.label);
    sink.say("depart", |s| s.with("quoi", label).day("date", start));
    let base = q.length.unwrap_or(q.rule.term);
    let first =
        q.rule.triggers.get(q.trigger).and_then(|t| t.after).and_then(|at| q.catalogue.rules().get(at));
    let mut computed = match first {
        Some(first) => chained(q, first, base, start, happenings, sink),
        None => run(q, base, start, happenings, sink),
    };
    if computed.missing.is_some() || computed.interrupted {
        return computed;
    }
    finish(q, &mut computed, happenings, sink);
    computed
}

/// One term from its start, with distance, reduction and interruptions; not yet moved to a working day.
fn run(
    q: &Question<'_>,
    base: Term,
    start: Day,
    happenings: &impl Happenings,
    sink: &mut impl Sink,
) -> Computed {
    let mut computed = Computed {
        start,
        raw: start,
        due: start,
        alert: None,
        ambiguous: false,
        missing: None,
        interrupted: false,
    };
    if base.is_empty() {
        computed.missing = Some("longueur");
        return computed;
    }
    let (term, until) = reduced(q, base, happenings, sink);
    let Some(months) = extension(q, sink) else {
        computed.raw = term.end(start);
        computed.due = due(computed.raw, q.calendar, q.rule.prorogation);
        computed.alert = Some(computed.due);
        computed.missing = Some("residence");
        return computed;
    };
    let term = term.extended(months);
    computed.raw = until.unwrap_or_else(|| term.end(start));
    sink.say("terme", |s| s.with("longueur", &term.words()).day("date", computed.raw).basis(&q.rule.article));
    if sink.listens() && term.months > 0 && until.is_none() && start.is_clipped_after_months(term.months) {
        sink.say("quantieme", |s| s.day("date", computed.raw));
    }
    for index in &q.rule.interruptions {
        if let Some(interruption) = q.catalogue.interruptions.get(*index) {
            interrupt(q, interruption, term, &mut computed, happenings, sink);
        }
    }
    computed
}

fn reduced(
    q: &Question<'_>,
    base: Term,
    happenings: &impl Happenings,
    sink: &mut impl Sink,
) -> (Term, Option<Day>) {
    let set = q.rule.reduced_by.and_then(|event| happenings.set(event).map(|set| (event, set)));
    match set {
        Some((event, Set::Length(term))) => {
            sink.say("reduction", |s| {
                s.with("quoi", &q.catalogue.events[event].label).with("longueur", &term.words())
            });
            (term, None)
        }
        Some((event, Set::Until(day))) => {
            sink.say("reduction_jour", |s| s.with("quoi", &q.catalogue.events[event].label).day("date", day));
            (base, Some(day))
        }
        _ => (base, None),
    }
}

/// Months added for distance; `None` when the residence that decides is not known.
fn extension(q: &Question<'_>, sink: &mut impl Sink) -> Option<i32> {
    let Some(distance) = q.rule.distance.and_then(|at| q.catalogue.distances.get(at)) else { return Some(0) };
    if distance.served_in_person
        && q.served_in == Some(ResidenceZone::Metropole)
        && q.zone != ResidenceZone::Metropole
    {
        sink.say("remise_a_personne", |s| s);
        return Some(0);
    }
    let months = match q.zone {
        ResidenceZone::Metropole => 0,
        ResidenceZone::OutreMer => distance.overseas,
        ResidenceZone::Etranger => distance.abroad,
        ResidenceZone::Inconnue => return None,
    };
    if months > 0 {
        let place = if q.zone == ResidenceZone::OutreMer { "outre-mer" } else { "à l’étranger" };
        sink.say("distance", |s| {
            s.with("mois", &months.to_string()).with("lieu", place).basis(&distance.article)
        });
    }
    Some(months)
}

/// The first request made before the end interrupts; the whole term runs anew from what settles it.
fn interrupt(
    q: &Question<'_>,
    interruption: &crate::catalogue::Interruption,
    term: Term,
    computed: &mut Computed,
    happenings: &impl Happenings,
    sink: &mut impl Sink,
) {
    let end = due(computed.raw, q.calendar, q.rule.prorogation);
    let Some(asked) = happenings.days(interruption.by).into_iter().find(|day| *day <= end) else { return };
    let label = |event: usize| q.catalogue.events[event].label.as_str();
    let after = |event: usize, from: Day| happenings.days(event).into_iter().find(|day| *day >= from);
    // Settled before the term began to run, the request had nothing to interrupt.
    if after(interruption.restart, asked).is_some_and(|settled| settled < computed.start) {
        return;
    }
    sink.say("interruption", |s| {
        s.with("quoi", label(interruption.by))
            .day("date", asked)
            .day("terme", end)
            .basis(&interruption.article)
    });
    let Some(mut settled) = after(interruption.restart, asked) else {
        if let Some(doubtful) = interruption.doubtful
            && let Some(day) = after(doubtful, asked)
        {
            sink.say("reprise_incertaine", |s| s.with("quoi", label(doubtful)).day("date", day));
            restart(q, term, day, computed);
            computed.ambiguous = true;
            return;
        }
        sink.say("interruption_en_cours", |s| s.with("quoi", label(interruption.restart)));
        computed.interrupted = true;
        computed.missing = Some("reprise");
        return;
    };
    let mut event = interruption.restart;
    if let Some(recourse) = &interruption.recourse
        && let Some(made) = after(recourse.by, settled)
    {
        let limit = due(recourse.within.end(settled), q.calendar, true);
        if made <= limit {
            sink.say("recours", |s| {
                s.with("quoi", label(recourse.by))
                    .day("date", made)
                    .day("terme", limit)
                    .basis(&recourse.article)
            });
            let Some(ruled) = after(recourse.restart, made) else {
                sink.say("interruption_en_cours", |s| s.with("quoi", label(recourse.restart)));
                computed.interrupted = true;
                computed.missing = Some("reprise");
                return;
            };
            (settled, event) = (ruled, recourse.restart);
        } else {
            sink.say("recours_tardif", |s| {
                s.with("quoi", label(recourse.by))
                    .day("date", made)
                    .day("terme", limit)
                    .basis(&recourse.article)
            });
        }
    }
    for later in &interruption.or_later {
        if let Some(day) = happenings.days(*later).into_iter().rfind(|day| *day > settled) {
            (settled, event) = (day, *later);
        }
    }
    restart(q, term, settled, computed);
    sink.say("reprise", |s| {
        s.with("quoi", label(event))
            .day("date", settled)
            .with("longueur", &term.words())
            .day("terme", computed.raw)
            .basis(&interruption.article)
    });
}

fn restart(_: &Question<'_>, term: Term, from: Day, computed: &mut Computed) {
    computed.start = from;
    computed.raw = term.end(from);
}

/// A term chained to the raw end of another: counted by quantième from it, moved to a working day only at the end.
fn chained(
    q: &Question<'_>,
    first: &Rule,
    second: Term,
    start: Day,
    happenings: &impl Happenings,
    sink: &mut impl Sink,
) -> Computed {
    let of_first = Question { rule: first, trigger: 0, length: None, ..*q };
    let mut computed = run(&of_first, first.term, start, happenings, sink);
    if computed.missing.is_some() || computed.interrupted {
        computed.raw = second.end(computed.raw);
        computed.due = due(computed.raw, q.calendar, q.rule.prorogation);
        return computed;
    }
    let (from, base) = (computed.raw, computed.start);
    computed.raw = second.end(from);
    sink.say("chaine", |s| {
        s.with("longueur", &second.words())
            .day("date", from)
            .day("terme", computed.raw)
            .basis(&q.rule.article)
    });
    // The first term fell on a month too short for its quantième: two readings.
    let months = first.term.months + extension(&of_first, &mut crate::explain::Silent).unwrap_or(0);
    if base.plus_months(months) == from && base.is_clipped_after_months(months) {
        let other = due(
            first.term.extended(months - first.term.months).extended(second.months).end(base),
            q.calendar,
            true,
        );
        let one = due(computed.raw, q.calendar, q.rule.prorogation);
        if other != one {
            computed.ambiguous = true;
            computed.alert = Some(one.min(other));
            sink.say("deux_lectures", |s| s.day("date", one).day("autre", other));
        }
    }
    computed
}

/// Moves the end to a working day, then what may move it still.
fn finish(q: &Question<'_>, computed: &mut Computed, happenings: &impl Happenings, sink: &mut impl Sink) {
    if let Some(event) = q.rule.extended_by
        && let Some(Set::Days(days)) = happenings.set(event)
    {
        computed.raw = computed.raw.plus(days);
        sink.say("prorogation_judiciaire", |s| {
            s.with("quoi", &q.catalogue.events[event].label)
                .with("jours", &days.to_string())
                .day("date", computed.raw)
        });
    }
    computed.due = due(computed.raw, q.calendar, q.rule.prorogation);
    if computed.due != computed.raw {
        sink.say("prorogation", |s| {
            s.day("date", computed.raw)
                .with("pourquoi", &off(q.calendar, computed.raw))
                .day("terme", computed.due)
        });
    } else if !q.rule.prorogation && !q.calendar.is_working(computed.raw) {
        sink.say("sans_prorogation", |s| s.day("date", computed.raw));
    }
    // A failure on the day to which a first one moved the end moves it again.
    for day in q.rule.moved_by.map(|event| happenings.days(event)).unwrap_or_default() {
        if day == computed.due {
            let moved = q.calendar.next_working(computed.due.plus(1));
            sink.say("panne", |s| s.day("date", computed.due).day("terme", moved));
            computed.due = moved;
        }
    }
    if computed.ambiguous && computed.alert.is_none() {
        computed.alert = Some(computed.due);
    }
    sink.say("fin", |s| s.day("date", computed.due));
}

/// Why a day is off.
fn off(calendar: Calendar, day: Day) -> String {
    match calendar.holiday(day) {
        Some(name) => format!("un jour férié ({name})"),
        None if day.weekday() == 5 => "un samedi".into(),
        None => "un dimanche".into(),
    }
}

/// Up to so many parties a double is looked for one by one; beyond, the last sort of the deadlines finds it.
const FEW: usize = 32;

/// The journal as the rules look at it.
pub(crate) struct View<'a> {
    pub catalogue: &'a Catalogue,
    journal: &'a [Act],
    corrected: bool,
    pub acts: SmallVec<[&'a Act; 32]>,
    pub parties: SmallVec<[Party; 4]>,
    /// Acts of each type, as chains: the first of a type and the next of the same, from 1; 0 ends.
    heads: [u16; 64],
    next: SmallVec<[u16; 32]>,
}

/// A party, with what later acts made of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Party {
    pub id: PartyId,
    pub role: Role,
    pub zone: ResidenceZone,
    pub pourvoi: Option<PourvoiId>,
    /// Day from which it has counsel; `None` when it has none.
    pub counsel_since: Option<Day>,
}

impl<'a> View<'a> {
    pub(crate) fn of(catalogue: &'a Catalogue, acts: &'a [Act]) -> Self {
        let corrections: SmallVec<[&Act; 4]> = acts.iter().filter(|act| act.supersedes.is_some()).collect();
        // Of two corrections of one act the later counts: a chain has one living end.
        let replaced = |act: &Act| {
            corrections.iter().any(|other| {
                other.supersedes == Some(act.id)
                    || (other.supersedes == act.supersedes
                        && (other.version, other.id) > (act.version, act.id))
            })
        };
        // A day's acts count alike in whatever order they were recorded.
        let mut live: SmallVec<[(Option<Day>, &Act); 32]> = acts
            .iter()
            .filter(|act| !replaced(act))
            .map(|act| (act.dates.first().and_then(|(_, value)| value.day()), act))
            .collect();
        live.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.id.cmp(&b.1.id)));
        let corrected = !corrections.is_empty();
        let journal = acts;
        let acts: SmallVec<[&Act; 32]> = live.into_iter().map(|(_, act)| act).collect();
        let mut view = Self {
            catalogue,
            journal,
            corrected,
            next: SmallVec::from_elem(0, acts.len()),
            acts,
            parties: SmallVec::new(),
            heads: [0; 64],
        };
        view.chain();
        view.read_parties();
        view
    }

    fn chain(&mut self) {
        for at in (0..self.acts.len().min(usize::from(u16::MAX - 1))).rev() {
            if let Some(slot) = self.catalogue.slot(self.acts[at].kind) {
                self.next[at] = self.heads[slot];
                self.heads[slot] = at as u16 + 1;
            }
        }
    }

    /// The first act of a correction chain.
    pub(crate) fn root(&self, id: ActId) -> ActId {
        let mut id = id;
        if !self.corrected {
            return id;
        }
        // A chain is no longer than the journal.
        for _ in 0..self.journal.len() {
            match self.journal.iter().find(|act| act.id == id).and_then(|act| act.supersedes) {
                Some(before) => id = before,
                None => break,
            }
        }
        id
    }

    /// The act by which a condition came to hold: it stays the same while other acts arrive.
    fn establishing(&self, condition: &Condition) -> ActId {
        let bits = if condition.all == 0 { condition.any } else { condition.all };
        let facts = self.catalogue.facts.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
        let acts = facts.filter_map(|(_, pattern)| Some((self.matching(pattern).next()?, pattern)));
        let dated = acts.map(|(act, pattern)| (act.date(pattern.date).and_then(DateValue::day), act.id));
        dated.max().map_or(NOWHERE, |(_, id)| self.root(id))
    }

    /// Acts of a pattern, in order.
    pub(crate) fn matching<'p>(&'p self, pattern: &'p Pattern) -> impl Iterator<Item = &'a Act> + 'p {
        let mut at = self.catalogue.slot(pattern.kind).map_or(0, |slot| self.heads[slot]);
        std::iter::from_fn(move || {
            let index = usize::from(at).checked_sub(1)?;
            at = self.next[index];
            Some(self.acts[index])
        })
        .filter(|act| pattern.accepts(act))
    }

    fn read_parties(&mut self) {
        for act in &self.acts {
            for declared in &act.parties {
                let pourvoi = act.scope.pourvois.first().copied();
                // Declared twice, a party is one; in two pourvois it is bound twice.
                let known = |p: &Party| p.id == declared.party && p.pourvoi == pourvoi;
                if self.parties.len() < FEW && self.parties.iter().any(known) {
                    continue;
                }
                self.parties.push(Party {
                    id: declared.party,
                    role: declared.role,
                    zone: declared.zone,
                    pourvoi,
                    counsel_since: None,
                });
            }
        }
        let marks = Marks::get();
        for act in &self.acts {
            let day = act.dates.first().and_then(|(_, value)| value.day());
            let mut each = |change: &dyn Fn(&mut Party)| {
                for party in &mut self.parties {
                    if act.scope.parties.is_empty() || act.scope.parties.contains(&party.id) {
                        change(party);
                    }
                }
            };
            if act.kind.0 == marks.counsel && !act.scope.parties.is_empty() {
                each(&|party| party.counsel_since = party.counsel_since.or(day));
            } else if act.kind.0 == marks.discharged {
                each(&|party| party.counsel_since = None);
            } else if act.kind.0 == marks.moved
                && let Some(zone) = act.code(marks.residence).and_then(zone_named)
            {
                each(&|party| party.zone = zone);
            }
        }
    }

    /// Facts that hold: an act of their pattern stands.
    pub(crate) fn facts(&self) -> u128 {
        let mut facts = 0;
        for (at, pattern) in self.catalogue.facts.iter().enumerate() {
            if self.matching(pattern).next().is_some() {
                facts |= 1 << at;
            }
        }
        facts
    }

    pub(crate) fn stage(&self, facts: u128) -> Symbol {
        let stages = self.catalogue.stages();
        let last = stages.iter().rev().find(|stage| stage.when.holds(facts));
        last.or(stages.first()).map_or(Symbol::NONE, |stage| stage.name)
    }

    /// The last act of a pattern.
    fn last(&self, pattern: &Pattern) -> Option<&Act> {
        self.matching(pattern).last()
    }
}

/// The few names of the catalogue that the engine itself must know: what makes a party represented or moves it.
struct Marks {
    counsel: Symbol,
    discharged: Symbol,
    moved: Symbol,
    residence: Symbol,
    served_in: Symbol,
}

impl Marks {
    fn get() -> &'static Self {
        static MARKS: std::sync::OnceLock<Marks> = std::sync::OnceLock::new();
        MARKS.get_or_init(|| {
            let find = |name| Symbol::find(name).unwrap_or(Symbol::NONE);
            Self {
                counsel: find("avocat_constitue"),
                discharged: find("avocat_decharge"),
                moved: find("residence_changee"),
                residence: find("residence"),
                served_in: find("remise_a_personne_en"),
            }
        })
    }
}

fn zone_named(code: Symbol) -> Option<ResidenceZone> {
    zone(code.as_str())
}

/// A residence by its code.
pub(crate) fn zone(code: &str) -> Option<ResidenceZone> {
    match code {
        "metropole" => Some(ResidenceZone::Metropole),
        "outre_mer" => Some(ResidenceZone::OutreMer),
        "etranger" => Some(ResidenceZone::Etranger),
        "inconnue" => Some(ResidenceZone::Inconnue),
        _ => None,
    }
}

/// What happened to one party, read from the journal.
pub(crate) struct OfParty<'v, 'a> {
    pub view: &'v View<'a>,
    pub party: Option<PartyId>,
}

impl Happenings for OfParty<'_, '_> {
    fn days(&self, event: usize) -> Days {
        let mut days = Days::new();
        let Some(event) = self.view.catalogue.events.get(event) else { return days };
        for source in &event.sources {
            for act in self.view.matching(source) {
                if event.personal && !concerns(act, self.party) {
                    continue;
                }
                if let Some(day) = act.date(source.date).and_then(DateValue::day) {
                    days.push(day);
                }
            }
        }
        days.sort_unstable();
        days
    }

    fn set(&self, event: usize) -> Option<Set> {
        let event = self.view.catalogue.events.get(event)?;
        let act = event.sources.iter().find_map(|source| self.view.last(source))?;
        if event.personal && !concerns(act, self.party) {
            return None;
        }
        act.attrs.iter().find_map(|(_, value)| match value {
            AttrValue::Day(day) => Some(Set::Until(*day)),
            AttrValue::Int(months) => {
                Some(Set::Length(Term { months: i32::try_from(*months).ok()?, ..Term::default() }))
            }
            _ => None,
        })
    }
}

fn concerns(act: &Act, party: Option<PartyId>) -> bool {
    act.scope.parties.is_empty() || party.is_none_or(|party| act.scope.parties.contains(&party))
}

fn in_pourvoi(act: &Act, pourvoi: Option<PourvoiId>) -> bool {
    act.scope.pourvois.is_empty() || pourvoi.is_none_or(|id| act.scope.pourvois.contains(&id))
}

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

/// The root of what rests on no act in particular.
const NOWHERE: ActId = ActId(uuid::Uuid::nil());

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
