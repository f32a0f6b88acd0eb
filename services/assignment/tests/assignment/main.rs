//! The assignment service against real PostgreSQL and RabbitMQ.

mod inside;
mod support;

mod agents;
mod audiences;
mod bus;
mod distribution;
mod gate;
mod load;
mod proposals;
mod public;
mod relation;
mod reunions;
mod security;
mod watch;
