//! The same program with the points where tests kill it. Never shipped.

include!("main.rs");
