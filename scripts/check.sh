#!/usr/bin/env bash
# The quick control: what a machine can say without running anything. Everything is tried, then what failed is told.
source "$(dirname "$0")/lib.sh"

# Within the whole suite: what is needed is there, Clippy is the compiler, and the law has a stage of its own.
readonly within_suite=${GREFFE_WITHIN_SUITE:-no}
[ "$within_suite" = yes ] || scripts/install.sh test

# A function that is tried stops at nothing of itself: each step says that it failed.
contracts() {
  buf lint proto &&
    buf format proto --diff --exit-code &&
    buf breaking proto --against proto/baseline.binpb
}

licences_and_sources() {
  # cargo-deny is no crate of ours and takes minutes to build: where it is installed (GitHub), it runs in full. What no
  # machine may do without is asked from the lock file itself.
  if have cargo-deny; then cargo deny --locked check || return 1; fi
  local banned
  banned=$(grep -E '^name = "(aws-lc-rs|aws-lc-sys|openssl|openssl-sys|native-tls)"' Cargo.lock || true)
  [ -z "$banned" ] || { say "interdits par deny.toml :" "$banned"; return 1; }
}

scripts_are_sound() { shellcheck scripts/*.sh .ci/run && scripts/prove.test.sh; }
# A library is compiled without its tests (docs/decisions/0074): one that stood in it would never run.
libraries_hold_no_test() {
  local status=0
  grep -rnE '#\[(tokio::)?test\b|cfg(_attr)?\(.*\btest\b' crates/*/src services/*/src tests/*/src || status=$?
  # What tests look at from inside is theirs alone.
  if grep -rn '::inside::' crates/*/src services/*/src; then return 1; fi
  [ "$status" = 1 ]
}
# Other courts are meant to follow: which one this is, its profile says (« avocat à la Cour de cassation » is a profession).
the_court_is_named_by_its_profile() {
  local found
  found=$(grep -rn 'Cour de cassation' --include='*.rs' crates/*/src services/*/src | grep -vE ':[0-9]+: *//|avocat au Conseil d.État et à la Cour de cassation' || true)
  [ -z "$found" ] || { say "$found"; return 1; }
}
rust_is_formatted() { cargo fmt --all --check; }
rust_is_clean() { cargo clippy --locked --workspace --all-targets --quiet -- --deny warnings; }
the_law_is_whole() { cargo test --locked --quiet --package greffe-procedure --test law -- guards:: >/dev/null; }
# Side by side: each works on one core.
web_types_and_lint() (
  cd web
  npm run --silent typecheck &
  types=$!
  status=0
  npm run --silent lint || status=$?
  wait "$types" || status=$?
  exit "$status"
)

failed=()
try() { step "$@" || failed+=("$1"); }
try "Scripts" scripts_are_sound
try "Tests hors des bibliothèques" libraries_hold_no_test
try "Juridiction nommée par son profil" the_court_is_named_by_its_profile
try "Mise en forme Rust" rust_is_formatted
try "Contrats" contracts
try "Dépendances" licences_and_sources
if [ -f web/package.json ]; then try "Types et règles du web" web_types_and_lint; fi
if [ "$within_suite" = no ]; then
  try "Clippy" rust_is_clean
  try "Gardes du catalogue" the_law_is_whole
fi
[ ${#failed[@]} -eq 0 ] || fail "À corriger : ${failed[*]}"
