//! The journal as the rules look at it: acts that count, parties, what happened to each.
//!
//! Read once. Acts of a type, acts about everybody and acts about each person are chains through the same table, so that
//! a question costs what it answers, whatever the size of the journal.

use std::{collections::HashMap, sync::OnceLock};

use smallvec::SmallVec;

use super::{
    compute::{Happenings, Set},
    corrections::Corrections,
};
use crate::{
    act::{Act, AttrValue, ResidenceZone, Role, Scope},
    catalogue::{Catalogue, Condition, EventType, Fact, Facts, KINDS, Pattern, Procedure, Rule, Special},
    day::Day,
    ids::{ActId, PartyId, PourvoiId},
    symbol::Symbol,
    term::Term,
};

/// The root of what rests on no act in particular.
pub(super) const NOWHERE: ActId = ActId(uuid::Uuid::nil());

/// Up to so many things one is looked for one by one; beyond, in an index.
pub(super) const FEW: usize = 32;

/// The journal as the rules look at it. Links of chains count from 1; 0 ends.
pub(crate) struct View<'a> {
    pub catalogue: &'a Catalogue,
    pub acts: Vec<Entry<'a>>,
    pub parties: Vec<Party>,
    /// The pourvois in which parties are, in the order of the days of the acts that declare them.
    pub pourvois: SmallVec<[PourvoiId; 2]>,
    pub(super) people: Vec<Person>,
    by_id: Option<HashMap<PartyId, u32>>,
    /// Where acts stand, if it was asked for.
    by_act: OnceLock<HashMap<ActId, u32>>,
    mentions: Vec<Mention>,
    /// First act of each type; of those, first that concerns everybody.
    heads: [u32; KINDS],
    common: [u32; KINDS],
    pub(super) kinds: u128,
    common_kinds: u128,
    pub facts: Facts,
    /// Position of the procedure.
    pub(crate) procedure: usize,
    /// The day of the decision attacked, whose law applies.
    pub(super) decision: Option<Day>,
    /// The special text that the act which opens the journal names.
    pub(crate) special: Option<Symbol>,
    /// First act of the correction chain of each act, where something was corrected.
    roots: Vec<ActId>,
    /// What was corrected.
    corrections: Corrections,
    /// Acts that ended the case for those whom they name, with the date that says when.
    ends: SmallVec<[(Symbol, u32); 2]>,
}

/// An act that counts. Small: those of a usual journal fit in what an allocator hands out at once.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub act: &'a Act,
    /// Patterns that it fits, of those of its type.
    fits: u64,
    next: u32,
    next_common: u32,
    /// Where its mentions of persons start; they end where those of the next act start.
    mentions: u32,
    slot: u16,
}

impl Entry<'_> {
    /// Its day by the name of a date, or of an attribute that is a day.
    pub(super) fn day(&self, date: Symbol) -> Option<Day> {
        self.stated(date).flatten()
    }

    /// The same; nothing where the act does not state it at all, which is not to state that it is unknown.
    pub(super) fn stated(&self, date: Symbol) -> Option<Option<Day>> {
        match self.act.date(date) {
            Some(value) => Some(value.day()),
            None => match self.act.attr(date) {
                Some(AttrValue::Day(day)) => Some(Some(*day)),
                _ => None,
            },
        }
    }

    /// The day that places it in time.
    pub(super) fn first_day(&self) -> Option<Day> {
        self.act.dates.first().and_then(|(_, value)| value.day())
    }

    fn is_common(&self) -> bool {
        self.act.scope.parties.is_empty()
    }
}

/// That an act concerns a person; with what most mentions are passed over for.
#[derive(Clone, Copy)]
struct Mention {
    act: u32,
    who: u32,
    next: u32,
    slot: u32,
    fits: u64,
}

/// Who is a party, in one pourvoi or in several.
#[derive(Debug, Clone, Copy)]
pub(super) struct Person {
    id: PartyId,
    /// Types of the acts that concern this person by name.
    kinds: u128,
    mentions: u32,
    parties: u32,
}

/// A party, with what later acts made of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Party {
    pub id: PartyId,
    pub who: u32,
    next: u32,
    pub role: Role,
    pub zone: ResidenceZone,
    pub pourvoi: Option<PourvoiId>,
    /// Day from which it has counsel; `None` when it has none.
    pub counsel_since: Option<Day>,
}

impl<'a> View<'a> {
    pub(crate) fn of(catalogue: &'a Catalogue, acts: &'a [Act]) -> Self {
        let corrections = Corrections::of(acts);
        // A day's acts count alike in whatever order they were recorded.
        let mut live: SmallVec<[(i32, &Act); 32]> = SmallVec::with_capacity(acts.len());
        let revoked = revoked(catalogue, &corrections, acts);
        let stands = |act: &&Act| {
            let root = || corrections.root(act.id, acts.len());
            !corrections.replaced(act) && (revoked.is_empty() || !revoked.contains(&root()))
        };
        for act in acts.iter().filter(stands) {
            let day = act.dates.first().and_then(|(_, value)| value.day());
            live.push((day.map_or(i32::MIN, Day::number), act));
        }
        live.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.id.cmp(&b.1.id)));
        let mut view = Self {
            catalogue,
            acts: Vec::with_capacity(live.len()),
            parties: Vec::new(),
            pourvois: SmallVec::new(),
            people: Vec::new(),
            by_id: None,
            by_act: OnceLock::new(),
            mentions: Vec::with_capacity(live.len()),
            heads: [0; KINDS],
            common: [0; KINDS],
            kinds: 0,
            common_kinds: 0,
            facts: Facts::NONE,
            procedure: catalogue.usual,
            decision: None,
            special: None,
            roots: Vec::new(),
            corrections,
            ends: SmallVec::new(),
        };
        for (_, act) in &live {
            view.enter(act);
        }
        view.chain();
        if view.kinds & catalogue.undoing != 0 {
            view.undo();
        }
        view.read_mentions();
        for pattern in catalogue.partial_ends.iter().filter(|pattern| view.kinds & pattern.kinds != 0) {
            let found: SmallVec<[u32; 2]> = view.matching(pattern).map(|at| at as u32).collect();
            view.ends.extend(found.into_iter().map(|at| (pattern.date, at)));
        }
        if !view.corrections.is_empty() {
            view.roots = live.iter().map(|(_, act)| view.corrections.root(act.id, acts.len())).collect();
        }
        view
    }

    /// One act: what it fits, whom it declares.
    fn enter(&mut self, act: &'a Act) {
        let slot = self.catalogue.slot(act.kind).unwrap_or(KINDS);
        let sieve = self.catalogue.sieves.get(slot);
        let fits = sieve.map_or(0, |sieve| sieve.sift(act));
        if let Some(sieve) = sieve {
            sieve.facts(fits, &mut self.facts);
        }
        if self.catalogue.marks.opening.checked_shr(slot as u32).unwrap_or(0) & 1 == 1 {
            self.begin(act);
        }
        self.acts.push(Entry { act, fits, next: 0, next_common: 0, mentions: 0, slot: slot as u16 });
        let pourvoi = act.scope.pourvois.first().copied();
        let declared = pourvoi.filter(|id| !act.parties.is_empty() && !self.pourvois.contains(id));
        self.pourvois.extend(declared);
        for declared in &act.parties {
            let who = self.met(declared.party);
            // Declared twice, a party is one; in two pourvois it is bound twice.
            if self.parties_of(who).any(|at| self.parties[at].pourvoi == pourvoi) {
                continue;
            }
            let person = &mut self.people[who as usize];
            self.parties.push(Party {
                id: declared.party,
                who,
                next: person.parties,
                role: declared.role,
                zone: declared.zone,
                pourvoi,
                counsel_since: None,
            });
            person.parties = self.parties.len() as u32;
        }
    }

    /// What an act that begins a journal says of the whole.
    fn begin(&mut self, act: &Act) {
        let marks = self.catalogue.marks;
        self.procedure = self.procedure_with(act);
        // Another pourvoi under the number is declared: the law of the day is already that of the first decision.
        let another = !act.parties.is_empty()
            && self.pourvois.first().is_some_and(|first| !common(&[*first], &act.scope.pourvois));
        if let Some(AttrValue::Day(day)) = act.attr(marks.decision).filter(|_| !another) {
            self.decision = Some(*day);
        }
        self.special = act.code(marks.special).or(self.special);
    }

    /// Position of the procedure that the journal would follow with one more act.
    pub(crate) fn procedure_with(&self, act: &Act) -> usize {
        let named = act.code(self.catalogue.marks.procedure);
        named.and_then(|code| self.catalogue.procedure_named(code.as_str())).unwrap_or(self.procedure)
    }

    /// The procedure that the journal follows.
    pub(crate) fn procedure(&self) -> &'a Procedure {
        static NONE: OnceLock<Procedure> = OnceLock::new();
        let catalogue = self.catalogue;
        catalogue.procedures().get(self.procedure).unwrap_or_else(|| NONE.get_or_init(Procedure::unknown))
    }

    /// The number of a person, who is met for the first time or not.
    fn met(&mut self, id: PartyId) -> u32 {
        if let Some(known) = self.person(id) {
            return known;
        }
        let who = self.people.len() as u32;
        self.people.push(Person { id, kinds: 0, mentions: 0, parties: 0 });
        match &mut self.by_id {
            Some(index) => {
                index.insert(id, who);
            }
            None if self.people.len() > FEW => {
                self.by_id = Some(self.people.iter().zip(0..).map(|(person, at)| (person.id, at)).collect());
            }
            None => {}
        }
        who
    }

    /// The number of a person.
    pub(super) fn person(&self, id: PartyId) -> Option<u32> {
        match &self.by_id {
            Some(index) => index.get(&id).copied(),
            None => self.people.iter().position(|person| person.id == id).map(|at| at as u32),
        }
    }

    /// Positions of the parties that a person is.
    pub(super) fn parties_of(&self, who: u32) -> impl Iterator<Item = usize> + '_ {
        let mut link = self.people[who as usize].parties;
        std::iter::from_fn(move || {
            let at = (link as usize).checked_sub(1)?;
            link = self.parties[at].next;
            Some(at)
        })
    }

    /// Tells the positions of the parties that an act names, in order.
    pub(super) fn named(&self, at: usize, mut tell: impl FnMut(usize)) {
        let to = self.acts.get(at + 1).map_or(self.mentions.len(), |next| next.mentions as usize);
        let mentions = &self.mentions[self.acts[at].mentions as usize..to];
        if let [mention] = mentions
            && let Some(at) = (self.people[mention.who as usize].parties as usize).checked_sub(1)
            && self.parties[at].next == 0
        {
            return tell(at);
        }
        let parties = mentions.iter().flat_map(|mention| self.parties_of(mention.who));
        let mut parties: SmallVec<[usize; 8]> = parties.collect();
        parties.sort_unstable();
        parties.dedup();
        parties.into_iter().for_each(tell);
    }

    fn chain(&mut self) {
        for (at, entry) in self.acts.iter_mut().enumerate().rev() {
            let slot = usize::from(entry.slot);
            let Some(head) = self.heads.get_mut(slot) else { continue };
            entry.next = std::mem::replace(head, at as u32 + 1);
            self.kinds |= 1 << slot;
            if entry.is_common() {
                entry.next_common = std::mem::replace(&mut self.common[slot], at as u32 + 1);
                self.common_kinds |= 1 << slot;
            }
        }
    }

    /// Takes away the facts that a later act undid. Acts of one day have no order: what came that day stands.
    fn undo(&mut self) {
        let catalogue = self.catalogue;
        for at in &catalogue.undone {
            if catalogue.facts.get(*at).is_some_and(|fact| self.is_undone(fact)) {
                self.facts.remove(*at);
            }
        }
    }

    fn is_undone(&self, fact: &Fact) -> bool {
        let since = fact.since.as_ref().filter(|since| self.kinds & since.kinds != 0);
        since.is_some_and(|since| self.last_day(since) > self.last_day(&fact.pattern))
    }

    /// Whether an act of the fact's pattern stands, and no later act undid it.
    pub(super) fn stands(&self, fact: &Fact) -> bool {
        let pattern = &fact.pattern;
        self.kinds & pattern.kinds != 0 && self.matching(pattern).next().is_some() && !self.is_undone(fact)
    }

    /// The last day of a pattern; nothing where no day of it is known.
    fn last_day(&self, pattern: &Pattern) -> Option<Day> {
        self.matching(pattern).filter_map(|at| self.acts[at].day(pattern.date)).max()
    }

    /// Whom each act concerns, and what it makes of them.
    fn read_mentions(&mut self) {
        let marks = self.catalogue.marks;
        for at in 0..self.acts.len() {
            let Entry { act, slot, fits, .. } = self.acts[at];
            self.acts[at].mentions = self.mentions.len() as u32;
            for id in &act.scope.parties {
                let Some(who) = self.person(*id) else { continue };
                let person = &mut self.people[who as usize];
                person.kinds |= 1u128.checked_shl(slot.into()).unwrap_or(0);
                let next = person.mentions;
                self.mentions.push(Mention { act: at as u32, who, next, slot: slot.into(), fits });
                person.mentions = self.mentions.len() as u32;
            }
            if act.kind.0 == marks.counsel {
                let day = act.dates.first().and_then(|(_, value)| value.day());
                if !act.scope.parties.is_empty() {
                    self.change(at, |party| party.counsel_since = party.counsel_since.or(day));
                }
            } else if act.kind.0 == marks.discharged {
                self.change(at, |party| party.counsel_since = None);
            } else if act.kind.0 == marks.moved
                && let Some(zone) = act.code(marks.residence).and_then(zone_named)
            {
                self.change(at, |party| party.zone = zone);
            } else if act.kind.0 == marks.requalified
                && !act.scope.parties.is_empty()
                && let Some(role) = act.code(marks.role).and_then(role_named)
            {
                self.change(at, |party| party.role = role);
            }
        }
    }

    /// Changes the parties that an act concerns, in the pourvois that it names; the mentions of the acts after it are not read yet.
    fn change(&mut self, at: usize, change: impl Fn(&mut Party)) {
        let act = self.acts[at].act;
        if self.acts[at].is_common() {
            self.parties.iter_mut().filter(|party| in_pourvoi(act, party.pourvoi)).for_each(change);
        } else {
            for mention in self.acts[at].mentions as usize..self.mentions.len() {
                let mut link = self.people[self.mentions[mention].who as usize].parties;
                while let Some(party) = (link as usize).checked_sub(1) {
                    if in_pourvoi(act, self.parties[party].pourvoi) {
                        change(&mut self.parties[party]);
                    }
                    link = self.parties[party].next;
                }
            }
        }
    }

    /// Whether an act ended the case, since a day, for a party in a pourvoi. One about some of the decisions attacked
    /// leaves the others; one that names neither party nor pourvoi does not say for whom.
    pub(super) fn ended(
        &self,
        party: Option<PartyId>,
        pourvoi: Option<PourvoiId>,
        since: Option<Day>,
    ) -> bool {
        self.ends.iter().any(|(date, at)| {
            let entry = &self.acts[*at as usize];
            let scope = &entry.act.scope;
            let named = !scope.parties.is_empty() || !scope.pourvois.is_empty();
            let later = since.is_none_or(|since| entry.day(*date).is_some_and(|day| day > since));
            let of_party =
                scope.parties.is_empty() || party.is_some_and(|party| scope.parties.contains(&party));
            named && later && of_party && scope.decisions.is_empty() && in_pourvoi(entry.act, pourvoi)
        })
    }

    /// Whether an act ended a whole pourvoi, or the case for each of its demandeurs, since a day.
    pub(crate) fn is_over(&self, pourvoi: PourvoiId, since: Option<Day>) -> bool {
        if self.ends.is_empty() {
            return false;
        }
        let own = |party: &&Party| party.role == Role::Demandeur && party.pourvoi == Some(pourvoi);
        let mut demandeurs = self.parties.iter().filter(own).peekable();
        demandeurs.peek().is_some()
            && demandeurs.all(|party| self.ended(Some(party.id), Some(pourvoi), since))
    }

    /// Whether what a party did counts in a pourvoi: the act, or that of which it speaks, names it, or none in which parties are (a
    /// pourvoi incident is formed within the principal).
    pub(super) fn counts_in(&self, act: &Act, pourvoi: Option<PourvoiId>) -> bool {
        let Some(pourvoi) = pourvoi.filter(|_| self.pourvois.len() > 1) else { return true };
        let mut named = &act.scope.pourvois;
        if named.is_empty()
            && let Some(told) = act.refers_to.and_then(|id| self.find(id))
        {
            named = &told.act.scope.pourvois;
        }
        named.contains(&pourvoi) || !named.iter().any(|id| self.pourvois.contains(id))
    }

    /// Whether a person forms a pourvoi.
    pub(super) fn forms(&self, who: u32) -> bool {
        self.parties_of(who).any(|at| self.parties[at].role == Role::Demandeur)
    }

    /// The first act of the correction chain of an act.
    pub(super) fn root(&self, at: usize) -> ActId {
        self.roots.get(at).copied().unwrap_or(self.acts[at].act.id)
    }

    /// Whether an act answers another: the one that it names, by any link of its chain; where it names none, any that is no earlier
    /// and may concern the same parties and pourvois.
    pub(super) fn answers(&self, by: usize, asked: usize) -> bool {
        match self.acts[by].act.refers_to {
            Some(named) => self.corrections.first_of(named) == self.root(asked),
            None => {
                let (by, asked) = (&self.acts[by], &self.acts[asked]);
                by.first_day() >= asked.first_day() && meet(&by.act.scope, &asked.act.scope)
            }
        }
    }

    /// The act by which a condition came to hold: it stays the same while other acts arrive.
    pub(super) fn establishing(&self, condition: &Condition) -> ActId {
        let asked = if condition.all.is_empty() { condition.any } else { condition.all };
        let mut last = None;
        for fact in asked.iter() {
            let Some(fact) = self.catalogue.facts.get(fact) else { continue };
            let pattern = &fact.pattern;
            let after = fact.since.as_ref().and_then(|since| self.last_day(since));
            let mut acts = self.matching(pattern).filter(|at| self.acts[*at].day(pattern.date) >= after);
            let Some(at) = acts.next() else { continue };
            last = last.max(Some((self.acts[at].day(pattern.date), self.acts[at].act.id, at)));
        }
        last.map_or(NOWHERE, |(_, _, at)| self.root(at))
    }

    /// Positions of the acts of a pattern, in order.
    pub(crate) fn matching(&self, pattern: &Pattern) -> impl Iterator<Item = usize> + '_ {
        let mut link = self.heads.get(pattern.slot).copied().unwrap_or(0);
        let bit = pattern.bit;
        std::iter::from_fn(move || {
            loop {
                let at = (link as usize).checked_sub(1)?;
                let entry = &self.acts[at];
                link = entry.next;
                super::steps::count();
                if entry.fits >> bit & 1 == 1 {
                    return Some(at);
                }
            }
        })
    }

    /// Tells the acts of a pattern that concern a person, by name or with everybody; all of them when nobody is asked for.
    pub(super) fn each(&self, pattern: &Pattern, who: Option<u32>, mut tell: impl FnMut(usize, &Entry<'a>)) {
        let kinds = pattern.kinds;
        let Some(who) = who else {
            if self.kinds & kinds != 0 {
                self.matching(pattern).for_each(|at| tell(at, &self.acts[at]));
            }
            return;
        };
        let person = &self.people[who as usize];
        if self.common_kinds & kinds != 0 {
            let mut link = self.common[pattern.slot];
            while let Some(at) = (link as usize).checked_sub(1) {
                let entry = &self.acts[at];
                link = entry.next_common;
                super::steps::count();
                if entry.fits >> pattern.bit & 1 == 1 {
                    tell(at, entry);
                }
            }
        }
        if person.kinds & kinds != 0 {
            let mut link = person.mentions;
            while let Some(mention) = (link as usize).checked_sub(1).map(|at| self.mentions[at]) {
                link = mention.next;
                super::steps::count();
                if mention.slot as usize == pattern.slot && mention.fits >> pattern.bit & 1 == 1 {
                    tell(mention.act as usize, &self.acts[mention.act as usize]);
                }
            }
        }
    }

    /// The act of that identifier, if it counts.
    pub(super) fn find(&self, id: ActId) -> Option<&Entry<'a>> {
        let is = |entry: &Entry<'_>| {
            super::steps::count();
            entry.act.id == id
        };
        if self.acts.len() <= FEW {
            return self.acts.iter().find(|entry| is(entry));
        }
        let by_act = self.by_act.get_or_init(|| {
            self.acts.iter().zip(0..).map(|(entry, at)| (entry.act.id, at)).collect::<HashMap<_, u32>>()
        });
        by_act.get(&id).map(|at| &self.acts[*at as usize])
    }

    /// The end or the length that an act sets; the day, where it says both. A number that no text and no judge would set is none.
    fn set(&self, act: &Act) -> Option<Set> {
        let marks = self.catalogue.marks;
        if let Some(AttrValue::Day(day)) = act.attr(marks.until) {
            return Some(Set::Until(*day));
        }
        let number = |name| match act.attr(name) {
            Some(AttrValue::Int(number)) => i32::try_from(*number).ok(),
            Some(_) => None,
            None => Some(0),
        };
        let term = Term { months: number(marks.months)?, days: number(marks.days)?, ..Term::default() };
        (!term.is_empty() && term.is_sensible()).then_some(Set::Length(term))
    }

    /// Whether another rule follows what this one would, or none does: by the special text that the journal names, which may set
    /// no limit of time.
    pub(super) fn is_left_to_another(&self, rule: &Rule, special: Option<&Special>) -> bool {
        let other = self.special.zip(rule.yields_to).and_then(|(text, at)| {
            let other = self.catalogue.rules().get(at)?;
            other.special_of(text)
        });
        other.is_some()
            || rule.special_only && special.is_none()
            || special.is_some_and(|special| special.term.is_empty())
    }

    /// Position of the stage among those of the catalogue.
    pub(crate) fn stage(&self) -> usize {
        let stages = &self.procedure().stages;
        stages.iter().rfind(|stage| stage.when.holds(self.facts)).map_or(0, |stage| stage.stage)
    }

    /// The last act of a pattern.
    pub(super) fn last(&self, pattern: &Pattern) -> Option<usize> {
        self.matching(pattern).last()
    }
}

/// What an act annihilates: the first act of the correction chain of each.
fn revoked(catalogue: &Catalogue, corrections: &Corrections, acts: &[Act]) -> SmallVec<[ActId; 2]> {
    if catalogue.revokes.is_empty() {
        return SmallVec::new();
    }
    let revoking =
        acts.iter().filter(|act| catalogue.revokes.contains(&act.kind) && !corrections.replaced(act));
    let mut revoking: SmallVec<[&Act; 2]> = revoking.filter(|act| act.refers_to.is_some()).collect();
    // The latest first: an act speaks of what was there before it, and what was itself annihilated annihilates nothing.
    revoking.sort_unstable_by_key(|act| std::cmp::Reverse(act.version));
    let root = |id| corrections.root(id, acts.len());
    let mut annihilated = SmallVec::new();
    for (by, target) in revoking.iter().filter_map(|act| Some((root(act.id), root(act.refers_to?)))) {
        if !annihilated.contains(&by) {
            annihilated.push(target);
        }
    }
    annihilated
}

pub(super) fn zone_named(code: Symbol) -> Option<ResidenceZone> {
    zone(code.as_str())
}

/// A role by its code.
fn role_named(code: Symbol) -> Option<Role> {
    match code.as_str() {
        "demandeur" => Some(Role::Demandeur),
        "defendeur" => Some(Role::Defendeur),
        "intervenant" => Some(Role::Intervenant),
        _ => None,
    }
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

/// What happened to one person, read from the journal; to the case as a whole when nobody is named.
pub(crate) struct OfParty<'v, 'a> {
    view: &'v View<'a>,
    who: Option<u32>,
    /// The pourvoi in which it is asked: what names another happened in that one alone.
    pourvoi: Option<PourvoiId>,
    /// Types of the acts that concern the person.
    kinds: u128,
}

impl<'v, 'a> OfParty<'v, 'a> {
    pub(super) fn new(view: &'v View<'a>, who: Option<u32>, pourvoi: Option<PourvoiId>) -> Self {
        let kinds = who.map_or(view.kinds, |who| view.common_kinds | view.people[who as usize].kinds);
        Self { view, who, pourvoi, kinds }
    }

    /// The event, unless nothing in the journal can be it: most often, and found out at once.
    #[inline]
    fn event(&self, event: usize) -> Option<&'v EventType> {
        let event = self.view.catalogue.events.get(event)?;
        let kinds = if event.personal { self.kinds } else { self.view.kinds };
        (event.kinds & kinds != 0).then_some(event)
    }

    fn each_day(&self, event: &EventType, mut tell: impl FnMut(Day)) {
        let who = self.who.filter(|_| event.personal);
        for source in &event.sources {
            self.view.each(source, who, |_, entry| {
                if let Some(day) = entry.day(source.date).filter(|_| in_pourvoi(entry.act, self.pourvoi)) {
                    tell(day);
                }
            });
        }
    }

    #[inline(never)]
    fn first_of(&self, event: &EventType, from: Day) -> Option<Day> {
        let mut first: Option<Day> = None;
        self.each_day(event, |day| {
            if day >= from && first.is_none_or(|known| day < known) {
                first = Some(day);
            }
        });
        first
    }

    #[inline(never)]
    fn last_of(&self, event: &EventType) -> Option<Day> {
        let mut last = None;
        self.each_day(event, |day| last = last.max(Some(day)));
        last
    }

    /// What the last act that sets something for the person says. An act that sets nothing leaves what was set before.
    #[inline(never)]
    fn set_by(&self, event: &EventType) -> Option<Set> {
        let who = self.who.filter(|_| event.personal);
        let mut last: Option<(usize, Set)> = None;
        for source in &event.sources {
            self.view.each(source, who, |at, entry| {
                if last.is_none_or(|(known, _)| known < at)
                    && in_pourvoi(entry.act, self.pourvoi)
                    && let Some(set) = self.view.set(entry.act)
                {
                    last = Some((at, set));
                }
            });
        }
        last.map(|(_, set)| set)
    }
}

impl Happenings for OfParty<'_, '_> {
    #[inline]
    fn may_know(&self, event: usize) -> bool {
        self.event(event).is_some()
    }

    #[inline]
    fn first(&self, event: usize, from: Day) -> Option<Day> {
        self.first_of(self.event(event)?, from)
    }

    #[inline]
    fn last(&self, event: usize) -> Option<Day> {
        self.last_of(self.event(event)?)
    }

    #[inline]
    fn set(&self, event: usize) -> Option<Set> {
        self.set_by(self.event(event)?)
    }
}

/// Whether two acts may concern the same: what names nobody concerns all.
fn meet(one: &Scope, other: &Scope) -> bool {
    common(&one.parties, &other.parties) && common(&one.pourvois, &other.pourvois)
}

/// Whether two lists share an item, or one names none.
pub(crate) fn common<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    one.is_empty() || other.is_empty() || one.iter().any(|id| other.contains(id))
}

pub(crate) fn in_pourvoi(act: &Act, pourvoi: Option<PourvoiId>) -> bool {
    act.scope.pourvois.is_empty() || pourvoi.is_none_or(|id| act.scope.pourvois.contains(&id))
}
