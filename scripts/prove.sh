#!/usr/bin/env bash
# Runs the commands of docs/promises.md and compares each figure with what is required.
# Usage: scripts/prove.sh [GROUP]
#
# A row of the table:  | group | promise | required | `command` | last figure | date |
# "required" is `<= 12 ×`, `>= 60 kills`, `= 0 lost` …: a comparison, a number, a unit. The command exits 0 and prints,
# last, `figure: <number> <unit>`, in the same unit.
source "$(dirname "$0")/lib.sh"

group=${1:-}
promises=${PROMISES:-docs/promises.md}
[ -f "$promises" ] || fail "$promises n’existe pas encore"

trim() { sed -E 's/^[[:space:]]+|[[:space:]]+$//g' <<<"$1"; }

# met COMPARISON REQUIRED FOUND
met() {
  awk -v how="$1" -v required="$2" -v found="$3" 'BEGIN {
    if (how == "<=") exit !(found <= required)
    if (how == ">=") exit !(found >= required)
    if (how == "<") exit !(found < required)
    if (how == ">") exit !(found > required)
    if (how == "=") exit !(found == required)
    exit 2
  }'
}

unmet=0
seen=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Read whole first: a command may read its own standard input.
mapfile -t rows < <(grep -E '^\|' "$promises" | grep -vE '^\|[ :-]+\|' | grep -F '`')
for row in "${rows[@]}"; do
  IFS='|' read -r _ of promise required command _ <<<"${row//\\|/¦}"
  of=$(trim "$of") promise=$(trim "$promise") required=$(trim "${required//\`/}")
  command=$(trim "${command//¦/|}")
  command=${command#\`} command=${command%\`}
  if [ -n "$group" ] && [ "$of" != "$group" ]; then continue; fi
  seen=$((seen + 1))
  # Figures of more than three digits are written in groups, and a decimal comma is French.
  read -r how bound unit < <(sed -E ':again; s/([0-9])[   ]([0-9]{3})/\1\2/; t again; s/([0-9]),([0-9])/\1.\2/' <<<"$required")
  figure=''
  verdict="non tenue"
  if bash -euo pipefail -c "$command" </dev/null >"$log" 2>&1; then
    figure=$(awk '/^figure: / { line = $0 } END { sub(/^figure: /, "", line); print line }' "$log")
  fi
  if [ -z "$figure" ]; then
    verdict="non mesurée"
    tail -n 15 "$log" >&2
  elif [ "${figure#* }" != "$unit" ]; then
    verdict="non comparable : « $unit » attendu"
  elif met "$how" "$bound" "${figure%% *}"; then
    verdict=tenue
  fi
  [ "$verdict" = tenue ] || unmet=$((unmet + 1))
  printf '%s : %s, exigé %s, %s\n' "$promise" "${figure:-—}" "$required" "$verdict"
done

[ "$seen" -gt 0 ] || fail "aucune promesse${group:+ du groupe « $group »} dans $promises"
[ "$unmet" = 0 ] || fail "$unmet promesse(s) non tenue(s) sur $seen"
say "$seen promesse(s) tenue(s)"
