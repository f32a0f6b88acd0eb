import { expect, it } from "vitest";
import { bornesDuMois, enChamp, enMinutes, heureDe, moisVoisin, nomDuMois } from "./mots";

it("lit et écrit les heures en minutes depuis minuit", () => {
  expect(heureDe(570)).toBe("9\u00a0h\u00a030");
  expect(enChamp(570)).toBe("09:30");
  expect(enMinutes("09:30")).toBe(570);
  expect(enMinutes("")).toBeUndefined();
});

it("borne un mois, et trouve ses voisins", () => {
  expect(bornesDuMois("2028-02")).toEqual({ du: "2028-02-01", au: "2028-02-29" });
  expect(moisVoisin("2026-12", 1)).toBe("2027-01");
  expect(moisVoisin("2027-01", -1)).toBe("2026-12");
  expect(nomDuMois("2027-01")).toBe("janvier 2027");
});
