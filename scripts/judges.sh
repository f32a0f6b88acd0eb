#!/usr/bin/env bash
# The right judges: what the proposal of distribution and the orientation are worth; each ends with the figure of its promise.
# Usage: scripts/judges.sh distribution time|heaviest|gap|turn   twenty batches of 500 dossiers among 40 rapporteurs, the worst
#        scripts/judges.sh properties [CASES]                    limits, feasibility, bytes, accounts (10000)
#        scripts/judges.sh role                                   twenty rôles of 60 dossiers, the slowest
#        scripts/judges.sh year [WEEKS]                           a judicial year of six chambers, changed by the service (52)
#        scripts/judges.sh changes                                thirty changes to published rôles, against the journals
#        scripts/judges.sh deport                                 from a déport in the journal to the last door that is shut
#        scripts/judges.sh orientation margin|sure               against the decisions published, ../shared/data/open.jsonl
source "$(dirname "$0")/lib.sh"

# tested PACKAGE TEST NAME: one test, and not none; what it prints.
tested() {
  local log
  log=$(cargo test --locked --quiet --package "$1" --test "$2" -- --exact --nocapture "$3" 2>&1) || fail "$log"
  grep -qE '^test result: ok\. 1 passed' <<<"$log" || fail "$log"
  printf '%s\n' "$log"
}

case "${1:-}" in
  distribution)
    cargo run --locked --release --quiet --package greffe-distribution --example bench_distribution -- "${2:-time}"
    ;;
  properties)
    export PROPTEST_CASES=${2:-10000}
    cargo test --locked --release --quiet --package greffe-distribution
    printf 'figure: %s cases\n' "$PROPTEST_CASES"
    ;;
  role)
    cargo run --locked --release --quiet --package greffe-distribution --example bench_role
    ;;
  year)
    export GREFFE_WEEKS=${2:-52}
    tested greffe-assignment assignment audiences::a_judicial_year_changed_at_random_has_nobody_in_two_places_and_none_on_a_day_off
    printf 'figure: 0 conflicts\n'
    ;;
  changes)
    tested greffe-assignment assignment audiences::thirty_changes_to_published_roles_leave_no_wrong_notice
    printf 'figure: 0 wrong days\n'
    ;;
  deport)
    export GREFFE_LAYOUT=judges
    trap 'greffe_dev reset --layout judges >/dev/null 2>&1 || true' EXIT
    cargo build --locked --quiet --package greffe --bin greffe
    tested greffe-journeys journeys delibere::a_deport_shuts_every_door | grep '^figure: '
    ;;
  orientation)
    decisions=${GREFFE_SHARED:-$root/../shared}/data/open.jsonl
    if [ ! -f "$decisions" ]; then
      fail "NON MESURÉ : $decisions manque ; les décisions publiées ne sont pas dans ce dépôt"
    fi
    cargo run --locked --release --quiet --package greffe-distribution --example orientation -- "$decisions" "${2:-margin}"
    ;;
  *) fail "usage: scripts/judges.sh distribution time|heaviest|gap|turn · properties [CASES] · role · year [WEEKS] · changes · deport · orientation margin|sure" ;;
esac
