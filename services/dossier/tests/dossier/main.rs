//! The dossier service against real PostgreSQL and RabbitMQ.

mod support;

mod certificats;
mod commands;
mod numbers;
mod proposals;
mod reads;
mod security;
