#!/usr/bin/env bash
# The promises of the group `dossier`, on servers of their own; each ends with its figure.
# Usage: scripts/dossier.sh fields      every field of the published decisions, against what their dossiers show (GREFFE_SHARED: the data)
#        scripts/dossier.sh numbers     ten thousand numbers by sixty-four writers over five series
#        scripts/dossier.sh midnight    a thousand deposits around the midnight that ends the last day
source "$(dirname "$0")/lib.sh"

data=${GREFFE_SHARED:-$root/../shared}

# Without the data there is nothing to compare, and no figure: said aloud, and not a success.
needs() { [ -e "$data/$1" ] || fail "SAUTÉ : $data/$1 est absent ; indiquez le dossier des données par GREFFE_SHARED"; }

# measured PACKAGE TEST: one long test, which prints its figure last.
measured() { GREFFE_SHARED=$data cargo test --locked --quiet --package "$1" --test "$2" -- --ignored --exact --nocapture "$3"; }

case "${1:-}" in
  fields)
    needs data/open.jsonl
    measured greffe greffe import::the_dossiers_show_what_the_decisions_say
    ;;
  numbers) measured greffe-dossier dossier numbers::ten_thousand_numbers ;;
  midnight)
    export GREFFE_LAYOUT=dossier GREFFE_MIDNIGHT_DEPOSITS=1000
    trap 'greffe_dev reset --layout dossier >/dev/null 2>&1 || true' EXIT
    cargo build --locked --quiet --package greffe --bin greffe
    cargo test --locked --quiet --package greffe-journeys --test journeys -- --nocapture midnight::
    ;;
  *) fail "usage : scripts/dossier.sh fields | numbers | midnight" ;;
esac
