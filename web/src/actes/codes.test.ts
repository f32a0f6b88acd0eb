import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { motDuCode } from "./codes";
import { FORMULAIRES } from "./formulaires";

const ACTES = "../crates/procedure/catalogue/actes";

/** The code fields of the catalogue: act type, field, codes admitted. */
function champsACodes(): { kind: string; nom: string; codes: string[] }[] {
  return readdirSync(ACTES).flatMap((fichier) => {
    const [, ...champs] = readFileSync(join(ACTES, fichier), "utf8").split(/^\[\[attr\]\]$/m);
    return champs.flatMap((brut) => {
      const champ = brut.split(/^\[\[/m)[0] ?? "";
      const lu = (cle: string) => champ.match(new RegExp(`^${cle} = "([^"]*)"`, "m"))?.[1] ?? "";
      const codes = champ.match(/^values = \[([^\]]*)\]/m)?.[1] ?? "";
      if (lu("type") !== "code") return [];
      return [{ kind: fichier.replace(".toml", ""), nom: lu("name"), codes: [...codes.matchAll(/"([^"]*)"/g)].map(([, code]) => code ?? "") }];
    });
  });
}

/** What readers see, form and timeline alike. */
function motDe(kind: string, nom: string, code: string): string | undefined {
  const decrit = FORMULAIRES[kind]?.champs.find((champ) => champ.nom === nom);
  return (decrit?.sorte === "choix" ? decrit.options[code] : undefined) ?? motDuCode(kind, nom, code);
}

// The chamber is named by the referential.
const champs = champsACodes().filter(({ kind }) => kind !== "chambre_attribuee");

it("a un mot français pour chaque code du catalogue", () => {
  expect(champs.length).toBeGreaterThan(50);
  const muets = champs.flatMap(({ kind, nom, codes }) => codes.filter((code) => !motDe(kind, nom, code)).map((code) => `${kind}.${nom}: ${code}`));
  expect(muets).toEqual([]);
});

it("ne donne jamais le même mot à deux codes d’un champ", () => {
  const doubles = champs.flatMap(({ kind, nom, codes }) => {
    const mots = codes.map((code) => motDe(kind, nom, code));
    return mots.filter((mot, rang) => mots.indexOf(mot) !== rang).map((mot) => `${kind}.${nom}: ${mot}`);
  });
  expect(doubles).toEqual([]);
});
