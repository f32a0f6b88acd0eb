//! The operators' program as a library: its verbs, and the client of the public API that some of them use.

pub mod api;
pub mod commands;
#[doc(hidden)]
pub mod inside;
