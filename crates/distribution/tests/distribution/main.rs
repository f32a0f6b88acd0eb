//! Who judges, when, for which reasons: pure functions, by worked examples and by properties.

mod audience;
mod audience_rules;
mod audience_sessions;
mod compare;
mod forecast;
mod orientation;
mod proposal;
mod routing;
mod rules;
