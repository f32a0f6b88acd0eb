//! What is looked at without going through a door.

mod propose;
mod roles;
mod seed;
