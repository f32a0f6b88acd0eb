#!/usr/bin/env bash
# Builds the web app into web/dist when its sources are newer than what is there.
source "$(dirname "$0")/lib.sh"

[ -f web/package.json ] || fail "l’application web n’est pas encore dans ce dépôt"
mark=web/dist/index.html
if [ -f "$mark" ] && [ -z "$(find web services/gateway/openapi.json -newer "$mark" -type f \
  -not -path '*/node_modules/*' -not -path 'web/dist/*' -not -path 'web/test-results/*' -print -quit 2>/dev/null)" ]; then
  exit 0
fi
cd web && npm run --silent build
touch dist/index.html
