//! The search: indivisible units of work given to people so that loads, as if all were at full time, differ least, at the
//! price of preferences.
//!
//! The objective is the sum of squared loads over capacity, plus what preferences cost. Least squares make every gap count and
//! the widest most; their marginal price reads as a load ("as loaded as …"), which is what people are told. A first solution
//! gives the heaviest unit first to whom it costs least. Then, round by round, each of some people puts one unit on the table
//! and the units are given anew, all at once, by the Hungarian method (`pathfinding::kuhn_munkres`): the best of all exchanges
//! in a cycle of any length, not of two. Moves and swaps end it, so that no single change would be better.
//!
//! Everything is in whole numbers: the same inputs give the same answer on every machine.

use pathfinding::{kuhn_munkres::kuhn_munkres_min, matrix::Matrix};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::load::FULL;

/// Makes squares over capacities whole numbers fine enough.
const SCALE: i128 = 1_000_000;
/// Costs more than any sum of costs.
const FORBIDDEN: i128 = 1_000_000_000_000_000_000_000_000_000_000;
/// People at one table: the method is cubic.
const TABLE_MAX: usize = 64;

/// Work that goes whole to one person.
pub(crate) struct Unit {
    pub(crate) weight: i128,
    /// Who may bear it.
    pub(crate) allowed: Vec<bool>,
    /// What it costs in preference, in hundredths of an ordinary dossier.
    pub(crate) malus: Vec<i128>,
    /// The other unit of the same case, whose bearer must be another person, and no kin.
    pub(crate) partner: Option<usize>,
}

/// What is solved: each unit, with its partner if it has one, can be borne by somebody.
pub(crate) struct Problem {
    /// Time of each person, in thousandths.
    pub(crate) capacity: Vec<i128>,
    /// Load borne already.
    pub(crate) before: Vec<i128>,
    pub(crate) units: Vec<Unit>,
    /// Whether two persons may be in one case.
    pub(crate) together: Vec<Vec<bool>>,
    /// Orders people whom nothing else does.
    pub(crate) tie: Vec<u64>,
    pub(crate) rounds: u32,
    pub(crate) seed: u64,
}

/// A number drawn from the seed and an id: what orders equals.
pub(crate) fn draw(seed: u64, id: Uuid) -> u64 {
    let mut hash = Sha256::new();
    hash.update(seed.to_be_bytes());
    hash.update(id.as_bytes());
    let digest = hash.finalize();
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    u64::from_be_bytes(first)
}

/// Splitmix64 (Steele, Lea, Flood 2014): which units come to the table; nothing about it needs to be secret.
struct Shuffle(u64);

impl Shuffle {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let drawn = (z ^ (z >> 31)) % (bound.max(1) as u64);
        usize::try_from(drawn).unwrap_or(0)
    }
}

struct State<'a> {
    problem: &'a Problem,
    bearer: Vec<usize>,
    load: Vec<i128>,
}

/// Who bears each unit.
pub(crate) fn solve(problem: &Problem) -> Vec<usize> {
    let mut state = State { problem, bearer: Vec::new(), load: problem.before.clone() };
    state.first();
    state.polish();
    state.exchange();
    state.polish();
    state.bearer
}

impl State<'_> {
    fn cost(&self, person: usize, load: i128) -> i128 {
        load * load * SCALE / self.problem.capacity[person].max(1)
    }

    fn malus(&self, unit: usize, person: usize) -> i128 {
        let unit = &self.problem.units[unit];
        2 * unit.weight * unit.malus[person] * SCALE / FULL
    }

    /// What the unit costs to a person who would bear so much besides.
    fn price(&self, unit: usize, person: usize, load: i128) -> i128 {
        let weight = self.problem.units[unit].weight;
        self.cost(person, load + weight) - self.cost(person, load) + self.malus(unit, person)
    }

    fn may(&self, unit: usize, person: usize) -> bool {
        let of = &self.problem.units[unit];
        of.allowed[person]
            && of.partner.is_none_or(|partner| self.problem.together[self.bearer[partner]][person])
    }

    /// Heaviest first, then scarcest: each to whom it costs least.
    fn first(&mut self) {
        let units = &self.problem.units;
        let choice = |unit: &usize| units[*unit].allowed.iter().filter(|allowed| **allowed).count();
        self.bearer = vec![usize::MAX; units.len()];
        let mut order: Vec<usize> = (0..units.len())
            .filter(|unit| units[*unit].partner.is_none_or(|partner| *unit < partner))
            .collect();
        order.sort_by_key(|unit| (-units[*unit].weight, choice(unit), *unit));
        for unit in order {
            match units[unit].partner {
                None => {
                    let best = (0..self.load.len())
                        .filter(|person| units[unit].allowed[*person])
                        .min_by_key(|p| (self.price(unit, *p, self.load[*p]), self.problem.tie[*p]));
                    if let Some(person) = best {
                        self.give(unit, person);
                    }
                }
                Some(partner) => {
                    if let Some((one, other)) = self.best_pair(unit, partner) {
                        self.give(unit, one);
                        self.give(partner, other);
                    }
                }
            }
        }
    }

    fn best_pair(&self, unit: usize, partner: usize) -> Option<(usize, usize)> {
        let units = &self.problem.units;
        let people = self.load.len();
        let pairs = (0..people).flat_map(|one| (0..people).map(move |other| (one, other)));
        pairs
            .filter(|(one, other)| {
                units[unit].allowed[*one]
                    && units[partner].allowed[*other]
                    && self.problem.together[*one][*other]
            })
            .min_by_key(|(one, other)| {
                let price =
                    self.price(unit, *one, self.load[*one]) + self.price(partner, *other, self.load[*other]);
                (price, self.problem.tie[*one], self.problem.tie[*other])
            })
    }

    fn give(&mut self, unit: usize, person: usize) {
        self.bearer[unit] = person;
        self.load[person] += self.problem.units[unit].weight;
    }

    fn take(&mut self, unit: usize) -> usize {
        let person = self.bearer[unit];
        self.load[person] -= self.problem.units[unit].weight;
        person
    }

    /// Rounds of exchanges among many at once.
    fn exchange(&mut self) {
        let people = self.load.len();
        let mut shuffle = Shuffle(self.problem.seed);
        let mut held: Vec<Vec<usize>> = vec![Vec::new(); people];
        for (unit, person) in self.bearer.iter().enumerate() {
            held[*person].push(unit);
        }
        let mut order: Vec<usize> = (0..people).collect();
        order.sort_by_key(|person| (self.problem.tie[*person], *person));
        for _ in 0..self.problem.rounds {
            for at in (1..people).rev() {
                order.swap(at, shuffle.below(at + 1));
            }
            let seated = &order[..people.min(TABLE_MAX)];
            let mut table: Vec<usize> = Vec::new();
            for person in seated {
                if held[*person].is_empty() {
                    continue;
                }
                let unit = held[*person][shuffle.below(held[*person].len())];
                if self.problem.units[unit].partner.is_none_or(|partner| !table.contains(&partner)) {
                    table.push(unit);
                }
            }
            if table.is_empty() || seated.len() < 2 {
                return;
            }
            self.settle(&table, seated, &mut held);
        }
    }

    /// Gives the units of the table anew to those seated, if it is better.
    fn settle(&mut self, table: &[usize], seated: &[usize], held: &mut [Vec<usize>]) {
        let from: Vec<usize> = table.iter().map(|unit| self.take(*unit)).collect();
        let price = |unit: usize, person: usize| {
            if self.may(unit, person) { self.price(unit, person, self.load[person]) } else { FORBIDDEN }
        };
        let prices = table.iter().map(|unit| seated.iter().map(|p| price(*unit, *p)).collect::<Vec<_>>());
        let now: i128 = table.iter().zip(&from).map(|(unit, person)| price(*unit, *person)).sum();
        let better = Matrix::from_rows(prices)
            .ok()
            .map(|prices| kuhn_munkres_min(&prices))
            .filter(|(total, _)| *total < now)
            .map(|(_, columns)| columns.into_iter().map(|column| seated[column]).collect::<Vec<_>>());
        for (at, unit) in table.iter().enumerate() {
            let to = better.as_ref().map_or(from[at], |to| to[at]);
            self.give(*unit, to);
            if to != from[at] {
                held[from[at]].retain(|other| other != unit);
                held[to].push(*unit);
            }
        }
    }

    /// Moves and swaps, until none is better. Each lowers a whole number that is not negative: it ends.
    fn polish(&mut self) {
        let units = self.problem.units.len();
        let mut better = true;
        while better {
            better = false;
            for unit in 0..units {
                better |= self.best_move(unit);
            }
            for one in 0..units {
                for other in one + 1..units {
                    better |= self.swap(one, other);
                }
            }
        }
    }

    fn best_move(&mut self, unit: usize) -> bool {
        let from = self.take(unit);
        let now = self.price(unit, from, self.load[from]);
        let best = (0..self.load.len())
            .filter(|person| *person != from && self.may(unit, *person))
            .map(|person| (self.price(unit, person, self.load[person]), self.problem.tie[person], person))
            .min()
            .filter(|(price, _, _)| *price < now);
        self.give(unit, best.map_or(from, |(_, _, person)| person));
        best.is_some()
    }

    fn swap(&mut self, one: usize, other: usize) -> bool {
        let (a, b) = (self.bearer[one], self.bearer[other]);
        let of = &self.problem.units;
        if a == b || of[one].partner == Some(other) || !of[one].allowed[b] || !of[other].allowed[a] {
            return false;
        }
        if !self.may(one, b) || !self.may(other, a) {
            return false;
        }
        let (rest_a, rest_b) = (self.load[a] - of[one].weight, self.load[b] - of[other].weight);
        let now = self.price(one, a, rest_a) + self.price(other, b, rest_b);
        let then = self.price(other, a, rest_a) + self.price(one, b, rest_b);
        if then >= now {
            return false;
        }
        self.take(one);
        self.take(other);
        self.give(one, b);
        self.give(other, a);
        true
    }
}
