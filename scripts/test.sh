#!/usr/bin/env bash
# Everything that is tested, stage by stage, in less than an hour; ends with a table of stages and seconds.
# A stage whose folder does not exist says so; one whose folder exists and in which no test runs fails.
# Usage: scripts/test.sh [STAGE...]        scripts/test.sh --list
source "$(dirname "$0")/lib.sh"

readonly LIMIT_SECONDS=3600
# In order. "folder" is what must exist for the stage to have something to say.
readonly STAGES=(
  check:.
  build:Cargo.toml
  unit:crates
  services:services
  identity:ops/oidc
  web:web/src
  chart:charts
  operations:ops
  journeys:tests/journeys
  browser:web/e2e
  faults:tests/faults
)

# build: every test and program of the workspace, always the same set with the same features, the points where tests kill it among
# them: another has other features of the same crates, and each stage would compile the databases' and the policies' anew. Clippy's
# own compiler does it, any warning refused: to lint apart is to read a thousand crates twice (docs/decisions/0073).
build() {
  RUSTC_WORKSPACE_WRAPPER=$(rustc --print sysroot)/bin/clippy-driver CLIPPY_ARGS=--deny__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__ \
    cargo test --locked --workspace --all-targets --features greffe/faults --no-run --message-format=json-render-diagnostics >"$(artifacts)"
}
artifacts() { printf '.local/%s-artifacts.json' "$GREFFE_LAYOUT"; }

# cargo_test FOLDER...: runs the tests of the packages of these folders, each in its own; a stage in which nothing ran proves
# nothing and fails.
cargo_test() {
  local folder package program log ran status=0
  build
  log=$(mktemp)
  while IFS=$'\t' read -r package program; do
    for folder in "$@"; do
      if [ "$package" = "$root/$folder" ]; then
        printf '\n     Running %s (%s)\n' "${program##*/}" "$folder"
        (cd "$package" && CARGO_MANIFEST_DIR=$package "$program" </dev/null) 2>&1 | tee -a "$log" || status=$?
      fi
    done
  done < <(python3 scripts/artifacts.py <"$(artifacts)")
  ran=$(awk '/^test result:/ { sum += $4 } END { print sum + 0 }' "$log")
  rm -f "$log"
  say "$ran tests réussis"
  [ "$ran" -gt 0 ] || fail "aucun test n’a tourné"
  return "$status"
}

# python_test FOLDER: its tests, with the pinned tools; a stage in which nothing ran fails.
python_test() {
  local log status=0
  log=$(mktemp)
  python3 -m unittest discover --verbose --start-directory "$1" 2>&1 | tee "$log" || status=$?
  grep -qE '^Ran [1-9][0-9]* tests?' "$log" || { rm -f "$log"; fail "aucun test n’a tourné"; }
  grep -E 'skipped' "$log" && say "Certains contrôles n’ont pas eu lieu : voir ci-dessus."
  rm -f "$log"
  return "$status"
}

# The law, the contracts, the rights: pure, no server.
unit() { cargo_test crates/procedure crates/contracts crates/access crates/distribution crates/render; }
services() { cargo_test crates/chassis crates/bus crates/dev crates/greffe services/*; }
identity() { (cd ops/oidc && npm test --silent); }
web() { (cd web && npm run --silent test); }
# The chart as Helm renders it; then alerts, dashboards, machines, images and infrastructure, as far as no cluster is needed, the
# running product under Prometheus, and its restoration after the loss of everything.
chart() { python_test tests/chart; }
operations() {
  local greffe=${CARGO_TARGET_DIR:-target}/debug/greffe
  python_test tests/operations
  build
  scripts/web.sh
  python3 tests/operations/observe.py "$greffe"
  # Few dossiers; the whole drill is scripts/operations.sh restore.
  python3 tests/operations/drill.py "$greffe" 4
}
journeys() { build; scripts/web.sh; cargo_test tests/journeys; }
# Every screen over a gateway in memory, then the journeys over the running product with its demonstration stock.
browser() { build; scripts/web.sh; with_product browse; }
# The journey takes a partner’s secret where the suite’s identity provider keeps it.
browse() { (cd web && GREFFE_OIDC_STATE=$root/.local/$GREFFE_LAYOUT/oidc/server.json npm run --silent e2e); }
# The short form of each campaign; "make prove" runs the long ones.
faults() { cargo_test tests/faults; }

# with_product COMMAND: runs the product on the suite's servers, on a free port, while COMMAND runs with GREFFE_URL.
with_product() {
  local log=.local/$GREFFE_LAYOUT-product.log product status=0
  GREFFE_PORT=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  export GREFFE_PORT GREFFE_URL=http://localhost:$GREFFE_PORT
  "${CARGO_TARGET_DIR:-target}/debug/greffe" dev >"$log" 2>&1 &
  product=$!
  until grep -q '^Greffe est prêt' "$log"; do
    kill -0 "$product" 2>/dev/null || { cat "$log"; return 1; }
    sleep 0.2
  done
  "$@" || status=$?
  kill -TERM "$product"
  wait "$product" || true
  return "$status"
}
check() { GREFFE_WITHIN_SUITE=yes scripts/check.sh; }

# Servers of our own, fresh, so that a suite neither finds nor disturbs what someone keeps running.
export GREFFE_LAYOUT=suite

if [ "${1:-}" = --list ]; then printf '%s\n' "${STAGES[@]%%:*}"; exit; fi
if [ "${1:-}" = --stage ]; then "$2"; exit; fi

started=$(now)
seconds_left() { awk -v spent="$(elapsed "$started")" -v limit=$LIMIT_SECONDS 'BEGIN { print int(limit - spent) }'; }
table=()
failed=()
child=

stage_log() { printf '.local/%s-stage-%s.log' "$GREFFE_LAYOUT" "$1"; }

# What failed and why, in a few lines at the very end, where a reader of a long log looks first.
why_failed() {
  local name=$1
  printf '\n%s :\n' "$name"
  sed 's/\x1b\[[0-9;]*m//g' "$(stage_log "$name")" |
    grep -E -A 3 '^ *(Error|TimeoutError|error(\[E[0-9]+\])?):|panicked at|^test .* FAILED$|^ +[0-9]+\) \[|^échec' |
    # Read to the end: a reader that leaves early would end the script that writes, and what follows would never be said.
    awk '!/^--$/ && !/^ *$/ && ++line <= 12 { print substr($0, 1, 160) }' || true
}

note() { table+=("$(printf '  %-10s %9s   %s' "$@")"); }

# Each stage is a process group with a time limit: what hangs ends with it, and so does what Ctrl-C leaves.
run_stage() {
  local name=$1 folder=$2 log start outcome=réussi status=0
  if [ ! -e "$folder" ]; then note "$name" - "absent : $folder n’existe pas encore"; return; fi
  printf '\n━━ %s\n' "$name"
  start=$(now)
  log=$(stage_log "$name")
  timeout --kill-after=30 "$(seconds_left)" "$0" --stage "$name" </dev/null > >(tee "$log") 2>&1 &
  child=$!
  wait "$child" || status=$?
  child=
  if [ "$status" = 124 ]; then outcome="échec : la limite de $((LIMIT_SECONDS / 60)) minutes est passée"
  elif [ "$status" != 0 ]; then outcome=échec; fi
  [ "$status" = 0 ] || failed+=("$name")
  note "$name" "$(elapsed "$start" | tr . ,) s" "$outcome"
}

# servers stop|reset: by the program that was built; without one, none was started.
servers() {
  local greffe=${CARGO_TARGET_DIR:-target}/debug/greffe
  [ ! -x "$greffe" ] || "$greffe" "$1" --layout suite || true
}

finish() {
  if [ -n "$child" ]; then kill "$child" 2>/dev/null || true; wait "$child" || true; fi
  # What failed left logs that are worth reading: they stay until the next run.
  if [ ${#failed[@]} -eq 0 ]; then servers reset; else servers stop; say "Journaux : .local/suite"; fi
}
trap finish EXIT
trap 'exit 130' INT TERM

scripts/install.sh test
[ ! -e .local/suite ] || greffe_dev reset --layout suite
for entry in "${STAGES[@]}"; do
  name=${entry%%:*}
  if [ $# -gt 0 ] && [[ " $* " != *" $name "* ]]; then continue; fi
  run_stage "$name" "${entry#*:}"
done

printf '\nÉtapes\n'
printf '%s\n' "${table[@]}"
printf '  %-10s %9s\n\n' total "$(elapsed "$started" | tr . ,) s"
[ "$(seconds_left)" -gt 0 ] || fail "Plus de $((LIMIT_SECONDS / 60)) minutes : trop long."
for name in "${failed[@]}"; do why_failed "$name"; done
[ ${#failed[@]} -eq 0 ] || fail "En échec : ${failed[*]}"
say "Tout est réussi."
