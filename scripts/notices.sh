#!/usr/bin/env bash
# Notices against those who receive them, by their own ledgers; tasks as people read them. Ends with the figure of its promise.
# Usage: scripts/notices.sh kills [KILLS] [NOTICES] [SEED]   kill -9 of the service at random moments of a batch (200, 2000)
#        scripts/notices.sh queue                           the page of a team with 5 000 open tasks, rights applied: the 95th centile
source "$(dirname "$0")/lib.sh"

case "${1:-}" in
  kills)
    export GREFFE_KILLS=${2:-200} GREFFE_NOTICES=${3:-2000} GREFFE_SEED=${4:-42}
    say "graine $GREFFE_SEED"
    log=$(mktemp)
    cargo test --locked --quiet --package greffe-notification --test notification -- --nocapture kills:: | tee "$log"
    grep '^figure: ' "$log"
    rm -f "$log"
    ;;
  queue)
    cargo test --locked --quiet --release --package greffe-notification --test notification -- --nocapture \
      five_thousand_open_tasks | grep -E '^(vue|figure: )'
    ;;
  *) fail "usage: scripts/notices.sh kills [KILLS] [NOTICES] [SEED] · queue" ;;
esac
