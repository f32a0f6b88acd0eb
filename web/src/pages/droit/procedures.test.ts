import { expect, it } from "vitest";
import { chercher, parProcedure } from "./procedures";

const regle = (label: string, article: string, code: string) => ({ label, article, procedure: { code, label: code } });
const REGLES = [regle("Mémoire en défense", "CPC 982", "civil"), regle("Délai du pourvoi pénal", "CPP 568", "penal"), regle("Pourvoi incident", "CPC 1010", "civil")];

it("trouve par les mots du nom ou l’article, sans égard aux accents", () => {
  const noms = (q: string, procedure?: string) => chercher(REGLES, { q, procedure }).map(({ label }) => label);
  expect(noms("memoire DEFENSE")).toEqual(["Mémoire en défense"]);
  expect(noms("982")).toEqual(["Mémoire en défense"]);
  expect(noms("pourvoi")).toEqual(["Délai du pourvoi pénal", "Pourvoi incident"]);
  expect(noms("pourvoi", "civil")).toEqual(["Pourvoi incident"]);
  expect(noms(" ")).toHaveLength(3);
  expect(noms("appel")).toEqual([]);
});

it("range les règles sous leur procédure, dans l’ordre du catalogue", () => {
  expect(parProcedure(REGLES).map(({ procedure, rules }) => [procedure.code, rules.length])).toEqual([
    ["civil", 2],
    ["penal", 1],
  ]);
});
