#!/usr/bin/env bash
# Papers and what is found in them; each ends with the figure of its promise.
# Usage: scripts/papers.sh similar ts_rank|chance   affairs alike, each published decision taken out in turn, precision at 5
#        scripts/papers.sh search [PAPERS]         p95 of searches over half a million papers (some gigabytes), in a database of its own
source "$(dirname "$0")/lib.sh"

case "${1:-}" in
  similar)
    decisions=${GREFFE_SHARED:-$root/../shared}/data/open.jsonl
    if [ ! -f "$decisions" ]; then
      fail "NON MESURÉ : $decisions manque ; les décisions publiées ne sont pas dans ce dépôt"
    fi
    GREFFE_DECISIONS=$(realpath "$decisions") GREFFE_AGAINST=${2:-ts_rank} \
      cargo test --locked --quiet --package greffe-dossier --test dossier -- --ignored --exact --nocapture search::bench_similar |
      grep -E '^(decisions|precision|against|figure)'
    ;;
  search)
    GREFFE_PAPERS=${2:-500000} cargo test --locked --release --quiet --package greffe-document --test document -- \
      --ignored --exact --nocapture search::bench_papers | grep -E '^(papers|slowest|figure)'
    ;;
  *) fail "usage: scripts/papers.sh similar ts_rank|chance · search [PAPERS]" ;;
esac
