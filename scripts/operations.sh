#!/usr/bin/env bash
# What an ops team relies on, for real and at length: "make prove ONLY=operations". Ends with a figure.
# Usage: scripts/operations.sh converge|image|observe|broker|derived|restore
source "$(dirname "$0")/lib.sh"

needs() {
  local missing=()
  for tool in "$@"; do have "$tool" || missing+=("$tool"); done
  [ ${#missing[@]} -eq 0 ] || fail "il manque ${missing[*]} : apt-get install --no-install-recommends ${missing[*]}"
  [ "$(id -u)" = 0 ] || fail "il faut être root"
}

built() {
  scripts/install.sh test
  cargo build --locked --quiet --package greffe --bin greffe
  scripts/web.sh
  program=${CARGO_TARGET_DIR:-target}/debug/greffe
}

case ${1:-} in
  # A Debian root, the roles twice, the services on what they installed, a backup, a drill, a restoration.
  converge)
    needs mmdebstrap unshare chroot
    built
    place=$(mktemp --directory)
    trap 'rm -rf --one-file-system "$place"' EXIT
    chmod 755 "$place"
    python3 tests/operations/converge.py "$place/root" "$program" web/dist
    ;;
  # The image, built on a base made here and started as it would be.
  image)
    needs mmdebstrap buildah podman runc
    built
    GREFFE_PROGRAM=$program GREFFE_WEB=web/dist python3 -m unittest tests/operations/test_image.py
    echo "figure: 1 image"
    ;;
  # The disk of a broker, deleted with what nobody had heard yet; published again from the outbox and heard once by each listener. On
  # servers of its own, which are forgotten.
  broker)
    scripts/install.sh test
    export GREFFE_LAYOUT=broker
    trap 'greffe_dev reset --layout broker' EXIT
    GREFFE_EVENTS=${2:-100000} cargo test --locked --quiet --package greffe --test greffe -- --ignored --exact --nocapture \
      operators::a_hundred_thousand_events_lost_with_the_disk_of_the_broker_are_heard
    ;;
  # The same with dossiers, which the services themselves derive: how fast.
  derived)
    scripts/install.sh test
    export GREFFE_LAYOUT=broker
    trap 'greffe_dev reset --layout broker' EXIT
    cargo build --locked --quiet --package greffe --bin greffe
    GREFFE_DOSSIERS=${2:-200} cargo test --locked --quiet --package greffe --test greffe -- --ignored --exact --nocapture \
      operators::acts_lost_with_the_broker_are_heard_and_derived
    ;;
  # Work, a backup, more work, the loss of base, broker and papers, a restoration to a moment, and what is missing by name.
  restore)
    built
    python3 tests/operations/drill.py "$program"
    ;;
  # The running product under Prometheus: metrics, panels, alerts.
  observe)
    built
    python3 tests/operations/observe.py "$program"
    ;;
  *) fail "usage : scripts/operations.sh converge|image|observe|broker|derived|restore" ;;
esac
