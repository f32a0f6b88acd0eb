#!/usr/bin/env bash
# What an ops team relies on, for real and at length: "make prove ONLY=operations". Ends with a figure.
# Usage: scripts/operations.sh converge|image
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
  *) fail "usage : scripts/operations.sh converge|image" ;;
esac
