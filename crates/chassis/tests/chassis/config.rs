//! `config`, from inside.

use greffe_chassis::config::{ServiceConfig, load, required};

#[test]
fn the_defaults_read() {
    let read: ServiceConfig = load("").unwrap();
    assert_eq!(read.grpc.timeout_ms, 6000);
    assert!(required("database.url", &read.database.url).is_err());
}
