#!/usr/bin/env bash
# Formats everything a formatter knows.
source "$(dirname "$0")/lib.sh"

cargo fmt --all
if have buf; then buf format proto --write; fi
