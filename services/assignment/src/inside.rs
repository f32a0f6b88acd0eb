//! What tests look at without going through a door: they stand in a program of their own beside this library, which is
//! then compiled once.

pub mod court {
    pub use crate::court::{Court, CourtAct, Fault, Kind};
}
pub mod load {
    pub use crate::load::{Concluder, line};
}
pub mod propose {
    pub use crate::propose::days;
}
pub mod roles {
    pub use crate::roles::{COUNSEL, ROLES, incompatible};
}
pub mod seed {
    pub use crate::seed::{DEMONSTRATION, Seeds};
}
