//! Who may not be given what, with the code and the source of each reason.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan as _, civil::Date};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Dossier, Limit, Office, Person, Rules, Snapshot, Test,
    load::{capacity, in_service},
};

/// How far a limit binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// No door may validate it.
    Interdit,
    /// It is never proposed; the president may decide it, with a reason.
    Ecarte,
}

/// Why somebody may not be given a dossier.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Exclusion {
    /// The dossier.
    pub dossier: Uuid,
    /// Code of the limit.
    pub code: String,
    /// How far it binds.
    pub nature: Nature,
    /// Where it is written.
    pub texte: String,
    /// What is said of the person, in French, after the name.
    pub phrase: String,
}

impl Exclusion {
    pub(crate) fn new(limit: &Limit, dossier: Uuid) -> Self {
        Self {
            dossier,
            code: limit.code.clone(),
            nature: limit.nature,
            texte: limit.texte.clone(),
            phrase: limit.phrase.clone(),
        }
    }
}

/// Limits of a sorted snapshot, worked out once.
pub(crate) struct Limits<'a> {
    snapshot: &'a Snapshot,
    rules: &'a Rules,
    /// Closest degree between two persons, whoever they are.
    kin: BTreeMap<(Uuid, Uuid), u8>,
    capacity: Vec<i128>,
    kin_degree: Option<u8>,
    /// Answers of [`Self::allowed`], dossier by dossier.
    barred: Vec<BTreeSet<usize>>,
}

impl<'a> Limits<'a> {
    pub(crate) fn new(snapshot: &'a Snapshot, rules: &'a Rules) -> Self {
        let mut kin: BTreeMap<(Uuid, Uuid), u8> = BTreeMap::new();
        for kinship in &snapshot.kin {
            for pair in [(kinship.a, kinship.b), (kinship.b, kinship.a)] {
                kin.entry(pair)
                    .and_modify(|degree| *degree = (*degree).min(kinship.degre))
                    .or_insert(kinship.degre);
            }
        }
        let capacity = snapshot.people.iter().map(|person| capacity(person, snapshot)).collect();
        let mut limits =
            Self { snapshot, rules, kin, capacity, kin_degree: rules.kin_degree(), barred: Vec::new() };
        limits.barred = (0..snapshot.dossiers.len())
            .map(|dossier| {
                (0..snapshot.people.len())
                    .filter(|person| limits.hits(dossier, *person).next().is_some())
                    .collect()
            })
            .collect();
        limits
    }

    pub(crate) fn capacity(&self, person: usize) -> i128 {
        self.capacity[person]
    }

    /// Whether nothing keeps the person from all these dossiers.
    pub(crate) fn allowed(&self, dossiers: &[usize], person: usize) -> bool {
        dossiers.iter().all(|dossier| !self.barred[*dossier].contains(&person))
    }

    /// Whether two persons may be in one case: two, and no kin.
    pub(crate) fn together(&self, one: usize, other: usize) -> bool {
        let (a, b) = (self.snapshot.people[one].id, self.snapshot.people[other].id);
        a != b && self.kin_degree.is_none_or(|max| self.kin.get(&(a, b)).is_none_or(|degree| *degree > max))
    }

    /// What keeps the person from the dossier.
    pub(crate) fn exclusions(&self, dossier: usize, person: usize) -> Vec<Exclusion> {
        let id = self.snapshot.dossiers[dossier].id;
        self.hits(dossier, person).map(|limit| Exclusion::new(limit, id)).collect()
    }

    fn hits(&self, dossier: usize, person: usize) -> impl Iterator<Item = &'a Limit> {
        let (case, who, capacity) =
            (&self.snapshot.dossiers[dossier], &self.snapshot.people[person], self.capacity[person]);
        self.rules.limits.iter().filter(move |limit| self.hit(&limit.test, case, who, capacity))
    }

    fn hit(&self, test: &Test, dossier: &Dossier, person: &Person, capacity: i128) -> bool {
        let day = self.snapshot.day;
        match test {
            Test::Fait { fait } => dossier.faits.iter().any(|f| f.person == person.id && f.kind == *fait),
            Test::Parente { degre_max } => {
                let near = |other: &Uuid| self.kin.get(&(person.id, *other)).is_some_and(|d| d <= degre_max);
                dossier.presents.iter().any(near)
            }
            Test::Fonction { rapporteur, avocat_general } => {
                let functions = match self.snapshot.office {
                    Office::Rapporteur => rapporteur,
                    Office::AvocatGeneral => avocat_general,
                };
                !functions.contains(&person.fonction)
            }
            Test::HorsService => !in_service(person, day),
            Test::HorsChambre => !person.chambres.contains(&self.snapshot.chambre),
            Test::Absence { jours } => absences(person).any(|span| {
                span.contains(day) && span.to.is_none_or(|to| days(day, to) >= i64::from(*jours))
            }),
            Test::AbsenceUrgente { jours } => dossier
                .urgence
                .is_some_and(|urgency| days_away(person, day, urgency.due) >= i64::from(*jours).max(1)),
            Test::SansCapacite => capacity <= 0,
            // Said of a designation, not of a person alone: `proposal::review` looks at them.
            Test::Rang | Test::Serie => false,
        }
    }
}

fn absences(person: &Person) -> impl Iterator<Item = &crate::Span> {
    person.away.iter().filter(|span| span.part == 1000)
}

/// Days from the first to the last, both included; none when the last is before.
fn days(from: Date, to: Date) -> i64 {
    (i64::from((to - from).get_days()) + 1).max(0)
}

/// Days away from the day to the term, at most a year of them looked at.
pub(crate) fn days_away(person: &Person, from: Date, due: Date) -> i64 {
    let last = from.checked_add(366.days()).map_or(due, |year| due.min(year));
    let mut day = from;
    let mut away = 0;
    while day <= last {
        away += i64::from(absences(person).any(|span| span.contains(day)));
        let Ok(next) = day.checked_add(1.day()) else { break };
        day = next;
    }
    away
}
