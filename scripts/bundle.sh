#!/usr/bin/env bash
# A bundle of a thousand pages of forty pieces, from the call to its last byte, the median of five. Ends with the figure of its promise.
# Usage: scripts/bundle.sh
source "$(dirname "$0")/lib.sh"

cargo test --locked --quiet --release --package greffe-document --test document -- --ignored --exact --nocapture \
  bundle::bench_a_thousand_pages | grep -E '^figure: '
