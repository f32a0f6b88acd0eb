#!/usr/bin/env bash
# Rewrites .sqlx, with which the SQL is checked at compile time where there is no database. To run after a change of a
# migration or of a query.
source "$(dirname "$0")/lib.sh"

# Two at once would take each other for finished.
mkdir -p .local && exec 9>.local/sqlx.lock && flock 9
next=$root/.local/sqlx
rm -rf "$next" && mkdir -p "$next"
# PostgreSQL, which stays, must not inherit the lock.
DATABASE_URL=$(greffe_dev schema-url 9>&-)
export DATABASE_URL SQLX_OFFLINE=false SQLX_OFFLINE_DIR=$next
# Cargo does not know that the database changed. Our own packages are forgotten in a target of this script alone, so that
# every query is asked again and nobody's sources or builds are touched.
export CARGO_TARGET_DIR=$root/.local/sqlx-target
mapfile -t members < <(awk -F '"' '/^name *=/ && !seen[FILENAME]++ { print $2 }' {crates,services,tests}/*/Cargo.toml)
cargo clean --quiet "${members[@]/#/--package=}"
cargo check --workspace --all-targets
rm -rf .sqlx && mv "$next" .sqlx
say ".sqlx : $(find .sqlx -name 'query-*.json' | wc -l) requêtes"
