import { expect, it } from "vitest";
import { corpsEnMots, formulaireDe } from "./formulaires";

it("suit le catalogue : codes admis, champs exigés, champs qu’il ajoute", () => {
  const { champs } = formulaireDe({
    kind: "memoire_depose",
    fields: [
      { name: "nature", label: "Nature", kind: "code", codes: ["ampliatif", "observations"], required: true },
      { name: "tardif", label: "Déposé hors délai", kind: "booleen", codes: [], required: false },
    ],
  });
  expect(champs[0]).toMatchObject({
    nom: "nature",
    facultatif: false,
    options: { ampliatif: "Mémoire ampliatif", observations: "Observations" },
  });
  expect(champs.at(-1)).toEqual({ nom: "tardif", libelle: "Déposé hors délai", sorte: "case" });
});

it("donne un formulaire à un type que cette page ne connaît pas", () => {
  const type = { kind: "nouveau", fields: [{ name: "sens", label: "Sens", kind: "code" as const, codes: ["rejet"], required: true }] };
  expect(formulaireDe(type).champs).toHaveLength(1);
  expect(corpsEnMots(type, { sens: "rejet" })).toEqual([{ libelle: "Sens", valeur: "Rejet" }]);
});
