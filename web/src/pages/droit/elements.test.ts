// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { codesEnMots } from "./elements";
import { natureDuDossier, NATURES } from "./natures";
import { actesDesStades } from "./procedure";

const acte = (id: string) => ({ nature: "acte" as const, id, label: id });

it("dit les codes d’un acte en français, un champ après l’autre", () => {
  const code = (field: string, code: string) => ({ field, code });
  expect(codesEnMots("requete_deposee", [code("nature", "recusation"), code("nature", "suspicion_legitime"), code("matiere", "civile")])).toBe(
    "Récusation ou Renvoi pour suspicion légitime, Matière civile",
  );
  expect(codesEnMots("notification_faite", [code("avis", "not.civ.05")])).toBe("not.civ.05");
});

it("nomme chaque acte une fois, avec les stades où il est possible", () => {
  expect(actesDesStades([{ acts: [acte("a"), acte("b")] }, { acts: [acte("b")] }, { acts: [] }])).toEqual([
    { acte: acte("a"), ici: [true, false, false] },
    { acte: acte("b"), ici: [true, true, false] },
  ]);
});

it("reconnaît chaque nature à son dossier", () => {
  for (const [nature, { dossier }] of Object.entries(NATURES)) expect(natureDuDossier(dossier)).toBe(nature);
  expect(natureDuDossier("nul")).toBeUndefined();
});
