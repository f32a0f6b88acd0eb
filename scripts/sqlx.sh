#!/usr/bin/env bash
# Rewrites .sqlx, with which the SQL is checked at compile time where there is no database. To run after a change of a
# migration or of a query.
source "$(dirname "$0")/lib.sh"

next=$root/.local/sqlx
rm -rf "$next" && mkdir -p "$next"
DATABASE_URL=$(greffe_dev schema-url)
# Cargo does not know that the database changed: the sources that hold queries are made newer than what was built.
grep --recursive --files-with-matches --include='*.rs' -E 'query(_as|_scalar)?!' crates services | xargs --no-run-if-empty touch
export DATABASE_URL SQLX_OFFLINE=false SQLX_OFFLINE_DIR=$next
cargo check --workspace --all-targets
rm -rf .sqlx && mv "$next" .sqlx
say ".sqlx : $(find .sqlx -name 'query-*.json' | wc -l) requêtes"
