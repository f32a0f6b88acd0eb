//! One file a verb.

pub mod dev;
pub mod migrate;
pub mod procedure;
