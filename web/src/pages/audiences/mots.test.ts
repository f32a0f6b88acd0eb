import { expect, it } from "vitest";
import { bornesDuMois, enChamp, enMinutes, heureDe, minutesSaisies, moisVoisin, nomDuMois } from "./mots";

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

it("ne prend des minutes d’un dossier qu’un nombre entier que le rôle admet", () => {
  expect(["1", "25", "600"].map(minutesSaisies)).toEqual([1, 25, 600]);
  expect(["", "0", "601", "2.5", "vingt", "-3"].map(minutesSaisies)).toEqual(Array(6).fill(undefined));
});
