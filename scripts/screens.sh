#!/usr/bin/env bash
# Every screen over the gateway in memory, in its two themes and three widths: those in which axe finds something serious, or that
# show something else that is wrong. The last line is the figure of the promise. Usage: scripts/screens.sh
source "$(dirname "$0")/lib.sh"

scripts/install.sh test
scripts/web.sh
log=$(mktemp)
status=0
(cd web && GREFFE_ECRANS=longue npx playwright test --project=maquette ecrans) | tee "$log" || status=$?
failed=$(sed 's/\x1b\[[0-9;]*m//g' "$log" | grep -oE '^ +[0-9]+ failed' | tr -dc 0-9 || true)
rm -f "$log"
# Without a count, what failed is no screen.
[ "$status" = 0 ] || [ -n "$failed" ] || fail "les écrans n’ont pas été regardés"
printf 'figure: %s écrans\n' "${failed:-0}"
