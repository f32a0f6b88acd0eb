#!/usr/bin/env bash
# Rewrites the OpenAPI document from the gateway's code, and the web's types from the document.
source "$(dirname "$0")/lib.sh"

GREFFE_GOLDEN=yes cargo test --quiet --package greffe-gateway --test gateway the_openapi_document_is_current
(cd web && npm run --silent api)
