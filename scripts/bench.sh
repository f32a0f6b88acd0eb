#!/usr/bin/env bash
# The measures of performance, in a release build, on servers of their own, fully durable.
source "$(dirname "$0")/lib.sh"

[ -f tests/load/Cargo.toml ] || fail "tests/load n’existe pas encore"
export GREFFE_LAYOUT=bench
trap 'greffe_dev reset --layout bench' EXIT
cargo build --release --package greffe --bin greffe
cargo bench --package "$(awk -F '"' '/^name *=/ { print $2; exit }' tests/load/Cargo.toml)"
