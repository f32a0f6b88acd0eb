"""Machines for real: a Debian root, the roles run in it twice, the second time changing nothing; then what they installed carries
the services, is backed up, and the backup is restored and compared.

Usage: converge.py ROOT PROGRAM WEB. Needs root and mmdebstrap; what it starts ends with it.
"""

import atexit
import hashlib
import json
import os
import pathlib
import random
import re
import shutil
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request

HERE = pathlib.Path(__file__).parents[2]
ROOT, PROGRAM, WEB = (pathlib.Path(one).resolve() for one in sys.argv[1:4])
ANSIBLE = "/opt/ansible"
GIVEN = set()


def say(text):
    print(f"[{time.monotonic() - START:6.1f} s] {text}", flush=True)


def run(*command, **how):
    done = subprocess.run([str(one) for one in command], capture_output=True, text=True, **how)
    if done.returncode:
        raise SystemExit(f"{command} : {done.returncode}\n{done.stdout[-6000:]}\n{done.stderr[-3000:]}")
    return done.stdout


def within(*command, **how):
    return run("chroot", ROOT, "/usr/bin/env", "-i", "PATH=/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8", "HOME=/root", *command, **how)


def port():
    """A free one, out of the range that the system gives to whoever asks: it is used minutes later."""
    while True:
        wanted = random.randrange(10000, 19000)
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", wanted)) and wanted not in GIVEN:
                GIVEN.add(wanted)
                return wanted


def prepare():
    packages = "python3,python3-apt,ca-certificates,procps"
    run("mmdebstrap", "--quiet", "--variant=apt", f"--include={packages}", "bookworm", ROOT)


def play(inventory):
    text = within("sh", "-c", f"cd /greffe/ansible && PYTHONPATH={ANSIBLE} ANSIBLE_NOCOLOR=1 python3 -m ansible playbook -i {inventory} site.yml")
    changed = int(re.search(r"changed=(\d+)", text)[1])
    names = re.findall(r"TASK \[(.*?)\] \*+\nchanged", text)
    return changed, names


def main():
    if not (ROOT / "usr").exists():
        prepare()
        say("une racine Debian")
    for name in ("proc", "sys", "dev"):
        run("mount", "--rbind", f"/{name}", ROOT / name)
    # Debian starts what it installs; ours is started by the roles. Names are resolved as here.
    policy = ROOT / "usr/sbin/policy-rc.d"
    policy.write_text("#!/bin/sh\nexit 101\n")
    policy.chmod(0o755)
    shutil.copy("/etc/resolv.conf", ROOT / "etc/resolv.conf")
    within("apt-get", "update", "-qq")
    # As where sshd runs.
    (ROOT / "run/sshd").mkdir(exist_ok=True)
    run(sys.executable, "-m", "pip", "install", "--quiet", "--target", f"{ROOT}{ANSIBLE}", "--upgrade", "--no-deps", *pinned())
    house = ROOT / "greffe"
    shutil.rmtree(house, ignore_errors=True)
    for folder in ("ansible", "charts/greffe"):
        shutil.copytree(HERE / folder, house / folder)
    shutil.copy(PROGRAM, house / "program")
    run("tar", "--create", "--gzip", "--file", house / "web.tar.gz", "--directory", WEB, ".")
    ports = {name: port() for name in ("sql", "amqp", "api", "metrics", "mapper", "nodes", "drill")}
    atexit.register(end, ports["mapper"])
    services = {name: {kind: port() for kind in kinds} for name, kinds in {
        "gateway": ("http", "metrics"), **{one: ("grpc", "metrics") for one in ("dossier", "assignment", "deadline", "notification", "document")}}.items()}
    inventory = {"all": {"children": {group: {"hosts": {"essai": {}}} for group in ("postgres", "rabbitmq", "greffe", "entry")}, "vars": {
        "ansible_connection": "local", "ansible_python_interpreter": "/usr/bin/python3",
        "greffe_public_url": "https://greffe.example.org", "greffe_oidc_issuer": "https://connexion.example.org",
        "greffe_program": "/greffe/program", "greffe_web": "/greffe/web.tar.gz", "greffe_hide": False, "greffe_antivirus": "aucun",
        "postgres_admin_password": "motdepasse1", "greffe_role_passwords": {name: f"motdepasse2{name}" for name in services}, "rabbitmq_password": "motdepasse3",
        "rabbitmq_operator_password": "motdepasse5", "rabbitmq_api_port": ports["api"],
        "greffe_oidc_client_secret": "motdepasse4",
        "postgres_port": ports["sql"], "backup_drill_port": ports["drill"], "rabbitmq_port": ports["amqp"],
        "rabbitmq_metrics_port": ports["metrics"], "rabbitmq_mapper_port": ports["mapper"], "rabbitmq_nodes_port": ports["nodes"],
        "rabbitmq_disk_free": "50MB", "postgres_shared_buffers": "64MB",
        "topology": {"components": services, "data": {"postgres": {"sql": ports["sql"]}, "rabbitmq": {"amqp": ports["amqp"], "metrics": ports["metrics"]}}},
    }}}
    (house / "inventory.json").write_text(json.dumps(inventory))

    first, _ = play("/greffe/inventory.json")
    say(f"premier passage : {first} changements")
    second, names = play("/greffe/inventory.json")
    say(f"second passage : {second} changements {names or ''}")
    if second:
        raise SystemExit("le second passage change encore quelque chose")

    unit = (ROOT / "etc/systemd/system/greffe@.service").read_text()
    if shutil.which("systemd-analyze"):
        said = run("systemd-analyze", "security", "--offline=true", "--no-pager", "--threshold=20", f"--root={ROOT}", "greffe@dossier.service")
        say("exposition de l’unité : " + said.strip().splitlines()[-1])
    start = re.search(r"^ExecStart=(.*)$", unit, re.M)[1]
    running = []
    try:
        for name in services:
            environment = dict(line.split("=", 1) for line in (ROOT / f"etc/greffe/secrets/{name}.env").read_text().splitlines())
            environment["GREFFE_CONFIG"] = f"/etc/greffe/{name}.toml"
            command = [shutil.which("chroot"), "--userspec=greffe:greffe", str(ROOT), *start.replace("%i", name).split()]
            log = open(ROOT / f"var/log/greffe-{name}.log", "w")
            running.append((name, subprocess.Popen(command, env=environment, stdout=log, stderr=log)))
        for name, process in running:
            wait_ready(name, process, services[name]["metrics"])
        say("six services prêts sur la base et le courtier installés")
        # The broker counts every five seconds.
        for _ in range(60):
            queues = scrape(ports["metrics"], "/metrics/detailed?family=queue_coarse_metrics&family=queue_consumer_count")
            if "svc.deadline.in" in queues:
                break
            time.sleep(0.5)
        for wanted in ("rabbitmq_detailed_queue_messages{", "rabbitmq_detailed_queue_consumers{", "svc.deadline.in"):
            if wanted not in queues:
                raise SystemExit(f"le courtier ne publie pas {wanted}")
        for name in exported("rabbitmq"):
            if name not in queues + scrape(ports["metrics"], "/metrics"):
                raise SystemExit(f"le courtier ne publie pas {name}, que regardent les tableaux ou les alertes")
        say("le courtier publie ce que les alertes regardent")
        diagnose(ports)
        # As docs/operations.md says them, in its order, with work before and after the backup; the services end before the last, which
        # replaces their base.
        commands = [line for kind, text in re.findall(r"^```(.*)\n((?:.*\n)*?)```$", (HERE / "docs/operations.md").read_text(), re.M) if kind == "sh machine" for line in text.splitlines()]
        if commands != ["greffe-backup", "greffe-drill", "greffe-restore latest"]:
            raise SystemExit(f"docs/operations.md dit autre chose que ce qui est éprouvé ici : {commands}")
        base = Base(ports["sql"])
        piece = b"une piece"
        name = hashlib.sha256(piece).hexdigest()
        place = pathlib.Path(name[:2], name[2:4], name)
        kept, copy = ROOT / "var/lib/greffe/pieces" / place, ROOT / "var/backups/greffe/pieces" / place
        kept.parent.mkdir(parents=True)
        kept.write_bytes(piece)
        base.ask(f"insert into document.content values (decode('{name}', 'hex'), {len(piece)}, 'application/pdf', now() - interval '2 hours')")
        count = "select count(*) from dossier.outbox where event_type = 'Essai'"
        before = int(base.ask(count))
        base.act()
        say(within(*commands[0].split()).strip())
        base.act()
        moment = base.ask("select clock_timestamp()")
        base.act()
        base.archive()
        said = within(*commands[1].split()).strip()
        say(said)
        # That of each service, and the one of the délibéré.
        if f"{len(services) + 1} schémas, 0 événements manqueraient, 1 pièces intactes" not in said:
            raise SystemExit("l’exercice dit autre chose que ce qui est")
        # A drill that finds no piece where the base names one does not succeed; and a piece that is lost comes back.
        copy.unlink()
        try:
            within(*commands[1].split())
        except SystemExit as refused:
            if f"1 pièces absentes de la sauvegarde, dont {name}" not in str(refused):
                raise
        else:
            raise SystemExit("l’exercice réussit sans les pièces que la base nomme")
        within(*commands[0].split())
        kept.unlink()
        stop(running)
        for command, acts in ((commands[2].split(), 3), (["greffe-restore", moment], 2)):
            began = time.monotonic()
            if not re.search(r"\b[1-9]\d* files du courtier vidées", within(*command)):
                raise SystemExit("les files du courtier ne sont pas vidées")
            found = int(base.ask(count)) - before
            say(f"{' '.join(command)} : {found} actes, en {time.monotonic() - began:.0f} s")
            if found != acts:
                raise SystemExit(f"{acts} actes attendus")
        if kept.read_bytes() != piece:
            raise SystemExit("la pièce perdue n’est pas rendue")
        written = "".join(path.read_text() for path in (ROOT / "var/lib/prometheus/node-exporter").glob("*.prom"))
        assert written.count("_success_timestamp_seconds ") == 2 and "_success_timestamp_seconds 0\n" not in written, written
    finally:
        stop(running)
    print(f"figure: {second} changements")


def end(mapper):
    """What was installed and started is ended, however this ends."""
    for service in ("rabbitmq-server", "postgresql"):
        subprocess.run(["chroot", str(ROOT), "service", service, "stop"], capture_output=True)
    subprocess.run(["chroot", str(ROOT), "/usr/bin/env", f"ERL_EPMD_PORT={mapper}", "epmd", "-kill"], capture_output=True)


def diagnose(ports):
    """All that greffe doctor looks at is well, but what no machine has here: an identity provider, a standby, the Court's seal."""
    told = [line for line in (ROOT / "etc/greffe/secrets/document.env").read_text().splitlines() if line.startswith("GREFFE")]
    said = within("GREFFE_CONFIG=/etc/greffe/document.toml", *told, "/usr/bin/greffe", "doctor", "--operator", "exercice",
                  "--admin-url", f"postgresql://greffe_admin:motdepasse1@127.0.0.1:{ports['sql']}/greffe",
                  "--broker-api", f"http://exploitation:motdepasse5@127.0.0.1:{ports['api']}/api")
    lines = said.replace("\u202f", " ").replace("\xa0", " ").strip().splitlines()[:-1]
    wrong = [line for line in lines if not line.startswith("bien ") and not re.match("à voir (fournisseur d’identité|réplique synchrone|sceau) :", line)]
    if wrong:
        raise SystemExit("greffe doctor trouve à redire à ce qui est installé :\n" + "\n".join(wrong))
    for wanted in ("PostgreSQL :", "durabilité :", "archive du journal :", "files :", "courtier greffe@localhost :", "nœuds du courtier :", "pièces :"):
        if not any(line.startswith("bien") and wanted in line for line in lines):
            raise SystemExit(f"greffe doctor ne dit rien de « {wanted} »\n{said}")
    say(f"greffe doctor : {len(lines)} lignes, rien à redire de la base, du courtier ni des services")


class Base:
    """The database that was installed."""

    def __init__(self, at):
        self.at = at

    def ask(self, query):
        return within("runuser", "-u", "postgres", "--", "psql", "-p", str(self.at), "-d", "greffe", "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", query).strip()

    def act(self):
        """An event nobody listens to: written, published, kept."""
        self.ask("insert into dossier.outbox (event_id, aggregate_id, aggregate_seq, routing_key, event_type, recorded_at, payload)"
                 " values (gen_random_uuid(), gen_random_uuid(), 1, 'essai.rien', 'Essai', now(), '')")

    def archive(self):
        """Waits until what was written so far is archived."""
        segment = self.ask("select pg_walfile_name(pg_switch_wal())")
        for _ in range(120):
            if (ROOT / "var/backups/greffe/wal" / segment).exists():
                return
            time.sleep(0.5)
        raise SystemExit("le journal n’est pas archivé")


def exported(kind):
    return tomllib.loads((HERE / "ops/metrics.toml").read_text())["exporters"][kind]


def pinned():
    wanted = ("ansible-core", "jinja2", "markupsafe", "pyyaml", "cryptography", "cffi", "pycparser", "packaging", "resolvelib")
    return [line.split()[0] for line in (HERE / "scripts/tools.lock").read_text().splitlines() if line.split("==")[0] in wanted]


def scrape(at, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{at}{path}", timeout=10) as answer:
        return answer.read().decode()


def wait_ready(name, process, at):
    for _ in range(120):
        if process.poll() is not None:
            raise SystemExit(f"{name} s’est arrêté :\n{(ROOT / f'var/log/greffe-{name}.log').read_text()[-3000:]}")
        try:
            if "prêt" in scrape(at, "/sante/pret"):
                return
        except OSError:
            pass
        time.sleep(0.5)
    raise SystemExit(f"{name} n’est pas prêt :\n{(ROOT / f'var/log/greffe-{name}.log').read_text()[-3000:]}")


def stop(running):
    for _, process in running:
        if process.poll() is None:
            process.terminate()
    for _, process in running:
        process.wait(40)


if __name__ == "__main__":
    # Mounts of our own, which end with us.
    if os.environ.get("GREFFE_UNSHARED") != "yes":
        os.execvpe("unshare", ["unshare", "--mount", "--propagation", "private", sys.executable, *sys.argv], {**os.environ, "GREFFE_UNSHARED": "yes"})
    START = time.monotonic()
    main()
