#!/usr/bin/env bash
# The long form of a campaign of faults, on servers of its own; ends with the figure of its promise.
# Usage: scripts/faults.sh campaign|steps|sabotage|leaving
source "$(dirname "$0")/lib.sh"

export GREFFE_LAYOUT=faults GREFFE_CAMPAIGN_ACTS=1000 GREFFE_CAMPAIGN_KILLS=60 GREFFE_LEAVING_CUTS=600 GREFFE_STEPS_EACH=5
trap 'greffe_dev reset --layout faults >/dev/null 2>&1 || true' EXIT

cargo build --locked --quiet --package greffe --bin greffe
cargo build --locked --quiet --package greffe --features faults --bin greffe-faults
log=$(mktemp)
cargo test --locked --quiet --package greffe-faults-tests --test faults -- --nocapture "${1:?campaign, steps, sabotage ou leaving}::" | tee "$log"
# Several tests of one campaign each prove one thing.
grep '^figure: ' "$log" | awk '{ sum += $2; unit = substr($0, index($0, $3)) } END { print "figure: " sum " " unit }'
rm -f "$log"
