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

#[derive(Default)]
struct Table {
    names: Vec<&'static str>,
    index: HashMap<&'static str, u16>,
}

fn table() -> &'static RwLock<Table> {
    static TABLE: OnceLock<RwLock<Table>> = OnceLock::new();
    TABLE.get_or_init(Default::default)
}

impl Symbol {
    /// A name that no data file bears.
    pub(crate) const NONE: Symbol = Symbol(u16::MAX);

    /// Interns `name`. `None` when the table is full (65,536 names), which no catalogue comes near.
    pub(crate) fn intern(name: &str) -> Option<Symbol> {
        if let Some(known) = Symbol::find(name) {
            return Some(known);
        }
        let mut table = table().write().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = table.index.get(name) {
            return Some(Symbol(*known));
        }
        let next = u16::try_from(table.names.len()).ok()?;
        let name: &'static str = Box::leak(name.to_owned().into_boxed_str());
        table.names.push(name);
        table.index.insert(name, next);
        Some(Symbol(next))
    }

    /// The symbol of a name the catalogue or a profile knows.
    pub fn find(name: &str) -> Option<Symbol> {
        let table = table().read().unwrap_or_else(PoisonError::into_inner);
        table.index.get(name).copied().map(Symbol)
    }

    /// The name.
    pub fn as_str(self) -> &'static str {
        let table = table().read().unwrap_or_else(PoisonError::into_inner);
        table.names.get(self.index()).copied().unwrap_or_default()
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
