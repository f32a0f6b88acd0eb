//! What a case consists of besides its acts: groups of joined dossiers.

pub mod common;
pub mod groups;
mod grpc;
mod joinder;
