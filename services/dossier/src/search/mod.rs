//! Search over dossiers, parties, decisions and moyens, and affairs that are alike: words made by `greffe-french`, kept in one table.

mod alike;
mod grpc;
mod index;
mod look;
mod said;
pub(crate) mod series;

pub(crate) use index::{again, every};
