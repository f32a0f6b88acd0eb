# Sourced by the other scripts: where we are, how to speak, how a stage is timed.
# shellcheck shell=bash

set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export GREFFE_ROOT=$root
cd "$root"

# Tools of Python, pinned and private: nothing is added to the system's Python.
tools=$root/.local/venv
export PATH=$tools/bin:$HOME/.cargo/bin:$PATH
# The SQL is checked against committed data; only scripts/sqlx.sh asks a database.
export SQLX_OFFLINE=true

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# Seconds of now, with decimals.
now() { printf '%s' "$EPOCHREALTIME" | tr , .; }
elapsed() { awk -v from="$1" -v to="$(now)" 'BEGIN { printf "%.1f", to - from }'; }

# step NAME COMMAND...: silent when it goes well, tells everything when it does not.
step() {
  local name=$1 start log
  shift
  start=$(now)
  log=$(mktemp)
  printf '%s … ' "$name"
  if "$@" >"$log" 2>&1; then
    printf 'prêt (%s s)\n' "$(elapsed "$start" | tr . ,)"
    rm -f "$log"
  else
    printf 'échec\n'
    cat "$log" >&2
    rm -f "$log"
    return 1
  fi
}

# A workspace package that exists.
has_package() { [ -f "$root/$1/Cargo.toml" ]; }

# The program that handles servers and data, built if need be.
greffe_dev() {
  # Without the chassis: it must build even where our SQL does not, and quickly.
  cargo build --quiet --package greffe-dev --no-default-features --bin greffe-dev
  "${CARGO_TARGET_DIR:-target}/debug/greffe-dev" "$@"
}
