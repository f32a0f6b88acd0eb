//! The journal as the rules look at it: acts that count, parties, what happened to each.

use smallvec::SmallVec;

use super::compute::{Days, Happenings, Set};
use crate::{
    act::{Act, AttrValue, DateValue, ResidenceZone, Role},
    catalogue::{Catalogue, Condition, Pattern},
    day::Day,
    ids::{ActId, PartyId, PourvoiId},
    symbol::Symbol,
    term::Term,
};

/// The root of what rests on no act in particular.
pub(super) const NOWHERE: ActId = ActId(uuid::Uuid::nil());

/// Up to so many parties a double is looked for one by one; beyond, the last sort of the deadlines finds it.
pub(super) const FEW: usize = 32;

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
    pub(super) fn establishing(&self, condition: &Condition) -> ActId {
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
    pub(super) fn last(&self, pattern: &Pattern) -> Option<&Act> {
        self.matching(pattern).last()
    }
}

/// The few names of the catalogue that the engine itself must know: what makes a party represented or moves it.
pub(super) struct Marks {
    counsel: Symbol,
    discharged: Symbol,
    moved: Symbol,
    residence: Symbol,
    pub(super) served_in: Symbol,
}

impl Marks {
    pub(super) fn get() -> &'static Self {
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

pub(super) fn zone_named(code: Symbol) -> Option<ResidenceZone> {
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

pub(super) fn concerns(act: &Act, party: Option<PartyId>) -> bool {
    act.scope.parties.is_empty() || party.is_none_or(|party| act.scope.parties.contains(&party))
}

pub(super) fn in_pourvoi(act: &Act, pourvoi: Option<PourvoiId>) -> bool {
    act.scope.pourvois.is_empty() || pourvoi.is_none_or(|id| act.scope.pourvois.contains(&id))
}
