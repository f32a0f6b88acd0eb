//! Papers of every template: made, refused, looked into.

mod bytes;
mod refused;
mod support;
