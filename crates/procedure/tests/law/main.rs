//! The law, by worked examples and by properties.

mod arithmetic;
mod catalogue;
#[path = "../../../calendar/tests/days/counted.rs"]
mod counted;
mod coverage;
mod effort;
mod engine;
mod examples;
mod fuzz;
mod generate;
mod guards;
mod interruptions;
mod invariance;
mod jalons;
mod journal;
mod journeys;
mod numbers;
mod opened;
mod pages;
mod pourvois;
mod properties;
mod real_outcomes;
mod support;
mod versions;
