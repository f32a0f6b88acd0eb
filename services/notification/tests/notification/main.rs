//! The notification service against real PostgreSQL and RabbitMQ: tasks, alerts, claims, notices, each read decided.

mod audiences;
mod bus;
mod counterparts;
mod derivation;
mod digest;
mod gate;
mod gestures;
mod inside;
mod kills;
mod letters;
mod notices;
mod orders;
mod reads;
mod security;
mod support;
