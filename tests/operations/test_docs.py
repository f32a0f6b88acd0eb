"""docs/operations.md: each block says what it is worth, and those that say they are tried are tried here, or by the tests that are
named. docs/configuration.md: every key that is read."""

import importlib.util
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).parents[2]
# Where the running product is asked what operators ask.
PRODUCT = ["crates/greffe/tests/greffe/operators.rs", "crates/greffe/tests/greffe/verify.rs", "tests/operations/drill.py", "tests/support/src/product.rs"]
BLOCKS = re.findall(r"^ *```(.*)\n((?:.*\n)*?) *```$", (ROOT / "docs/operations.md").read_text(), re.M)


class Commands(unittest.TestCase):
    def test_each_block_says_what_it_is_worth(self):
        self.assertLessEqual({kind for kind, _ in BLOCKS}, {"sh éprouvé", "sh produit", "sh machine", "sh cluster", "yaml"})
        machine = (ROOT / "tests/operations/converge.py").read_text()
        self.assertIn('"sh machine"', machine)

    def test_those_of_the_product_are_run_by_its_tests(self):
        """Each verb of the program in such a block, with its options, is asked by a test of the running product."""
        tests = "".join((ROOT / path).read_text() for path in PRODUCT)
        seen = 0
        for kind, text in BLOCKS:
            for line in text.splitlines() if kind == "sh produit" else []:
                words = re.findall(r"[^\s'\"]+|'[^']*'|\"[^\"]*\"", line)
                self.assertEqual(words[0], "greffe", line)
                verb = words[1:3] if words[1] in ("parking", "rebuild") else words[1:2]
                with self.subTest(command=line):
                    self.assertIn(", ".join(f'"{word}"' for word in verb), tests)
                    for option in (word for word in words if word.startswith("--")):
                        self.assertTrue(f'"{option}"' in tests, f"{option}: no test gives it")
                    seen += 1
        self.assertGreater(seen, 7)

    def test_those_that_are_tried(self):
        with tempfile.TemporaryDirectory() as place:
            (pathlib.Path(place) / "rc").write_text("")
            environment = {**os.environ, "PLACE": place, "HOME": place, "TF_DATA_DIR": f"{place}/tf", "TF_CLI_CONFIG_FILE": f"{place}/rc", "CHECKPOINT_DISABLE": "1"}
            tried = 0
            for kind, text in BLOCKS:
                if kind != "sh éprouvé" or ("terraform" in text and not shutil.which("terraform")):
                    continue
                with self.subTest(block=text.splitlines()[0]):
                    done = subprocess.run(["bash", "-euo", "pipefail", "-c", text], cwd=ROOT, env=environment, capture_output=True, text=True)
                    self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                    tried += 1
            self.assertGreater(tried, 4)

    def test_files_it_names_exist(self):
        text = (ROOT / "docs/operations.md").read_text()
        for place in ("operations", "risques", "configuration"):
            for name in re.findall(r"`((?:charts|ansible|terraform|docs|tests|scripts|ops|crates|services|deny)[/.][\w./-]+)`", (ROOT / f"docs/{place}.md").read_text()):
                self.assertTrue((ROOT / name).exists(), name)
        for name in re.findall(r"`(values-[\w-]+\.yaml)`", text):
            self.assertTrue((ROOT / "charts/greffe" / name).exists(), name)


class Configuration(unittest.TestCase):
    def test_the_reference_is_that_of_the_code(self):
        spec = importlib.util.spec_from_file_location("configuration", ROOT / "ops/configuration.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        self.assertTrue(module.PLACE.read_text() == module.reference(), "docs/configuration.md is behind: python3 ops/configuration.py")
        for _, file in module.FILES:
            for name, _, rows in module.sections((ROOT / file).read_text()):
                for keys, said in rows:
                    self.assertTrue(said, f"{file}: nothing is said of {name}.{keys[0][0]}")

    def test_every_variable_is_there(self):
        """Those of tests and of a developer's machine aside."""
        text = (ROOT / "docs/configuration.md").read_text()
        sources = [*(ROOT / "services").glob("*/src/**/*.rs"), *(ROOT / "crates/chassis/src").rglob("*.rs"), *(ROOT / "crates/greffe/src").rglob("*.rs")]
        named = {name for path in sources for name in re.findall(r'(?:env::var(?:_os)?\(|env = )"((?:GREFFE|AWS)_\w+)"', path.read_text())}
        self.assertGreater(len(named), 10)
        for name in named - {"GREFFE_PG_BIN"}:
            self.assertIn(name, text)


if __name__ == "__main__":
    unittest.main()
