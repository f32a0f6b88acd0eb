//! The law, by worked examples and by properties.

mod arithmetic;
mod catalogue;
mod coverage;
mod effort;
mod engine;
mod examples;
mod fuzz;
mod generate;
mod guards;
mod holidays;
mod interruptions;
mod invariance;
mod jalons;
mod journal;
mod journeys;
mod numbers;
mod pages;
mod pourvois;
mod properties;
mod real_outcomes;
mod support;
mod versions;
