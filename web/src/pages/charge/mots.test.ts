import { expect, it } from "vitest";
import type { Charge, PrevisionDeCharge } from "../../api/types";
import { delai, ecart, enDossiers, enRangees, semaines } from "./mots";
import { demande, lireReglages } from "./reglages";

const semaine = (after: number) => ({ from: "2026-11-30", before: 40_000, entries: 8_000, exits: 10_000, after, low: 30_000, high: null, places: 12, time: 1_500 });
const prevision = (after: number, weeks: number | null, reste: Partial<PrevisionDeCharge> = {}): PrevisionDeCharge => ({
  entries: 8_000,
  exits: 10_000,
  weeks: [semaine(after)],
  judged: { weeks, ranged: true, low: 4, high: null },
  people: [],
  ...reste,
});

it("dit les durées et leur marge", () => {
  expect(enDossiers(37_540)).toBe("37,5");
  expect(semaines(null, 260)).toBe("plus de 260\u00a0semaines");
  expect(delai(prevision(38_000, 5), 260)).toBe("5\u00a0semaines (de 4 à plus de 260\u00a0semaines)");
  expect(delai(prevision(38_000, 5, { judged: { weeks: 5, ranged: false, low: null, high: null } }), 260)).toBe("5\u00a0semaines");
  expect(delai(prevision(38_000, null, { exits: 0 }), 260)).toMatch(/inconnue/);
});

it("dit ce qu’un réglage change", () => {
  expect(ecart(prevision(38_000, 5), prevision(21_000, 3))).toBe("17 dossiers de moins en attente à la fin de la période, et 2\u00a0semaines de moins pour être jugé.");
  expect(ecart(prevision(38_000, 5), prevision(39_500, 5))).toBe("1,5 dossiers de plus en attente à la fin de la période, et la même durée pour être jugé.");
  expect(ecart(prevision(38_000, null), prevision(38_000, 5))).toBe("autant de dossiers en attente à la fin de la période.");
});

it("fait un tableau de ce qui se voit, et de rien d’autre", () => {
  const moi = { agent_id: "a", name: "=Paul", dossiers: 3, weight: 250, relative: null, weeks: [{ before: 2_500, given: 0, done: 500, after: 2_000, time: 0 }], cleared: 5 };
  const tout: Charge = {
    chambre: "civ1",
    day: "2026-11-30",
    scope: "chambre",
    stock: [],
    past: [{ from: "2026-11-23", entries: 8, exits: 10 }],
    present: prevision(38_500, 5, { people: [moi] }),
    supposed: prevision(21_000, 3),
    past_weeks: 1,
    futures: 400,
    sight: 260,
  };
  const rangees = enRangees(tout);
  expect(rangees[1]?.slice(0, 4)).toEqual(["23/11/2026", "passée", "8", "10"]);
  expect(rangees[2]).toEqual(["30/11/2026", "à venir", "8", "10", "38,5", "30", "", "12", "1,5", "21"]);
  expect(rangees[4]).toEqual(["=Paul", "3", "2,5", "", "2", ""]);
  const seul: Charge = { ...tout, scope: "personne", past: [], present: { ...tout.present, weeks: [], judged: null }, supposed: null };
  expect(enRangees(seul).map(([premiere]) => premiere)).toEqual(["Magistrat", "=Paul"]);
});

it("lit une adresse, et n’en garde que ce qui change quelque chose", () => {
  expect(lireReglages({ chambre: "civ1", semaines: 13, entrees: "-10", audiences: "trois", magistrats: 2 })).toEqual({ chambre: "civ1", entrees: -10, magistrats: 2 });
  expect(demande({ chambre: "civ1", places: 12, audiences_des: 3 })).toEqual({});
  expect(demande({ audiences: 2, magistrats: -1, magistrats_des: 4 })).toEqual({ audiences: 2, places: 10, audiences_des: 1, magistrats: -1, magistrats_des: 4 });
});
