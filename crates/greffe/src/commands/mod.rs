//! One file a verb.

pub mod demo;
pub mod dev;
pub mod import;
pub mod migrate;
pub mod procedure;
pub mod verify;
