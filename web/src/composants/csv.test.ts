import { expect, it } from "vitest";
import { cellule } from "./csv";

it("garde les guillemets et désarme les formules", () => {
  expect(cellule('Société « X » ; "Y"')).toBe('"Société « X » ; ""Y"""');
  expect(cellule("=1+1")).toBe('"\'=1+1"');
});
