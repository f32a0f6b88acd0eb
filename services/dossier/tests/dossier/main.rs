//! The dossier service against real PostgreSQL and RabbitMQ.

mod support;
mod versions;

mod certificats;
mod commands;
mod decisions;
mod deposits;
mod history;
mod numbers;
mod proposals;
mod reads;
mod releases;
mod security;
