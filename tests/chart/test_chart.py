"""The chart, rendered by Helm's own engine for each file of values, and what must hold of it.

GREFFE_GOLDEN=1 writes the golden renders anew; their diff is then reviewed like code. GREFFE_CRDS=folder also checks custom
resources against definitions you have.
"""

import copy
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tomllib
import unittest

import helm_python as helm
import kubernetes_validate
import yaml

ROOT = pathlib.Path(__file__).parents[2]
CHART = ROOT / "charts/greffe"
GOLDEN = pathlib.Path(__file__).parent / "golden"
KUBERNETES = ["1.30", "1.34", "1.37"]
# Their definitions are the operators', not the cluster's.
CUSTOM = {
    "barmancloud.cnpg.io/v1", "cert-manager.io/v1", "external-secrets.io/v1", "gateway.networking.k8s.io/v1",
    "monitoring.coreos.com/v1", "postgresql.cnpg.io/v1", "rabbitmq.com/v1beta1",
}
TOPOLOGY = yaml.safe_load((CHART / "topology.yaml").read_text())
SERVICES = [name for name in TOPOLOGY["components"] if name != "gateway"]


def values(name):
    return yaml.safe_load((CHART / f"values-{name}.yaml").read_text())


def render(given, **how):
    with helm.Chart.load(str(CHART)) as chart:
        return chart.render(given, name="greffe", namespace="greffe", **how)


def objects(rendered):
    found = []
    for path, text in sorted(rendered.items()):
        if path.endswith(".yaml"):
            found += [one for one in yaml.safe_load_all(text) if one]
    return found


class Readable(yaml.SafeDumper):
    """A file in a value stands as it is."""

    def long(self, text):
        return self.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)

    def holding(self, values):
        node = self.represent_dict(values)
        if any(isinstance(value, str) and "\n" in value for value in values.values()):
            node.flow_style = False
        return node


Readable.add_representer(str, Readable.long)
Readable.add_representer(dict, Readable.holding)

NAMES = ["production", "small", "airgapped"]
RENDERED = {name: render(values(name)) for name in NAMES}
OBJECTS = {name: objects(rendered) for name, rendered in RENDERED.items()}


def pods(found):
    """(name, metadata, spec) of everything that becomes a pod."""
    for one in found:
        if one["kind"] in ("Deployment", "Job"):
            yield one["metadata"]["name"], one["spec"]["template"]["metadata"], one["spec"]["template"]["spec"]
        elif one["kind"] == "CronJob":
            template = one["spec"]["jobTemplate"]["spec"]["template"]
            yield one["metadata"]["name"], template["metadata"], template["spec"]
        elif one["kind"] == "Pod":
            yield one["metadata"]["name"], one["metadata"], one["spec"]


def of_kind(found, kind):
    return {one["metadata"]["name"]: one for one in found if one["kind"] == kind}


class Renders(unittest.TestCase):
    def test_lint_finds_nothing(self):
        for name in NAMES:
            said = helm.lint(str(CHART), values(name), strict=True)["messages"]
            self.assertEqual([m for m in said if m["severity"] > 1], [], name)

    def test_golden(self):
        """Production whole; the others as what they change of it. Dashboards and rules are files of their own already."""
        shown = {}
        for name in NAMES:
            kept = copy.deepcopy(OBJECTS[name])
            for one in kept:
                if one["kind"] == "PrometheusRule":
                    one["spec"]["groups"] = [group["name"] for group in one["spec"]["groups"]]
                if "-dashboard-" in one["metadata"]["name"]:
                    one["data"] = sorted(one["data"])
                for label in ("app.kubernetes.io/managed-by", "app.kubernetes.io/version", "helm.sh/chart"):
                    for labels in (one["metadata"]["labels"], one.get("spec", {}).get("template", {}).get("metadata", {}).get("labels", {})):
                        labels.pop(label, None)
            kept.sort(key=lambda one: (one["kind"], one["metadata"]["name"]))
            shown[name] = yaml.dump_all(kept, Dumper=Readable, width=120, allow_unicode=True, default_flow_style=None)
        base = shown["production"].splitlines(keepends=True)
        for name, text in shown.items():
            path = GOLDEN / (f"{name}.yaml" if name == "production" else f"{name}.diff")
            if name != "production":
                text = "".join(difflib.unified_diff(base, text.splitlines(keepends=True), "production", name, n=1))
            if os.environ.get("GREFFE_GOLDEN"):
                path.write_text(text)
            self.assertTrue(path.read_text() == text, f"{path} differs: look, then GREFFE_GOLDEN=1")

    def test_kubernetes_knows_every_field(self):
        seen = 0
        for name in NAMES:
            for one in OBJECTS[name]:
                if one["apiVersion"] in CUSTOM:
                    continue
                for version in KUBERNETES:
                    kubernetes_validate.validate(one, version, strict=True)
                    seen += 1
        self.assertGreater(seen, 300)

    @unittest.skipUnless(os.environ.get("GREFFE_CRDS"), "GREFFE_CRDS is not set")
    def test_operators_know_every_field(self):
        import jsonschema

        schemas = {}
        for path in pathlib.Path(os.environ["GREFFE_CRDS"]).rglob("*.yaml"):
            for crd in yaml.safe_load_all(path.read_text()):
                if crd and crd.get("kind") == "CustomResourceDefinition":
                    for version in crd["spec"]["versions"]:
                        key = f"{crd['spec']['group']}/{version['name']}", crd["spec"]["names"]["kind"]
                        schemas[key] = closed(version["schema"]["openAPIV3Schema"])
        for name in NAMES:
            for one in OBJECTS[name]:
                if one["apiVersion"] in CUSTOM:
                    jsonschema.validate(one, schemas[one["apiVersion"], one["kind"]])

    def test_checkov_finds_nothing_unreviewed(self):
        manifests = ROOT / ".local/chart"
        manifests.mkdir(parents=True, exist_ok=True)
        for name in NAMES:
            (manifests / f"{name}.yaml").write_text(yaml.safe_dump_all(OBJECTS[name]))
        asked = [pathlib.Path(sys.executable).with_name("checkov"), "-d", manifests, "--config-file", pathlib.Path(__file__).with_name("checkov.yaml")]
        done = subprocess.run(asked, capture_output=True, text=True, env={**os.environ, "LOG_LEVEL": "ERROR"})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_values_that_make_no_sense_are_refused(self):
        def refused(words, change):
            given = values("production")
            change(given)
            with self.assertRaisesRegex(helm.HelmValuesError, words):
                render(given)

        refused("tag", lambda v: v["image"].update(tag="latest"))
        refused("additional", lambda v: v.update(replicas=3))
        refused("fsync", lambda v: v["database"]["cluster"]["parameters"].update(fsync="off"))
        refused("destination", lambda v: v["backups"].update(destination=""))
        refused("bucket", lambda v: v["storage"]["s3"].update(bucket=""))
        refused("publicUrl", lambda v: v.pop("publicUrl"))
        refused("external", lambda v: v.pop("secrets"))
        refused("role-password", lambda v: v["secrets"].update(values={"role-password": "à/b"}))
        refused("role-password-deadline", lambda v: v["secrets"].update(values={"role-password-deadline": "court"}))
        refused("targetTime", lambda v: v["database"]["cluster"].update(recovery={"source": "greffe-postgres", "targetTime": "hier"}))
        refused("servicesIssuer", lambda v: v["certificates"].update(servicesIssuer=""))
        refused("trustedProxies", lambda v: v.update(trustedProxies=["partout"]))

    def test_values_kept_from_an_older_chart_are_refused_by_name(self):
        """As --reuse-values leaves them: without what is newer than they are."""
        for key in yaml.safe_load((CHART / "values.yaml").read_text()):
            with self.subTest(key=key), self.assertRaisesRegex(helm.HelmValuesError, f"missing propert.*{key}"):
                render({**values("small"), key: None})
        # Those within a section are without effect until they are said.
        given = values("small")
        given["database"]["cluster"].update(name=None, recovery=None)
        self.assertEqual(objects(render(given)), OBJECTS["small"])

    def test_what_is_outside_and_not_named_is_told(self):
        given = values("production")
        given["networkPolicies"]["outside"].update(operators=[], apiserver=[], storage=[])
        said = render(given)["greffe/templates/NOTES.txt"]
        for node in ("operators", "apiserver", "storage"):
            self.assertIn(f"networkPolicies.outside.{node} est vide", said)
        for name in NAMES:
            self.assertNotIn("est vide", RENDERED[name]["greffe/templates/NOTES.txt"])
        self.assertIn("aucune sauvegarde de la chart ne copie", RENDERED["small"]["greffe/templates/NOTES.txt"])

    def test_deprecated_values_speak(self):
        given = values("small")
        given["ingress"]["host"] = "ancien.example.org"
        self.assertIn("ingress.host est abandonné", render(given)["greffe/templates/NOTES.txt"])
        self.assertNotIn("abandonné", RENDERED["small"]["greffe/templates/NOTES.txt"])

    def test_a_proxy_that_nobody_named_is_told(self):
        given = values("small")
        given["trustedProxies"] = []
        self.assertIn("trustedProxies est vide", render(given)["greffe/templates/NOTES.txt"])
        for name in NAMES:
            self.assertNotIn("trustedProxies", RENDERED[name]["greffe/templates/NOTES.txt"])

    def test_an_upgrade_migrates_first(self):
        job = lambda rendered: next(one for one in objects(rendered) if one["kind"] == "Job")
        upgraded = job(render(values("production"), revision=2, is_install=False, is_upgrade=True))
        self.assertEqual(upgraded["metadata"]["annotations"]["helm.sh/hook"], "pre-upgrade")
        self.assertNotIn("annotations", job(RENDERED["production"])["metadata"])


def closed(schema):
    """The same, refusing what it does not name, as an API server told to be strict."""
    if isinstance(schema, dict):
        schema = {key: closed(value) for key, value in schema.items()}
        if "properties" in schema and not schema.get("x-kubernetes-preserve-unknown-fields"):
            names = {"apiVersion": {}, "kind": {}, "metadata": {}} if "spec" in schema["properties"] else {}
            schema["properties"] = {**names, **schema["properties"]}
            schema.setdefault("additionalProperties", False)
        return schema
    return [closed(one) for one in schema] if isinstance(schema, list) else schema


class Pods(unittest.TestCase):
    def test_restricted(self):
        for name in NAMES:
            for pod, metadata, spec in pods(OBJECTS[name]):
                with self.subTest(values=name, pod=pod):
                    security = spec["securityContext"]
                    self.assertTrue(security["runAsNonRoot"])
                    self.assertGreaterEqual(security["runAsUser"], 10000)
                    self.assertEqual(security["seccompProfile"]["type"], "RuntimeDefault")
                    self.assertIs(spec["automountServiceAccountToken"], False)
                    self.assertNotIn("hostNetwork", spec)
                    for container in spec["containers"]:
                        own = container["securityContext"]
                        self.assertTrue(own["readOnlyRootFilesystem"])
                        self.assertIs(own["allowPrivilegeEscalation"], False)
                        self.assertEqual(own["capabilities"], {"drop": ["ALL"]})
                        memory = {container["resources"][kind]["memory"] for kind in ("requests", "limits")}
                        self.assertEqual(len(memory), 1, "memory asked for is memory granted")
                        self.assertRegex(container["image"], r"(:(?!latest)[^:/]+|@sha256:[0-9a-f]{64})$")

    def test_probes(self):
        """Alive asks nobody; ready asks the database; the drain fits in the grace."""
        for name in NAMES:
            for deployment in of_kind(OBJECTS[name], "Deployment").values():
                spec = deployment["spec"]["template"]["spec"]
                container = spec["containers"][0]
                ports = {port["name"] for port in container["ports"]}
                for probe, path in (("startupProbe", "vivant"), ("livenessProbe", "vivant"), ("readinessProbe", "pret")):
                    asked = container[probe]["httpGet"]
                    self.assertEqual(asked["path"], f"/sante/{path}")
                    self.assertIn(asked["port"], ports)
                pause = container["lifecycle"]["preStop"]["sleep"]["seconds"]
                drain = tomllib.loads((ROOT / "crates/chassis/default.toml").read_text())["shutdown"]["drain_ms"] / 1000
                self.assertGreater(spec["terminationGracePeriodSeconds"], pause + drain)

    def test_what_is_doubled_survives_a_drain(self):
        budgets = of_kind(OBJECTS["production"], "PodDisruptionBudget")
        self.assertEqual(set(budgets), {f"greffe-{name}" for name in TOPOLOGY["components"]})
        for deployment in of_kind(OBJECTS["production"], "Deployment").values():
            keys = [one["topologyKey"] for one in deployment["spec"]["template"]["spec"]["topologySpreadConstraints"]]
            self.assertEqual(keys, ["topology.kubernetes.io/zone", "kubernetes.io/hostname"])
        scaled = of_kind(OBJECTS["production"], "HorizontalPodAutoscaler")
        self.assertEqual(list(scaled), ["greffe-gateway"])

    def test_commits_are_on_two_disks(self):
        cluster = of_kind(OBJECTS["production"], "Cluster")["greffe-postgres"]["spec"]
        self.assertEqual(cluster["instances"], 3)
        self.assertEqual(cluster["postgresql"]["synchronous"], {"method": "any", "number": 1, "dataDurability": "required", "failoverQuorum": True})


class Data(unittest.TestCase):
    """The database and the broker, as their operators make them."""

    def test_a_cluster_is_born_from_the_backups_of_another(self):
        given = values("production")
        given["database"]["cluster"].update(name="greffe-rendue", recovery={"source": "greffe-postgres", "targetTime": "2026-11-28 14:30:00+01"})
        found = objects(render(given, revision=2, is_install=False, is_upgrade=True))
        cluster = of_kind(found, "Cluster")["greffe-rendue"]["spec"]
        self.assertEqual(cluster["bootstrap"], {"recovery": {
            "source": "greffe-postgres", "database": "greffe", "owner": "greffe_admin", "recoveryTarget": {"targetTime": "2026-11-28 14:30:00+01"}}})
        store = of_kind(found, "ObjectStore")["greffe-rendue"]["spec"]["configuration"]
        self.assertEqual(store, of_kind(OBJECTS["production"], "ObjectStore")["greffe-postgres"]["spec"]["configuration"])
        self.assertEqual(cluster["externalClusters"], [{"name": "greffe-postgres", "plugin": {
            "name": "barman-cloud.cloudnative-pg.io", "parameters": {"barmanObjectName": "greffe-rendue", "serverName": "greffe-postgres"}}}])
        # Policies, Secrets and addresses follow: nothing else is left of the one that is lost.
        policy = of_kind(found, "NetworkPolicy")["greffe-postgres"]["spec"]
        self.assertEqual(policy["podSelector"], {"matchLabels": {"cnpg.io/cluster": "greffe-rendue"}})
        for one in found:
            if one["kind"] in ("Deployment", "Job", "CronJob", "PodMonitor", "ScheduledBackup"):
                self.assertNotIn("greffe-postgres", str(one), one["metadata"]["name"])
        self.assertIn("greffe-rendue-rw", str(found))
        for change in ({"name": ""}, {"name": "greffe-postgres"}):
            given["database"]["cluster"].update(change)
            with self.assertRaisesRegex(Exception, "un autre nom que sa source"):
                render(given)
        given["database"]["cluster"]["name"], given["backups"]["enabled"] = "greffe-rendue", False
        with self.assertRaisesRegex(Exception, "sans backups"):
            render(given)

    def test_a_restricted_namespace_takes_the_broker(self):
        for name in ("production", "small"):
            pod = of_kind(OBJECTS[name], "RabbitmqCluster")["greffe-rabbitmq"]["spec"]["override"]["statefulSet"]["spec"]["template"]["spec"]
            self.assertEqual(pod["securityContext"], {"runAsNonRoot": True, "seccompProfile": {"type": "RuntimeDefault"}})
            for kind, container in (("initContainers", "setup-container"), ("containers", "rabbitmq")):
                self.assertEqual(pod[kind], [{"name": container, "securityContext": {"allowPrivilegeEscalation": False, "capabilities": {"drop": ["ALL"]}}}])

    def test_they_stand_where_the_services_may(self):
        tolerations = [{"key": "greffe", "operator": "Exists"}]
        found = objects(render({**values("small"), "nodeSelector": {"pool": "greffe"}, "tolerations": tolerations,
                                "image": {"pullSecrets": ["registry"]}}))
        postgres, rabbitmq = of_kind(found, "Cluster")["greffe-postgres"]["spec"], of_kind(found, "RabbitmqCluster")["greffe-rabbitmq"]["spec"]
        for spec in (postgres, rabbitmq):
            self.assertEqual(spec["imagePullSecrets"], [{"name": "registry"}])
        self.assertEqual((postgres["affinity"]["nodeSelector"], postgres["affinity"]["tolerations"]), ({"pool": "greffe"}, tolerations))
        self.assertEqual(rabbitmq["tolerations"], tolerations)
        self.assertEqual(rabbitmq["override"]["statefulSet"]["spec"]["template"]["spec"]["nodeSelector"], {"pool": "greffe"})

    def test_no_public_authority_is_asked_for_a_name_within(self):
        given = values("small")
        given["broker"]["tls"] = True
        given.update(trust={"configMap": "greffe-trust"})
        given["certificates"]["servicesIssuer"] = "internal"
        for certificate in of_kind(objects(render(given)), "Certificate").values():
            within = certificate["spec"]["dnsNames"] != ["greffe.example.org"]
            self.assertEqual(certificate["spec"]["issuerRef"]["name"], "internal" if within else "letsencrypt")
        self.assertNotIn("greffe-public", of_kind(OBJECTS["production"], "Certificate"))


class Configuration(unittest.TestCase):
    """What is rendered is what the services read."""

    def known(self, component):
        keys = tomllib.loads((ROOT / "crates/chassis/default.toml").read_text())
        own = ROOT / f"services/{component}/default.toml"
        if own.exists():
            keys.update(tomllib.loads(own.read_text()))
        return keys

    def check(self, said, known, at=""):
        for key, value in said.items():
            self.assertIn(key, known, f"{at}{key} is no key of the configuration")
            self.assertIs(type(value), type(known[key]), f"{at}{key}")
            if isinstance(value, dict):
                self.check(value, known[key], f"{at}{key}.")

    def test_keys(self):
        for name in NAMES:
            maps = of_kind(OBJECTS[name], "ConfigMap")
            for deployment, spec in of_kind(OBJECTS[name], "Deployment").items():
                component = deployment.removeprefix("greffe-")
                known = self.known(component)
                said = tomllib.loads(maps[deployment]["data"]["greffe.toml"])
                self.check(said, known)
                container = spec["spec"]["template"]["spec"]["containers"][0]
                self.assertEqual(container["args"], ["serve", component])
                environment = {one["name"] for one in container["env"]}
                for variable in environment:
                    if variable.startswith("GREFFE__"):
                        there = known
                        for key in variable.removeprefix("GREFFE__").lower().split("__"):
                            self.assertIn(key, there, variable)
                            there = there[key]
                # What the services require at their start: read in their code, said in the file or in the environment.
                code = (ROOT / "crates/bus/src/standing.rs").read_text() if component != "gateway" else (ROOT / "services/gateway/src/lib.rs").read_text()
                required = re.findall(r'\("([a-z0-9_]+)\.([a-z0-9_]+)", &config', code)
                self.assertGreater(len(required), 3)
                for section, key in required:
                    stands = said.get(section, {}).get(key) or known[section][key] or f"GREFFE__{section}__{key}".upper() in environment
                    self.assertTrue(stands, f"{component}: {section}.{key}")

    def test_where_they_listen_is_where_they_are_sought(self):
        peers = tomllib.loads((ROOT / "crates/chassis/default.toml").read_text())["peers"]
        for name in NAMES:
            maps, services = of_kind(OBJECTS[name], "ConfigMap"), of_kind(OBJECTS[name], "Service")
            for component, ports in TOPOLOGY["components"].items():
                said = tomllib.loads(maps[f"greffe-{component}"]["data"]["greffe.toml"])
                if component == "gateway":
                    self.assertEqual((said["http"]["listen"], said["metrics"]["listen"]), ("0.0.0.0:8400", "0.0.0.0:8500"))
                else:
                    self.assertEqual(said["grpc"]["listen"], f"0.0.0.0:{ports['grpc']}")
                    self.assertEqual(said["http"]["listen"], f"0.0.0.0:{ports['metrics']}")
                    self.assertTrue(peers[component].endswith(f":{ports['grpc']}"), "the ports are those of default.toml")
                self.assertEqual({p["name"]: p["port"] for p in services[f"greffe-{component}"]["spec"]["ports"]}, ports)
                for peer, addresses in said["peers"].items():
                    for address in addresses.split(","):
                        scheme = "https" if "tls" in said else "http"
                        self.assertEqual(address, f"{scheme}://greffe-{peer}:{TOPOLOGY['components'][peer]['grpc']}")

    def test_secrets_have_the_keys_that_values_name(self):
        documented = (CHART / "values.yaml").read_text()
        for name in NAMES:
            for _, _, spec in pods(OBJECTS[name]):
                for one in spec["containers"][0].get("env", []):
                    reference = one.get("valueFrom", {}).get("secretKeyRef")
                    if reference and reference["name"] == "greffe-secrets":
                        self.assertIn(reference["key"], documented)

    def test_services_show_certificates_that_bear_their_names(self):
        self.assertNotIn("tls", tomllib.loads(of_kind(OBJECTS["small"], "ConfigMap")["greffe-dossier"]["data"]["greffe.toml"]))
        found = OBJECTS["production"]
        maps, certificates = of_kind(found, "ConfigMap"), of_kind(found, "Certificate")
        for name, deployment in of_kind(found, "Deployment").items():
            spec = deployment["spec"]["template"]["spec"]
            mounted = {one["name"]: one["mountPath"] for one in spec["containers"][0]["volumeMounts"]}
            said = tomllib.loads(maps[name]["data"]["greffe.toml"])["tls"]
            self.assertEqual({path.rpartition("/")[0] for path in said.values()}, {mounted["tls"]})
            secret = next(one for one in spec["volumes"] if one["name"] == "tls")["secret"]["secretName"]
            certificate = certificates[name]["spec"]
            self.assertEqual(certificate["secretName"], secret)
            self.assertIn(name, certificate["dnsNames"], "the name by which it is called")
            self.assertLessEqual({"server auth", "client auth"}, set(certificate["usages"]))

    def test_each_role_has_its_own_password(self):
        """A pod holds the password of its own role; the migrations hold all, and nobody the common one."""
        common = values("small")
        common["database"]["passwordPerRole"] = False
        for found, own in [*((OBJECTS[name], True) for name in NAMES), (objects(render(common)), False)]:
            seen = {}
            for pod, _, spec in pods(found):
                for one in spec["containers"][0].get("env", []):
                    key = one.get("valueFrom", {}).get("secretKeyRef", {}).get("key", "")
                    if key.startswith("role-password"):
                        seen.setdefault(pod, {})[one["name"]] = key
            migrated = seen.pop("greffe-migrate-1")
            if own:
                enclave = seen["greffe-document"].pop("DELIBERE_PASSWORD", None)
                roles = [*TOPOLOGY["components"], *(["delibere"] if enclave else [])]
                self.assertIn(enclave, [None, "role-password-delibere"])
                self.assertEqual(seen, {f"greffe-{service}": {"ROLE_PASSWORD": f"role-password-{service}"} for service in TOPOLOGY["components"]})
                self.assertEqual(migrated, {f"GREFFE_PG_ROLE_PASSWORD_{role.upper()}": f"role-password-{role}" for role in roles})
            else:
                self.assertEqual({str(one) for one in seen.values()}, {"{'ROLE_PASSWORD': 'role-password'}"})
                self.assertEqual(migrated, {"GREFFE_PG_ROLE_PASSWORD": "role-password"})

    def test_the_gateway_alone_is_told_of_proxies(self):
        for name in NAMES:
            for key, one in of_kind(OBJECTS[name], "ConfigMap").items():
                if "greffe.toml" in one["data"]:
                    said = tomllib.loads(one["data"]["greffe.toml"]).get("limits", {}).get("trusted_proxies")
                    self.assertEqual(said, ",".join(values(name)["trustedProxies"]) if key == "greffe-gateway" else None)


class Nightly(unittest.TestCase):
    def test_what_is_derived_is_verified_each_night_along_open_edges(self):
        for name in NAMES:
            job = of_kind(OBJECTS[name], "CronJob")["greffe-verify"]["spec"]
            self.assertEqual((job["timeZone"], job["concurrencyPolicy"]), ("Europe/Paris", "Forbid"))
            template = job["jobTemplate"]["spec"]["template"]
            # It finds the services where the one whose configuration it reads finds them.
            told = tomllib.loads(of_kind(OBJECTS[name], "ConfigMap")["greffe-dossier"]["data"]["greffe.toml"])
            self.assertEqual(set(told["peers"]), set(SERVICES))
            mounts = {one["name"] for one in template["spec"]["containers"][0]["volumeMounts"]}
            self.assertEqual(mounts, {one["name"] for one in template["spec"]["volumes"]})
        allowed = {edge["to"] for edge in TOPOLOGY["edges"] if "verify" in edge["from"]}
        self.assertEqual(allowed, set(SERVICES))

    def test_two_systems_are_compared_where_somebody_asks_for_it(self):
        for name in NAMES:
            self.assertNotIn("greffe-takeover", of_kind(OBJECTS[name], "CronJob"))
        asked = {"schedule": "15 6 * * *", "operator": "a.martin", "claim": "reprise"}
        job = of_kind(objects(render({**values("small"), "takeover": asked})), "CronJob")["greffe-takeover"]["spec"]
        pod = job["jobTemplate"]["spec"]["template"]["spec"]
        container = pod["containers"][0]
        self.assertEqual({one["name"] for one in container["volumeMounts"]}, {one["name"] for one in pod["volumes"]})
        # What names parties is written in the claim, not told to whoever reads logs.
        self.assertEqual(
            container["args"],
            "import stock /reprise/extrait --operateur a.martin --compare --rapport /reprise/defauts.txt --accord /reprise/accord.txt".split(),
        )
        for missing in ("operator", "claim"):
            with self.assertRaises(Exception):
                render({**values("small"), "takeover": {**asked, missing: ""}})
        self.assertEqual({edge["to"] for edge in TOPOLOGY["edges"] if "takeover" in edge["from"]}, {"dossier", "assignment", "deadline"})

    def test_none_without_a_schedule(self):
        found = objects(render({**values("small"), "verify": {"schedule": ""}}))
        self.assertEqual(of_kind(found, "CronJob"), {})


class Edges(unittest.TestCase):
    def test_the_topology_is_that_of_the_code(self):
        drawn = {(a, edge["to"]) for edge in TOPOLOGY["edges"] for a in edge["from"] if a in TOPOLOGY["components"] and edge["to"] in SERVICES}
        spoken = {("gateway", peer) for peer in re.findall(r' peer\("([a-z]+)", &peers', (ROOT / "services/gateway/src/services.rs").read_text())}
        for service in SERVICES:
            for path in (ROOT / f"services/{service}/src").rglob("*.rs"):
                spoken |= {(service, peer) for peer in re.findall(r'\.peer\("([a-z]+)"\)', path.read_text())}
        self.assertEqual(drawn, spoken)

    def test_every_service_and_no_other(self):
        self.assertEqual(set(TOPOLOGY["components"]), {path.name for path in (ROOT / "services").iterdir() if (path / "Cargo.toml").exists()})

    def test_an_edge_is_open_at_both_ends(self):
        """What one may send another may receive, within the namespace; and nothing else is open."""
        for name in NAMES:
            policies = of_kind(OBJECTS[name], "NetworkPolicy")
            everything = policies.pop("greffe-deny-all")["spec"]
            self.assertEqual(everything, {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]})
            by_labels = {str(one["spec"]["podSelector"]["matchLabels"]): key for key, one in policies.items()}
            sent, received = set(), set()
            for key, policy in policies.items():
                for rules, ends, found in (("egress", "to", sent), ("ingress", "from", received)):
                    for rule in policy["spec"][rules]:
                        self.assertTrue(rule[ends], "an empty list means everybody")
                        for peer in rule[ends]:
                            self.assertTrue(peer, "an empty peer means everybody")
                            if set(peer) == {"podSelector"}:
                                other = by_labels[str(peer["podSelector"]["matchLabels"])]
                                for port in rule["ports"]:
                                    pair = (key, other) if ends == "to" else (other, key)
                                    found.add((*pair, port["port"], port["protocol"]))
            self.assertEqual(sent, received, name)
            self.assertGreater(len(sent), 10)

    def test_alerts_lead_to_their_pages(self):
        def pages(found):
            return {rule["annotations"]["runbook_url"] for group in of_kind(found, "PrometheusRule")["greffe"]["spec"]["groups"] for rule in group["rules"] if "alert" in rule}

        self.assertIn("https://wiki.example.org/greffe/runbooks/sauvegarde-ancienne.md", pages(OBJECTS["production"]))
        # Where the chart makes no backup, none is expected.
        self.assertNotIn("docs/runbooks/sauvegarde-ancienne.md", pages(OBJECTS["airgapped"]))
        self.assertIn("docs/runbooks/service-absent.md", pages(OBJECTS["airgapped"]))

    def test_what_is_scraped_is_open(self):
        """By the names that the operator of the broker gives to its ports."""
        known = {"prometheus": "metrics", "prometheus-tls": "metricss"}
        for name in ("production", "small"):
            given = copy.deepcopy(values(name))
            given["monitoring"] = {"enabled": True}
            given["networkPolicies"]["outside"]["monitoring"] = [{"namespaceSelector": {}}]
            found = objects(render(given))
            opened = {port["port"] for rule in of_kind(found, "NetworkPolicy")["greffe-rabbitmq"]["spec"]["ingress"]
                      if {"namespaceSelector": {}} in rule["from"] for port in rule["ports"]}
            for endpoint in of_kind(found, "ServiceMonitor")["greffe-rabbitmq"]["spec"]["endpoints"]:
                self.assertIn(TOPOLOGY["data"]["rabbitmq"][known[endpoint["port"]]], opened)

    def test_an_authority_reaches_what_answers_it(self):
        """An ACME authority asks over HTTP, where the Ingress has a public certificate, and only there."""
        policy = of_kind(OBJECTS["small"], "NetworkPolicy")["greffe-solver"]["spec"]
        self.assertEqual(policy["podSelector"], {"matchLabels": {"acme.cert-manager.io/http01-solver": "true"}})
        self.assertEqual(policy["ingress"], [{"from": values("small")["networkPolicies"]["outside"]["entry"], "ports": [{"port": 8089, "protocol": "TCP"}]}])
        self.assertEqual(policy["egress"], [])
        for name in ("production", "airgapped"):
            self.assertNotIn("greffe-solver", of_kind(OBJECTS[name], "NetworkPolicy"))

    def test_policies_choose_pods_that_exist(self):
        for name in NAMES:
            labels = [metadata["labels"] for _, metadata, _ in pods(OBJECTS[name])]
            for key, policy in of_kind(OBJECTS[name], "NetworkPolicy").items():
                wanted = policy["spec"]["podSelector"].get("matchLabels", {})
                if wanted and "app.kubernetes.io/component" in wanted:
                    self.assertTrue(any(wanted.items() <= one.items() for one in labels), key)


if __name__ == "__main__":
    unittest.main()
