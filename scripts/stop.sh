#!/usr/bin/env bash
# Stops the product and the tests' servers; "reset" forgets their data too.
# Usage: scripts/stop.sh stop|reset
source "$(dirname "$0")/lib.sh"

if [ ! -d .local/dev ] && [ ! -d .local/test ]; then exit 0; fi
greffe_dev "${1:?stop ou reset}"
