//! What a case consists of besides its acts: groups of joined dossiers, persons, counsel, decisions attacked, pieces
//! required, links, seals.

mod amend;
pub mod common;
pub mod grounds;
pub mod groups;
mod grpc;
mod joinder;
mod parts;
pub mod pourvois;
