#!/usr/bin/env python3
"""Le logiciel d’une juridiction, joué : il dépose un pourvoi pénal avec son dossier, par l’API publique, et tombe en panne en chemin.

    scripts/partenaire.py [--mio 20] [--pannes coupe,sourd,redite]

Sur un produit lancé par « make run », l’adresse, le fournisseur d’identité et le secret de la machine sont trouvés seuls. Ailleurs :
--url, --emetteur, --machine, et le secret dans la variable GREFFE_SECRET_MACHINE. Rien d’autre que Python n’est nécessaire.

Le dossier pénal part par parties de 8 Mio, puis la déclaration qui le cite, puis l’arrivée du dossier. À chaque envoi, la panne suivante de
la liste :

    ok       rien
    coupe    la ligne tombe au milieu de l’envoi
    sourd    l’envoi part en entier, la réponse est perdue
    redite   la réponse est lue, et le même envoi repart

Après la liste, tout va bien. Ce qui a été perdu est repris où le greffe dit en être, avec la même clé : rien n’entre deux fois. Chaque
pas s’écrit sur la sortie d’erreur ; la dernière ligne de la sortie est le compte rendu, en JSON.
"""

import argparse
import base64
import datetime
import hashlib
import http.client
import json
import os
import sys
import time
import urllib.parse
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PART = 8 << 20
TRIES = 12
PLANS = ("ok", "coupe", "sourd", "redite")


class Lost(Exception):
    """Nobody knows what became of what was sent."""


class Refused(Exception):
    """The product said no; the answer says why."""


class Line:
    """HTTP requests, one a connection, each with the fault that is next."""

    def __init__(self, base, plan):
        self.base, self.plan, self.told = urllib.parse.urlsplit(base), list(plan), []
        self.token, self.renew = None, None

    def connection(self):
        kind = http.client.HTTPSConnection if self.base.scheme == "https" else http.client.HTTPConnection
        return kind(self.base.netloc, timeout=60)

    def send(self, method, path, body=b"", headers=None, fault="ok"):
        """Status and answer; `Lost` where the line was cut or the answer was not read."""
        line = self.connection()
        try:
            line.putrequest(method, path)
            for name, value in {**self.identity(), **(headers or {}), "Content-Length": str(len(body))}.items():
                line.putheader(name, value)
            line.endheaders()
            line.send(body[: len(body) // 2] if fault == "coupe" else body)
            if fault in ("coupe", "sourd"):
                raise Lost(fault)
            answer = line.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException) as broken:
            raise Lost(str(broken)) from broken
        finally:
            line.close()
        if answer.status in (429, 502, 503, 504):
            time.sleep(min(30, float(answer.headers.get("Retry-After", "1"))))
            raise Lost(str(answer.status))
        if answer.status == 401 and self.renew:
            # Expired on the way: a token is asked for when it is needed, not at each request.
            self.token = self.renew()
            raise Lost("401")
        return answer.status, json.loads(text or b"{}")

    def identity(self):
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def tell(self, what):
        print(what, file=sys.stderr)

    def command(self, what, method, path, body, headers, admitted, again=()):
        """A write, sent until it is known to be done; with the same key each time, so that it is done once."""
        headers = {"Content-Type": "application/json", **headers}
        for tried in range(TRIES):
            fault = self.plan.pop(0) if self.plan else "ok"
            self.told.append(fault)
            try:
                status, answer = self.send(method, path, body, headers, fault)
                if status in again and (tried or method == "PATCH"):
                    # The one before, whose answer was lost, is being done.
                    raise Lost(f"{status}")
                if fault == "redite" and status in admitted:
                    twice = self.send(method, path, body, headers)
                    self.tell(f"{what} : {status}, redit : {twice[0]}")
                    if twice[0] not in admitted:
                        raise Refused(f"{what}, redit : {twice[0]} {twice[1]}")
                    status, answer = twice
                else:
                    self.tell(f"{what} : {status}")
            except Lost as lost:
                self.tell(f"{what} : perdu ({lost}), repris")
                time.sleep(0.2)
                if method == "PATCH":
                    raise
                continue
            if status not in admitted:
                raise Refused(f"{what} : {status} {json.dumps(answer, ensure_ascii=False)}")
            return answer
        raise Refused(f"{what} : {TRIES} essais sans réponse")


def token(issuer, machine, secret):
    """An access token of client credentials (RFC 6749, 4.4), for the API and its scope."""
    provider = Line(issuer, [])
    path = urllib.parse.urlsplit(issuer).path.rstrip("/") + "/.well-known/openid-configuration"
    endpoint = urllib.parse.urlsplit(provider.send("GET", path)[1]["token_endpoint"])
    form = {"grant_type": "client_credentials", "scope": "depot", "resource": "urn:greffe:api"}
    basic = base64.b64encode(f"{machine}:{secret}".encode()).decode()
    headers = {"Authorization": f"Basic {basic}", "Content-Type": "application/x-www-form-urlencoded"}
    status, answer = provider.send("POST", endpoint.path, urllib.parse.urlencode(form).encode(), headers)
    if status != 200:
        raise Refused(f"jeton : {status} {json.dumps(answer, ensure_ascii=False)}")
    return answer["access_token"]


def document(size):
    """A PDF of that many bytes or a few more: a page, and an object that nothing names."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        b"<</Length %d>>stream\n" % size + (b"%032x" % uuid.uuid4().int) + b"0" * max(0, size - 32) + b"\nendstream",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


def key():
    return {"Idempotency-Key": str(uuid.uuid4())}


def piece(line, name, content):
    """A file in parts, resumed where the product says that it is; the piece that it became."""
    files = f"/api/v1/depots/{uuid.uuid4()}/fichiers"
    said = {"nom": name, "kind": "piece", "size": len(content), "media_type": "application/pdf"}
    begun = line.command("début du fichier", "POST", files, json.dumps(said).encode(), key(), (201,))
    path = f"{files}/{begun['file_id']}"
    at, tries = 0, 0
    while at < len(content):
        headers = {"Content-Type": "application/octet-stream", "Upload-Offset": str(at)}
        try:
            part = content[at : at + PART]
            at = line.command(f"partie à l’octet {at}", "PATCH", path, part, headers, (200,), (409,))["received"]
        except Lost:
            tries += 1
            if tries > TRIES:
                raise Refused("le fichier n’avance plus") from None
            at = line.send("GET", path)[1]["received"]
            line.tell(f"le greffe en est à l’octet {at}")
    hashed = hashlib.sha256(content).hexdigest()
    end = line.command("fin du fichier", "POST", f"{path}/fin", json.dumps({"sha256": hashed}).encode(), key(), (201,), (409,))
    return {"piece_id": end["piece_id"], "sha256": hashed}


def deposit(line, what, message):
    """A message of greffe-depot/1, and its receipt: 200 for one that had arrived, 202 for one that waits for the greffe."""
    body = json.dumps({"format": "greffe-depot/1", "message_id": f"simulateur-{uuid.uuid4()}", **message}).encode()
    return line.command(what, "POST", "/api/v1/depots", body, {}, (200, 201, 202))


def found():
    """The product of this checkout: issuer and secrets of its machines, as `make run` made them."""
    state = ROOT / ".local" / os.environ.get("GREFFE_LAYOUT", "dev") / "oidc" / "server.json"
    if not state.exists():
        raise SystemExit("aucun produit lancé ici : « make run » d’abord, ou donnez --emetteur et GREFFE_SECRET_MACHINE")
    record = json.loads(state.read_text())
    return f"http://localhost:{record['port']}", record["partners"]


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--url", default="http://localhost:8400")
    asked.add_argument("--emetteur")
    asked.add_argument("--machine", default="juridiction-lyon")
    asked.add_argument("--mio", type=int, default=20, help="taille du dossier pénal, en Mio")
    asked.add_argument("--pannes", default="coupe,sourd,redite,coupe,redite,sourd,redite")
    wanted = asked.parse_args()
    plan = [step for step in wanted.pannes.split(",") if step]
    unknown = set(plan) - set(PLANS)
    if unknown:
        raise SystemExit(f"panne inconnue : {', '.join(sorted(unknown))} ; choisissez parmi {', '.join(PLANS)}")
    issuer, secret = wanted.emetteur, os.environ.get("GREFFE_SECRET_MACHINE")
    if not (issuer and secret):
        issuer, secrets = found()
        secret = secrets.get(wanted.machine)
        if not secret:
            raise SystemExit(f"machine inconnue : {wanted.machine} ; choisissez parmi {', '.join(sorted(secrets))}")
    line = Line(wanted.url, plan)
    try:
        line.renew = lambda: token(issuer, wanted.machine, secret)
        line.token = line.renew()
        paper = piece(line, "dossier-penal.pdf", document(wanted.mio << 20))
        today = datetime.date.today()
        ago = lambda days: (today - datetime.timedelta(days=days)).isoformat()  # noqa: E731
        person = lambda nature, name: {"nature": nature, "name": name}  # noqa: E731
        number = f"{today.year}/{uuid.uuid4().int % 100_000:05}"
        declared = deposit(line, "déclaration", {"type": "declaration", "pieces": [paper], "declaration": {
            "procedure": "penal_general", "formed": {"day": ago(2)}, "lieu": "greffe_de_la_juridiction", "declarant": "avocat",
            "parties": [
                {"role": "demandeur", "residence": "metropole", "person": person("personne_physique", "Fictif")},
                {"role": "defendeur", "residence": "metropole", "person": person("ministere_public", "ministère public")},
            ],
            "decisions": [{"court": "cour d’appel de Lyon", "section": "chambre des appels correctionnels", "nature": "arret",
                           "rendered_on": ago(5), "case_number": number}],
        }})
        arrived = deposit(line, "arrivée du dossier", {"type": "evenement", "dossier": declared["dossier_number"], "evenement": {
            "type": "dossier_recu", "dates": {"recu": today.isoformat()}, "corps": {"support": "electronique", "origine": "juridiction"},
        }}) if declared.get("dossier_number") else None
    except (Lost, Refused, OSError) as broken:
        raise SystemExit(f"arrêt : {broken}") from broken
    print(json.dumps({"pannes": line.told, "piece": paper, "declaration": declared, "arrivee": arrived}, ensure_ascii=False))


if __name__ == "__main__":
    main()
