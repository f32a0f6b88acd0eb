//! The dossier service against real PostgreSQL and RabbitMQ.

mod support;
mod versions;

mod certificats;
mod commands;
mod deposits;
mod groups;
mod history;
mod numbers;
mod parts;
mod proposals;
mod reads;
mod security;
