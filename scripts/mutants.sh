#!/usr/bin/env bash
# Changes the code of days and of the law one expression at a time and says which changes no test notices, in less than 45 minutes:
# arithmetic and calendar whole, and of the law what changed. Survivors that change nothing are in docs/mutants.md, with the reason.
# Usage: scripts/mutants.sh [FILE...]      these files of the two crates instead.
source "$(dirname "$0")/lib.sh"

readonly VERSION=27.1.0 LIMIT_SECONDS=2700
export PATH=$root/.local/bin:$PATH
# Each change runs the tests once: fewer cases notice as much, since a wrong day is wrong everywhere.
export GREFFE_CASES=${GREFFE_CASES:-30} GREFFE_FUZZ_SECONDS=0
out=.local/mutants

[ "$(cargo-mutants mutants --version 2>/dev/null)" = "cargo-mutants $VERSION" ] ||
  step "cargo-mutants $VERSION" cargo install --locked --quiet --root .local --version "$VERSION" cargo-mutants

# What changed since the main branch, or since the last version where there is none.
base=$(git rev-parse --verify --quiet origin/main || git describe --tags --abbrev=0 2>/dev/null || true)

status=0
# run PACKAGE TEST WHERE ARGUMENT...: the changes of a crate, each tried with its own test program.
run() {
  local package=$1 test=$2 where=$3
  shift 3
  status=0
  timeout --kill-after=30 "$((LIMIT_SECONDS - SECONDS))" cargo mutants --jobs 2 --no-shuffle --package "$package" \
    --test-package "$package" --cargo-arg="--test=$test" --cargo-arg="--config=profile.dev.package.$package.opt-level=0" \
    --output "$where" "$@" || status=$?
  # 0: all noticed; 2: some survived; 3: some took too long, which is noticed. Anything else is no answer.
  [[ " 0 2 3 " == *" $status "* ]] || fail "cargo-mutants n’est pas allé au bout de $package ($status)"
}

rm -rf "$out"-*
mkdir -p .local
if [ $# -gt 0 ]; then
  for file in "$@"; do
    case $file in
      crates/calendar/*) run greffe-calendar days "$out-${file//\//-}" "--file=$file" ;;
      crates/procedure/*) run greffe-procedure law "$out-${file//\//-}" "--file=$file" ;;
      *) fail "$file n’est pas du droit" ;;
    esac
  done
else
  run greffe-calendar days "$out-days"
  if [ -n "$base" ]; then
    changes=$(mktemp)
    trap 'rm -f "$changes"' EXIT
    git diff "$base"... -- crates/procedure/src >"$changes"
    if [ -s "$changes" ]; then run greffe-procedure law "$out-law" --in-diff "$changes"; fi
  fi
fi

# A survivor is known by its words without line and column, which move.
words() { sed -E 's/^([^:]+):[0-9]+:[0-9]+: /\1: /' | sort -u; }
missed() { cat "$out"-*/mutants.out/missed.txt | words; }
# shellcheck disable=SC2016 # The backquotes are those of the table.
known() { sed -nE 's/^\| `([^`]+)` \|.*/\1/p' docs/mutants.md | sed 's/\\|/|/g' | sort -u; }
unexplained=$(comm -23 <(missed) <(known))
[ -z "$unexplained" ] || say "Changements que rien ne voit et qu’aucune raison n’explique :" "$unexplained"
say "$(cat "$out"-*/mutants.out/caught.txt "$out"-*/mutants.out/timeout.txt | wc -l) changements vus, $(missed | wc -l) survivants"
say "figure: $(grep -c . <<<"$unexplained" || true) survivants"
