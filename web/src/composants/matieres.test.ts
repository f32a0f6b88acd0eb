import { expect, test } from "vitest";
import { matiereDe } from "./matieres";

const MATIERES = [
  { code: "4A", label: "Ouverture" },
  { code: "80A", label: "Rupture" },
  { code: "80", label: "Travail" },
];

test("un code se lit par la rubrique la plus longue qui le commence", () => {
  const lu = (code: string) => matiereDe(MATIERES, code)?.label;
  expect(["80", "80A", "80B", "4AG"].map(lu)).toEqual(["Travail", "Rupture", "Travail", "Ouverture"]);
  expect(["", "8", "80a", "80AB", "19A", "4"].map(lu)).toEqual(Array(6).fill(undefined));
});
