import { expect, it } from "vitest";
import { citeesDans, questionDe } from "./citees";

const dites = (texte: string, propres?: string[]) => citeesDans(texte, propres).map(({ numero, ecli, jour }) => [numero ?? ecli, jour]);

it.each([
  ["(1re Civ., 19 mars 2002, pourvoi n° 00-10.645, Bull. 2002, I)", [["00-10.645", "2002-03-19"]]],
  ["2e Civ., 1er décembre 2022, pourvoi n°\u00a0A\u00a022-23.709, publié", [["A 22-23.709", "2022-12-01"]]],
  ["Soc., 30 février 2022, pourvoi n° 22-23.709", [["22-23.709", undefined]]],
  ["rendu le 5 mars 2024. Le pourvoi n° 22-23.709 le dit", [["22-23.709", undefined]]],
  ["ecli:fr:ccass:2024:c201174 et ECLI:EU:C:2014:317", [["ECLI:FR:CCASS:2024:C201174", undefined]]],
  ["n° RG : 22/00875, au 01-02.345.678, pourvoi n° 22-00.000", []],
])("décision citée : %s", (texte, attendues) => expect(dites(texte)).toEqual(attendues));

it("laisse de côté les pourvois dont il est jugé, avec ou sans leur lettre", () => {
  expect(dites("les pourvois n° C 26-10.001 et 26-10.002, comme 22-23.709", ["C\u00a026-10.001", "D 26-10.002"])).toEqual([["22-23.709", undefined]]);
});

it("dit où elle se trouve, et ce qui en est demandé", () => {
  const texte = "Com., 4 mai 2021, pourvoi n°\u00a019-16.893.";
  const [citee] = citeesDans(texte);
  expect(citee && texte.slice(citee.debut, citee.fin)).toBe("19-16.893");
  expect(citee && questionDe(citee)).toBe("19-16.893||2021-05-04");
});
