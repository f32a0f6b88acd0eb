//! The document service against real PostgreSQL and RabbitMQ.

mod inside;
mod support;

mod accesses;
mod archival;
mod bundle;
mod bus;
mod controls;
mod deliberation;
mod disk;
mod entries;
mod gate;
mod minute;
mod opening;
mod papers;
mod parts;
mod s3;
mod seal;
mod search;
mod secrecy;
mod security;
mod uploads;
