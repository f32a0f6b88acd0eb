#!/usr/bin/env bash
# The long form of a promise of the dossier, on servers of its own; ends with its figure.
# Usage: scripts/dossier.sh midnight
source "$(dirname "$0")/lib.sh"

export GREFFE_LAYOUT=dossier
trap 'greffe_dev reset --layout dossier >/dev/null 2>&1 || true' EXIT

program() { cargo build --locked --quiet --package greffe --bin greffe; }
journey() { cargo test --locked --quiet --package greffe-journeys --test journeys -- --nocapture "$1::"; }

case "${1:?midnight}" in
  # A thousand deposits around the midnight that ends the last day.
  midnight)
    program
    GREFFE_MIDNIGHT_DEPOSITS=1000 journey midnight
    ;;
  *) fail "Promesse inconnue : $1" ;;
esac
