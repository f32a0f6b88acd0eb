//! Which patterns an act fits, found in one look at it: patterns are numbered within the type of act that they speak of.

use super::Facts;
use crate::{
    act::{Act, AttrValue},
    symbol::Symbol,
};

/// The patterns of one type of act. Each has a bit, in the order in which the files name them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sieve {
    /// Codes that each pattern demands.
    demands: Vec<Vec<(Symbol, Vec<Symbol>)>>,
    /// Patterns that demand nothing more than the type.
    plain: u64,
    /// Patterns that demand one attribute: the attribute, and for each code the patterns that accept it.
    by_code: Vec<(Symbol, Vec<(Symbol, u64)>)>,
    /// Patterns that demand several.
    several: Vec<u8>,
    /// Facts that patterns establish: bit of the pattern, bit of the fact.
    facts: Vec<(u8, u16)>,
}

impl Sieve {
    /// The bit of the pattern with these demands; `None` beyond 64 patterns of one type.
    pub(super) fn bit(&mut self, filters: &[(Symbol, Vec<Symbol>)]) -> Option<u8> {
        let at = match self.demands.iter().position(|known| known == filters) {
            Some(at) => at,
            None => {
                self.demands.push(filters.to_vec());
                let bit = self.demands.len() - 1;
                self.add(u8::try_from(bit).ok().filter(|bit| *bit < 64)?, filters);
                bit
            }
        };
        u8::try_from(at).ok().filter(|bit| *bit < 64)
    }

    fn add(&mut self, bit: u8, filters: &[(Symbol, Vec<Symbol>)]) {
        match filters {
            [] => self.plain |= 1 << bit,
            [(name, codes)] => {
                let of_name = entry(&mut self.by_code, *name);
                for code in codes {
                    *entry(of_name, *code) |= 1 << bit;
                }
            }
            _ => self.several.push(bit),
        }
    }

    /// Names the fact that acts of a pattern establish.
    pub(super) fn establishes(&mut self, pattern: u8, fact: u16) {
        self.facts.push((pattern, fact));
    }

    /// The patterns that an act of this type fits.
    pub(crate) fn sift(&self, act: &Act) -> u64 {
        let mut fits = self.plain;
        for (name, codes) in &self.by_code {
            if let Some(code) = act.code(*name) {
                fits |= codes.iter().find(|(known, _)| *known == code).map_or(0, |(_, patterns)| *patterns);
            }
        }
        for bit in &self.several {
            if accepts(&self.demands[usize::from(*bit)], act) {
                fits |= 1 << bit;
            }
        }
        fits
    }

    /// Adds the facts that an act which fits these patterns establishes.
    pub(crate) fn facts(&self, fits: u64, into: &mut Facts) {
        for (pattern, fact) in &self.facts {
            if fits >> pattern & 1 == 1 {
                into.insert(usize::from(*fact));
            }
        }
    }
}

/// What stands under a name, made if nothing does.
fn entry<T: Default>(table: &mut Vec<(Symbol, T)>, name: Symbol) -> &mut T {
    let at = table.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
        table.push((name, T::default()));
        table.len() - 1
    });
    &mut table[at].1
}

/// Whether an act holds the codes demanded.
pub(super) fn accepts(filters: &[(Symbol, Vec<Symbol>)], act: &Act) -> bool {
    filters.iter().all(|(name, codes)| match act.attr(*name) {
        Some(AttrValue::Code(code)) => codes.contains(code),
        _ => false,
    })
}
