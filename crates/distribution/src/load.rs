//! Time and weight: what a dossier weighs, what time a person has, what load follows.

use std::collections::BTreeMap;

use jiff::{ToSpan as _, civil::Date};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Dossier, Person, Rules, Snapshot, Span, limits::Limits, proposal::Blocks};

/// A full time over the whole period, in thousandths.
pub(crate) const FULL: i128 = 1000;

/// What a person bears, before and after the proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Load {
    /// The person.
    pub person: Uuid,
    /// Time over the period, in thousandths of a full one.
    pub capacity: u32,
    /// Weight given during the period before the batch, in hundredths of an ordinary dossier.
    pub before: u64,
    /// Weight that the batch adds.
    pub added: u64,
    /// Weight as if at full time, before; nothing for who has no time.
    pub relative_before: Option<u64>,
    /// Weight as if at full time, after; nothing for who has no time.
    pub relative_after: Option<u64>,
}

impl Load {
    pub(crate) fn of(person: Uuid, capacity: i128, before: i128, added: i128) -> Self {
        let relative = |load: i128| (capacity > 0).then(|| narrow(load * FULL / capacity));
        Self {
            person,
            capacity: u32::try_from(capacity).unwrap_or(u32::MAX),
            before: narrow(before),
            added: narrow(added),
            relative_before: relative(before),
            relative_after: relative(before + added),
        }
    }
}

fn narrow(figure: i128) -> u64 {
    u64::try_from(figure).unwrap_or(0)
}

/// Time of a person over the period, in thousandths of a full one: presence, working time, discharges, absences. Days of
/// absence are no debt: who comes back is given a share of the days present, no more.
pub(crate) fn capacity(person: &Person, snapshot: &Snapshot) -> i128 {
    let service = (person.from, person.to);
    time(service, person.quotite, &person.away, (snapshot.period_from, snapshot.period_to))
}

/// Time over a period, both days included, in thousandths of a full one.
pub(crate) fn time(
    service: (Date, Option<Date>),
    quotite: u16,
    away: &[Span],
    (first, last): (Date, Date),
) -> i128 {
    let (mut time, mut days) = (0_i128, 0_i128);
    let mut day = first;
    while day <= last {
        days += 1;
        if serves(service, day) {
            let gone: u32 = away.iter().filter(|s| s.contains(day)).map(|s| u32::from(s.part)).sum();
            time += i128::from(u32::from(quotite) * (1000 - gone.min(1000)) / 1000);
        }
        let Ok(next) = day.checked_add(1.day()) else { break };
        day = next;
    }
    if days == 0 { 0 } else { time / days }
}

fn serves((from, to): (Date, Option<Date>), day: Date) -> bool {
    from <= day && to.is_none_or(|to| day <= to)
}

pub(crate) fn in_service(person: &Person, day: Date) -> bool {
    serves((person.from, person.to), day)
}

/// Weight given during the period.
pub(crate) fn given(person: &Person, snapshot: &Snapshot) -> i128 {
    let during = person.given.iter().filter(|given| given.on >= snapshot.period_from);
    during.map(|given| i128::from(given.weight)).sum()
}

/// Weight of a dossier alone, in hundredths of an ordinary one.
pub(crate) fn weight(dossier: &Dossier, rules: &Rules) -> i128 {
    if let Some(poids) = dossier.poids {
        return i128::from(poids);
    }
    let weights = &rules.weights;
    let circuit = weights.circuit.get(&dossier.circuit).or_else(|| weights.circuit.get("defaut"));
    let moyens = u32::from(dossier.moyens.saturating_sub(1)) * weights.moyen;
    let parties = u32::from(dossier.parties.saturating_sub(1) / 10) * weights.dix_parties;
    i128::from(
        (circuit.copied().unwrap_or(100).saturating_add(moyens).saturating_add(parties)).min(weights.plafond),
    )
}

/// Weight of a dossier alone, in hundredths of an ordinary one, as the rules give it.
#[must_use]
pub fn weigh(dossier: &Dossier, rules: &Rules) -> u32 {
    u32::try_from(weight(dossier, rules)).unwrap_or(u32::MAX)
}

/// Weight of dossiers that go together: the heaviest whole, a share of each other; at least 1.
pub(crate) fn weight_together<'a>(dossiers: impl Iterator<Item = &'a Dossier>, rules: &Rules) -> i128 {
    let mut weights: Vec<i128> = dossiers.map(|dossier| weight(dossier, rules)).collect();
    weights.sort_unstable_by(|a, b| b.cmp(a));
    let others: i128 = weights.iter().skip(1).sum();
    (weights.first().copied().unwrap_or(0) + others * i128::from(rules.weights.serie_suivant) / 100).max(1)
}

/// The loads that giving each block in turn would make, which looks at limits and at nothing else: what a proposal is
/// compared with. Of two rapporteurs, the next two that the law allows.
#[must_use]
pub fn round_robin(snapshot: &Snapshot, rules: &Rules) -> Vec<Load> {
    let snapshot = snapshot.sorted();
    let limits = Limits::new(&snapshot, rules);
    let mut added: BTreeMap<usize, i128> = BTreeMap::new();
    let mut next = 0;
    let count = snapshot.people.len();
    for block in Blocks::of(&snapshot, rules).list {
        let mut held: Vec<usize> = Vec::new();
        for unit in &block.units {
            let turn = (0..count).map(|step| (next + step) % count).find(|person| {
                limits.allowed(&unit.dossiers, *person) && held.iter().all(|h| limits.together(*h, *person))
            });
            if let Some(person) = turn {
                held.push(person);
                next = person + 1;
                *added.entry(person).or_default() += unit.weight;
            }
        }
    }
    let people = snapshot.people.iter().enumerate();
    people
        .map(|(at, person)| {
            let added = added.get(&at).copied().unwrap_or(0);
            Load::of(person.id, capacity(person, &snapshot), given(person, &snapshot), added)
        })
        .collect()
}
