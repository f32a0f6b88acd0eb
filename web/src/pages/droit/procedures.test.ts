import { expect, it } from "vitest";
import type { Entree, Nature } from "../../api/droit";
import { chercher, parProcedure } from "./procedures";

const entree = (nature: Nature, id: string, label: string, article: string, procedures: string[], note = ""): Entree => ({
  nature,
  id,
  label,
  article,
  procedures,
  note,
});
const DROIT = [
  entree("regle", "civil.memoire_defense", "Mémoire en défense", "CPC 982", ["civil_representation_obligatoire"], "2 mois"),
  entree("regle", "penal.pourvoi", "Délai du pourvoi pénal", "CPP 568", ["penal_general"], "10 jours francs"),
  entree("avis", "not.civ.05", "Avis du pourvoi", "CPC 977", ["civil_representation_obligatoire"], "à chaque défendeur"),
  entree("tache", "notifier_l_arret", "Notifier l’arrêt", "CPC 1022-1", [], "greffe de chambre"),
];

it("trouve dans tout le droit par le nom, l’article, l’identifiant ou la note, sans égard aux accents", () => {
  const ids = (filtres: Parameters<typeof chercher>[1]) => chercher(DROIT, filtres).map(({ id }) => id);
  expect(ids({ q: "memoire DEFENSE" })).toEqual(["civil.memoire_defense"]);
  expect(ids({ q: "982" })).toEqual(["civil.memoire_defense"]);
  expect(ids({ q: "not.civ.05" })).toEqual(["not.civ.05"]);
  expect(ids({ q: "l'arret" })).toEqual(["notifier_l_arret"]);
  expect(ids({ q: "jours francs" })).toEqual(["penal.pourvoi"]);
  expect(ids({ q: "pourvoi" })).toEqual(["penal.pourvoi", "not.civ.05"]);
  expect(ids({ q: "pourvoi", nature: "avis" })).toEqual(["not.civ.05"]);
  expect(ids({ procedure: "penal_general" })).toEqual(["penal.pourvoi"]);
  expect(ids({ q: " " })).toHaveLength(4);
  expect(ids({ q: "appel" })).toEqual([]);
});

it("range les règles sous leur procédure, dans l’ordre du catalogue", () => {
  const regles = ["civil", "penal", "civil"].map((code) => ({ procedure: { code, label: code } }));
  expect(parProcedure(regles).map(({ procedure, rules }) => [procedure.code, rules.length])).toEqual([
    ["civil", 2],
    ["penal", 1],
  ]);
});
