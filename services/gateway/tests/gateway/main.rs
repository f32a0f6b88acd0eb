//! The gateway from outside: HTTP in front, services and identity provider played behind, a real PostgreSQL.

mod inside;
mod support;

mod accesses;
mod agendas;
mod aids;
mod certificates;
mod commands;
mod decisions;
mod deliberations;
mod deposits;
mod description;
mod events;
mod follow;
mod law;
mod limits;
mod loads;
mod orientation;
mod outages;
mod pages;
mod pieces;
mod problems;
mod proxies;
mod search;
mod sessions;
