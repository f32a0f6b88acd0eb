//! The whole product, as tests and measures see it: through its public API only.

mod api;
mod flux;
mod person;
mod product;

pub use api::{Answer, Api};
pub use flux::{Flux, Told};
pub use product::{Options, Product};
