"""Terraform as far as no provider is needed, and the playbooks as far as no machine is (tests/operations/converge.py has one)."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import hcl2
import helm_python as helm
import yaml

ROOT = pathlib.Path(__file__).parents[2]
TERRAFORM = ROOT / "terraform"


def run(*command, **how):
    done = subprocess.run([str(one) for one in command], capture_output=True, text=True, **how)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def blocks(path, kind):
    """Name → attributes. The parser puts each value in a list of one, and notes lines."""
    return {name: {key: value[0] for key, value in body.items() if not key.startswith("__")}
            for one in hcl2.loads(path.read_text())[kind] for name, body in one.items()}


class Terraform(unittest.TestCase):
    def test_everything_reads(self):
        files = list(TERRAFORM.rglob("*.tf"))
        self.assertGreater(len(files), 4)
        for path in files:
            with self.subTest(file=str(path.relative_to(ROOT))):
                hcl2.loads(path.read_text())

    def test_modules_get_what_they_ask(self):
        """Each example gives each module every variable that has no default, and none that it does not know."""
        for path in (TERRAFORM / "examples").glob("*/main.tf"):
            for name, given in blocks(path, "module").items():
                asked = blocks(path.parent / given["source"] / "main.tf", "variable")
                required = {key for key, body in asked.items() if "default" not in body}
                keys = set(given) - {"source"}
                self.assertLessEqual(required, keys, f"{path}: {name}")
                self.assertLessEqual(keys, set(asked), f"{path}: {name}")

    def test_what_was_not_applied_says_so(self):
        for module in ("openstack", "release"):
            self.assertIn("Jamais appliqué", (TERRAFORM / module / "main.tf").read_text())

    @unittest.skipUnless(shutil.which("terraform"), "terraform n’est pas là : ni mise en forme ni tests du module plan")
    def test_plan(self):
        with tempfile.TemporaryDirectory() as place:
            place = pathlib.Path(place)
            (place / "rc").write_text("")
            environment = {**os.environ, "CHECKPOINT_DISABLE": "1", "TF_CLI_CONFIG_FILE": str(place / "rc"), "TF_IN_AUTOMATION": "1"}
            run("terraform", "fmt", "-check", "-recursive", TERRAFORM, env=environment)
            shutil.copytree(TERRAFORM / "plan", place / "plan")
            given = blocks(TERRAFORM / "examples/openstack/main.tf", "module")["plan"]
            del given["source"]
            at = {"cwd": place / "plan", "env": environment}
            run("terraform", "init", "-backend=false", "-input=false", **at)
            self.assertRegex(run("terraform", "test", "-no-color", **at), r"Success! [1-9]\d* passed, 0 failed")
            (place / "plan/given.auto.tfvars.json").write_text(json.dumps(given))
            run("terraform", "apply", "-auto-approve", "-input=false", **at)
            values = json.loads(run("terraform", "output", "-json", "values", **at))
            with helm.Chart.load(str(ROOT / "charts/greffe")) as chart:
                rendered = chart.render(values, name="greffe", namespace="greffe")
            cluster = next(one for one in yaml.safe_load_all(rendered["greffe/templates/data.yaml"]) if one and one["kind"] == "Cluster")
            self.assertEqual(cluster["spec"]["instances"], 3)
            self.assertEqual(cluster["spec"]["storage"]["size"], values["database"]["cluster"]["storage"]["size"])


class Ansible(unittest.TestCase):
    def test_lint_in_production_profile(self):
        with tempfile.TemporaryDirectory() as home:
            done = subprocess.run(["ansible-lint", "--offline", "--profile", "production", "--nocolor"], cwd=ROOT / "ansible", capture_output=True, text=True,
                                  env={**os.environ, "ANSIBLE_HOME": home})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_an_inventory_has_the_last_word(self):
        """Variables beside a playbook stand over those of an inventory: what is a default is a role's."""
        self.assertFalse((ROOT / "ansible/group_vars").exists())
        for path in (ROOT / "ansible").glob("*.yml"):
            for play in yaml.safe_load(path.read_text()):
                self.assertNotIn("vars", play, path.name)

    def test_both_families_say_the_same_things(self):
        for role in (ROOT / "ansible/roles").iterdir():
            files = list((role / "vars").glob("*.yml")) if (role / "vars").exists() else []
            if files:
                self.assertEqual({path.stem for path in files}, {"Debian", "RedHat"}, role.name)
                keys = [set(yaml.safe_load(path.read_text())) for path in files]
                self.assertEqual(keys[0], keys[1], role.name)

    def test_only_what_ansible_itself_brings(self):
        """No collection to fetch: an air-gapped court has none to reach."""
        for path in (ROOT / "ansible").rglob("tasks/*.yml"):
            for task in yaml.safe_load(path.read_text()):
                for step in [task, *task.get("block", [])]:
                    modules = [key for key in step if "." in key]
                    self.assertTrue(all(key.startswith("ansible.builtin.") for key in modules), f"{path}: {modules}")

    def test_a_machine_a_role(self):
        """What each keeps and backs up, and what passes between them, rendered by Ansible for an inventory of several machines."""
        inventory = {"all": {
            "children": {"postgres": {"hosts": {"a": {}}}, "rabbitmq": {"hosts": {"b": {}}}, "entry": {"hosts": {"c": {}}},
                         "greffe": {"hosts": {"c": {"greffe_listen": "10.0.0.3"}, "d": {"greffe_listen": "10.0.0.4"}}}},
            "vars": {"ansible_connection": "local", "ansible_python_interpreter": sys.executable, "postgres_host": "10.0.0.1", "rabbitmq_host": "10.0.0.2",
                     "postgres_allowed": ["127.0.0.1/32", "10.0.0.0/24"], "greffe_files_shared": True, "greffe_role_password": "b", "rabbitmq_password": "c",
                     "greffe_tls_certificate": "d", "topology": yaml.safe_load((ROOT / "charts/greffe/topology.yaml").read_text())}}}
        roles = ROOT / "ansible/roles"
        with tempfile.TemporaryDirectory() as place:
            place = pathlib.Path(place)
            for role in ("shared", "backup", "postgres", "greffe"):
                shutil.copytree(roles / role / "defaults", place / "roles" / role / "defaults")
            (place / "inventory.json").write_text(json.dumps(inventory))
            wanted = {"held": "{{ [backup_base, backup_pieces, backup_definitions] | to_json }}", "tasks": "{{ backup_tasks | map(attribute='name') | join(' ') }}"}
            steps = [{"ansible.builtin.copy": {"content": text, "dest": f"{place}/{{{{ inventory_hostname }}}}.{name}"}} for name, text in wanted.items()]
            for role, name in (("greffe", "greffe.toml"), ("greffe", "secrets.env"), ("postgres", "postgresql.conf")):
                steps.append({"vars": {"item": "dossier", "postgres_conf": "/c"},
                              "ansible.builtin.template": {"src": str(roles / role / "templates" / f"{name}.j2"), "dest": f"{place}/{{{{ inventory_hostname }}}}.{name}"}})
            (place / "play.yml").write_text(json.dumps([{"hosts": "all", "gather_facts": False, "roles": ["shared", "backup", "postgres", "greffe"], "tasks": steps}]))
            run("ansible-playbook", "--inventory", place / "inventory.json", place / "play.yml",
                env={**os.environ, "ANSIBLE_HOME": str(place / "home"), "ANSIBLE_ROLES_PATH": str(place / "roles")})
            read = lambda host, name: (place / f"{host}.{name}").read_text()
            self.assertEqual({host: json.loads(read(host, "held")) for host in "abcd"},
                             {"a": [True, False, False], "b": [False, False, True], "c": [False, True, False], "d": [False, False, False]})
            self.assertEqual({host: read(host, "tasks") for host in "abc"}, {"a": "backup drill", "b": "backup", "c": "backup drill"})
            self.assertIn('"https://10.0.0.3:8401,https://10.0.0.4:8401"', read("d", "greffe.toml"))
            self.assertIn("\n[tls]\n", read("d", "greffe.toml"))
            self.assertIn("@10.0.0.1:5432/greffe?sslmode=require\n", read("d", "secrets.env"))
            self.assertIn("\nssl = on\n", read("a", "postgresql.conf"))

    def test_scripts_of_machines_are_sound(self):
        """shellcheck reads them as they are rendered for Debian."""
        from jinja2 import Environment

        said = {"ansible_managed": "essai", "backup_place": "/b", "postgres_bin": "/bin", "postgres_port": 5432, "postgres_data": "/d", "postgres_archive": "/b/wal",
                "postgres_service": "postgresql", "postgres_home": "/h", "postgres_database": "greffe", "postgres_max_connections": 200, "greffe_files": "/f", "backup_keep_days": 30, "backup_metrics": "/m", "backup_drill_port": 5433, "rabbitmq_vhost": "greffe"}
        held = ("backup_base", "backup_pieces", "backup_definitions")
        # One machine, then one a role.
        for holds in (set(held), *({one} for one in held)):
            for path in (ROOT / "ansible/roles/backup/templates").glob("greffe-*.j2"):
                if holds == {"backup_definitions"} and path.name == "greffe-drill.j2":
                    continue
                text = Environment(keep_trailing_newline=True, trim_blocks=True).from_string(path.read_text()).render(said, **{one: one in holds for one in held})
                with self.subTest(script=path.name, holds=holds):
                    run("shellcheck", "--shell", "bash", "-", input=text)
                    self.assertEqual("pg_" in text, "backup_base" in holds)
                    self.assertEqual("/f" in text, "backup_pieces" in holds)
                    self.assertEqual("rabbitmqctl" in text, "backup_definitions" in holds and path.name != "greffe-drill.j2")


if __name__ == "__main__":
    unittest.main()
