//! The dossier service against real PostgreSQL and RabbitMQ.

mod support;
mod versions;

mod commands;
mod deposits;
mod numbers;
mod proposals;
mod reads;
mod security;
