#!/usr/bin/env bash
# The measures of performance, in a release build, on servers of their own, fully durable.
# Usage: scripts/bench.sh [read|read echo|record|record rate|stream|memory]      one figure, for scripts/prove.sh; all of them without.
source "$(dirname "$0")/lib.sh"

[ -f tests/load/Cargo.toml ] || fail "tests/load n’existe pas encore"
export GREFFE_LAYOUT=bench
trap 'greffe_dev reset --layout bench' EXIT
cargo build --release --package greffe --bin greffe
if [ $# = 0 ]; then
  for example in "procedure --example bench_derive" "procedure --example bench_derive -- explained" "contracts --example bench_decode"; do
    printf '\n%s\n' "Dérivation ($example)"
    # shellcheck disable=SC2086
    cargo run --release --quiet --package greffe-$example
  done
fi
cargo bench --package greffe-load -- "$@"
