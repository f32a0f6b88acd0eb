"""Reads what cargo says it built (JSON, a message a line); writes each test program: its package's folder, a tab, its path."""

import json
import os
import sys

for line in sys.stdin:
    artifact = json.loads(line)
    if artifact["reason"] == "compiler-artifact" and artifact["profile"]["test"] and artifact["executable"]:
        print(os.path.dirname(artifact["manifest_path"]), artifact["executable"], sep="\t")
