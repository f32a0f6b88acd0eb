"""The running product, whose journey is made, under Prometheus and the shipped rules: every metric it shows is declared, every
declared one that is not rare is shown, every panel and every alert is asked, and none sounds.

Usage: observe.py PROGRAM. Starts the product with its demonstration stock on servers of its own, and forgets them.
"""

import json
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
import urllib.parse
import urllib.request

import yaml

from product import ROOT, Product, port

# Told to end, it forgets its servers as at its own end.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
PROGRAM = pathlib.Path(sys.argv[1]).resolve()
LAYOUT = "observe"
DECLARED = tomllib.loads((ROOT / "ops/metrics.toml").read_text())
EXPORTED = DECLARED.pop("exporters")
# Not part of this stack: its database and certificates have no exporter, its machines no backup.
FOREIGN = {*EXPORTED["cloudnative_pg"], *EXPORTED["cert_manager"], *(name for name, one in DECLARED.items() if one["kind"] == "file")}
# No machine here makes a backup or proves a restoration; the product of a trial has no antivirus, and says so.
RIGHT_TO_SOUND = {"RestaurationNonProuvee", "SauvegardeAncienne", "PiecesSansAntivirus"}
RARE = {name for name, one in DECLARED.items() if one.get("rare")}


def get(url):
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read().decode()


def targets(product):
    """Where each process listens for Prometheus: what it was told."""
    return {arguments[2]: told["GREFFE__METRICS__LISTEN" if arguments[2] == "gateway" else "GREFFE__HTTP__LISTEN"] for arguments, told in product.processes()}


def journey(product):
    """What the product is for: a declaration, its term, the mémoire that meets it, and what is read on the way."""
    token = product.token()
    [opened] = product.work(token, 1)
    dossier = f"/api/v1/dossiers/{opened.dossier}"
    read = product.get(token, dossier)
    memoire = product.post(token, "/api/v1/pieces?kind=memoire&nom=memoire.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")
    demandeur = next(party["party_id"] for party in read["parties"] if party["role"] == "demandeur")
    act = {"type": "memoire_depose", "dates": {"depose": read["formed_on"]}, "corps": {"nature": "ampliatif", "pieces": [memoire["piece_id"]]},
           "portee": {"parties": [demandeur]}}
    product.post(token, f"{dossier}/actes", act, version=read["version"])
    for path in (f"{dossier}/actes", f"{dossier}/parties", f"/api/v1/dossiers?q={urllib.parse.quote(read['number'])}"):
        product.get(token, path)
    until = time.monotonic() + 60
    while not any(term["rule"] == "civil.memoire_ampliatif.depot" and term["status"] == "satisfaite" for term in product.get(token, f"{dossier}/echeances")["items"]):
        assert time.monotonic() < until, "le mémoire déposé ne satisfait pas son délai"
        time.sleep(0.2)


def families(text):
    """Metric → label names of each of its series."""
    found = {}
    for name, labels in re.findall(r"^(greffe_\w+?)(?:\{(.*?)\})? \S+$", text, re.M):
        found.setdefault(re.sub(r"_(bucket|sum|count)$", "", name), []).append({key for key in re.findall(r'(\w+)="', labels)} - {"le"})
    return found


def metrics_are_those_declared(places):
    shown = {}
    for service, place in places.items():
        for name, series in families(get(f"http://{place}/metrics")).items():
            assert name in DECLARED, f"{service} montre {name}, que ops/metrics.toml ne déclare pas"
            assert service in DECLARED[name]["from"], f"{service} montre {name}, que ops/metrics.toml dit d’un autre"
            for labels in series:
                assert labels == set(DECLARED[name].get("labels", {})), f"{name} : {labels}"
            shown.setdefault(name, set()).add(service)
    absent = {name for name, one in DECLARED.items() if one["kind"] not in ("otlp", "file")} - RARE - set(shown)
    assert not absent, f"déclarés, mais personne ne les montre : {sorted(absent)}"
    return len(shown)


def main(place):
    product = Product(PROGRAM, LAYOUT, place / "product.log")
    running = []
    try:
        journey(product)
        services = targets(product)
        rabbit = f"127.0.0.1:{json.loads((product.servers() / 'rabbitmq/server.json').read_text())['prometheus_port']}"
        count = metrics_are_those_declared(services)
        print(f"{count} métriques montrées, toutes déclarées", flush=True)

        static = [{"targets": [at], "labels": {"component": name}} for name, at in services.items()]
        detailed = {"job_name": "rabbitmq-queues", "metrics_path": "/metrics/detailed", "params": {"family": ["queue_coarse_metrics", "queue_consumer_count"]},
                    "static_configs": [{"targets": [rabbit]}]}
        (place / "prometheus.yml").write_text(yaml.safe_dump({
            "global": {"scrape_interval": "5s", "evaluation_interval": "5s"}, "rule_files": [str(ROOT / "charts/greffe/rules/*.yaml")],
            "scrape_configs": [{"job_name": "greffe", "static_configs": static}, {"job_name": "rabbitmq", "static_configs": [{"targets": [rabbit]}]}, detailed]}))
        address = f"127.0.0.1:{port()}"
        own = open(place / "prometheus.log", "w")
        running.append(subprocess.Popen(["prometheus", f"--config.file={place}/prometheus.yml", f"--storage.tsdb.path={place}/data", f"--web.listen-address={address}"], stdout=own, stderr=own))

        def ask(expression):
            return json.loads(get(f"http://{address}/api/v1/query?query={urllib.parse.quote(expression)}"))["data"]["result"]

        # Two scrapes of everything, and two evaluations of what is recorded.
        for _ in range(180):
            time.sleep(1)
            try:
                if len(ask("up == 1")) >= len(services) + 2 and ask("greffe:http_errors:ratio_rate30d") and ask("min(count_over_time(up[5m])) >= 4"):
                    break
            except OSError:
                pass
        else:
            raise SystemExit("Prometheus n’a pas tout lu : " + get(f"http://{address}/api/v1/targets")[:2000])

        asked = empty = 0
        for path in sorted((ROOT / "charts/greffe/dashboards").glob("*.json")):
            for panel in json.loads(path.read_text())["panels"]:
                for target in panel["targets"]:
                    expression = target["expr"].replace("$component", ".*")
                    asked += 1
                    if not ask(expression):
                        excused = [name for name in RARE | FOREIGN if name in expression]
                        # Of the answers slow or failed there may be none.
                        assert excused or 'outcome="failed"' in expression, f"{path.stem}, « {panel['title']} » : rien pour {expression}"
                        empty += 1
        print(f"{asked} requêtes de tableaux, {asked - empty} avec des valeurs, {empty} sur ce qui est rare ou d’ailleurs", flush=True)

        rules = [rule for path in sorted((ROOT / "charts/greffe/rules").glob("*.yaml")) for group in yaml.safe_load(path.read_text())["groups"] for rule in group["rules"]]
        sounding = []
        for rule in rules:
            found = ask(rule["expr"])
            if "alert" in rule and found and rule["alert"] not in RIGHT_TO_SOUND:
                sounding.append((rule["alert"], found))
        health = json.loads(get(f"http://{address}/api/v1/rules"))["data"]["groups"]
        bad = [rule["name"] for group in health for rule in group["rules"] if rule["health"] == "err"]
        assert not bad, f"règles en erreur : {bad}"
        assert not sounding, f"le produit va bien, et pourtant : {sounding}"
        print(f"{len(rules)} règles évaluées, aucune alerte")
        print("figure: 0 alertes")
    finally:
        for one in running:
            one.send_signal(signal.SIGTERM)
            one.wait(60)
        product.stop()
        subprocess.run([PROGRAM, "reset", "--layout", LAYOUT], env=product.environment, cwd=ROOT, capture_output=True)


if __name__ == "__main__":
    PLACE = pathlib.Path(tempfile.mkdtemp())
    try:
        main(PLACE)
    finally:
        shutil.rmtree(PLACE, ignore_errors=True)
