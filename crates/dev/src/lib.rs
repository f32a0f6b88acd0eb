//! Runs Greffe on one machine, and gives tests the servers they need.
//!
//! | module | what it is for |
//! |---|---|
//! | [`places`] | where things stand: the checkout, `.local/dev`, `.local/test` |
//! | [`servers`] | a private PostgreSQL, a private RabbitMQ, an OpenID provider: found alive or started |
//! | [`stack`] | the five services and the gateway as processes, to run, kill, freeze |
//! | [`product`] | all of it, from nothing to an address: what `greffe dev` does |
//! | [`cli`] | stop, reset, servers alone: what scripts call |
//! | [`proxy`] | a TCP proxy that delays, holds and cuts, by a seed |
//! | [`testing`] | a fresh database, a fresh vhost, a clock that a test moves |
//!
//! A server belongs to a data directory, not to the process that started it: it is detached, its process is
//! remembered in a small file, and whoever comes next finds it alive. Nothing here is linked into a service.

pub mod cli;
mod http;
#[doc(hidden)]
pub mod inside;
pub mod keys;
#[cfg(feature = "migrate")]
mod migrate;
pub mod places;
mod process;
#[cfg(feature = "migrate")]
pub mod product;
pub mod proxy;
mod schema;
pub mod servers;
pub mod stack;
#[cfg(feature = "migrate")]
pub mod testing;

pub use places::Layout;
pub use process::until;
pub use servers::{Servers, Wanted};
pub use stack::{Instance, PortsChoice, Service, Stack, StackOptions};
