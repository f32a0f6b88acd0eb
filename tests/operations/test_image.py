"""The image's recipe, and what it is made of. GREFFE_PROGRAM and GREFFE_WEB (built already) also build and start the image, where
buildah and podman are; scripts/operations.sh image gives them."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import tomllib
import unittest

ROOT = pathlib.Path(__file__).parents[2]


def run(*command, **how):
    done = subprocess.run([str(one) for one in command], capture_output=True, text=True, **how)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


class Recipe(unittest.TestCase):
    def test_hadolint_finds_nothing(self):
        self.assertEqual(run("hadolint", ROOT / "Containerfile"), "")

    def test_it_is_nobody_and_pinned(self):
        text = (ROOT / "Containerfile").read_text()
        self.assertRegex(text, r"\nUSER 10001:10001\n")
        for image in re.findall(r"^ARG \w+=(\S+/\S+)$", text, re.M):
            self.assertRegex(image, r":(?!latest)[\w.-]+$")
        self.assertIn(f"ARG VERSION={tomllib.loads((ROOT / 'Cargo.toml').read_text())['workspace']['package']['version']}\n", text)
        channel = tomllib.loads((ROOT / "rust-toolchain.toml").read_text())["toolchain"]["channel"]
        self.assertIn(f"rust:{channel.rpartition('.')[0]}-", text)

    def test_what_the_build_reads_reaches_it(self):
        """Files that the code includes stand in folders that .containerignore lets through."""
        kept = {line[1:] for line in (ROOT / ".containerignore").read_text().splitlines() if line.startswith("!")}
        for path in [*ROOT.glob("crates/*/**/*.rs"), *ROOT.glob("services/*/**/*.rs")]:
            for name in re.findall(r'include_(?:str|bytes)!\(\s*"([^"]+)"', path.read_text()):
                top = (path.parent / name).resolve().relative_to(ROOT).parts[0]
                self.assertIn(top, kept, f"{path}: {name}")

    def test_the_bill_of_materials_is_whole(self):
        bill = json.loads(run(ROOT / "scripts/sbom.py"))
        locked = [one for one in tomllib.loads((ROOT / "Cargo.lock").read_text())["package"] if "source" in one]
        cargo = [one for one in bill["components"] if one["purl"].startswith("pkg:cargo/")]
        self.assertEqual(len(cargo), len(locked))
        self.assertTrue(all(one["hashes"] for one in cargo))
        npm = {one["name"] for one in bill["components"] if one["purl"].startswith("pkg:npm/")}
        self.assertIn("react", npm)
        self.assertNotIn("vite", npm)
        self.assertEqual(len({one["bom-ref"] for one in bill["components"]}), len(bill["components"]))

    @unittest.skipUnless(shutil.which("gs") and shutil.which("tesseract") and shutil.which("dpkg-query"), "ce que l’image prend de Debian n’est pas installé ici")
    def test_what_is_taken_of_debian_is_in_the_bill_with_its_licence(self):
        with tempfile.TemporaryDirectory() as place:
            place = pathlib.Path(place)
            run(ROOT / "scripts/image-programs.sh", place / "programs", place / "packages")
            bill = json.loads(run(ROOT / "scripts/sbom.py", place / "packages"))
            taken = {one["name"]: one["purl"] for one in bill["components"] if one["purl"].startswith("pkg:deb/debian/")}
            for name in ("ghostscript", "openssh-client", "poppler-utils", "tesseract-ocr", "tesseract-ocr-fra", "fonts-urw-base35"):
                self.assertIn(name, taken)
            for name in taken:
                self.assertTrue((place / "programs/usr/share/doc" / name / "copyright").stat().st_size, name)
        self.assertEqual(len({one["bom-ref"] for one in bill["components"]}), len(bill["components"]))


@unittest.skipUnless(os.environ.get("GREFFE_PROGRAM") and shutil.which("buildah") and shutil.which("podman"),
                     "l’image n’est ni construite ni démarrée : scripts/operations.sh image, avec buildah et podman")
class Image(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = pathlib.Path(tempfile.mkdtemp(dir=ROOT / ".local"))
        (cls.place / "containers.conf").write_text(
            '[engine]\ncgroup_manager="cgroupfs"\nruntime="runc"\nevents_logger="file"\n'
            '[containers]\nnetns="host"\ndefault_ulimits=["nofile=1024:1024","nproc=1024:1024"]\n')
        (cls.place / "storage.conf").write_text(f'[storage]\ndriver="vfs"\ngraphroot="{cls.place}/graph"\nrunroot="{cls.place}/run"\n')
        (cls.place / "policy.json").write_text('{"default": [{"type": "insecureAcceptAnything"}]}')
        cls.environment = {**os.environ, "CONTAINERS_CONF": str(cls.place / "containers.conf"), "CONTAINERS_STORAGE_CONF": str(cls.place / "storage.conf")}
        # The two stages that compile are replaced by what is compiled; the last one is as shipped, on a base made here.
        recipe = (ROOT / "Containerfile").read_text()
        (cls.place / "Containerfile").write_text("ARG RUNTIME\n" + recipe[recipe.index("FROM ${RUNTIME}"):])
        program, web = cls.place / "program/out", cls.place / "web/source/web/dist"
        program.mkdir(parents=True)
        shutil.copy(os.environ["GREFFE_PROGRAM"], program / "greffe")
        run(ROOT / "scripts/image-programs.sh", program / "programs", program / "packages")
        (program / "sbom.cdx.json").write_text(run(ROOT / "scripts/sbom.py", program / "packages"))
        shutil.copytree(os.environ["GREFFE_WEB"], web)
        run("mmdebstrap", "--quiet", "--variant=extract", "--include=libc6,ca-certificates,tzdata,libgcc-s1", "--format=tar", "bookworm", cls.place / "base.tar")
        cls.engine("podman", "import", cls.place / "base.tar", "localhost/base:1")
        cls.engine("buildah", "--signature-policy", cls.place / "policy.json", "bud", "--isolation", "chroot", "--build-arg", "RUNTIME=localhost/base:1",
                "--build-context", f"program={cls.place / 'program'}", "--build-context", f"web={cls.place / 'web'}",
                "--tag", "localhost/greffe:test", "--file", cls.place / "Containerfile", cls.place)

    @classmethod
    def engine(cls, *command):
        return run(*command, env=cls.environment)

    @classmethod
    def tearDownClass(cls):
        subprocess.run(["podman", "rmi", "--all", "--force"], env=cls.environment, capture_output=True)
        shutil.rmtree(cls.place, ignore_errors=True)

    def start(self, *arguments):
        return subprocess.run(["podman", "run", "--rm", "--read-only", "--cap-drop=all", "--security-opt=no-new-privileges", "--memory", "192m",
                               "localhost/greffe:test", *arguments], env=self.environment, capture_output=True, text=True)

    def test_it_starts_as_nobody_on_a_read_only_root(self):
        self.assertRegex(self.start("--version").stdout, r"^greffe \d")
        self.assertIn("http", self.start("openapi").stdout)
        refused = self.start("serve", "dossier")
        self.assertEqual(refused.returncode, 1)
        self.assertIn("GREFFE__DATABASE__URL", refused.stderr)

    def test_it_hands_letters_over_by_sftp(self):
        """As nobody known to the base, without a shell: it starts, and says that nobody answers there."""
        tried = subprocess.run(["podman", "run", "--rm", "--read-only", "--cap-drop=all", "--entrypoint", "/usr/bin/sftp",
                                "localhost/greffe:test", "-b", "/dev/null", "-P", "9", "poste@127.0.0.1"],
                               env=self.environment, capture_output=True, text=True)
        self.assertIn("Connection refused", tried.stderr)

    def test_it_reads_the_text_of_pieces(self):
        """Each with all that it loads: they say their version, and French is among the languages."""
        for program, arguments, said in [("pdftotext", ["-v"], "poppler"), ("pdftoppm", ["-v"], "poppler"), ("tesseract", ["--list-langs"], "fra"),
                                         ("gs", ["-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-sOutputFile=%stdout", "-c", "showpage"], "%pdf-")]:
            done = subprocess.run(["podman", "run", "--rm", "--read-only", "--cap-drop=all", "--entrypoint", f"/usr/bin/{program}",
                                   "localhost/greffe:test", *arguments], env=self.environment, capture_output=True, text=True, errors="replace")
            self.assertIn(said, (done.stdout + done.stderr).lower(), program)

    def test_it_says_what_it_is(self):
        said = json.loads(self.engine("podman", "inspect", "localhost/greffe:test"))[0]
        self.assertEqual(said["Config"]["User"], "10001:10001")
        self.assertEqual(said["Labels"]["org.opencontainers.image.licenses"], "EUPL-1.2")
        self.assertEqual(said["Config"]["Entrypoint"], ["/usr/bin/greffe"])
        self.assertIn("its own licence", said["Labels"]["io.greffe.licenses"])


if __name__ == "__main__":
    unittest.main()
