//! The law of the Court, as data and pure functions: no I/O, no clock, no database.
//!
//! | module | answers |
//! |---|---|
//! | [`catalogue`] | what the data files of `catalogue/` say: act types, rules, stages, tasks |
//! | [`derive`] | what a journal of acts says on a day: stage, deadlines, tasks, what may come next |
//! | [`admission`] | whether an act may enter a journal |
//! | [`explain`] | why a deadline falls on its day, step by step, with articles |
//! | [`consequences`] | what differs between two derivations |
//! | [`versions`] | which versions of the law are carried, what differs between two, what one would move |
//! | [`simulate`] | one line in, one term out, for people and tests |
//! | [`term`], [`calendar`] | arithmetic of delays, holidays |
//! | [`numbers`] | numbers of pourvois and their key letter |
//! | [`profile`] | the court: chambers, calendar, number series |
//!
//! No identifier of a rule and no number of an article stands in this code: the law is in `catalogue/`.

pub mod act;
pub mod admission;
pub mod catalogue;
pub mod consequences;
pub mod derivation;
pub mod derive;
pub mod explain;
pub mod gate;
pub mod ids;
pub mod inventory;
pub mod numbers;
pub mod profile;
pub mod simulate;
pub mod symbol;
pub mod versions;

mod files {
    include!(concat!(env!("OUT_DIR"), "/files.rs"));
}

pub use greffe_calendar::{calendar, day, term};
pub use simulate::simulate;
