//! Papers of every template: made, refused, looked into.

mod bytes;
mod inside;
mod refused;
mod support;
