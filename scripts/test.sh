#!/usr/bin/env bash
# Everything that is tested, stage by stage, in less than an hour; ends with a table of stages and seconds.
# A stage whose folder does not exist says so; one whose folder exists and in which no test runs fails.
# Usage: scripts/test.sh [STAGE...]        scripts/test.sh --list
source "$(dirname "$0")/lib.sh"

readonly LIMIT_SECONDS=3600
# In order. "folder" is what must exist for the stage to have something to say; "beside" is a stage that runs with the one before it,
# on servers of its own: one of them waits often, for processes that start and for what it killed to stand again, or has work for one
# core alone.
readonly STAGES=(
  build:Cargo.toml
  install:.:beside
  check:.
  unit:crates:beside
  services:services
  identity:ops/oidc:beside
  web:web/src
  chart:charts:beside
  journeys:tests/journeys
  operations:ops:beside
  browser:web/e2e
  faults:tests/faults:beside
)

# Whose tests a stage runs, the longest first.
readonly UNIT=(crates/{calendar,procedure,render,distribution,contracts,access,french,seal})
readonly SERVICES=(crates/greffe services/{document,dossier,notification,assignment,gateway,deadline} crates/{dev,bus,chassis})

# build: every test and program of the workspace, always the same set with the same features, the points where tests kill it among
# them: another has other features of the same crates, and each stage would compile the databases' and the policies' anew. Clippy's
# own compiler does it, any warning refused: to lint apart is to read a thousand crates twice (docs/decisions/0073). "cargo build":
# "cargo test" makes of each library a program of tests too, although it has none (docs/decisions/0074). Benches and examples are
# read by "make check" and built by "make prove".
build() {
  RUSTC_WORKSPACE_WRAPPER=$(rustc --print sysroot)/bin/clippy-driver CLIPPY_ARGS=--deny__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__ \
    cargo build --locked --workspace --lib --bins --tests --features greffe/faults --message-format=json-render-diagnostics >"$ARTIFACTS.$$"
  # Whole or not at all: another stage may be reading it.
  mv "$ARTIFACTS.$$" "$ARTIFACTS"
  local package
  while IFS=$'\t' read -r package _; do
    package=${package#"$root"/}
    case " ${UNIT[*]} ${SERVICES[*]} tests/journeys tests/faults tests/load " in
      *" $package "*) ;;
      *) fail "aucune étape n’essaie $package" ;;
    esac
  done < <(python3 scripts/artifacts.py <"$ARTIFACTS")
}
readonly ARTIFACTS=.local/suite-artifacts.json

# cargo_test FOLDER...: runs the tests of the packages of these folders, each in its own, in this order, two programs at a time: a
# program often waits, for a broker, a process that starts, a reader of pieces. What one says is shown whole when it ends. A stage in
# which nothing ran proves nothing and fails.
readonly PROGRAMS_AT_ONCE=2
cargo_test() {
  local folder package program one built logs ran running=0 status=0
  build
  mapfile -t built < <(python3 scripts/artifacts.py <"$ARTIFACTS")
  logs=.local/suite-logs/$$
  mkdir -p "$logs"
  # Cut at the hour: what hangs had said something.
  trap 'cat "$logs"/*; exit 143' TERM
  for folder in "$@"; do
    for one in "${built[@]}"; do
      IFS=$'\t' read -r package program <<<"$one"
      [ "$package" = "$root/$folder" ] || continue
      if [ "$running" -eq "$PROGRAMS_AT_ONCE" ]; then wait -n || status=$?; running=$((running - 1)); fi
      test_program "$package" "$program" "$logs/${program##*/}" &
      running=$((running + 1))
    done
  done
  while [ "$running" -gt 0 ]; do wait -n || status=$?; running=$((running - 1)); done
  ran=$(cat "$logs"/* | awk '/^test result:/ { sum += $4 } END { print sum + 0 }')
  trap - TERM
  rm -rf "$logs"
  say "$ran tests réussis"
  [ "$ran" -gt 0 ] || fail "aucun test n’a tourné"
  return "$status"
}

# test_program FOLDER PROGRAM LOG
test_program() {
  local began status=0
  began=$(now)
  (cd "$1" && CARGO_MANIFEST_DIR=$1 "$2" </dev/null) >"$3" 2>&1 || status=$?
  printf '\n     %s (%s), %s s\n%s\n' "${2##*/}" "${1#"$root"/}" "$(elapsed "$began")" "$(cat "$3")"
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
unit() { cargo_test "${UNIT[@]}"; }
services() { cargo_test "${SERVICES[@]}"; }
identity() { (cd ops/oidc && npm test --silent); }
# The app is built here, for the stages that need it side by side.
web() { (cd web && npm run --silent test) && scripts/web.sh; }
# The chart as Helm renders it; then alerts, dashboards, machines, images and infrastructure, as far as no cluster is needed, the
# running product under Prometheus, and its restoration after the loss of everything.
chart() { python_test tests/chart; }
operations() {
  unset GREFFE_SERVERS_IN
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
faults() { unset GREFFE_SERVERS_IN; cargo_test tests/faults; }

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
# What comes from the network comes while the compiler works: it needs nothing of it but a C compiler.
install() { scripts/install.sh test; }
check() { GREFFE_WITHIN_SUITE=yes scripts/check.sh; }

# Servers of our own, fresh, so that a suite neither finds nor disturbs what someone keeps running. Those that are killed are nobody
# else's.
readonly LAYOUTS=(suite suite-faults drill observe)
export GREFFE_LAYOUT=${GREFFE_LAYOUT:-suite}

# Where the suite's servers keep their data. A suite makes and drops a thousand databases of three hundred files each, and what the
# disk's file system does for these was a quarter of all that the tests of a service compute: in memory, where a machine has room,
# for a whole run and until what it left is stopped. Servers that are killed, restored or measured keep theirs on the disk.
readonly MEMORY=/dev/shm CHOSEN=.local/suite-servers-in ROOM_KIB=$((8 << 20))
servers_in() { if [ "$1" = suite ]; then cat "$CHOSEN" 2>/dev/null || true; fi; }
choose_place() {
  local room free
  room=$(df --output=avail "$MEMORY" 2>/dev/null | tail -1 || true) free=$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo)
  if [ "${room:-0}" -ge $ROOM_KIB ] && [ "${free:-0}" -ge $ROOM_KIB ]; then echo "$MEMORY/greffe"; fi >"$CHOSEN"
}

if [ "${1:-}" = --list ]; then printf '%s\n' "${STAGES[@]%%:*}"; exit; fi
if [ "${1:-}" = --stage ]; then "$2"; exit; fi

for name in "$@"; do
  printf '%s\n' "${STAGES[@]%%:*}" | grep -qx -- "$name" || fail "« $name » n’est pas une étape : scripts/test.sh --list"
done

started=$(now)
seconds_left() { awk -v spent="$(elapsed "$started")" -v limit=$LIMIT_SECONDS 'BEGIN { print int(limit - spent) }'; }
table=()
failed=()
over=no
declare -A children=() began=()

stage_log() { printf '.local/suite-stage-%s.log' "$1"; }

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
begin_stage() {
  local name=$1 aside=$2 left log
  log=$(stage_log "$name")
  began[$name]=$(now)
  # Once the hour is past, a second is left to each: none would be no limit at all.
  left=$(seconds_left)
  left=$((left > 0 ? left : 1))
  if [ "$aside" = beside ]; then
    printf '\n━━ %s, à côté\n' "$name"
    GREFFE_LAYOUT=suite-$name GREFFE_SERVERS_IN=$(servers_in "suite-$name") timeout --kill-after=30 "$left" "$0" --stage "$name" </dev/null >"$log" 2>&1 &
  else
    printf '\n━━ %s\n' "$name"
    GREFFE_LAYOUT=suite GREFFE_SERVERS_IN=$(servers_in suite) timeout --kill-after=30 "$left" "$0" --stage "$name" </dev/null > >(tee "$log") 2>&1 &
  fi
  children[$name]=$!
}

end_stage() {
  local name=$1 aside=$2 outcome=réussi status=0
  wait "${children[$name]}" || status=$?
  unset "children[$name]"
  if [ "$aside" = beside ]; then printf '\n━━ %s, à côté\n' "$name"; cat "$(stage_log "$name")"; fi
  if [ "$status" = 124 ] || [ "$status" = 137 ]; then outcome="échec : la limite de $((LIMIT_SECONDS / 60)) minutes est passée"
  elif [ "$status" != 0 ]; then outcome=échec; fi
  [ "$status" = 0 ] || failed+=("$name")
  note "$name" "$(elapsed "${began[$name]}" | tr . ,) s" "$outcome"
}

# Those that run side by side: NAME:ASIDE...
run_stages() {
  local one
  for one in "$@"; do begin_stage "${one%:*}" "${one#*:}"; done
  for one in "$@"; do end_stage "${one%:*}" "${one#*:}"; done
}

# servers stop|reset LAYOUT...: by the program that was built; without one, none was started.
servers() {
  local greffe=${CARGO_TARGET_DIR:-target}/debug/greffe verb=$1 layout
  for layout in "${@:2}"; do
    if [ -x "$greffe" ] && [ -e ".local/$layout" ]; then
      GREFFE_SERVERS_IN=$(servers_in "$layout") "$greffe" "$verb" --layout "$layout" || true
    fi
  done
}

# Frees the memory in which stopped servers kept their data; what the suite has on the disk, logs among it, stays.
free_memory() {
  [ -n "$(servers_in suite)" ] && [ -e .local/suite ] || return 0
  rm -rf .local/suite-kept
  mv .local/suite .local/suite-kept
  mkdir .local/suite
  servers reset suite
  rm -rf .local/suite
  mv .local/suite-kept .local/suite
}

finish() {
  local child
  for child in "${children[@]}"; do kill "$child" 2>/dev/null || true; wait "$child" || true; done
  if [ "$over" = yes ] && [ ${#failed[@]} -eq 0 ]; then servers reset "${LAYOUTS[@]}"; return; fi
  # What failed left logs that are worth reading: they stay until the next run.
  servers stop "${LAYOUTS[@]}"
  free_memory
  say "Journaux : .local/suite"
}
trap finish EXIT
trap 'exit 130' INT TERM

have cc || scripts/install.sh test
mkdir -p .local
for layout in "${LAYOUTS[@]}"; do [ ! -e ".local/$layout" ] || GREFFE_SERVERS_IN=$(servers_in "$layout") greffe_dev reset --layout "$layout"; done
choose_place
together=()
for entry in "${STAGES[@]}"; do
  IFS=: read -r name folder aside <<<"$entry"
  if [ $# -gt 0 ] && [[ " $* " != *" $name "* ]]; then continue; fi
  if [ ! -e "$folder" ]; then note "$name" - "absent : $folder n’existe pas encore"; continue; fi
  if [ "$aside" = beside ] && [ ${#together[@]} -gt 0 ]; then together+=("$name:beside"); continue; fi
  [ ${#together[@]} -eq 0 ] || run_stages "${together[@]}"
  together=("$name:")
done
[ ${#together[@]} -eq 0 ] || run_stages "${together[@]}"

over=yes
printf '\nÉtapes\n'
printf '%s\n' "${table[@]}"
printf '  %-10s %9s\n\n' total "$(elapsed "$started" | tr . ,) s"
for name in "${failed[@]}"; do why_failed "$name"; done
[ "$(seconds_left)" -gt 0 ] || fail "Plus de $((LIMIT_SECONDS / 60)) minutes : trop long."
[ ${#failed[@]} -eq 0 ] || fail "En échec : ${failed[*]}"
say "Tout est réussi."
