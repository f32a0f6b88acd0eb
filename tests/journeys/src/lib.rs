//! Nothing but tests: `cargo test --package greffe-journeys`.
