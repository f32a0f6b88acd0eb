//! The terms that acts open: whom each binds, when it ends, where it stands.

use std::{cell::Cell, collections::HashMap};

use smallvec::SmallVec;

use super::{
    compute::{Computed, Question, compute},
    view::{Entry, FEW, OfParty, Party, View, in_pourvoi, zone_named},
};
use crate::{
    act::{Act, ActKind, AttrValue, ResidenceZone, Role},
    calendar::Calendar,
    catalogue::{Bound, Catalogue, Pattern, Rule},
    day::Day,
    derivation::{Deadline, Key, Status},
    explain::Silent,
    ids::{ActId, PartyId, PourvoiId},
};

/// Terms opened so far.
pub(super) struct Opened<'v, 'a> {
    view: &'v View<'a>,
    calendar: Calendar,
    today: Day,
    deadlines: SmallVec<[Deadline; 16]>,
    /// Whether a journal that holds something twice may have opened a term twice.
    doubles: bool,
}

/// Whose term it is: of the terms of one rule, each is found by it.
type Whose = (Option<PartyId>, Option<PourvoiId>);

/// The terms of one rule: those from `before` on, in an index when they are many.
struct Group {
    before: usize,
    index: Option<HashMap<Whose, usize>>,
}

impl<'v, 'a> Opened<'v, 'a> {
    pub(super) fn new(view: &'v View<'a>, calendar: Calendar, today: Day) -> Self {
        Self { view, calendar, today, deadlines: SmallVec::new(), doubles: false }
    }

    /// The terms that a rule opens.
    pub(super) fn rule(&mut self, index: usize, rule: &'v Rule) {
        let view = self.view;
        let special = view.special.and_then(|text| rule.special_of(text));
        if view.is_left_to_another(rule, special) {
            return;
        }
        let mut group = Group { before: self.deadlines.len(), index: None };
        let mut starts: SmallVec<[Start; 8]> = SmallVec::new();
        for (trigger, of) in rule.triggers.iter().enumerate() {
            let Some(pattern) = &of.pattern else { continue };
            if !of.procedures.contains(view.procedure) || !rule.runs_from(trigger, special) {
                continue;
            }
            let acts = view.matching(pattern);
            // What the act does not state has not come: it starts nothing. Stated to be unknown, the term has no date yet.
            let stated = |at: usize| {
                let entry = &view.acts[at];
                if let Some(until) = of.until {
                    entry.stated(until)?;
                }
                if of.unless.is_some_and(|date| entry.stated(date).is_some()) {
                    return None;
                }
                Some(Start { day: entry.stated(pattern.date)?, trigger, at })
            };
            starts.extend(acts.filter_map(stated));
        }
        // Most rules start nothing.
        if starts.is_empty() || !rule.when.holds(view.facts) {
            return;
        }
        let addressed = matches!(rule.bound, Bound::Addressee | Bound::AddressedDemandeur) && !rule.each;
        let again = rule.bound == Bound::Demandeur && !rule.each && starts.len() > 1;
        if addressed && rule.triggers.len() > 1 || again {
            // The earliest is computed first: most often, it spares the computation of the others.
            starts.sort_by_key(|start| (start.day.is_none(), start.day));
        }
        let (calendar, today, by_anybody) = (self.calendar, self.today, Cell::new(None));
        for start in starts {
            let (entry, root) = (&view.acts[start.at], view.root(start.at));
            let opening = Opening {
                view,
                calendar,
                today,
                index,
                rule,
                trigger: start.trigger,
                at: start.at,
                entry,
                start: start.day,
                root,
                shared: Cell::new(None),
                by_anybody: &by_anybody,
                addressed,
                again,
                since: Cell::new(start.day.filter(|_| rule.each).map(|day| day.plus(-1))),
            };
            opening.bound(|bind| self.keep(&opening, &bind, &mut group));
        }
    }

    /// Keeps one term a key. The first valid notification starts the term: a later one of the same thing opens no new one. Nor
    /// does an act start anew what still binds a demandeur, or say without its date what another one dates.
    fn keep(&mut self, opening: &Opening<'_, '_>, bind: &Bind, group: &mut Group) {
        if !opening.is_bound(bind) {
            return;
        }
        let addressed = opening.addressed;
        let whose = (bind.party, opening.pourvoi(bind));
        let known = if addressed { self.known(whose, group) } else { None };
        if let Some(known) = known {
            if opening.is_no_earlier_than(&self.deadlines[known]) {
                return;
            }
            if let Some(deadline) = opening.deadline(bind) {
                let first = |d: &Deadline| (d.start.is_none(), d.start, d.key.root);
                if first(&deadline) < first(&self.deadlines[known]) {
                    self.deadlines[known] = deadline;
                }
            }
            return;
        }
        if opening.again {
            opening.since.set(None);
            if let Some(known) = self.known(whose, group) {
                let (Status::Met { on, .. }, Some(start)) = (self.deadlines[known].status, opening.start)
                else {
                    return;
                };
                if start <= on {
                    return;
                }
                opening.since.set(Some(on));
            }
        }
        let Some(deadline) = opening.deadline(bind) else { return };
        if let Some(index) = group.index.as_mut().filter(|_| addressed || opening.again) {
            index.insert(whose, self.deadlines.len());
        }
        if !addressed {
            let of_rule = &self.deadlines[group.before..];
            self.doubles |= of_rule.len() >= FEW || of_rule.iter().any(|d| d.key == deadline.key);
        }
        self.deadlines.push(deadline);
    }

    /// The term that the rule has opened for somebody; the last one, where one followed another.
    fn known(&self, whose: Whose, group: &mut Group) -> Option<usize> {
        let of = |d: &Deadline| (d.key.party, d.key.pourvoi);
        let of_rule = &self.deadlines[group.before..];
        if of_rule.len() < FEW {
            return of_rule.iter().rposition(|d| of(d) == whose).map(|at| group.before + at);
        }
        let index = group.index.get_or_insert_with(|| of_rule.iter().map(of).zip(group.before..).collect());
        index.get(&whose).copied()
    }

    /// One term a key, whatever a journal holds twice.
    pub(super) fn deadlines(&mut self) -> &[Deadline] {
        if self.doubles {
            self.deadlines.sort_by_key(|d| (d.key, d.due));
            self.deadlines.dedup_by(|a, b| a.key == b.key);
        }
        &self.deadlines
    }
}

/// An act that starts a rule: its day, by which trigger, where it stands.
struct Start {
    day: Option<Day>,
    trigger: usize,
    at: usize,
}

/// Who is bound, and whose residence counts.
#[derive(Debug, Clone, Copy)]
struct Bind {
    party: Option<PartyId>,
    who: Option<u32>,
    /// The person whose acts touch the term: toward an adversary, not he.
    touched_by: Option<u32>,
    pourvoi: Option<PourvoiId>,
    zone: ResidenceZone,
    counsel_since: Option<Day>,
}

impl Bind {
    fn of(party: &Party) -> Self {
        Self {
            party: Some(party.id),
            who: Some(party.who),
            touched_by: Some(party.who),
            pourvoi: party.pourvoi,
            zone: party.zone,
            counsel_since: party.counsel_since,
        }
    }

    /// Nobody among the parties.
    const NOBODY: Self = Self {
        party: None,
        who: None,
        touched_by: None,
        pourvoi: None,
        zone: ResidenceZone::Metropole,
        counsel_since: None,
    };
}

/// An act that starts a rule.
struct Opening<'v, 'a> {
    view: &'v View<'a>,
    calendar: Calendar,
    today: Day,
    index: usize,
    rule: &'v Rule,
    trigger: usize,
    at: usize,
    entry: &'v Entry<'a>,
    start: Option<Day>,
    root: ActId,
    /// What the demandeurs owe ends on the same day toward each of their adversaries: computed once.
    shared: Cell<Option<Computed>>,
    /// What satisfies the rule whoever did it serves all whom it binds: looked for once.
    by_anybody: &'v Cell<Option<Option<Found>>>,
    /// Whether the first valid act of several that tell the same thing counts.
    addressed: bool,
    /// Whether other acts start the rule for the same people.
    again: bool,
    /// The day on which the term was satisfied that ran before this one, or that before the act which alone it answers: what was
    /// done until then does not serve.
    since: Cell<Option<Day>>,
}

/// An act that satisfies a rule: the earliest day first, those of no known day last, then in the order of the rule and of the acts.
type Found = ((bool, Option<Day>), usize, usize);

impl<'v, 'a> Opening<'v, 'a> {
    /// Whether a term that the act starts could not take the place of a known one: found out before it is computed.
    fn is_no_earlier_than(&self, known: &Deadline) -> bool {
        let Some(day) = known.start else { return false };
        let set_back = self.view.kinds & self.rule.set_back_by != 0;
        // Unless something sets it back, a term starts on the day of its act or later.
        !set_back && self.start.is_none_or(|start| (start, self.root) >= (day, known.key.root))
    }

    /// Parties of the pourvoi, of a role.
    fn of_role(&self, role: Role) -> impl Iterator<Item = &'v Party> {
        let act = self.entry.act;
        self.view.parties.iter().filter(move |p| {
            super::steps::count();
            p.role == role && in_pourvoi(act, p.pourvoi)
        })
    }

    /// Tells the parties of the pourvoi that the act names.
    fn named(&self, mut tell: impl FnMut(&Party)) {
        let entry = self.entry;
        self.view.named(self.at, |at| {
            let party = &self.view.parties[at];
            if in_pourvoi(entry.act, party.pourvoi) {
                tell(party);
            }
        });
    }

    /// Tells whom the act binds.
    fn bound(&self, mut tell: impl FnMut(Bind)) {
        let to_all = self.entry.act.scope.parties.is_empty();
        match self.rule.triggers.get(self.trigger).map_or(self.rule.bound, |trigger| trigger.bound) {
            Bound::Demandeur | Bound::AddressedDemandeur if to_all => {
                self.of_role(Role::Demandeur).for_each(|p| tell(Bind::of(p)));
            }
            Bound::Demandeur | Bound::AddressedDemandeur => self.named(|p| {
                if p.role == Role::Demandeur {
                    tell(Bind::of(p));
                }
            }),
            Bound::TowardsRepresented | Bound::TowardsUnrepresented => {
                let (touched_by, zone) = self.side_of_the_demandeurs();
                self.of_role(Role::Defendeur).for_each(|p| tell(Bind { touched_by, zone, ..Bind::of(p) }));
            }
            Bound::Party if to_all => {
                let act = self.entry.act;
                let of = self.view.parties.iter().filter(|party| in_pourvoi(act, party.pourvoi));
                of.for_each(|party| tell(Bind::of(party)));
            }
            Bound::Addressee if to_all => self.of_role(Role::Defendeur).for_each(|p| tell(Bind::of(p))),
            Bound::Addressee | Bound::Party | Bound::Author => self.named(|p| tell(Bind::of(p))),
            Bound::Court | Bound::President | Bound::LowerRegistry => tell(Bind::NOBODY),
            // What was granted to another demandeur is nothing to it.
            Bound::PublicProsecutor => {
                tell(Bind { touched_by: self.prosecutor().map(|party| party.who), ..Bind::NOBODY });
            }
        }
    }

    /// By whose acts and residence runs what the demandeurs owe to their adversaries. Several may deposit one mémoire: the
    /// term that ends first is the safe one; one whose end is not known comes before, one that is interrupted after.
    fn side_of_the_demandeurs(&self) -> (Option<u32>, ResidenceZone) {
        let of = |party: &Party| (Some(party.who), party.zone);
        let mut demandeurs = self.of_role(Role::Demandeur);
        let Some(one) = demandeurs.next() else { return (None, ResidenceZone::Inconnue) };
        let (Some(other), Some(start)) = (demandeurs.next(), self.start) else { return of(one) };
        let first = [one, other].into_iter().chain(demandeurs).min_by_key(|party| {
            let computed = self.computed(&Bind::of(party), start);
            (computed.interrupted, computed.missing.is_none(), computed.due)
        });
        first.map_or_else(|| of(one), of)
    }

    /// The term that is the same toward each adversary.
    fn toward_all(&self, bind: &Bind, start: Day) -> Computed {
        let computed = self.shared.get().unwrap_or_else(|| self.computed(bind, start));
        self.shared.set(Some(computed));
        computed
    }

    /// The term, as the acts of a person touch it in a pourvoi.
    fn computed(&self, bind: &Bind, start: Day) -> Computed {
        let question = Question {
            catalogue: self.view.catalogue,
            calendar: self.calendar,
            rule: self.rule,
            trigger: self.trigger,
            zone: bind.zone,
            served_in: served_in(self.view.catalogue, self.entry.act),
            special: self.view.special,
            length: None,
            until: until(self.rule, self.trigger, self.entry),
            decision: self.view.decision,
        };
        let touching = OfParty::new(self.view, bind.touched_by, self.own_pourvoi(bind));
        compute(&question, start, &touching, &mut Silent)
    }

    fn deadline(&self, bind: &Bind) -> Option<Deadline> {
        super::steps::count();
        let act = self.entry.act;
        let mut deadline = Deadline {
            key: Key { rule: self.rule.id, pourvoi: self.pourvoi(bind), party: bind.party, root: self.root },
            trigger: act.id,
            start: None,
            raw: None,
            due: None,
            alert: None,
            ambiguous: false,
            status: Status::Undetermined,
            missing: Some("depart"),
            rule: u16::try_from(self.index).unwrap_or(u16::MAX),
            trigger_index: u8::try_from(self.trigger).unwrap_or(0),
            zone: bind.zone,
            who: bind.touched_by.map_or(0, |who| who + 1),
        };
        let Some(start) = self.start else {
            deadline.status = self.without_date(bind);
            return Some(deadline);
        };
        if self.is_foregone(bind, start) {
            return None;
        }
        let computed = match self.rule.bound {
            Bound::TowardsRepresented | Bound::TowardsUnrepresented => self.toward_all(bind, start),
            _ => self.computed(bind, start),
        };
        if self.is_owed_otherwise(bind, &computed) {
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
        deadline.status = self.status(bind, &computed);
        Some(deadline)
    }

    fn pourvoi(&self, bind: &Bind) -> Option<PourvoiId> {
        self.own_pourvoi(bind).or_else(|| self.view.parties.first().and_then(|p| p.pourvoi))
    }

    /// The pourvoi in which somebody is bound; of the whole case, none.
    fn own_pourvoi(&self, bind: &Bind) -> Option<PourvoiId> {
        let named = &self.entry.act.scope.pourvois;
        let own = bind.pourvoi.filter(|own| named.is_empty() || named.contains(own));
        own.or_else(|| named.first().copied())
    }

    /// A formality is owed to counsel whom the adversary had when the term ended (of chained ones, the first), else to the
    /// adversary himself. While the term is interrupted, it has no end: who has counsel now is told through counsel.
    fn is_owed_otherwise(&self, bind: &Bind, computed: &Computed) -> bool {
        let end = computed.first_end.unwrap_or(computed.due);
        let represented = bind.counsel_since.is_some_and(|since| computed.interrupted || since <= end);
        match self.rule.bound {
            Bound::TowardsRepresented => !represented,
            Bound::TowardsUnrepresented => represented,
            _ => false,
        }
    }

    /// Whether it is known to be owed otherwise before the term is computed: nobody has counsel, or the term is chained,
    /// and the adversary had counsel on the earliest day on which the first one can end.
    fn is_foregone(&self, bind: &Bind, start: Day) -> bool {
        match self.rule.bound {
            Bound::TowardsRepresented => bind.counsel_since.is_none(),
            Bound::TowardsUnrepresented => {
                bind.counsel_since.is_some_and(|since| self.first_end(start).is_some_and(|end| since <= end))
            }
            _ => false,
        }
    }

    /// The earliest end of the term to which this one is chained; none where something reduced it.
    fn first_end(&self, start: Day) -> Option<Day> {
        let catalogue = self.view.catalogue;
        let after = self.rule.triggers.get(self.trigger).and_then(|t| t.after)?;
        let first = catalogue.rules().get(after)?;
        let reducing = first.reduced_by.and_then(|event| catalogue.events.get(event));
        let reduced = reducing.is_some_and(|event| event.kinds & self.view.kinds != 0);
        let special = self.view.special.and_then(|text| first.special_of(text));
        let decision = self.view.decision.unwrap_or(start);
        let length = || special.map_or_else(|| first.length_on(0, decision).0, |special| special.term);
        (!reduced).then(|| length().end(start))
    }

    fn without_date(&self, bind: &Bind) -> Status {
        match self.satisfied(bind) {
            Some((by, Some(on))) => Status::Met { by, on },
            _ if self.is_moot(bind) => Status::Moot,
            _ => Status::Undetermined,
        }
    }

    /// Whether something named as the end of it holds, for all or for the party bound: an empty condition never ends anything.
    /// Nor does a term outlive the case of the party that it binds.
    fn is_moot(&self, bind: &Bind) -> bool {
        let moot = &self.rule.moot;
        if moot.asks && moot.holds(self.view.facts) || self.did(bind, &self.rule.moot_for_party) {
            return true;
        }
        // Nor does what the Court or the registry owes in a pourvoi.
        let named = &self.entry.act.scope.pourvois;
        if bind.party.is_none() && !named.is_empty() {
            return named.iter().all(|pourvoi| self.view.is_over(*pourvoi, self.start));
        }
        bind.party.is_some() && self.view.ended(bind.party, self.pourvoi(bind), self.start)
    }

    /// The party that the ministère public is in the pourvoi that it formed, where the term that binds it is of one.
    fn prosecutor(&self) -> Option<&'v Party> {
        if self.rule.bound != Bound::PublicProsecutor || self.entry.act.scope.pourvois.is_empty() {
            return None;
        }
        self.of_role(Role::Demandeur).next()
    }

    fn status(&self, bind: &Bind, computed: &Computed) -> Status {
        let satisfied = self.satisfied(bind);
        let done = satisfied.and_then(|(by, on)| Some((by, on?)));
        let ends = !computed.interrupted && computed.missing.is_none();
        if let Some((by, on)) = done.filter(|(_, on)| !ends || *on <= computed.due) {
            return Status::Met { by, on };
        }
        // What was kept stays kept; what was not is a fault only as long as it matters.
        if self.is_moot(bind) {
            return Status::Moot;
        }
        if let Some((by, on)) = done {
            return Status::Late { by, on };
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
    fn satisfied(&self, bind: &Bind) -> Option<(ActId, Option<Day>)> {
        let shared = self.by_anybody.get().filter(|_| self.since.get().is_none());
        let by_anybody = shared.unwrap_or_else(|| {
            let found = self.satisfying(false, bind);
            if self.since.get().is_none() {
                self.by_anybody.set(Some(found));
            }
            found
        });
        let by_itself = self.satisfying(true, bind);
        let ((_, day), _, at) = by_anybody.into_iter().chain(by_itself).min()?;
        Some((self.view.acts[at].act.id, day))
    }

    /// The same, of the acts that must name the party, or of those that need not.
    fn satisfying(&self, personal: bool, bind: &Bind) -> Option<Found> {
        let mut first: Option<Found> = None;
        let (who, since) = (bind.who.filter(|_| personal), self.since.get());
        let of = self.rule.satisfied_by.iter().enumerate();
        let here = |start: Option<usize>| start.is_none_or(|start| start == self.trigger);
        for (rank, satisfaction) in of.filter(|(_, of)| of.personal == personal && here(of.start)) {
            self.view.each(&satisfaction.pattern, who, |at, entry| {
                // What is done in one pourvoi does not serve another.
                if personal && !self.view.counts_in(entry.act, bind.pourvoi) {
                    return;
                }
                if self.speaks_of(entry.act, &satisfaction.unless_of) {
                    return;
                }
                let Some(day) = entry.stated(satisfaction.pattern.date) else { return };
                if since.is_some_and(|since| day.is_some_and(|day| day <= since)) {
                    return;
                }
                let found = ((day.is_none(), day), rank, at);
                if first.is_none_or(|known| found < known) {
                    first = Some(found);
                }
            });
        }
        first
    }

    /// Whether an act speaks of one that stands, of these types.
    #[inline]
    fn speaks_of(&self, act: &Act, types: &[ActKind]) -> bool {
        if types.is_empty() {
            return false;
        }
        let of = act.refers_to.and_then(|id| self.view.find(id));
        of.is_some_and(|of| types.contains(&of.act.kind))
    }

    /// Whether the party did what the term is owed for, where the rule says that it is owed for something.
    #[inline]
    fn is_bound(&self, bind: &Bind) -> bool {
        self.rule.owed_for.is_empty() || self.did(bind, &self.rule.owed_for)
    }

    /// Whether the party did something that fits one of the patterns, in the pourvoi in which it is bound.
    #[inline(never)]
    fn did(&self, bind: &Bind, patterns: &[Pattern]) -> bool {
        let mut did = false;
        for pattern in patterns {
            self.view.each(pattern, bind.who, |_, entry| did |= self.view.counts_in(entry.act, bind.pourvoi));
        }
        did
    }
}

/// The end that an act states, where its trigger asks for it.
pub(super) fn until(rule: &Rule, trigger: usize, entry: &Entry<'_>) -> Option<Day> {
    entry.day(rule.triggers.get(trigger)?.until?)
}

/// Zone in which an act was handed to the person, when it says so.
pub(super) fn served_in(catalogue: &Catalogue, act: &Act) -> Option<ResidenceZone> {
    act.attrs.iter().find_map(|(name, value)| match value {
        AttrValue::Code(code) if *name == catalogue.marks.served_in => zone_named(*code),
        _ => None,
    })
}
