#!/usr/bin/env bash
# Makes a fresh Debian 12 ready: names what only you can install, installs the rest once.
# Usage: scripts/install.sh [run|test|python]   ("test" adds what only tests need; "python": the pinned tools of Python alone)
source "$(dirname "$0")/lib.sh"
purpose=${1:-test}

# version_at_least NEEDED FOUND
version_at_least() { printf '%s\n%s\n' "$1" "$2" | sort --check=quiet --version-sort; }

require_toolchains() {
  local missing=() rust node
  # Where rustup is, this also fetches the version that rust-toolchain.toml pins.
  rust=$(rustc --version 2>/dev/null | awk '{ print $2 }' || true)
  node=$(node --version 2>/dev/null | tr -d v || true)
  if [ -z "$rust" ] || ! version_at_least 1.95 "$rust"; then
    missing+=("rustc 1.95 ou plus récent (trouvé : ${rust:-rien}) : curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y --default-toolchain 1.95.0")
  fi
  if [ -z "$node" ] || ! version_at_least 20.19 "$node"; then
    missing+=("Node 20.19 ou plus récent (trouvé : ${node:-rien}) : curl -fsSL https://deb.nodesource.com/setup_20.x | sudo bash - && sudo apt-get install -y nodejs")
  fi
  if [ ${#missing[@]} -gt 0 ]; then
    say "Il manque, à installer vous-même :" >&2
    printf '  – %s\n' "${missing[@]}" >&2
    exit 1
  fi
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif have sudo; then sudo "$@"
  else fail "Il faut être root, ou pouvoir l’être par sudo, pour : $*"; fi
}

missing_debian_packages() {
  have cc || echo gcc libc6-dev
  have curl || echo curl ca-certificates
  have flock || echo util-linux
  compgen -G '/usr/lib/postgresql/1[5-9]/bin/postgres' >/dev/null || echo postgresql-15
  [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || echo rabbitmq-server
  have pdftotext || echo poppler-utils
  have gs || echo ghostscript
  [ -n "$(compgen -G '/usr/share/tesseract-ocr/*/tessdata/fra.traineddata')" ] || echo tesseract-ocr tesseract-ocr-fra
  if [ "$purpose" = test ]; then
    python3 -c 'import venv, ensurepip' 2>/dev/null || echo python3-venv
    have chromium-headless-shell || echo chromium-headless-shell
    have shellcheck || echo shellcheck
    have promtool || echo prometheus
    [ -x /usr/sbin/clamd ] || echo clamav-daemon
  fi
}

# Debian starts a server as soon as it is installed; ours are private. A policy forbids it for the time of the
# installation, unless this machine has one already.
install_debian_packages() (
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    trap 'as_root rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
  fi
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
)

# fresh MARK FILE...: whether MARK was made from the present contents of FILE...
digest_of() { cat "$@" | sha256sum | cut -d ' ' -f 1; }
fresh() { [ -f "$1" ] && [ "$(cat "$1")" = "$(digest_of "${@:2}")" ]; }

install_tools() {
  [ -x "$tools/bin/pip" ] || python3 -m venv "$tools"
  "$tools/bin/pip" install --quiet --disable-pip-version-check --require-hashes --requirement scripts/tools.lock
  digest_of scripts/tools.lock >"$tools/installed"
}

install_node_modules() {
  (cd "$1" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error)
  digest_of "$1/package-lock.json" >"$1/node_modules/.installed"
}

if [ "$purpose" = python ]; then
  fresh "$tools/installed" scripts/tools.lock || step "Outils de Python" install_tools
  exit
fi
require_toolchains
# Word splitting is wanted: one package a word.
# shellcheck disable=SC2207
packages=($(missing_debian_packages))
if [ ${#packages[@]} -gt 0 ]; then
  as_root true # Asks for the password now, where it can be seen.
  step "Paquets Debian (${packages[*]})" install_debian_packages "${packages[@]}"
fi
if [ "$purpose" = test ] && ! fresh "$tools/installed" scripts/tools.lock; then step "Outils de contrôle" install_tools; fi
for directory in ops/oidc web; do
  [ -f "$directory/package-lock.json" ] || continue
  fresh "$directory/node_modules/.installed" "$directory/package-lock.json" ||
    step "Paquets npm de $directory" install_node_modules "$directory"
done
