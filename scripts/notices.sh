#!/usr/bin/env bash
# Notices against those who receive them, by their own ledgers; ends with the figure of its promise.
# Usage: scripts/notices.sh kills [KILLS] [NOTICES] [SEED]   kill -9 of the service at random moments of a batch (200, 2000)
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
  *) fail "usage: scripts/notices.sh kills [KILLS] [NOTICES] [SEED]" ;;
esac
