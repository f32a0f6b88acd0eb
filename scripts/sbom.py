#!/usr/bin/env python3
"""What an image is made of, from the lock files, as CycloneDX 1.6: `scripts/sbom.py [PACKAGES] > sbom.cdx.json`.

Of Rust everything that is locked, of npm what is not for development alone, of Debian what scripts/image-programs.sh took (PACKAGES,
its list); what the base of the image holds is said there, by its own packages. The same files give the same bytes.
"""

import json
import pathlib
import sys
import tomllib
import urllib.parse

ROOT = pathlib.Path(__file__).parents[1]


def rust():
    for one in tomllib.loads((ROOT / "Cargo.lock").read_text())["package"]:
        # Without a source it is ours.
        if "source" in one:
            yield "cargo", one["name"], one["version"], [{"alg": "SHA-256", "content": one["checksum"]}], None


def npm():
    packages = json.loads((ROOT / "web/package-lock.json").read_text())["packages"]
    for path, one in packages.items():
        if path and not one.get("dev") and not one.get("link"):
            yield "npm", path.rpartition("node_modules/")[2], one["version"], [], one.get("license")


def debian(place):
    for line in pathlib.Path(place).read_text().splitlines():
        name, version, architecture, distribution = line.split("\t")
        yield {
            "type": "application", "name": name, "version": version,
            "purl": f"pkg:deb/debian/{name}@{urllib.parse.quote(version, safe=':~')}?arch={architecture}&distro={distribution}",
        }


def component(kind, name, version, hashes, licence):
    purl = f"pkg:{kind}/{name.replace('@', '%40')}@{version}"
    said = {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
    if hashes:
        said["hashes"] = hashes
    if licence:
        # A name or an expression: the second form takes both.
        said["licenses"] = [{"expression": licence}]
    return said


def bill(packages=None):
    version = tomllib.loads((ROOT / "Cargo.toml").read_text())["workspace"]["package"]["version"]
    taken = [{**one, "bom-ref": one["purl"]} for one in (debian(packages) if packages else ())]
    found = {one["bom-ref"]: one for one in (*(component(*each) for each in (*rust(), *npm())), *taken)}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": "greffe", "name": "greffe", "version": version, "licenses": [{"license": {"id": "EUPL-1.2"}}]}},
        "components": [found[reference] for reference in sorted(found)],
    }


if __name__ == "__main__":
    print(json.dumps(bill(*sys.argv[1:]), indent=1, ensure_ascii=False))
