"""A restoration for real: work, a backup, more work, the loss of base, broker and papers, a restoration to a moment, the product
on what was restored, and `greffe verify` clean. What is missing is compared with what had been acknowledged.

Usage: drill.py PROGRAM [DOSSIERS]. On servers of its own, which are forgotten.
"""

import datetime
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

from product import ROOT, Product, port

# Told to end, it forgets its servers as at its own end.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
PROGRAM = pathlib.Path(sys.argv[1]).resolve()
LAYOUT = "drill"
# PostgreSQL refuses to be root's.
ACCOUNT = "nobody" if os.getuid() == 0 else os.environ.get("USER", "nobody")
AS_ACCOUNT = {"user": ACCOUNT, "group": "nogroup", "extra_groups": []} if os.getuid() == 0 else {}
DOSSIERS = int(sys.argv[2]) if len(sys.argv) > 2 else 20
# A drill that hangs says where.
LONGEST = 1200


def forget():
    environment = {**os.environ, "GREFFE_ROOT": str(ROOT)}
    subprocess.run([PROGRAM, "reset", "--layout", LAYOUT], env=environment, cwd=ROOT, check=False, stdout=subprocess.DEVNULL)


def services(product):
    """What an operator's program is told to reach the services, and where the papers are."""
    told, files = {}, None
    for _, own in product.processes():
        told.update({key: value for key, value in own.items() if key.startswith(("GREFFE__PEERS__", "GREFFE__IDENTITY__"))})
        if "GREFFE__STORAGE__PATH" in own:
            files = pathlib.Path(own["GREFFE__STORAGE__PATH"])
    return told, files


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
    product = Product(PROGRAM, LAYOUT, place / "avant.log")
    receiving = None
    try:
        token, (told, files) = product.token(), services(product)
        home = product.servers()
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
        kept = product.work(token, DOSSIERS)
        # The backup is taken while acts are being recorded.
        saved, under_way = threading.Event(), []

        def go_on():
            while not saved.is_set():
                under_way.extend(product.work(token, 1))

        worker = threading.Thread(target=go_on)
        worker.start()
        try:
            fine, _ = greffe("backup", "--to", backups, "--admin-url", admin, "--files", files, "--broker-api", api, "--account", ACCOUNT)
        finally:
            saved.set()
            worker.join()
        assert fine and under_way, "la sauvegarde, ou le travail pendant qu’elle se fait"
        kept += under_way + product.work(token, DOSSIERS)
        time.sleep(1.5)
        moment = time.time()
        time.sleep(1.5)
        lost = product.work(token, DOSSIERS // 2)
        # Papers are kept again, as every night or by the lock of objects; the base is not.
        subprocess.run(["cp", "--archive", "--no-clobber", f"{files}/.", str(backups / "pieces")], check=True)
        time.sleep(1)
    finally:
        product.stop()
        if receiving:
            receiving.send_signal(signal.SIGINT)
            receiving.wait(30)
    # Everything is lost: base, broker, papers.
    shutil.rmtree(home / "postgres")
    shutil.rmtree(home / "rabbitmq")
    shutil.rmtree(files)

    at = port()
    restored = f"postgres://postgres:{record['password']}@127.0.0.1:{at}/greffe"

    def restore(to, moment):
        text = datetime.datetime.fromtimestamp(moment, datetime.timezone.utc).isoformat()
        return greffe("restore", "--from", backups, "--wal", wal, "--moment", text, "--data", to, "--port", str(at), "--admin-url", restored,
                      "--files", files, "--account", ACCOUNT)

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
        product = Product(PROGRAM, LAYOUT, place / "apres.log", {"GREFFE_PG_ADMIN_URL": restored.replace("/greffe", "/postgres"), "GREFFE_PG_ROLE_PASSWORD": record["password"]})
        try:
            environment = {**os.environ, **services(product)[0], "GREFFE_OPERATOR": "exercice", "GREFFE_PG_ADMIN_URL": restored}
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
