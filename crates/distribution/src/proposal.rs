//! A proposal, its account person by person, and what a change of the president makes of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::{
    Dossier, Exclusion, Load, Nature, Office, Person, Rules, Snapshot, Test, Unusable,
    limits::{Limits, days_away},
    load::{FULL, given, weight_together},
    solve::{Problem, Unit, draw, solve},
};

/// A person for a dossier, at a rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Designation {
    /// The dossier.
    pub dossier: Uuid,
    /// 1, or 2 for the second of a double rapport.
    pub rank: u8,
    /// The person.
    pub person: Uuid,
}

/// Dossiers that nobody can be given, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Impossible {
    /// Dossiers that go together.
    pub dossiers: Vec<Uuid>,
    /// Rank for which nobody is left; none when each rank has somebody, and no two of them may be in one case.
    pub rank: Option<u8>,
    /// How many persons each limit excludes, by its code.
    pub exclusions: BTreeMap<String, u32>,
    /// Whether each dossier, apart from the others, could be given.
    pub separable: bool,
}

/// A distribution that the president may decide, change, or leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Version of the rules.
    pub rules: String,
    /// What orders equals.
    pub seed: u64,
    /// SHA-256 of the snapshot, in hexadecimal.
    pub snapshot: String,
    /// What is distributed.
    pub office: Office,
    /// By dossier and rank.
    pub designations: Vec<Designation>,
    /// What nobody can be given.
    pub impossible: Vec<Impossible>,
    /// By person.
    pub loads: Vec<Load>,
}

impl Proposal {
    /// The proposal as it is kept and compared: the same for the same snapshot, rules and seed.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        // Lists, strings and whole numbers: nothing in it can fail to be written.
        serde_json::to_vec(self).unwrap_or_default()
    }
}

/// Dossiers that go to one person, and the units of work that they make: one a rank.
pub(crate) struct Block {
    pub(crate) dossiers: Vec<usize>,
    pub(crate) units: Vec<Share>,
}

/// The dossiers of a block at a rank, and what they weigh together.
pub(crate) struct Share {
    pub(crate) dossiers: Vec<usize>,
    pub(crate) weight: i128,
}

pub(crate) struct Blocks {
    pub(crate) list: Vec<Block>,
}

impl Blocks {
    pub(crate) fn of(snapshot: &Snapshot, rules: &Rules) -> Self {
        let list = groups(snapshot)
            .into_iter()
            .map(|dossiers| {
                let ranks = dossiers.iter().map(|d| snapshot.dossiers[*d].rangs).max().unwrap_or(1);
                let units = (1..=ranks)
                    .map(|rank| {
                        let of_rank: Vec<usize> = dossiers
                            .iter()
                            .copied()
                            .filter(|d| snapshot.dossiers[*d].rangs >= rank)
                            .collect();
                        let weight = share(of_rank.iter().map(|d| &snapshot.dossiers[*d]), ranks > 1, rules);
                        Share { dossiers: of_rank, weight }
                    })
                    .collect();
                Block { dossiers, units }
            })
            .collect();
        Self { list }
    }
}

/// Weight of what one person bears of a block.
fn share<'a>(dossiers: impl Iterator<Item = &'a Dossier>, double: bool, rules: &Rules) -> i128 {
    let whole = weight_together(dossiers, rules);
    if double { (whole * i128::from(rules.weights.double_rapport) / 100).max(1) } else { whole }
}

/// Positions of dossiers that series and connections bind, in the order of their first.
fn groups(snapshot: &Snapshot) -> Vec<Vec<usize>> {
    fn root(parent: &mut [usize], mut at: usize) -> usize {
        while parent[at] != at {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        at
    }
    let mut parent: Vec<usize> = (0..snapshot.dossiers.len()).collect();
    let at: BTreeMap<Uuid, usize> = snapshot.dossiers.iter().enumerate().map(|(n, d)| (d.id, n)).collect();
    let mut series: BTreeMap<&str, usize> = BTreeMap::new();
    for (position, dossier) in snapshot.dossiers.iter().enumerate() {
        let related = dossier.connexes.iter().filter_map(|id| at.get(id)).copied();
        let serie = dossier.serie.as_deref().map(|name| *series.entry(name).or_insert(position));
        for other in related.chain(serie) {
            let (a, b) = (root(&mut parent, position), root(&mut parent, other));
            parent[a.max(b)] = a.min(b);
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for position in 0..snapshot.dossiers.len() {
        let root = root(&mut parent, position);
        groups.entry(root).or_default().push(position);
    }
    groups.into_values().collect()
}

/// Dossiers that go together, as the proposal keeps them together.
#[must_use]
pub fn blocks(snapshot: &Snapshot) -> Vec<Vec<Uuid>> {
    let snapshot = snapshot.sorted();
    let groups = groups(&snapshot).into_iter();
    groups.map(|group| group.into_iter().map(|d| snapshot.dossiers[d].id).collect()).collect()
}

/// Something that makes a person less wanted for a dossier, worth a difference of load.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// `charge`, `hors_specialite`, `hors_suite`, `absent_urgence`.
    pub code: String,
    /// Hundredths of an ordinary dossier, at full time.
    pub value: u64,
}

fn preferences(dossiers: &[&Dossier], person: &Person, snapshot: &Snapshot, rules: &Rules) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut term = |code: &str, value: u64| {
        if value > 0 {
            terms.push(Term { code: code.to_owned(), value });
        }
    };
    let known: Vec<&&Dossier> = dossiers.iter().filter(|dossier| !dossier.matiere.is_empty()).collect();
    let foreign =
        known.iter().filter(|dossier| !person.specialites.contains(&dossier.matiere)).count() as u64;
    term(
        "hors_specialite",
        u64::from(rules.preferences.hors_specialite) * foreign / (known.len() as u64).max(1),
    );
    let followed: BTreeSet<Uuid> =
        dossiers.iter().flat_map(|dossier| dossier.suite.iter().copied()).collect();
    if !followed.is_empty() && !followed.contains(&person.id) {
        term("hors_suite", u64::from(rules.preferences.hors_suite));
    }
    if let Some(due) = dossiers.iter().filter_map(|dossier| dossier.urgence).map(|urgency| urgency.due).min()
    {
        let away = u64::try_from(days_away(person, snapshot.day, due)).unwrap_or(0);
        term("absent_urgence", away * u64::from(rules.preferences.jour_absent_urgence));
    }
    terms
}

/// Works out a distribution.
///
/// No limit of the rules is broken, series and connected dossiers stay together, and what can be given is: a block is left
/// out only when nobody, or no two persons for a double rapport, may have it, and then the reason is told.
///
/// # Errors
/// When the snapshot contradicts itself or is too large.
pub fn propose(snapshot: &Snapshot, rules: &Rules, seed: u64) -> Result<Proposal, Unusable> {
    complete(snapshot, rules, seed, &[])
}

/// Works out the rest of a distribution around designations that stay as they are: cards that the president has put down, or
/// those that an absence leaves untouched. The rest of a series goes to who holds its beginning, if one person does and may.
///
/// # Errors
/// As [`propose`] and [`review`]; also when the law forbids one of the designations kept.
pub fn complete(
    snapshot: &Snapshot,
    rules: &Rules,
    seed: u64,
    kept: &[Designation],
) -> Result<Proposal, Unusable> {
    if let Some(finding) = review(snapshot, rules, kept)?.forbidden().next() {
        return Err(Unusable::Forbidden(finding.designation.dossier));
    }
    let snapshot = &snapshot.sorted();
    let limits = Limits::new(snapshot, rules);
    let mut rest = Rest::around(kept, snapshot);
    let mut impossible = Vec::new();
    let mut units = Vec::new();
    let mut dossiers_of = Vec::new();
    for block in Blocks::of(snapshot, rules).list {
        let open = rest.of(&block, snapshot, rules, &limits);
        if let Err(reason) = possible(&open, snapshot, &limits) {
            impossible.push(reason);
            continue;
        }
        let first = units.len();
        let bound = open.len() == 2 && open[0].dossiers.iter().any(|d| open[1].dossiers.contains(d));
        for (at, share) in open.into_iter().enumerate() {
            let dossiers: Vec<&Dossier> = share.dossiers.iter().map(|d| &snapshot.dossiers[*d]).collect();
            let malus = |person: &Person| {
                let terms = preferences(&dossiers, person, snapshot, rules);
                terms.iter().map(|term| i128::from(term.value)).sum()
            };
            units.push(Unit {
                weight: share.weight,
                malus: snapshot.people.iter().map(malus).collect(),
                allowed: share.allowed,
                partner: bound.then_some(first + 1 - at),
            });
            dossiers_of.push((share.dossiers, share.rank));
        }
    }
    let mut designations = rest.designations(snapshot);
    let before = loads(snapshot, rules, &limits, &designations);
    let people = snapshot.people.len();
    let problem = Problem {
        capacity: (0..people).map(|person| limits.capacity(person)).collect(),
        before: before.iter().map(|load| i128::from(load.before) + i128::from(load.added)).collect(),
        units,
        together: (0..people).map(|one| (0..people).map(|b| limits.together(one, b)).collect()).collect(),
        tie: snapshot.people.iter().map(|person| draw(seed, person.id)).collect(),
        rounds: rules.search.tours,
        seed,
    };
    for (bearer, (dossiers, rank)) in solve(&problem).into_iter().zip(dossiers_of) {
        let person = snapshot.people[bearer].id;
        designations.extend(dossiers.iter().map(|dossier| Designation {
            dossier: snapshot.dossiers[*dossier].id,
            rank,
            person,
        }));
    }
    designations.sort_unstable();
    let loads = loads(snapshot, rules, &limits, &designations);
    Ok(Proposal {
        rules: rules.version.clone(),
        seed,
        snapshot: digest(snapshot),
        office: snapshot.office,
        designations,
        impossible,
        loads,
    })
}

/// What is left to give of a block, at a rank.
struct Open {
    dossiers: Vec<usize>,
    rank: u8,
    weight: i128,
    allowed: Vec<bool>,
}

/// Who holds what already, by dossier and rank.
struct Rest {
    held: BTreeMap<(usize, u8), usize>,
}

impl Rest {
    fn around(kept: &[Designation], snapshot: &Snapshot) -> Self {
        let held = kept.iter().filter_map(|designation| {
            let dossier = snapshot.dossiers.binary_search_by_key(&designation.dossier, |d| d.id).ok()?;
            let person = snapshot.people.binary_search_by_key(&designation.person, |p| p.id).ok()?;
            Some(((dossier, designation.rank), person))
        });
        Self { held: held.collect() }
    }

    fn designations(&self, snapshot: &Snapshot) -> Vec<Designation> {
        let held = self.held.iter();
        held.map(|((dossier, rank), person)| Designation {
            dossier: snapshot.dossiers[*dossier].id,
            rank: *rank,
            person: snapshot.people[*person].id,
        })
        .collect()
    }

    /// What is left to give of a block, once the rest of a series has joined its beginning.
    fn of(&mut self, block: &Block, snapshot: &Snapshot, rules: &Rules, limits: &Limits<'_>) -> Vec<Open> {
        let mut open = Vec::new();
        for (at, share) in block.units.iter().enumerate() {
            let rank = u8::try_from(at + 1).unwrap_or(1);
            let holders: BTreeSet<usize> =
                share.dossiers.iter().filter_map(|d| self.held.get(&(*d, rank)).copied()).collect();
            let dossiers: Vec<usize> =
                share.dossiers.iter().copied().filter(|d| !self.held.contains_key(&(*d, rank))).collect();
            if dossiers.is_empty() {
                continue;
            }
            let beside: BTreeSet<usize> = dossiers
                .iter()
                .flat_map(|d| self.held.range((*d, 0)..=(*d, u8::MAX)).map(|(_, person)| *person))
                .collect();
            let allowed: Vec<bool> = (0..snapshot.people.len())
                .map(|person| {
                    limits.allowed(&dossiers, person) && beside.iter().all(|b| limits.together(*b, person))
                })
                .collect();
            if let [holder] = holders.iter().copied().collect::<Vec<_>>()[..]
                && allowed[holder]
            {
                self.held.extend(dossiers.into_iter().map(|dossier| ((dossier, rank), holder)));
                continue;
            }
            let weight = if holders.is_empty() {
                share.weight
            } else {
                let rest = dossiers.iter().map(|d| &snapshot.dossiers[*d]);
                self::share(rest, block.units.len() > 1, rules)
            };
            open.push(Open { dossiers, rank, weight, allowed });
        }
        open
    }
}

fn digest(sorted: &Snapshot) -> String {
    let bytes = serde_json::to_vec(sorted).unwrap_or_default();
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether somebody, or two persons for a double rapport, may have what is left of the block.
fn possible(open: &[Open], snapshot: &Snapshot, limits: &Limits<'_>) -> Result<(), Impossible> {
    let people = snapshot.people.len();
    let pair = |ranks: &[Vec<usize>]| match ranks {
        [one, two] => one.iter().any(|a| two.iter().any(|b| limits.together(*a, *b))),
        _ => ranks.iter().all(|rank| !rank.is_empty()),
    };
    let ranks: Vec<Vec<usize>> =
        open.iter().map(|share| (0..people).filter(|person| share.allowed[*person]).collect()).collect();
    let empty = ranks.iter().position(Vec::is_empty);
    if empty.is_none() && pair(&ranks) {
        return Ok(());
    }
    let left: BTreeSet<usize> = open.iter().flat_map(|share| share.dossiers.iter().copied()).collect();
    let mut exclusions: BTreeMap<String, u32> = BTreeMap::new();
    for person in 0..people {
        let codes: BTreeSet<String> =
            left.iter().flat_map(|d| limits.exclusions(*d, person)).map(|exclusion| exclusion.code).collect();
        for code in codes {
            *exclusions.entry(code).or_default() += 1;
        }
    }
    let separable = left.len() > 1
        && left.iter().all(|dossier| {
            let alone: Vec<usize> =
                (0..people).filter(|person| limits.allowed(&[*dossier], *person)).collect();
            let ranks = vec![alone; usize::from(snapshot.dossiers[*dossier].rangs)];
            pair(&ranks)
        });
    Err(Impossible {
        dossiers: left.iter().map(|d| snapshot.dossiers[*d].id).collect(),
        rank: empty.map(|at| open[at].rank),
        exclusions,
        separable,
    })
}

/// Loads that these designations make. A series that the president parts weighs whole on each side.
fn loads(snapshot: &Snapshot, rules: &Rules, limits: &Limits<'_>, designations: &[Designation]) -> Vec<Load> {
    let mut held: BTreeMap<Uuid, BTreeSet<Uuid>> = BTreeMap::new();
    for designation in designations {
        held.entry(designation.person).or_default().insert(designation.dossier);
    }
    let blocks = Blocks::of(snapshot, rules).list;
    let people = snapshot.people.iter().enumerate();
    people
        .map(|(at, person)| {
            let mine = held.remove(&person.id).unwrap_or_default();
            load(snapshot, rules, limits, &blocks, at, &mine)
        })
        .collect()
}

/// The load of somebody who holds these dossiers.
fn load(
    snapshot: &Snapshot,
    rules: &Rules,
    limits: &Limits<'_>,
    blocks: &[Block],
    at: usize,
    mine: &BTreeSet<Uuid>,
) -> Load {
    let added = blocks.iter().map(|block| {
        let dossiers = block.dossiers.iter().map(|d| &snapshot.dossiers[*d]);
        let of_block: Vec<&Dossier> = dossiers.filter(|d| mine.contains(&d.id)).collect();
        if of_block.is_empty() { 0 } else { share(of_block.into_iter(), block.units.len() > 1, rules) }
    });
    let person = &snapshot.people[at];
    Load::of(person.id, limits.capacity(at), given(person, snapshot), added.sum())
}

/// A designation that a limit meets.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Finding {
    /// The designation.
    pub designation: Designation,
    /// The limit, and why.
    pub exclusion: Exclusion,
}

/// Designations weighed as they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Limits met.
    pub findings: Vec<Finding>,
    /// Dossiers and ranks for which nobody is designated.
    pub missing: Vec<(Uuid, u8)>,
    /// By person.
    pub loads: Vec<Load>,
}

impl Review {
    /// What the law forbids: while there is any, these designations cannot be validated by any door.
    pub fn forbidden(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.exclusion.nature == Nature::Interdit)
    }

    /// What the president may decide, with a reason.
    pub fn to_justify(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.exclusion.nature == Nature::Ecarte)
    }
}

/// Weighs designations as somebody has moved them.
///
/// # Errors
/// When the snapshot contradicts itself, or a designation names a dossier or a person that it does not hold, or one rank of
/// a dossier twice.
pub fn review(snapshot: &Snapshot, rules: &Rules, designations: &[Designation]) -> Result<Review, Unusable> {
    snapshot.check()?;
    let snapshot = &snapshot.sorted();
    let limits = Limits::new(snapshot, rules);
    let mut by_rank: BTreeMap<(usize, u8), usize> = BTreeMap::new();
    for designation in designations {
        let dossier = position(snapshot.dossiers.binary_search_by_key(&designation.dossier, |d| d.id));
        let person = position(snapshot.people.binary_search_by_key(&designation.person, |p| p.id));
        let dossier = dossier.ok_or(Unusable::Unknown(designation.dossier))?;
        let person = person.ok_or(Unusable::Unknown(designation.person))?;
        if by_rank.insert((dossier, designation.rank), person).is_some() {
            return Err(Unusable::Twice(designation.dossier));
        }
    }
    let mut findings = Vec::new();
    for ((dossier, rank), person) in &by_rank {
        let of = &snapshot.dossiers[*dossier];
        let designation = Designation { dossier: of.id, rank: *rank, person: snapshot.people[*person].id };
        let mut exclusions = limits.exclusions(*dossier, *person);
        let mut also = |wanted: fn(&Test) -> bool| {
            exclusions.extend(rules.limit_on(wanted).map(|limit| Exclusion::new(limit, of.id)));
        };
        if *rank == 0 || *rank > of.rangs {
            also(|test| matches!(test, Test::Rang));
        }
        let others = by_rank.range((*dossier, 0)..=(*dossier, u8::MAX)).filter(|(key, _)| key.1 != *rank);
        for (_, other) in others {
            if other == person {
                also(|test| matches!(test, Test::Rang));
            } else if !limits.together(*other, *person) {
                also(|test| matches!(test, Test::Parente { .. }));
            }
        }
        exclusions.sort_unstable();
        exclusions.dedup();
        findings.extend(exclusions.into_iter().map(|exclusion| Finding { designation, exclusion }));
    }
    findings.extend(parted(snapshot, rules, &by_rank));
    findings.sort_unstable();
    let missing = snapshot.dossiers.iter().enumerate().flat_map(|(at, dossier)| {
        let by_rank = &by_rank;
        (1..=dossier.rangs)
            .filter(move |rank| !by_rank.contains_key(&(at, *rank)))
            .map(|rank| (dossier.id, rank))
    });
    Ok(Review { findings, missing: missing.collect(), loads: loads(snapshot, rules, &limits, designations) })
}

/// Designations of a series that are not the first's.
fn parted(snapshot: &Snapshot, rules: &Rules, by_rank: &BTreeMap<(usize, u8), usize>) -> Vec<Finding> {
    let Some(limit) = rules.limit_on(|test| matches!(test, Test::Serie)) else { return Vec::new() };
    let mut findings = Vec::new();
    for block in Blocks::of(snapshot, rules).list {
        let mut first: BTreeMap<u8, usize> = BTreeMap::new();
        for dossier in &block.dossiers {
            for ((_, rank), person) in by_rank.range((*dossier, 0)..=(*dossier, u8::MAX)) {
                if *first.entry(*rank).or_insert(*person) != *person {
                    let id = snapshot.dossiers[*dossier].id;
                    let person = snapshot.people[*person].id;
                    findings.push(Finding {
                        designation: Designation { dossier: id, rank: *rank, person },
                        exclusion: Exclusion::new(limit, id),
                    });
                }
            }
        }
    }
    findings
}

fn position(found: Result<usize, usize>) -> Option<usize> {
    found.ok()
}

/// A person, for a dossier: why, or why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The person.
    pub person: Uuid,
    /// Whether the designation is theirs.
    pub chosen: bool,
    /// What keeps them out; empty for who might be.
    pub exclusions: Vec<Exclusion>,
    /// What the dossier would cost them, each worth a difference of load; empty for who is kept out.
    pub terms: Vec<Term>,
    /// Sum of the terms: the least is proposed.
    pub total: u64,
}

/// Accounts for a designation: every person of the snapshot, those who might be first, the least costly first. Loads are those
/// that the other designations make, so that moving the card to anybody else is what the figures compare.
///
/// # Errors
/// As [`review`]; also when the snapshot does not hold the dossier, or the dossier has no such rank.
pub fn explain(
    snapshot: &Snapshot,
    rules: &Rules,
    designations: &[Designation],
    dossier: Uuid,
    rank: u8,
) -> Result<Vec<Candidate>, Unusable> {
    snapshot.check()?;
    Accounts::new(&snapshot.sorted(), rules, designations).candidates(dossier, rank, |_| true)
}

/// What accounts for designations, gathered once for all the cards that are looked at.
pub(crate) struct Accounts<'a> {
    snapshot: &'a Snapshot,
    rules: &'a Rules,
    limits: Limits<'a>,
    blocks: Vec<Block>,
    designations: &'a [Designation],
    /// The block of each dossier, by its place.
    block_of: Vec<usize>,
    /// Whose each dossier is, rank by rank.
    holders: BTreeMap<Uuid, Vec<(u8, Uuid)>>,
    /// What the designations add to each person: worked out once, so that each card is accounted for by its own block.
    added: Vec<i128>,
}

impl<'a> Accounts<'a> {
    /// Of a snapshot that is sorted and sound.
    pub(crate) fn new(snapshot: &'a Snapshot, rules: &'a Rules, designations: &'a [Designation]) -> Self {
        let blocks = Blocks::of(snapshot, rules).list;
        let mut block_of = vec![0; snapshot.dossiers.len()];
        for (place, block) in blocks.iter().enumerate() {
            for dossier in &block.dossiers {
                block_of[*dossier] = place;
            }
        }
        let mut holders: BTreeMap<Uuid, Vec<(u8, Uuid)>> = BTreeMap::new();
        for of in designations {
            holders.entry(of.dossier).or_default().push((of.rank, of.person));
        }
        let mut accounts = Self {
            snapshot,
            rules,
            limits: Limits::new(snapshot, rules),
            blocks,
            designations,
            block_of,
            holders,
            added: Vec::new(),
        };
        let people = snapshot.people.iter();
        accounts.added = people
            .map(|person| {
                let blocks = accounts.blocks.iter();
                blocks.map(|block| accounts.borne(block, person.id, |_, _| true)).sum()
            })
            .collect();
        accounts
    }

    /// Whether somebody may be given a dossier of the batch.
    pub(crate) fn may_be_given(&self, person: Uuid) -> bool {
        let Ok(who) = self.snapshot.people.binary_search_by_key(&person, |p| p.id) else { return false };
        (0..self.snapshot.dossiers.len()).any(|dossier| self.limits.allowed(&[dossier], who))
    }

    /// What somebody bears of a block, of the dossiers and ranks that count.
    fn borne(&self, block: &Block, person: Uuid, counts: impl Fn(Uuid, u8) -> bool) -> i128 {
        let dossiers = block.dossiers.iter().map(|d| &self.snapshot.dossiers[*d]);
        let theirs: Vec<&Dossier> = dossiers
            .filter(|dossier| {
                let mut holders = self.holders.get(&dossier.id).into_iter().flatten();
                holders.any(|(rank, who)| *who == person && counts(dossier.id, *rank))
            })
            .collect();
        if theirs.is_empty() { 0 } else { share(theirs.into_iter(), block.units.len() > 1, self.rules) }
    }

    /// The persons wanted, for a card: see [`explain`].
    pub(crate) fn candidates(
        &self,
        dossier: Uuid,
        rank: u8,
        wanted: impl Fn(Uuid) -> bool,
    ) -> Result<Vec<Candidate>, Unusable> {
        let snapshot = self.snapshot;
        let at = position(snapshot.dossiers.binary_search_by_key(&dossier, |d| d.id));
        let at = at.ok_or(Unusable::Unknown(dossier))?;
        let block = &self.blocks[self.block_of[at]];
        let unit = usize::from(rank).checked_sub(1).and_then(|rank| block.units.get(rank));
        let unit = unit.filter(|unit| unit.dossiers.contains(&at)).ok_or(Unusable::Unknown(dossier))?;
        let ids: BTreeSet<Uuid> = unit.dossiers.iter().map(|d| snapshot.dossiers[*d].id).collect();
        let other = |of: Uuid, at: u8| at != rank || !ids.contains(&of);
        let held = |of: &Uuid| self.holders.get(of).into_iter().flatten();
        let holders: BTreeSet<Uuid> =
            held(&dossier).filter(|(at, _)| *at == rank).map(|(_, person)| *person).collect();
        let beside: BTreeSet<usize> = ids
            .iter()
            .flat_map(held)
            .filter(|(at, _)| *at != rank)
            .filter_map(|(_, person)| position(snapshot.people.binary_search_by_key(person, |p| p.id)))
            .collect();
        let people = snapshot.people.iter().enumerate().filter(|(_, person)| wanted(person.id));
        let mut candidates: Vec<Candidate> = people
            .map(|(who, person)| {
                let mut exclusions: Vec<Exclusion> =
                    unit.dossiers.iter().flat_map(|d| self.limits.exclusions(*d, who)).collect();
                for near in &beside {
                    let met = if *near == who {
                        self.rules.limit_on(|test| matches!(test, Test::Rang))
                    } else if self.limits.together(*near, who) {
                        None
                    } else {
                        self.rules.limit_on(|test| matches!(test, Test::Parente { .. }))
                    };
                    exclusions.extend(met.map(|limit| Exclusion::new(limit, dossier)));
                }
                let terms =
                    if exclusions.is_empty() { self.terms((block, unit), other, who) } else { Vec::new() };
                let total = terms.iter().map(|term| term.value).fold(0, u64::saturating_add);
                Candidate {
                    person: person.id,
                    chosen: holders.contains(&person.id),
                    exclusions,
                    terms,
                    total,
                }
            })
            .collect();
        candidates.sort_by_key(|c| (!c.exclusions.is_empty(), c.total, c.person));
        Ok(candidates)
    }

    /// What a unit of a block would cost somebody beside what the other designations give them.
    fn terms(
        &self,
        (block, unit): (&Block, &Share),
        other: impl Fn(Uuid, u8) -> bool,
        who: usize,
    ) -> Vec<Term> {
        let person = &self.snapshot.people[who];
        let whole = self.borne(block, person.id, |_, _| true);
        let besides = self.added[who] - whole + self.borne(block, person.id, other);
        let middle = 2 * (given(person, self.snapshot) + besides) + unit.weight;
        let value = middle * FULL / (2 * self.limits.capacity(who).max(1));
        let charge = Term { code: "charge".to_owned(), value: u64::try_from(value).unwrap_or(u64::MAX) };
        let dossiers: Vec<&Dossier> = unit.dossiers.iter().map(|d| &self.snapshot.dossiers[*d]).collect();
        std::iter::once(charge).chain(preferences(&dossiers, person, self.snapshot, self.rules)).collect()
    }

    /// What the designations cost besides load: each preference that they do not meet, summed by its code. Of a series, once for
    /// each person who holds some of it.
    pub(crate) fn unmet(&self) -> BTreeMap<String, u64> {
        let held: BTreeMap<(Uuid, u8), Uuid> =
            self.designations.iter().map(|d| ((d.dossier, d.rank), d.person)).collect();
        let mut sums = BTreeMap::new();
        for block in &self.blocks {
            for (unit, rank) in block.units.iter().zip(1_u8..) {
                let mut by_person: BTreeMap<Uuid, Vec<&Dossier>> = BTreeMap::new();
                for dossier in unit.dossiers.iter().map(|d| &self.snapshot.dossiers[*d]) {
                    if let Some(person) = held.get(&(dossier.id, rank)) {
                        by_person.entry(*person).or_default().push(dossier);
                    }
                }
                for (id, dossiers) in by_person {
                    let Ok(who) = self.snapshot.people.binary_search_by_key(&id, |p| p.id) else { continue };
                    let person = &self.snapshot.people[who];
                    for term in preferences(&dossiers, person, self.snapshot, self.rules) {
                        *sums.entry(term.code).or_default() += term.value;
                    }
                }
            }
        }
        sums
    }
}
