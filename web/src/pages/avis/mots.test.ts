import { describe, expect, it } from "vitest";
import type { AvisDu } from "../../api/types";
import { adresseDuCanal, motDeLEtat, parLaMain, peutPartir } from "./mots";

describe("les mots d’un avis", () => {
  it("demandent l’adresse que le canal veut, et aucune pour ce qui se porte", () => {
    expect(adresseDuCanal("courriel")?.label).toContain("électronique");
    expect(parLaMain("signification")).toBe(true);
    expect(parLaMain("lettre_recommandee")).toBe(false);
  });
  it("nomment un état inconnu par son code", () => {
    expect(motDeLEtat("revenu")).toBe("Revenu");
    expect(motDeLEtat("autre_chose")).toBe("Autre chose");
  });
  it("ne laissent choisir que ce que le greffe peut encore envoyer", () => {
    const avis = (place: string, sender = "greffe") => ({ place, sender }) as AvisDu;
    expect(peutPartir(avis("a_preparer"))).toBe(true);
    expect(peutPartir(avis("en_poursuite"))).toBe(false);
    expect(peutPartir(avis("a_preparer", "ministere_public"))).toBe(false);
  });
});
