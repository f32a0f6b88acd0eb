//! Nothing but tests: `cargo test --package greffe-faults-tests`.
