//! The contracts: what partners send, what the law reads of an act, the words that people read.

mod act;
mod deposit;
mod epourvoi;
mod wire;
mod words;
