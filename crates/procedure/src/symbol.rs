//! Names read from the catalogue, interned once so that the engine compares integers.

use std::collections::HashMap;
use std::fmt;
use std::sync::{OnceLock, PoisonError, RwLock};

/// A name of the catalogue (an act type, a date, an attribute, a code ...).
///
/// Only the catalogue and the court profiles create symbols; what comes from outside is looked up with
/// [`Symbol::find`], so that a hostile caller cannot grow the table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol(u16);

/// Names by number, in blocks that are allotted once and never move: a name is read without a lock.
static NAMES: [OnceLock<Box<[OnceLock<&'static str>; BLOCK]>>; BLOCK] = [const { OnceLock::new() }; BLOCK];

const BLOCK: usize = 256;

/// Numbers by name.
fn numbers() -> &'static RwLock<HashMap<&'static str, u16>> {
    static NUMBERS: OnceLock<RwLock<HashMap<&'static str, u16>>> = OnceLock::new();
    NUMBERS.get_or_init(Default::default)
}

impl Symbol {
    /// A name that no data file bears.
    pub const NONE: Symbol = Symbol(u16::MAX);

    /// Interns `name`. `None` when the table is full (65,535 names), which no catalogue comes near.
    pub(crate) fn intern(name: &str) -> Option<Symbol> {
        if let Some(known) = Symbol::find(name) {
            return Some(known);
        }
        let mut numbers = numbers().write().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = numbers.get(name) {
            return Some(Symbol(*known));
        }
        let next = u16::try_from(numbers.len()).ok().filter(|next| *next != u16::MAX)?;
        let name: &'static str = Box::leak(name.to_owned().into_boxed_str());
        let block =
            NAMES[usize::from(next) / BLOCK].get_or_init(|| Box::new([const { OnceLock::new() }; BLOCK]));
        block[usize::from(next) % BLOCK].get_or_init(|| name);
        numbers.insert(name, next);
        Some(Symbol(next))
    }

    /// The symbol of a name the catalogue or a profile knows.
    pub fn find(name: &str) -> Option<Symbol> {
        let numbers = numbers().read().unwrap_or_else(PoisonError::into_inner);
        numbers.get(name).copied().map(Symbol)
    }

    /// The name.
    pub fn as_str(self) -> &'static str {
        let block = NAMES[self.index() / BLOCK].get();
        block.and_then(|block| block[self.index() % BLOCK].get()).copied().unwrap_or_default()
    }

    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for Symbol {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
