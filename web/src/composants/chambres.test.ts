import { describe, expect, it } from "vitest";
import { aReorienter, chambresCherchables, nomDeChambre } from "./chambres";

const ref = {
  chambres: [
    { code: "civ1", label: "première chambre civile" },
    { code: "civ4", label: "quatrième chambre civile" },
  ],
  closed_chambres: [
    { code: "civ3", label: "troisième chambre civile", closed_on: "2026-12-01", into: "civ4" },
    { code: "com", label: "chambre commerciale", closed_on: "2026-12-01", into: null },
  ],
};

describe("les chambres", () => {
  it("gardent leur nom quand elles sont fermées", () => {
    expect(nomDeChambre(ref, "civ1")).toBe("première chambre civile");
    expect(nomDeChambre(ref, "civ3")).toBe("troisième chambre civile");
    expect(nomDeChambre(ref, "civ9")).toBeUndefined();
    expect(nomDeChambre(ref, null)).toBeUndefined();
  });
  it("se cherchent fermées, et se distinguent", () => {
    expect(chambresCherchables(ref).map(({ label }) => label)).toContain("troisième chambre civile (fermée)");
  });
  it("fermées, disent où réorienter leurs dossiers", () => {
    expect(aReorienter(ref, "civ1")).toBeUndefined();
    expect(aReorienter(ref, "civ3")).toMatch(/à réorienter \(réunie à la quatrième chambre civile\)$/);
    expect(aReorienter(ref, "com")).toMatch(/à réorienter$/);
  });
});
