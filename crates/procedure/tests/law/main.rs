//! The law, by worked examples and by properties.

mod catalogue;
mod coverage;
mod engine;
mod examples;
mod guards;
mod invariance;
mod journal;
mod journeys;
mod numbers;
mod pages;
mod properties;
mod real_outcomes;
mod support;
