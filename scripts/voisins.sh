#!/usr/bin/env bash
# The product with its neighbours played beside it, each by the process that plays it in tests: they fail, hang up, lose answers and
# repeat themselves. What they did is in .local/voisins/<neighbour>/registre.jsonl; Ctrl-C ends all.
# Usage: scripts/voisins.sh                     the product and its neighbours
#        scripts/voisins.sh remettre FILE.json  signs a message of counsel (proto/voisins/exemples) and puts it into their outbox
source "$(dirname "$0")/lib.sh"

readonly place=$root/.local/voisins
readonly key=$place/epourvoi/cle.pem
readonly token=jeton

base64url() { base64 -w0 | tr '+/' '-_' | tr -d =; }

# A message of counsel's system is a JWS of EdDSA (proto/voisins/e-pourvoi.md); it is put there whole.
remettre() {
  local number said draft=$place/epourvoi/message.ecrit
  [ -s "$key" ] || fail "les voisins ne sont pas lancés : scripts/voisins.sh d’abord"
  number=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["numero"])' "$1")
  case $number in '' | */* | .*) fail "numéro de message qui ne convient pas : $number" ;; esac
  said=$(printf '{"alg":"EdDSA","typ":"JWT"}' | base64url).$(base64url <"$1")
  printf '%s' "$said" >"$draft.signe"
  printf '%s.%s' "$said" "$(openssl pkeyutl -sign -rawin -inkey "$key" -in "$draft.signe" | base64url)" >"$draft"
  rm "$draft.signe"
  mv "$draft" "$place/epourvoi/messages/$number"
  say "$number est dans la boîte d’envoi : le service des dossiers le lira dans les vingt secondes."
}

if [ "${1:-}" = remettre ]; then
  remettre "${2:?le fichier du message}"
  exit
fi

say "Construction des voisins…"
binary=$(cargo test --locked --quiet --package greffe-journeys --test journeys --no-run --message-format json |
  python3 -c 'import json, sys
for line in sys.stdin:
    found = json.loads(line)
    if found.get("executable") and found["target"]["name"] == "journeys":
        print(found["executable"])' | tail -1)
[ -x "$binary" ] || fail "les voisins ne se construisent pas"

players=()
trap 'kill "${players[@]}" 2>/dev/null || true' EXIT
# play NEIGHBOUR TEST VARIABLE NAME=VALUE...: starts it, and says in `address` where it answers.
play() {
  local folder=$place/$1 test=$2 ledger=$3
  shift 3
  mkdir -p "$folder"
  rm -f "$folder/adresse"
  env "$ledger=$folder/registre.jsonl" "$@" "$binary" "$test" --exact --nocapture >"$folder/journal" 2>&1 &
  players+=($!)
  until [ -s "$folder/adresse" ]; do
    kill -0 "${players[-1]}" 2>/dev/null || { cat "$folder/journal" >&2; fail "$test ne démarre pas"; }
    sleep 0.1
  done
  address=$(cat "$folder/adresse")
}

mkdir -p "$place"/epourvoi/{messages,fichiers} "$place"/courrier/{depot,retour}
[ -s "$key" ] || (umask 077 && openssl genpkey -algorithm ed25519 -out "$key")
# Counsel's outbox: twenty requests of a hundred go wrong.
play epourvoi voisins::counsel GREFFE_EPOURVOI_LEDGER GREFFE_EPOURVOI_SEED=7 GREFFE_EPOURVOI_FAULTS=20 GREFFE_EPOURVOI_KNOWN=$token
GREFFE__EPOURVOI__KEY=$(openssl pkey -in "$key" -pubout)
export GREFFE__EPOURVOI__KEY GREFFE__EPOURVOI__ENDPOINT=$address GREFFE_EPOURVOI_TOKEN=$token
# The courts' base, which knows one decision; then the open data, which takes, and loses its answer.
known=$(
  cat <<'JSON'
[{"juridiction": "cour d’appel de Lyon", "section": "1re chambre civile", "date": "2026-09-10", "numero": "25/01234",
  "nature": "arret", "matiere": {"code": "50A", "libelle": "Vente"}, "reference": "JURICA-1"}]
JSON
)
play juridictions voisins::the_courts GREFFE_JURIDICTIONS_LEDGER GREFFE_JURIDICTIONS_PLAN=503,raccroche \
  GREFFE_JURIDICTIONS_DECISIONS="$known" GREFFE_JURIDICTIONS_KNOWN=$token
export GREFFE__JURIDICTIONS__ENDPOINT=$address GREFFE_JURIDICTIONS_TOKEN=$token
play opendata decisions::the_open_data_service GREFFE_SIMULATOR_LEDGER GREFFE_SIMULATOR_PLAN=503,raccroche,perd GREFFE_SIMULATOR_TOKEN=$token
export GREFFE__OPENDATA__ENDPOINT=$address GREFFE_OPENDATA_TOKEN=$token
# The virtual printer: its folders, without the provider, whose status files whoever tries writes (proto/avis/courrier.md).
export GREFFE__AVIS__COURRIER__DEPOT=$place/courrier/depot GREFFE__AVIS__COURRIER__RETOUR=$place/courrier/retour
say "Voisins joués, leurs registres : $place"
scripts/run.sh
