#!/usr/bin/env bash
# Says what scripts/prove.sh must answer on a small table of promises.
source "$(dirname "$0")/lib.sh"

directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
cat >"$directory/promises.md" <<'TABLE'
| group | promise | required | command | last figure | date |
|---|---|---|---|---|---|
| a | kept | <= 2,5 × | `echo 'figure: 1.8 ×'` | | |
| a | kept too | >= 200 000 journals/s | `printf 'noise\nfigure: 250000 journals/s\n' \| cat` | | |
| b | broken | = 0 lost | `echo 'figure: 1 lost'` | | |
| b | without a figure | = 0 lost | `exit 3` | | |
| b | in another unit | <= 150 ms | `echo 'figure: 0.1 s'` | | |
TABLE
expect() {
  local status=0 said
  said=$(PROMISES=$directory/promises.md scripts/prove.sh "$1" 2>/dev/null) || status=$?
  said=$(awk -F ', ' '/exigé/ { print $NF }' <<<"$said" | paste -sd ';')
  [ "$status $said" = "$2" ] || fail "« $1 » : attendu « $2 », obtenu « $status $said »"
}
expect a "0 tenue;tenue"
expect b "1 non tenue;non mesurée;non comparable : « ms » attendu"
expect c "1 "
say "prove.sh : 3 cas réussis"
