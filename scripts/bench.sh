#!/usr/bin/env bash
# The measures of performance, in a release build, on servers of their own, fully durable.
# Usage: scripts/bench.sh [read|record|stream|memory]      one figure, for scripts/prove.sh; all of them without.
source "$(dirname "$0")/lib.sh"

[ -f tests/load/Cargo.toml ] || fail "tests/load n’existe pas encore"
export GREFFE_LAYOUT=bench
trap 'greffe_dev reset --layout bench' EXIT
cargo build --release --package greffe --bin greffe
cargo bench --package greffe-load -- "$@"
