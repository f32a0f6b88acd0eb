import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { enLignes, estVide, lignes, MOTS } from "./saisie";

describe("rows of a list", () => {
  it("are its lines, without the blank ones", () => {
    expect(lignes("CONSTATE la déchéance ;\n\n  ORDONNE la notification. \n", "texte")).toEqual([
      { texte: "CONSTATE la déchéance ;" },
      { texte: "ORDONNE la notification." },
    ]);
  });
});

describe("a draft", () => {
  it("gives back the text of a list, a row a line", () => {
    expect(enLignes(lignes("CONSTATE la déchéance ;\n\n ORDONNE la notification.", "texte"), "texte")).toBe("CONSTATE la déchéance ;\nORDONNE la notification.");
    expect(enLignes(undefined, "texte")).toBe("");
  });

  it("is none while nothing is typed, or once all of it is taken back", () => {
    const vide = { modele: "ordonnance", jour: null, valeurs: { motifs: " " }, listes: { dispositif: [], moyens: [{ intitule: "" }] }, pieces: [] };
    expect(estVide(vide)).toBe(true);
    expect(estVide({ modele: "ordonnance" })).toBe(true);
    expect(estVide({ ...vide, valeurs: { motifs: "Aucun mémoire." } })).toBe(false);
    expect(estVide({ ...vide, listes: { dispositif: [{ texte: "REJETTE" }] } })).toBe(false);
    expect(estVide({ ...vide, pieces: ["p1"] })).toBe(false);
    expect(estVide({ ...vide, jour: "2026-11-24" })).toBe(false);
  });
});

describe("words of a choice", () => {
  it("are said in French for every template that the page offers", () => {
    const modeles = "../crates/render/templates/";
    const declares = readdirSync(modeles, { withFileTypes: true })
      .filter((entree) => entree.isDirectory())
      // Made with the deposit of a report, and never offered.
      .filter(({ name }) => name !== "rapport_depose")
      .map(({ name }) => readFileSync(`${modeles}${name}/template.toml`, "utf8"))
      .filter((declare) => !declare.includes('ouvert = "enclave"'));
    const mots = declares.flatMap((declare) => [...declare.matchAll(/parmi = \[(.*)\]/g)]).flatMap(([, liste]) => [...(liste ?? "").matchAll(/"(\w+)"/g)].map(([, mot]) => mot));
    expect(mots.length).toBeGreaterThan(20);
    expect(mots.filter((mot) => mot && !MOTS[mot])).toEqual([]);
  });
});
