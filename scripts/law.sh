#!/usr/bin/env bash
# Proves one promise of the law; ends with its figure, for scripts/prove.sh.
# Usage: scripts/law.sh properties|holidays|fuzz|examples|outcomes
#        scripts/law.sh freeze: keeps the version being written as it is, for ever; the next change is another version.
source "$(dirname "$0")/lib.sh"

# law_tests FILTER...: these tests, of days and of the law, with what they print; fails if none ran.
law_tests() {
  cargo test --locked --quiet --package greffe-calendar --package greffe-procedure --test days --test law -- --nocapture "$@" 2>&1 | tee "$log"
  grep -qE '^test result: ok\. [1-9]' "$log"
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
case ${1:-} in
  properties)
    GREFFE_CASES=10000 law_tests properties:: invariance:: arithmetic:: generate::
    say "figure: 10000 cases"
    ;;
  holidays)
    scripts/install.sh python
    # The committed file is still what the package answers.
    "$tools/bin/python" crates/calendar/tests/days/holidays/generate.py |
      diff - crates/calendar/tests/days/holidays/pypi.csv
    law_tests holidays::
    # Every difference that is not listed fails the test.
    say "figure: 0 différences non relues"
    ;;
  fuzz)
    # Ten minutes each, from a seed of the day; the short form is in the tests.
    GREFFE_FUZZ_SECONDS=${GREFFE_FUZZ_SECONDS:-600} GREFFE_FUZZ_SEED=$(date +%Y%m%d) law_tests fuzz::
    say "figure: 0 paniques"
    ;;
  examples)
    law_tests examples::
    # Where the Court's file is absent, nothing is claimed.
    grep -q 'exemples sur' "$log" || fail "les exemples de la Cour ne sont pas là : GREFFE_SHARED"
    sed -nE 's/^[^0-9]*([0-9]+) exemples sur ([0-9]+) .*/\1 \2/p' "$log" |
      awk '{ print "figure: " $2 - $1 " exemples en désaccord" }'
    ;;
  outcomes)
    law_tests real_outcomes::
    sed -nE 's/.* ([0-9]+) divergent\..*/figure: \1 divergences/p' docs/real-outcomes.md
    ;;
  freeze)
    cd crates/procedure
    version=$(sed -nE 's/^version = "(.*)"$/\1/p' catalogue/catalogue.toml)
    kept=versions/$version.catalogue
    [ ! -e "$kept" ] || fail "la version $version est déjà figée"
    find catalogue -name '*.toml' | LC_ALL=C sort | while read -r file; do
      printf '### %s\n%s\n' "$file" "$(cat "$file")"
    done >"$kept"
    GREFFE_GOLDEN=1 law_tests versions::
    say "version $version figée : $(grep -c '^### ' "$kept") fichiers ; écrivez la suivante dans catalogue.toml"
    ;;
  *) fail "properties, holidays, fuzz, examples, outcomes ou freeze" ;;
esac
