#!/usr/bin/env bash
# The API against its own description, on a product and servers of its own; ends with the figure of its promise.
# Usage: scripts/schemathesis.sh [REQUESTS]        20 000 without
source "$(dirname "$0")/lib.sh"

export GREFFE_LAYOUT=schemathesis GREFFE_SCHEMATHESIS_REQUESTS=${1:-20000}
trap 'greffe_dev reset --layout schemathesis >/dev/null 2>&1 || true' EXIT

scripts/install.sh python >&2
cargo build --locked --quiet --package greffe --bin greffe
cargo test --locked --quiet --package greffe-journeys --test journeys -- --nocapture schemathesis::
