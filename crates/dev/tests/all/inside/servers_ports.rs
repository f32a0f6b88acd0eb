//! `servers::ports`, from inside.

use std::collections::BTreeSet;

use greffe_dev::inside::servers::ports::pick;

#[test]
fn no_port_is_promised_twice() {
    let picked: Vec<u16> = (0..1_000).filter_map(|_| pick().ok()).collect();
    assert_eq!(picked.len(), 1_000, "a wide range has ports left");
    assert_eq!(picked.iter().collect::<BTreeSet<_>>().len(), 1_000);
}
