"""docs/operations.md: each block says what it is worth, and those that say they are tried are tried here."""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).parents[2]
BLOCKS = re.findall(r"^ *```(.*)\n((?:.*\n)*?) *```$", (ROOT / "docs/operations.md").read_text(), re.M)


class Commands(unittest.TestCase):
    def test_each_block_says_what_it_is_worth(self):
        self.assertLessEqual({kind for kind, _ in BLOCKS}, {"sh éprouvé", "sh machine", "sh cluster", "yaml"})
        machine = (ROOT / "tests/operations/converge.py").read_text()
        self.assertIn('"sh machine"', machine)

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
        for name in re.findall(r"`((?:charts|ansible|terraform|docs|tests|scripts)/[\w./-]+)`", text):
            self.assertTrue((ROOT / name).exists(), name)
        for name in re.findall(r"`(values-[\w-]+\.yaml)`", text):
            self.assertTrue((ROOT / "charts/greffe" / name).exists(), name)


if __name__ == "__main__":
    unittest.main()
