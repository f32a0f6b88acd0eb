import { expect, test } from "vitest";
import { aChercher, compter, occurrences, plier, situer } from "./pdf-mots";

const morceaux = (...lignes: string[]) => lignes.map((str) => ({ str, hasEOL: true }));

test("ni la casse, ni les accents, ni les fins de ligne ne comptent", () => {
  expect(plier("  L’arrêt\n attaqué\u00a0: CŒUR").lettres).toBe("l'arret attaque : coeur");
  expect(occurrences(morceaux("Le MOYEN relevé", "d’office"), "moyen releve d'office")).toEqual([
    [
      { morceau: 0, de: 3, a: 15 },
      { morceau: 1, de: 0, a: 8 },
    ],
  ]);
});

test("chaque fois est marquée à sa place, dans la lettre d’origine", () => {
  // A ligature is one letter of the text and two of what is compared.
  expect(occurrences(morceaux("œuvre et œuvre"), "oeuvre")).toEqual([
    [{ morceau: 0, de: 0, a: 5 }],
    [{ morceau: 0, de: 9, a: 14 }],
  ]);
  expect(occurrences([{ str: "pour", hasEOL: false }, { str: "voi", hasEOL: true }], "pourvoi")).toEqual([
    [
      { morceau: 0, de: 0, a: 4 },
      { morceau: 1, de: 0, a: 3 },
    ],
  ]);
});

test("rien ne se cherche sans lettre ni chiffre", () => {
  expect(aChercher(" — ")).toBe("");
  expect(occurrences(morceaux("a — b"), "—")).toEqual([]);
});

test("un rang se situe dans sa page", () => {
  const pages = [
    { page: 3, times: 2 },
    { page: 498, times: 1 },
  ];
  expect(compter(pages)).toBe(3);
  expect([0, 1, 2, 3].map((rang) => situer(pages, rang))).toEqual([
    { page: 3, rang: 0 },
    { page: 3, rang: 1 },
    { page: 498, rang: 0 },
    undefined,
  ]);
});
