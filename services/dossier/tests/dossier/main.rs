//! The dossier service against real PostgreSQL and RabbitMQ.

mod inside;
mod support;
mod versions;

mod aides;
mod certificats;
mod commands;
mod decisions;
mod deposits;
mod doors;
mod exchange;
mod gate;
mod groups;
mod history;
mod juridictions;
mod numbers;
mod orientation;
mod orientation_rules;
mod parts;
mod proposals;
mod rapport;
mod reads;
mod releases;
mod search;
mod security;
mod sheets;
mod stock;
mod suivi;
