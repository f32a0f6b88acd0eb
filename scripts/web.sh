#!/usr/bin/env bash
# Builds the web app into web/dist when its sources are newer than what is there.
source "$(dirname "$0")/lib.sh"

[ -f web/package.json ] || fail "l’application web n’est pas encore dans ce dépôt"
mark=.local/web-built
sources=(web/src web/public web/index.html web/package.json web/package-lock.json web/vite.config.ts web/tsconfig*.json)
is_fresh() {
  [ -f web/dist/index.html ] && [ -f "$mark" ] && [ -z "$(find "${sources[@]}" services/gateway/openapi.json -newer "$mark" -type f -print -quit 2>/dev/null)" ]
}
mkdir -p .local
# Two stages may ask at once: the second waits, and finds it built.
exec {lock}>.local/web.lock
flock "$lock"
is_fresh && exit 0
cd web && npm run --silent build
touch ../.local/web-built
