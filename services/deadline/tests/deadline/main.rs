//! The deadline service against real PostgreSQL and RabbitMQ: each act derives, each day warns once, every read is decided.

mod bus;
mod derivation;
mod gate;
mod reads;
mod security;
mod support;
