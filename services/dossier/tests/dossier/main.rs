//! The dossier service against real PostgreSQL and RabbitMQ.

mod support;
mod versions;

mod certificats;
mod commands;
mod deposits;
mod gate;
mod history;
mod numbers;
mod proposals;
mod reads;
mod security;
mod sheets;
mod stock;
