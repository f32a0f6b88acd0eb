#!/usr/bin/env bash
# Builds the web app into web/dist when its sources are newer than what is there.
source "$(dirname "$0")/lib.sh"

[ -f web/package.json ] || fail "l’application web n’est pas encore dans ce dépôt"
mark=web/dist/index.html
sources=(web/src web/public web/index.html web/package.json web/package-lock.json web/vite.config.ts web/tsconfig*.json)
if [ -f "$mark" ] && [ -z "$(find "${sources[@]}" services/gateway/openapi.json -newer "$mark" -type f -print -quit 2>/dev/null)" ]; then
  exit 0
fi
cd web && npm run --silent build
touch dist/index.html
