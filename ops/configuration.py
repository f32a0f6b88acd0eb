"""Writes docs/configuration.md from the files that hold the defaults and from the program's arguments: `python3 ops/configuration.py`.
A test says when it is behind.

A comment speaks for the keys that follow it, up to the next comment; one before a section, for the section.
"""

import pathlib
import re

ROOT = pathlib.Path(__file__).parents[1]
PLACE = ROOT / "docs/configuration.md"
FILES = [("Tous les services", "crates/chassis/default.toml"),
         *((f"Le service `{path.parent.name}`, en plus" if path.parent.name != "gateway" else "La passerelle (`gateway`), en plus", str(path.relative_to(ROOT)))
           for path in sorted((ROOT / "services").glob("*/default.toml")))]

HEAD = """# Configuration : toutes les clés

Écrit par `ops/configuration.py` d’après les fichiers qui portent les défauts : ne pas modifier ici. Les textes sont ceux de ces fichiers.

Une clé se dit dans le fichier que nomme `GREFFE_CONFIG` (TOML), ou par une variable d’environnement, qui l’emporte : `database.url`
est `GREFFE__DATABASE__URL`, deux traits bas entre les niveaux. Ce qui manque est dit au démarrage, avec la variable à poser. La chart
(`config`, `components.*.config`) et les rôles d’Ansible écrivent ces mêmes clés ; aucune autre n’est lue.
"""

VARIABLES = """
## Les commandes

Ces variables tiennent lieu des options de la ligne de commande ; `greffe VERBE --help` les dit aussi.

| variable | verbes | ce qu’elle dit |
|---|---|---|
"""


def sections(text):
    """(section, what is said of it, [(keys with their defaults, what is said of them)])."""
    found, said, keys, at = [], [], [], None
    of_next = []

    def close():
        if keys:
            at[2].append((list(keys), " ".join(said)))
            keys.clear()
            said.clear()

    for line in [*text.splitlines(), ""]:
        if line.startswith("#"):
            close()
            said.append(line.lstrip("# ").rstrip())
        elif line.startswith("["):
            close()
            of_next, said = said, []
            at = (line.strip("[]"), " ".join(of_next), [])
            found.append(at)
        elif "=" in line:
            keys.append(tuple(part.strip() for part in line.split("=", 1)))
        else:
            close()
            if at is None:
                # What is said of the whole file.
                said.clear()
    return found


def variables():
    """Variable → (verbs, text), from the arguments of the program."""
    found = {}
    for path in sorted((ROOT / "crates/greffe/src/commands").rglob("*.rs")):
        parts = path.relative_to(ROOT / "crates/greffe/src/commands").parts
        verb = parts[0].removesuffix(".rs")
        for text, name in re.findall(r'((?: *///.*\n)+) *#\[arg\([^]]*?env = "([A-Z_]+)"', path.read_text()):
            said = " ".join(line.strip().removeprefix("///").strip() for line in text.strip().splitlines())
            verbs, texts = found.setdefault(name, ([], []))
            verbs += [verb] if verb not in verbs else []
            texts += [said] if said not in texts else []
    return found


def cell(text):
    return text.replace("|", "\\|").replace("<", "&lt;")


def reference():
    text = HEAD
    for title, file in FILES:
        text += f"\n## {title}\n\n`{file}`\n"
        for name, said, rows in sections((ROOT / file).read_text()):
            if not rows:
                continue
            text += f"\n### {name}\n\n" + (f"{said}\n\n" if said else "") + "| clé | défaut | ce qu’elle dit |\n|---|---|---|\n"
            for keys, about in rows:
                names = "<br>".join(f"`{name}.{key}`" for key, _ in keys)
                text += f"| {names} | {'<br>'.join(f'`{cell(value)}`' for _, value in keys)} | {cell(about)} |\n"
    text += VARIABLES
    for name, (verbs, texts) in sorted(variables().items()):
        # Those who act for operators share one argument.
        who = "tous ceux qui demandent un opérateur" if verbs == ["operator"] else ", ".join(f"`{verb}`" for verb in verbs)
        text += f"| `{name}` | {who} | {cell(' ; '.join(texts))} |\n"
    return text


if __name__ == "__main__":
    PLACE.write_text(reference())
