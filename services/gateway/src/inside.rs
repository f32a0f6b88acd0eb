//! What tests look at without going through a door: they stand in a program of their own beside this library, which is
//! then compiled once.

pub use crate::{
    identity::oidc::{is_ours, origin},
    views::{Act, calendar, civil, hearings},
};
