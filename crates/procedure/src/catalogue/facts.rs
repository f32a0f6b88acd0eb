//! Facts of a journal, one bit each, and the conditions that data files make of them.

/// A set of facts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts([u64; Facts::WORDS]);

impl Facts {
    const WORDS: usize = 6;
    /// How many facts a catalogue may look for.
    pub const MAX: usize = Self::WORDS * 64;

    /// No fact.
    pub const NONE: Self = Self([0; Self::WORDS]);

    /// Adds a fact.
    #[inline]
    pub(crate) fn insert(&mut self, at: usize) {
        if let Some(word) = self.0.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    /// Takes a fact away.
    #[inline]
    pub(crate) fn remove(&mut self, at: usize) {
        if let Some(word) = self.0.get_mut(at / 64) {
            *word &= !(1 << (at % 64));
        }
    }

    /// Whether nothing is in it.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Whether every fact of the other set is in it.
    #[inline]
    pub fn holds(self, other: Self) -> bool {
        self.0.iter().zip(other.0).all(|(word, asked)| word & asked == asked)
    }

    /// Whether a fact of the other set is in it.
    #[inline]
    pub fn meets(self, other: Self) -> bool {
        self.0.iter().zip(other.0).any(|(word, asked)| word & asked != 0)
    }

    /// Numbers of its facts, in order.
    pub(crate) fn iter(self) -> impl Iterator<Item = usize> {
        self.0.into_iter().enumerate().flat_map(|(at, mut word)| {
            std::iter::from_fn(move || {
                let bit = (word != 0).then(|| word.trailing_zeros() as usize)?;
                word &= word - 1;
                Some(at * 64 + bit)
            })
        })
    }
}

/// True when all facts of `all`, one at least of `any` and none of `none` hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Condition {
    /// Facts that must hold.
    pub all: Facts,
    /// Facts of which one at least must hold, unless none is named.
    pub any: Facts,
    /// Facts that must not hold.
    pub none: Facts,
    /// Whether it names no fact: it always holds.
    pub(crate) always: bool,
    /// Whether it asks for a fact: such a condition says of something that it happened.
    pub(crate) asks: bool,
}

impl Condition {
    /// A condition of three sets.
    pub(crate) fn new(all: Facts, any: Facts, none: Facts) -> Self {
        let asks = !all.is_empty() || !any.is_empty();
        Self { all, any, none, always: !asks && none.is_empty(), asks }
    }

    /// Whether it names a fact at all.
    pub fn is_set(&self) -> bool {
        !self.always
    }

    /// Whether it holds.
    #[inline]
    pub fn holds(&self, facts: Facts) -> bool {
        self.always
            || facts.holds(self.all)
                && !facts.meets(self.none)
                && (self.any.is_empty() || facts.meets(self.any))
    }
}
