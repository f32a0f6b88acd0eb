import { describe, expect, it } from "vitest";
import { ACTE_VIDE, acteEnMots, aRegler, manques } from "./mots";

const nom = (code: string) => ({ civ3: "troisième chambre civile", civ4: "quatrième chambre civile" })[code] ?? code;
const acte = { version: 2, reason: "Ordonnance", recorded_by: "administration", recorded_at: "2026-11-24T10:00:00Z" };

describe("un acte sur la Cour", () => {
  it("se lit en quelques mots", () => {
    expect(acteEnMots({ ...acte, kind: "reunie", chambre: "civ3", into: "civ4" }, nom)).toBe(
      "Réunion à une autre, troisième chambre civile\u00a0: quatrième chambre civile",
    );
    expect(acteEnMots({ ...acte, kind: "ouverte", chambre: "civ4", section: "1", label: "première section" }, nom)).toBe(
      "Ouverture, section 1 (quatrième chambre civile)\u00a0: première section",
    );
    expect(acteEnMots({ ...acte, kind: "annulee", withdraws: 1 }, nom)).toBe("Annulation de l’acte n°\u00a01");
  });
  it("dit ce qui lui manque, selon sa nature", () => {
    expect(Object.keys(manques(ACTE_VIDE))).toEqual(["chambre", "nom", "minute", "jour", "decision"]);
    expect(Object.keys(manques({ ...ACTE_VIDE, nature: "reunie", surSection: true }))).toEqual(["chambre", "section", "vers", "jour", "decision"]);
    const fermeture = { ...ACTE_VIDE, nature: "fermee" as const, chambre: "civ3", jour: "2026-12-01", decision: "Ordonnance" };
    expect(manques(fermeture)).toEqual({});
  });
  it("dit ce qui reste à régler dans une chambre qui s’en va", () => {
    const chambre = { code: "civ3", label: "", sections: [], burden: { waiting: 1, audiences: 0, people: 12 } };
    expect(aRegler(chambre)).toEqual(["1 dossier à réorienter", "12 personnes à affecter ailleurs"]);
  });
});
