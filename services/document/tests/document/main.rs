//! The document service against real PostgreSQL and RabbitMQ.

mod support;

mod bus;
mod disk;
mod secrecy;
mod security;
mod uploads;
