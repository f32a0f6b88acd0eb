import { expect, it } from "vitest";
import type { ConstatControle, RapportControle } from "../../api/types";
import { bilan, jalonDe, parGravite } from "./mots";

const constat = (severity: ConstatControle["severity"]) => ({ severity }) as ConstatControle;
const rapport = (champs: Partial<RapportControle>) => ({ passed: false, stops: false, findings: [], parts: [], ...champs }) as RapportControle;

it("range ce qui arrête avant ce qui se regarde", () => {
  const groupes = parGravite([constat("information"), constat("bloquante"), constat("bloquante")]);
  expect(groupes.map(({ gravite, titre, constats }) => [gravite, titre, constats.length])).toEqual([
    ["bloquante", "Arrêtent le jalon", 2],
    ["information", "Pour information", 1],
  ]);
});

it("dit ce que rencontrerait l’acte, et ne tient jamais le non vérifié pour régulier", () => {
  expect(bilan(rapport({}))).toBe("Rien n’arrête ce jalon.");
  expect(bilan(rapport({ passed: true }))).toBe("Ce jalon est franchi.");
  const muette = { part: "deadline", label: "délais", answered: false, reason: null };
  expect(bilan(rapport({ stops: true, parts: [muette] }))).toBe("Ce jalon serait refusé\u00a0: une part n’est pas vérifiée.");
  expect(bilan(rapport({ stops: true, findings: [constat("bloquante")], parts: [muette] }))).toBe(
    "Ce jalon serait refusé\u00a0: une irrégularité l’arrête, et une part n’est pas vérifiée.",
  );
});

it("ne connaît que les jalons de la procédure", () => {
  expect(jalonDe("prononce")).toBe("prononce");
  expect(jalonDe("plus_tard")).toBeUndefined();
});
