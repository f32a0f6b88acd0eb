//! What every service needs to stand: configuration, clock, identity, errors, database, commands, audit, telemetry, and
//! a server that starts fast, answers within bounds and ends when told.

pub mod audit;
pub mod clock;
pub mod command;
pub mod config;
pub mod db;
pub mod error;
pub mod identity;
pub mod peer;
pub mod readers;
pub mod server;
pub mod telemetry;
pub mod tls;

pub use clock::{Clock, SharedClock};
pub use error::{Failure, Kind, Result};
pub use identity::Caller;

/// Acts are many small pieces of memory: this allocator gives and takes them back in half the time, in every program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Chooses the TLS provider: the first line of each `main`.
pub fn install_crypto() {
    // An error says that one is installed already: the choice is made.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
