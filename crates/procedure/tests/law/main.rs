//! The law, by worked examples and by properties.

mod catalogue;
mod coverage;
mod examples;
mod invariance;
mod journal;
mod numbers;
mod properties;
mod support;
