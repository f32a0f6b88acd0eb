"""Metrics, alerts, dashboards and runbooks say the same things as the code."""

import importlib.util
import json
import pathlib
import re
import subprocess
import tomllib
import unittest

import promql_parser
import yaml

ROOT = pathlib.Path(__file__).parents[2]
RULES = sorted((ROOT / "charts/greffe/rules").glob("*.yaml"))
RUNBOOKS = ROOT / "docs/runbooks"
DECLARED = tomllib.loads((ROOT / "ops/metrics.toml").read_text())
EXPORTED = {name for names in DECLARED.pop("exporters").values() for name in names}
RECORDED = {rule["record"] for path in RULES for group in yaml.safe_load(path.read_text())["groups"] for rule in group["rules"] if "record" in rule}
ALERTS = {rule["alert"]: (path, rule) for path in RULES for group in yaml.safe_load(path.read_text())["groups"] for rule in group["rules"] if "alert" in rule}
# What the scrape adds.
SCRAPED = {"job", "instance", "component", "pod", "namespace", "le"}
SOURCES = [path for place in ("crates", "services") for path in (ROOT / place).glob("*/src/**/*.rs")]


def slug(name):
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def made():
    """Metrics that the code makes: name → (kind, labels, crates)."""
    found = {}
    for path in SOURCES:
        code = path.read_text()
        crate = path.relative_to(ROOT).parts[1]
        for kind, name, rest in re.findall(r'metrics::(counter|gauge|histogram)!\(\s*"([^"]+)"([^;]*?)\)\s*\.', code):
            labels = set(re.findall(r'"(\w+)" =>', rest))
            if "&labels" in rest:
                labels |= set(re.findall(r'\("(\w+)",', re.search(r"let labels\s*=\s*\[(.*?)\];", code, re.S)[1]))
            kept = found.setdefault(name, (kind, labels, set()))
            kept[2].add(crate)
        for name, rest in re.findall(r'f64_histogram\("([^"]+)"\)(.*?)\n}', code, re.S):
            found[name] = ("otlp", set(re.findall(r'KeyValue::new\("([^"]+)"', rest)), {crate})
    return found


def names(expression):
    """(metric, labels asked) of an expression, read by a parser of PromQL."""
    tree = promql_parser.parse(expression)
    found = []

    def walk(node):
        if isinstance(node, promql_parser.VectorSelector):
            matchers = {one.name for one in node.matchers.matchers}
            found.append((node.name, matchers))
        for attribute in ("expr", "lhs", "rhs", "vector_selector", "vs", "param"):
            child = getattr(node, attribute, None)
            if child is not None and not isinstance(child, str):
                walk(child)
        for child in getattr(node, "args", None) or []:
            walk(child)

    walk(tree)
    return found


class Metrics(unittest.TestCase):
    def test_declared_is_made_and_made_is_declared(self):
        code = made()
        self.assertGreater(len(code), 25)
        declared = {name: one for name, one in DECLARED.items() if one["kind"] != "file"}
        self.assertEqual(set(code), set(declared), "ops/metrics.toml and the code differ")
        for name, (kind, labels, crates) in code.items():
            with self.subTest(metric=name):
                self.assertEqual(kind, declared[name]["kind"])
                self.assertEqual(labels, set(declared[name].get("labels", {})))
                self.assertTrue(declared[name]["says"])
                services = {crate for crate in crates if (ROOT / "services" / crate).is_dir()}
                self.assertLessEqual(services, set(declared[name]["from"]))

    def test_files_of_machines_are_written(self):
        for name, one in DECLARED.items():
            if one["kind"] == "file":
                written = [path for path in (ROOT / "ansible").rglob("*") if path.is_file() and name in path.read_text()]
                self.assertTrue(written, f"no task writes {name}")


class Expressions(unittest.TestCase):
    def known(self, expression):
        found = names(expression)
        for name, labels in found:
            base = re.sub(r"_(bucket|count|sum)$", "", name)
            if name in EXPORTED | RECORDED:
                continue
            own = DECLARED.get(name) or (DECLARED.get(base) if DECLARED.get(base, {}).get("kind") == "histogram" else None)
            self.assertIsNotNone(own, f"nobody makes {name}: {expression}")
            self.assertNotEqual(own["kind"], "otlp")
            self.assertLessEqual(labels, set(own.get("labels", {})) | SCRAPED, expression)
        return len(found)

    def test_of_rules(self):
        for path in RULES:
            for group in yaml.safe_load(path.read_text())["groups"]:
                for rule in group["rules"]:
                    with self.subTest(rule=rule.get("alert") or rule["record"]):
                        self.assertGreater(self.known(rule["expr"]), 0)

    def test_of_dashboards(self):
        for path in sorted((ROOT / "charts/greffe/dashboards").glob("*.json")):
            shown = json.loads(path.read_text())
            for panel in shown["panels"]:
                for target in panel["targets"]:
                    with self.subTest(dashboard=path.stem, panel=panel["title"]):
                        self.assertGreater(self.known(target["expr"].replace("$component", ".*")), 0)

    def test_dashboards_are_those_of_their_source(self):
        spec = importlib.util.spec_from_file_location("dashboards", ROOT / "ops/dashboards.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        wanted = dict(module.files())
        self.assertEqual(set(wanted), set((ROOT / "charts/greffe/dashboards").glob("*.json")))
        for path, text in wanted.items():
            self.assertTrue(path.read_text() == text, f"{path.name} is behind: python3 ops/dashboards.py")

    def test_every_metric_is_looked_at(self):
        """A metric that no dashboard and no alert names is made for nobody."""
        text = "".join(path.read_text() for path in [*RULES, *(ROOT / "charts/greffe/dashboards").glob("*.json")])
        unseen = [name for name, one in DECLARED.items() if one["kind"] != "otlp" and name not in text]
        self.assertEqual(unseen, [])


class Alerts(unittest.TestCase):
    def test_one_alert_one_file_one_runbook(self):
        for name, (path, rule) in ALERTS.items():
            self.assertEqual(path.stem, slug(name))
            self.assertEqual(rule["annotations"]["runbook_url"], f"docs/runbooks/{slug(name)}.md")
            self.assertIn(rule["labels"]["severity"], {"critique", "alerte", "suivi"})
            runbook = (RUNBOOKS / f"{slug(name)}.md").read_text()
            for title in ("Ce que cela veut dire", "Conséquence", "Diagnostic", "Que faire"):
                self.assertIn(f"\n## {title}\n", runbook, name)
            for link in re.findall(r"\]\(([^)]+\.md)\)", runbook):
                self.assertTrue((RUNBOOKS / link).exists(), f"{name}: {link}")
        self.assertEqual({path.stem for path in RUNBOOKS.glob("*.md")}, {slug(name) for name in ALERTS})

    def test_each_sounds_and_rests(self):
        tested = yaml.safe_load((ROOT / "tests/operations/alerts.test.yaml").read_text())["tests"]
        seen = [(one["alert_rule_test"][0]["alertname"], bool(one["alert_rule_test"][0].get("exp_alerts"))) for one in tested]
        self.assertEqual(set(seen), {(name, sounds) for name in ALERTS for sounds in (True, False)})
        for asked in (["check", "rules", *RULES], ["test", "rules", ROOT / "tests/operations/alerts.test.yaml"]):
            done = subprocess.run(["promtool", *asked], capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
