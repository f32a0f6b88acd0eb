#!/usr/bin/env bash
# How long a second start takes, from "make run" to the address: all is installed and built, the data are there. On servers of its own;
# ends with the figure of its promise. Usage: scripts/start.sh
source "$(dirname "$0")/lib.sh"

GREFFE_PORT=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export GREFFE_PORT GREFFE_LAYOUT=start
log=$(mktemp)
trap 'greffe_dev reset --layout start >/dev/null 2>&1 || true; rm -f "$log"' EXIT

# The product, until it has said that it is ready: prints the seconds.
started() {
  local began product took
  : >"$log"
  began=$(now)
  scripts/run.sh >>"$log" 2>&1 &
  product=$!
  until grep -q '^Greffe est prêt' "$log"; do
    kill -0 "$product" 2>/dev/null || { cat "$log" >&2; return 1; }
    sleep 0.1
  done
  took=$(elapsed "$began")
  kill -TERM "$product"
  wait "$product" || true
  printf '%s' "$took"
}

first=$(started)
second=$(started)
say "premier départ : $first s ; second : $second s"
printf 'figure: %s s\n' "$second"
