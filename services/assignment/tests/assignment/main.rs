//! The assignment service against real PostgreSQL and RabbitMQ.

mod support;

mod agents;
mod bus;
mod gate;
mod proposals;
mod security;
