#!/usr/bin/env bash
# The measures of performance, in a release build, on servers of their own, fully durable.
# Usage: scripts/bench.sh [read|read echo|record|record rate|stream|memory]      one figure, for scripts/prove.sh; all of them without.
#        scripts/bench.sh import [rate|memory]      the stock of a former system, against COPY of the same rows.
#        scripts/bench.sh python [journals|deadline|line]      the law against a plain Python program, in one run; all without.
source "$(dirname "$0")/lib.sh"

# No server: the law alone. The interpreter is that of the pinned tools, where python-dateutil and holidays are.
against_python() {
  scripts/install.sh python >&2
  cargo run --locked --release --quiet --package greffe-procedure --example bench_derive -- python "$tools/bin/python" "$1"
}
if [ "${1:-}" = python ]; then
  for what in ${2:-journals deadline line}; do against_python "$what"; done
  exit
fi

# An extract taken over, beside COPY of the same rows; one process and a server of its own.
if [ "${1:-}" = import ]; then
  export GREFFE_LAYOUT=bench
  trap 'greffe_dev reset --layout bench' EXIT
  cargo bench --locked --quiet --package greffe-load --bench import -- "${@:2}"
  exit
fi

[ -f tests/load/Cargo.toml ] || fail "tests/load n’existe pas encore"
export GREFFE_LAYOUT=bench
trap 'greffe_dev reset --layout bench' EXIT
# In one go: apart, the two would share less of what they stand on.
cargo build --locked --release --package greffe --bin greffe --package greffe-load --bench greffe
bench=$(cargo build --locked --release --package greffe --bin greffe --package greffe-load --bench greffe --message-format json 2>/dev/null |
  grep -o '"executable":"[^"]*/deps/greffe-[^"]*"' | tail -n 1 | cut -d '"' -f 4)
if [ $# = 0 ]; then
  for example in "procedure --example bench_derive" "procedure --example bench_derive -- explained" "contracts --example bench_decode"; do
    printf '\n%s\n' "Dérivation ($example)"
    # shellcheck disable=SC2086
    cargo run --release --quiet --package greffe-$example
  done
  printf '\n%s\n' "Lettres d’avis, puis première vue de chaque modèle"
  cargo run --release --quiet --package greffe-render --example bench_render
  cargo run --release --quiet --package greffe-render --example bench_render -- preview
  # Where a typst is installed, the same letter by a process each.
  if have typst; then cargo run --release --quiet --package greffe-render --example bench_render -- typst typst; fi
  printf '\n%s\n' "La même chose en Python"
  for what in journals deadline line; do against_python "$what"; done
fi
"$bench" "$@"
