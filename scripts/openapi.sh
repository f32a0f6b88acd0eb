#!/usr/bin/env bash
# Rewrites the OpenAPI document from the gateway's code, and the web's types from the document.
source "$(dirname "$0")/lib.sh"

cargo run --quiet --package greffe --bin greffe -- openapi >"$root/.local/openapi.json"
mv "$root/.local/openapi.json" services/gateway/openapi.json
if [ -f web/package.json ]; then (cd web && npm run --silent api); fi
