"""Those to whom notices go, played as processes of their own, each with its ledger: a relay of mail with the box that it
fills (SMTP, IMAP), the system of counsel (HTTP, signed), the provider of letters (folders, here and over SFTP).

    counterparts.py FOLDER [--seed N] [--faults PERCENT]

Writes FOLDER/ports.json when all answer. Ledgers are FOLDER/*.ledger, one JSON line for each thing that truly arrived;
tests read those, never the tables of the service. With faults, answers are lost after the thing was taken, calls are put
off, acknowledgements come late, twice and out of order. FOLDER/down, while it is there, closes all doors.
"""

import argparse
import asyncio
import base64
import ctypes
import email
import hashlib
import imaplib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import asyncssh
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

COPY = "copie@greffe.example"
# Those who receive are in France: an acknowledgement bears the day it is there, whatever the machine's own zone.
os.environ["TZ"] = "CET-1CEST,M3.5.0,M10.5.0/3"
time.tzset()
# linux/prctl.h: the signal that a child gets when its parent ends.
PR_SET_PDEATHSIG = 1


class Ledger:
    """What arrived, on disk before anybody is answered."""

    def __init__(self, path):
        self.path, self.lock = path, threading.Lock()
        path.touch()

    def write(self, **line):
        with self.lock, self.path.open("a") as file:
            file.write(json.dumps(line) + "\n")
            file.flush()


class Place:
    def __init__(self, folder, seed, faults):
        self.folder, self.faults = folder, faults
        self.dice, self.dice_lock = random.Random(seed), threading.Lock()

    def happens(self, percent=None):
        with self.dice_lock:
            return self.dice.random() * 100 < (self.faults if percent is None else percent)

    def down(self):
        return (self.folder / "down").exists()


class Box:
    """The greffe's box, on a real IMAP server."""

    def __init__(self, port):
        self.port, self.lock = port, threading.Lock()

    def put(self, message):
        with self.lock:
            box = imaplib.IMAP4("127.0.0.1", self.port)
            box.login("demouser", "demopass")
            box.append("INBOX", None, None, message)
            box.logout()


class Relay:
    """Takes messages; those to `absent@` bounce, those to `lent@` are read later and said so."""

    def __init__(self, place, box):
        self.place, self.box = place, box
        self.ledger = Ledger(place.folder / "courriel.ledger")

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.place.down() or self.place.happens():
            return "451 4.3.0 plus tard"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refuse@"):
            return "550 5.1.1 personne de ce nom"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content)
        number, pdf = message["Message-ID"], [p for p in message.walk() if p.get_content_type() == "application/pdf"]
        for to in envelope.rcpt_tos:
            if to != COPY:
                attached = hashlib.sha256(pdf[0].get_payload(decode=True)).hexdigest() if pdf else ""
                self.ledger.write(number=number, to=to, pdf=attached, subject=message["Subject"])
        loop = asyncio.get_running_loop()
        if COPY in envelope.rcpt_tos:
            await loop.run_in_executor(None, self.box.put, envelope.content)
        for to in envelope.rcpt_tos:
            if to.startswith("absent@"):
                await loop.run_in_executor(None, self.box.put, bounce(number))
            if to.startswith("lent@"):
                await loop.run_in_executor(None, self.box.put, receipt(number))
        if self.place.happens():
            # Taken, and the answer is lost.
            server.transport.abort()
        return "250 2.0.0 pris"


def report(kind, status):
    return (
        f"From: relais@relay.example\r\nMessage-ID: <{uuid.uuid4()}@relay.example>\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/report; report-type={kind}; boundary="b"\r\n\r\n--b\r\n'
        f"Content-Type: text/plain\r\n\r\nRapport.\r\n--b\r\n{status}\r\n--b--\r\n"
    ).encode()


def bounce(number):
    return report(
        "delivery-status",
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; relay.example\r\n\r\n"
        "Final-Recipient: rfc822; absent@ailleurs.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        f"\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {number}\r\n",
    )


def receipt(number):
    return report(
        "disposition-notification",
        "Content-Type: message/disposition-notification\r\n\r\nFinal-Recipient: rfc822; lent@ailleurs.example\r\n"
        f"Original-Message-ID: {number}\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n",
    )


def raw(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unraw(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Counsel:
    """Their system. A notice is delivered to the office once, however often the call comes."""

    def __init__(self, place, key: Ed25519PrivateKey, greffe):
        self.place, self.key, self.greffe = place, key, greffe
        self.ledger, self.calls = Ledger(place.folder / "conseils.ledger"), Ledger(place.folder / "conseils.calls")
        self.taken, self.acks, self.lock = {}, [], threading.Lock()

    def signed(self, **said):
        head = raw(b'{"alg":"EdDSA","typ":"JWT"}')
        body = f"{head}.{raw(json.dumps(said).encode())}"
        return f"{body}.{raw(self.key.sign(body.encode()))}"

    def verified(self, token, body):
        try:
            head, said, signature = token.split(".")
            self.greffe.verify(unraw(signature), f"{head}.{said}".encode())
            return json.loads(unraw(said))["sha256"] == hashlib.sha256(body).hexdigest()
        except Exception:
            return False

    def put(self, key, body):
        said = json.loads(body)
        with self.lock:
            self.calls.write(key=key)
            if key not in self.taken:
                self.ledger.write(key=key, notice=said["avis"], version=said["version"], to=said["cabinet"])
                self.taken[key] = hashlib.sha256(body).hexdigest()
                if not said["cabinet"].startswith("muet"):
                    self.acknowledge(key, said["cabinet"])
        return self.signed(cle=key, etat="pris_en_charge", sha256=self.taken[key], reference=f"C-{key[:8]}")

    def acknowledge(self, key, office):
        state = "refuse" if office.startswith("refuse") else "recu"
        ack = self.signed(cle=key, etat=state, le=time.strftime("%Y-%m-%d"), reference=f"A-{key[:8]}")
        early = self.signed(cle=key, etat="pris_en_charge", reference=f"C-{key[:8]}")
        # Out of order and twice: the receipt first, then that it was taken, then the receipt again; and late.
        lines = [ack, early, ack] if self.place.happens() else [ack]

        def say():
            with self.lock:
                self.acks.extend(lines)

        if self.place.happens(50 if self.place.faults else 0):
            threading.Timer(self.place.dice.random(), say).start()
        else:
            self.acks.extend(lines)

    def handler(self):
        counsel = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def answer(self, status, text, kind="application/jwt"):
                data = text.encode()
                self.send_response(status)
                self.send_header("content-type", kind)
                self.send_header("content-length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def do_PUT(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                place, key = counsel.place, self.path.rsplit("/", 1)[-1]
                if place.down() or place.happens():
                    return self.answer(429, "plus tard")
                if not counsel.verified(self.headers.get("Greffe-Signature", ""), body):
                    return self.answer(401, "signature")
                if json.loads(body)["cabinet"] == "inconnu":
                    return self.answer(422, "cabinet inconnu")
                said = counsel.put(key, body)
                if place.happens():
                    return self.answer(500, "panne après la prise en charge")
                if place.happens():
                    self.close_connection = True
                    return self.connection.close()
                self.answer(200, said)

            def do_GET(self):
                if counsel.place.down():
                    return self.answer(503, "")
                if not counsel.verified(self.headers.get("Greffe-Signature", ""), b""):
                    return self.answer(401, "signature")
                if self.path.startswith("/accuses"):
                    after = self.path.partition("apres=")[2]
                    first = int(after) if after.isdigit() else 0
                    with counsel.lock:
                        lines = [{"rang": f"{n + 1:09}", "accuse": a} for n, a in enumerate(counsel.acks)][first:]
                    return self.answer(200, json.dumps(lines[:200]), "application/json")
                key = self.path.rsplit("/", 1)[-1]
                with counsel.lock:
                    known = key in counsel.taken
                self.answer(200, counsel.signed(cle=key, etat="pris_en_charge" if known else "inconnu", reference=f"C-{key[:8]}"))

        return Handler


class Provider(threading.Thread):
    """The provider of letters: takes what is dropped, tells what became of it."""

    def __init__(self, place):
        super().__init__(daemon=True)
        self.place = place
        self.drop, self.back = place.folder / "poste" / "depot", place.folder / "poste" / "retour"
        (self.drop / "pris").mkdir(parents=True, exist_ok=True)
        self.back.mkdir(exist_ok=True)
        self.ledger, self.batch = Ledger(place.folder / "courrier.ledger"), 0

    def run(self):
        while True:
            time.sleep(0.1)
            if not self.place.down():
                self.look()

    def look(self):
        lines = []
        for file in sorted(self.drop.glob("*.csv")):
            if file.name.startswith("."):
                continue
            key, kind, _, name, _, pdf = [c.strip('"') for c in file.read_text().splitlines()[1].split('";"')]
            content = (self.drop / pdf).read_bytes()
            self.ledger.write(key=key, kind=kind, pdf=hashlib.sha256(content).hexdigest(), whole=content.rstrip().endswith(b"%%EOF"))
            file.rename(self.drop / "pris" / file.name)
            today = time.strftime("%Y-%m-%d")
            state = {"Absent": "non_reclame", "Parti": "npai"}.get(name.split(" ")[0], "distribue" if kind != "simple" else "expedie")
            lines.append(f"{key};{state};{today};2C{key[:8]}")
            if self.place.happens():
                lines += [f"{key};pris_en_charge;{today};", lines[-1], f"{uuid.uuid4()};distribue;{today};", "illisible"]
        if lines:
            self.batch += 1
            draft = self.back / f".statuts-{self.batch:06}.csv"
            draft.write_text("cle;statut;date;reference\n" + "\n".join(lines) + "\n")
            draft.rename(self.back / draft.name[1:])


class Shelves(asyncssh.SFTPServer):
    """The provider's folders as its server shows them; with faults, the line drops before or after a letter has its name."""

    def __init__(self, channel, place):
        super().__init__(channel, chroot=os.fsencode(place.folder / "poste"))
        self.place = place

    def open(self, path, pflags, attrs):
        if self.place.down():
            raise asyncssh.SFTPFailure("plus tard")
        return super().open(path, pflags, attrs)

    def posix_rename(self, oldpath, newpath):
        letter = newpath.endswith(b".csv") and b"depot" in self.map_path(newpath)
        if letter and self.place.happens():
            self.connection.abort()
            raise asyncssh.SFTPConnectionLost("avant")
        super().posix_rename(oldpath, newpath)
        if letter and self.place.happens():
            # Done, and the answer is lost.
            self.connection.abort()


def sftp(place):
    """Serves the provider's folders to who holds the key written in `poste.cle`; who the server is stands in `hotes`."""
    host, client = asyncssh.generate_private_key("ssh-ed25519"), asyncssh.generate_private_key("ssh-ed25519")
    key = place.folder / "poste.cle"
    key.touch(0o600)
    key.write_bytes(client.export_private_key())
    allowed = asyncssh.import_authorized_keys(client.export_public_key().decode())
    ready, port = threading.Event(), []

    async def serve():
        server = await asyncssh.listen(
            "127.0.0.1", 0, server_host_keys=[host], authorized_client_keys=allowed,
            sftp_factory=lambda channel: Shelves(channel, place), server_version="Provider",
        )
        port.append(server.get_port())
        (place.folder / "hotes").write_text(f"[127.0.0.1]:{port[0]} {host.export_public_key().decode()}")
        ready.set()
        await server.wait_closed()

    threading.Thread(target=asyncio.run, args=(serve(),), daemon=True).start()
    ready.wait()
    return port[0]


class PatientSMTP(SMTP):
    """Answers nobody after it has cut the line."""

    async def push(self, status):
        if self.transport is None or self.transport.is_closing():
            return
        await super().push(status)


class RelayController(Controller):
    def factory(self):
        return PatientSMTP(self.handler, hostname="relay.example")


def free_port():
    import socket

    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def until_open(port):
    import socket

    for _ in range(2400):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    sys.exit(f"nothing answers on port {port}")


def main():
    wanted = argparse.ArgumentParser()
    wanted.add_argument("folder", type=Path)
    wanted.add_argument("--seed", type=int, default=1)
    wanted.add_argument("--faults", type=int, default=0)
    args = wanted.parse_args()
    place = Place(args.folder, args.seed, args.faults)
    imap = free_port()
    pymap = Path(sys.executable).parent / "pymap"
    options = ["--host", "127.0.0.1", "--port", str(imap), "--no-tls", "--no-service", "managesieve", "--no-service", "admin", "dict"]
    # It ends with us, however we end.
    with_us = lambda: ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    server = subprocess.Popen([pymap, *options], preexec_fn=with_us, stdout=subprocess.DEVNULL, stderr=(args.folder / "imap.log").open("w"))
    until_open(imap)
    smtp = free_port()
    relay = RelayController(Relay(place, Box(imap)), hostname="127.0.0.1", port=smtp)
    relay.start()
    key = load_pem_private_key((args.folder / "conseils.pem").read_bytes(), None)
    greffe = load_pem_public_key((args.folder / "greffe.pub.pem").read_bytes())
    counsel = ThreadingHTTPServer(("127.0.0.1", 0), Counsel(place, key, greffe).handler())
    threading.Thread(target=counsel.serve_forever, daemon=True).start()
    Provider(place).start()
    ports = {"smtp": smtp, "imap": imap, "conseils": counsel.server_port, "sftp": sftp(place)}
    draft = args.folder / ".ports.json"
    draft.write_text(json.dumps(ports))
    draft.rename(args.folder / "ports.json")
    try:
        # Ends with whoever started it: its input closes then.
        sys.stdin.buffer.read()
    finally:
        server.kill()
        os._exit(0)


if __name__ == "__main__":
    main()
