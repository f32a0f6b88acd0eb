#!/usr/bin/env bash
# The right judges: what the proposal of distribution and the orientation are worth; each ends with the figure of its promise.
# Usage: scripts/judges.sh distribution time|heaviest|gap|turn   twenty batches of 500 dossiers among 40 rapporteurs, the worst
#        scripts/judges.sh properties [CASES]                    limits, feasibility, bytes, accounts (10000)
#        scripts/judges.sh role                                   twenty rôles of 60 dossiers, the slowest
#        scripts/judges.sh orientation margin|sure               against the decisions published, ../shared/data/open.jsonl
source "$(dirname "$0")/lib.sh"

case "${1:-}" in
  distribution)
    cargo run --locked --release --quiet --package greffe-distribution --example bench_distribution -- "${2:-time}"
    ;;
  properties)
    export PROPTEST_CASES=${2:-10000}
    cargo test --locked --release --quiet --package greffe-distribution
    printf 'figure: %s cases\n' "$PROPTEST_CASES"
    ;;
  role)
    cargo run --locked --release --quiet --package greffe-distribution --example bench_role
    ;;
  orientation)
    decisions=${GREFFE_SHARED:-$root/../shared}/data/open.jsonl
    if [ ! -f "$decisions" ]; then
      fail "NON MESURÉ : $decisions manque ; les décisions publiées ne sont pas dans ce dépôt"
    fi
    cargo run --locked --release --quiet --package greffe-distribution --example orientation -- "$decisions" "${2:-margin}"
    ;;
  *) fail "usage: scripts/judges.sh distribution time|heaviest|gap|turn · properties [CASES] · role · orientation margin|sure" ;;
esac
