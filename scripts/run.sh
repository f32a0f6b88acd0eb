#!/usr/bin/env bash
# From a clone to an address: installs what is missing, builds what changed, runs the product until Ctrl-C.
source "$(dirname "$0")/lib.sh"

scripts/install.sh run
say "Construction…"
cargo build --package greffe --bin greffe
scripts/web.sh
exec "${CARGO_TARGET_DIR:-target}/debug/greffe" dev
