//! What tests look at without going through a door: they stand in a program of their own beside this library, which is
//! then compiled once.

pub mod values {
    pub use crate::values::in_full;
}
