//! Nothing but benches: `cargo bench --package greffe-load`.
