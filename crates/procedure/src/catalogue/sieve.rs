//! Which patterns an act fits, found in one look at it: patterns are numbered within the type of act that they speak of.

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
    /// Facts that patterns establish: bit of the pattern, bit of the fact.
    facts: Vec<(u8, u8)>,
}

impl Sieve {
    /// The bit of the pattern with these demands; `None` beyond 64 patterns of one type.
    pub(super) fn bit(&mut self, filters: &[(Symbol, Vec<Symbol>)]) -> Option<u8> {
        let at = match self.demands.iter().position(|known| known == filters) {
            Some(at) => at,
            None => {
                self.demands.push(filters.to_vec());
                self.demands.len() - 1
            }
        };
        let bit = u8::try_from(at).ok().filter(|bit| *bit < 64)?;
        if filters.is_empty() {
            self.plain |= 1 << bit;
        }
        Some(bit)
    }

    /// Names the fact that acts of a pattern establish.
    pub(super) fn establishes(&mut self, pattern: u8, fact: u8) {
        self.facts.push((pattern, fact));
    }

    /// The patterns that an act of this type fits.
    pub(crate) fn sift(&self, act: &Act) -> u64 {
        let mut fits = self.plain;
        for (bit, filters) in self.demands.iter().enumerate() {
            if !filters.is_empty() && accepts(filters, act) {
                fits |= 1 << bit;
            }
        }
        fits
    }

    /// The facts that an act which fits these patterns establishes.
    pub(crate) fn facts(&self, fits: u64) -> u128 {
        self.facts.iter().fold(0, |facts, (pattern, fact)| facts | u128::from(fits >> pattern & 1) << fact)
    }
}

/// Whether an act holds the codes demanded.
pub(super) fn accepts(filters: &[(Symbol, Vec<Symbol>)], act: &Act) -> bool {
    filters.iter().all(|(name, codes)| match act.attr(*name) {
        Some(AttrValue::Code(code)) => codes.contains(code),
        _ => false,
    })
}
