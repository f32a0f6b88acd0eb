//! The notification service against real PostgreSQL and RabbitMQ: tasks, alerts, claims, each read decided.

mod bus;
mod derivation;
mod gate;
mod reads;
mod security;
mod support;
