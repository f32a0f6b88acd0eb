"""The running product, as a program that is registered with it uses it: what the drill and the observation of operations drive."""

import base64
import datetime
import hashlib
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import time
import typing
import urllib.parse
import urllib.request
import uuid

ROOT = pathlib.Path(__file__).parents[2]
# Nothing is waited for without end.
ANSWER = 60
START = 300


def port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Done(typing.NamedTuple):
    """A declaration and its paper, acknowledged by an instant."""

    dossier: str
    paper: str
    at: float


class Product:
    """The product with its demonstration stock, on servers of a layout of its own."""

    def __init__(self, program, layout, log, more=None):
        self.layout, self.log = layout, log
        self.environment = {**os.environ, "GREFFE_LAYOUT": layout, "GREFFE_PORT": str(port()), "GREFFE_ROOT": str(ROOT), **(more or {})}
        self.process = subprocess.Popen([program, "dev"], env=self.environment, stdout=open(log, "w"), stderr=subprocess.STDOUT, cwd=ROOT)
        self.url = f"http://localhost:{self.environment['GREFFE_PORT']}"
        until = time.monotonic() + START
        while "Journaux" not in log.read_text():
            if self.process.poll() is not None or time.monotonic() > until:
                self.stop()
                raise SystemExit(f"le produit ne démarre pas :\n{log.read_text()}")
            time.sleep(0.25)

    def processes(self):
        """Of each, what it was started with: arguments and environment."""
        for process in json.loads((ROOT / ".local" / self.layout / "stack.json").read_text()):
            place = pathlib.Path(f"/proc/{process['pid']}")
            arguments = (place / "cmdline").read_text().split("\0")
            yield arguments, dict(one.split("=", 1) for one in (place / "environ").read_text().split("\0") if "=" in one)

    def servers(self):
        """Where the base and the broker keep what they say of themselves."""
        kept = pathlib.Path("/var/lib/greffe")
        for place in (ROOT / ".local" / self.layout / "servers", *kept.glob(f"*/{self.layout}/servers"), *kept.glob(f"*/{self.layout}")):
            if (place / "postgres/server.json").exists():
                return place
        raise SystemExit("les serveurs sont introuvables")

    def token(self):
        """Of the program that takes over another system's cases: it opens, deposits and records."""
        secret = re.search(r"reprise\s+dépôt par programme, secret (\S+)", self.log.read_text())[1]
        issuer = next(told["GREFFE__OIDC__ISSUER"] for _, told in self.processes() if "GREFFE__OIDC__ISSUER" in told)
        discovery = json.load(urllib.request.urlopen(f"{issuer}/.well-known/openid-configuration", timeout=ANSWER))
        form = urllib.parse.urlencode({"grant_type": "client_credentials", "scope": "depot", "resource": "urn:greffe:api"}).encode()
        basic = base64.b64encode(f"reprise:{secret}".encode()).decode()
        asked = urllib.request.Request(discovery["token_endpoint"], form, {"Authorization": f"Basic {basic}"})
        return json.load(urllib.request.urlopen(asked, timeout=ANSWER))["access_token"]

    def get(self, token, path):
        asked = urllib.request.Request(self.url + path, headers={"Authorization": f"Bearer {token}"})
        return json.load(urllib.request.urlopen(asked, timeout=ANSWER))

    def post(self, token, path, body, media="application/json", version=None):
        head = {"Authorization": f"Bearer {token}", "Content-Type": media, "Idempotency-Key": str(uuid.uuid4())}
        if version is not None:
            head["If-Match"] = f'"{version}"'
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        return json.load(urllib.request.urlopen(urllib.request.Request(self.url + path, body, head), timeout=ANSWER))

    def work(self, token, count):
        """As many declarations, each with a paper of its own, once acknowledged."""
        done = []
        for _ in range(count):
            opened = self.post(token, "/api/v1/dossiers", declaration(uuid.uuid4().hex))
            paper = b"%PDF-1.4\n%" + uuid.uuid4().bytes.hex().encode() + b"\n%%EOF\n"
            self.post(token, "/api/v1/pieces?kind=piece&nom=piece.pdf", paper, "application/pdf")
            done.append(Done(opened["dossier_id"], hashlib.sha256(paper).hexdigest(), time.time()))
        return done

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(120)


def declaration(number):
    day = datetime.date.today().isoformat()
    person = {"nature": "personne_physique", "name": f"Essai {number}"}
    return {
        "procedure": "civil_representation_obligatoire", "formed": {"day": day}, "urgent": False,
        "parties": [{"role": "demandeur", "residence": "metropole", "person": person},
                    {"role": "defendeur", "residence": "metropole", "person": {"nature": "personne_morale", "name": "société des Moulins"}}],
        "decisions": [{"court": "cour d’appel de Lyon", "nature": "arret", "rendered_on": "2025-09-10"}],
    }
