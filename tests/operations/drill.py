"""A restoration for real: work, a backup, more work, the loss of base, broker and papers, a restoration to a moment, the product
on what was restored, and `greffe verify` clean. What is missing is compared with what had been acknowledged.

Usage: drill.py PROGRAM [DOSSIERS]. On servers of its own, which are forgotten.
"""

import base64
import datetime
import hashlib
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import typing
import urllib.parse
import urllib.request
import uuid

# Told to end, it forgets its servers as at its own end.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
ROOT = pathlib.Path(__file__).parents[2]
PROGRAM = pathlib.Path(sys.argv[1]).resolve()
LAYOUT = "drill"
LOCAL = ROOT / ".local" / LAYOUT
# PostgreSQL refuses to be root's.
ACCOUNT = "nobody" if os.getuid() == 0 else os.environ.get("USER", "nobody")
AS_ACCOUNT = {"user": ACCOUNT, "group": "nogroup", "extra_groups": []} if os.getuid() == 0 else {}
DOSSIERS = int(sys.argv[2]) if len(sys.argv) > 2 else 20
# Nothing is waited for without end: a drill that hangs says where.
ANSWER = 60
LONGEST = 1200


def port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def servers():
    for place in (LOCAL / "servers", *pathlib.Path("/var/lib/greffe").glob(f"*/{LAYOUT}/servers"), *pathlib.Path("/var/lib/greffe").glob(f"*/{LAYOUT}")):
        if (place / "postgres/server.json").exists():
            return place
    raise SystemExit("les serveurs sont introuvables")


def forget():
    environment = {**os.environ, "GREFFE_ROOT": str(ROOT)}
    subprocess.run([PROGRAM, "reset", "--layout", LAYOUT], env=environment, cwd=ROOT, check=False, stdout=subprocess.DEVNULL)


class Run:
    """The product, running."""

    def __init__(self, place, name, more=None):
        self.log = place / f"{name}.log"
        self.environment = {**os.environ, "GREFFE_LAYOUT": LAYOUT, "GREFFE_PORT": str(port()), "GREFFE_ROOT": str(ROOT), **(more or {})}
        self.process = subprocess.Popen([PROGRAM, "dev"], env=self.environment, stdout=open(self.log, "w"), stderr=subprocess.STDOUT, cwd=ROOT)
        for _ in range(1200):
            if "Journaux" in self.log.read_text():
                break
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.25)
        self.url = f"http://localhost:{self.environment['GREFFE_PORT']}"

    def services(self):
        """What the program is told to reach them."""
        told = {}
        for process in json.loads((LOCAL / "stack.json").read_text()):
            own = dict(one.split("=", 1) for one in pathlib.Path(f"/proc/{process['pid']}/environ").read_text().split("\0") if "=" in one)
            told.update({key: value for key, value in own.items() if key.startswith(("GREFFE__PEERS__", "GREFFE__IDENTITY__"))})
            if "GREFFE__STORAGE__PATH" in own:
                self.files = pathlib.Path(own["GREFFE__STORAGE__PATH"])
        return told

    def token(self):
        secret = re.search(r"reprise\s+dépôt par programme, secret (\S+)", self.log.read_text())[1]
        for process in json.loads((LOCAL / "stack.json").read_text()):
            issuer = re.search(r"GREFFE__OIDC__ISSUER=([^\0]+)", pathlib.Path(f"/proc/{process['pid']}/environ").read_text())
            if issuer:
                break
        discovery = json.load(urllib.request.urlopen(f"{issuer[1]}/.well-known/openid-configuration", timeout=ANSWER))
        form = urllib.parse.urlencode({"grant_type": "client_credentials", "scope": "depot", "resource": "urn:greffe:api"}).encode()
        basic = base64.b64encode(f"reprise:{secret}".encode()).decode()
        asked = urllib.request.Request(discovery["token_endpoint"], form, {"Authorization": f"Basic {basic}"})
        return json.load(urllib.request.urlopen(asked, timeout=ANSWER))["access_token"]

    def post(self, token, path, body, media="application/json"):
        head = {"Authorization": f"Bearer {token}", "Content-Type": media, "Idempotency-Key": str(uuid.uuid4())}
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        return json.load(urllib.request.urlopen(urllib.request.Request(self.url + path, body, head), timeout=ANSWER))

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(120)


class Done(typing.NamedTuple):
    """A declaration and its paper, acknowledged by an instant."""

    dossier: str
    paper: str
    at: float


def declaration(number):
    day = datetime.date.today().isoformat()
    person = {"nature": "personne_physique", "name": f"Essai {number}"}
    return {
        "procedure": "civil_representation_obligatoire", "formed": {"day": day}, "urgent": False,
        "parties": [{"role": "demandeur", "residence": "metropole", "person": person},
                    {"role": "defendeur", "residence": "metropole", "person": {"nature": "personne_morale", "name": "société des Moulins"}}],
        "decisions": [{"court": "cour d’appel de Lyon", "nature": "arret", "rendered_on": "2025-09-10"}],
    }


def work(product, token, count):
    """As many declarations, each with a paper of its own, once acknowledged."""
    done = []
    for _ in range(count):
        opened = product.post(token, "/api/v1/dossiers", declaration(uuid.uuid4().hex))
        paper = b"%PDF-1.4\n%" + uuid.uuid4().bytes.hex().encode() + b"\n%%EOF\n"
        product.post(token, "/api/v1/pieces?kind=piece&nom=piece.pdf", paper, "application/pdf")
        done.append(Done(opened["dossier_id"], hashlib.sha256(paper).hexdigest(), time.time()))
    return done


def greffe(*verb, environment=None):
    """What a verb says, and whether it went well."""
    done = subprocess.run([PROGRAM, *verb], env=environment, capture_output=True, text=True, cwd=ROOT, timeout=LONGEST)
    print(done.stdout + done.stderr, end="", flush=True)
    return done.returncode == 0, done.stdout + done.stderr


def main(place):
    forget()
    backups, wal, data = place / "backups", place / "wal", place / "rendue/data"
    for folder in (backups, wal):
        folder.mkdir()
        shutil.chown(folder, ACCOUNT)
    product = Run(place, "avant")
    receiving = None
    try:
        token, told = product.token(), product.services()
        home = servers()
        record = json.loads((home / "postgres/server.json").read_text())
        admin = f"postgres://postgres:{record['password']}@127.0.0.1:{record['port']}/greffe"
        rabbit = json.loads((home / "rabbitmq/server.json").read_text())
        api = f"http://greffe:{rabbit['password']}@127.0.0.1:{rabbit['api_port']}/api"
        tools = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))[-1]
        told = {**os.environ, **told}
        fine, _ = greffe("doctor", "--operator", "exercice", "--admin-url", admin, "--broker-api", api, environment=told)
        assert fine, "le produit est sain"
        # The log, as it is written: what an archive or a standby receives. Not through runuser, which stays deaf to the signal that
        # ends it and leaves behind a receiver that asks for ever after a server which is no more.
        receiving = subprocess.Popen([tools / "pg_receivewal", "--directory", wal, "--dbname", admin.replace("/greffe", "/postgres"), "--synchronous"], cwd="/", **AS_ACCOUNT)
        kept = work(product, token, DOSSIERS)
        # The backup is taken while acts are being recorded.
        saved, under_way = threading.Event(), []

        def go_on():
            while not saved.is_set():
                under_way.extend(work(product, token, 1))

        worker = threading.Thread(target=go_on)
        worker.start()
        try:
            fine, _ = greffe("backup", "--to", backups, "--admin-url", admin, "--files", product.files, "--broker-api", api, "--account", ACCOUNT)
        finally:
            saved.set()
            worker.join()
        assert fine and under_way, "la sauvegarde, ou le travail pendant qu’elle se fait"
        kept += under_way + work(product, token, DOSSIERS)
        time.sleep(1.5)
        moment = time.time()
        time.sleep(1.5)
        lost = work(product, token, DOSSIERS // 2)
        # Papers are kept again, as every night or by the lock of objects; the base is not.
        subprocess.run(["cp", "--archive", "--no-clobber", f"{product.files}/.", str(backups / "pieces")], check=True)
        time.sleep(1)
    finally:
        product.stop()
        if receiving:
            receiving.send_signal(signal.SIGINT)
            receiving.wait(30)
    # Everything is lost: base, broker, papers.
    shutil.rmtree(home / "postgres")
    shutil.rmtree(home / "rabbitmq")
    shutil.rmtree(product.files)

    at = port()
    restored = f"postgres://postgres:{record['password']}@127.0.0.1:{at}/greffe"

    def restore(to, moment):
        text = datetime.datetime.fromtimestamp(moment, datetime.timezone.utc).isoformat()
        return greffe("restore", "--from", backups, "--wal", wal, "--moment", text, "--data", to, "--port", str(at), "--admin-url", restored,
                      "--files", product.files, "--account", ACCOUNT)

    # A moment that the archive does not reach is said at once, not waited for.
    began = time.time()
    fine, said = restore(place / "trop-tard/data", time.time() + 3600)
    assert not fine and "recovery ended before configured recovery target was reached" in said and time.time() - began < 60, "un moment que l’archive n’atteint pas"
    started = time.time()
    fine, said = restore(data, moment)
    assert fine
    try:
        # The product writes letters of its own behind the acts: those made after the moment are named too, rightly.
        named = set(re.findall(r"Pièce reçue après le moment rendu\s: ([0-9a-f]{64})", said))
        silent, wrong = {one.paper for one in lost} - named, {one.paper for one in kept} & named
        assert not silent and not wrong, f"perdues et tues : {silent} ; gardées et dites perdues : {wrong}"
        base = time.time() - started
        product = Run(place, "apres", {"GREFFE_PG_ADMIN_URL": restored.replace("/greffe", "/postgres"), "GREFFE_PG_ROLE_PASSWORD": record["password"]})
        try:
            environment = {**os.environ, **product.services(), "GREFFE_OPERATOR": "exercice", "GREFFE_PG_ADMIN_URL": restored}
            for verb in (["rebuild", "broker"], ["verify", "--patience", "30"]):
                fine, _ = greffe(*verb, environment=environment)
                assert fine, verb
            seconds = time.time() - started
            answers = subprocess.run([tools / "psql", restored, "-XAtc", "SELECT id FROM dossier.dossier"], check=True, capture_output=True, text=True)
            there = set(answers.stdout.split())
            missing = [one.dossier for one in kept if one.dossier not in there]
            too_much = [one.dossier for one in lost if one.dossier in there]
            assert not missing and not too_much, (missing, too_much)
            tail = moment - max(one.at for one in kept)
            print(f"{len(kept)} dossiers rendus, dont {len(under_way)} ouverts pendant la sauvegarde ; {len(lost)} d’après le moment, tous nommés ; "
                  f"dernier acte gardé {tail:.1f} s avant le moment ; base rendue en {base:.1f} s", flush=True)
            print(f"figure: {seconds:.0f} s", flush=True)
        finally:
            product.stop()
    finally:
        subprocess.run([tools / "pg_ctl", "--pgdata", data, "--mode", "fast", "stop"], check=False, stdout=subprocess.DEVNULL, cwd="/", **AS_ACCOUNT)


def too_long(*_):
    raise SystemExit(f"l’exercice n’a pas fini en {LONGEST} s")


signal.signal(signal.SIGALRM, too_long)
signal.alarm(LONGEST)
with tempfile.TemporaryDirectory() as folder:
    os.chmod(folder, 0o755)
    try:
        main(pathlib.Path(folder))
    finally:
        signal.alarm(0)
        forget()
