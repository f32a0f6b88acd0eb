import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { enLignes, estVide, lieuDe, lignes, MOTS, motDuChamp } from "./saisie";

describe("rows of a list", () => {
  it("are its lines, without the blank ones", () => {
    expect(lignes("CONSTATE la déchéance ;\n\n  ORDONNE la notification. \n", "texte")).toEqual([
      { texte: "CONSTATE la déchéance ;" },
      { texte: "ORDONNE la notification." },
    ]);
  });
});

describe("a value that is taken over", () => {
  const id = "00000000-0000-4000-8000-000000000101";
  const champ = (name: string, label: string) => ({ name, label, kind: "texte", required: true, among: [], columns: [], typed: false });
  const fields = [champ("affaire", "L’affaire"), { ...champ("pieces", "Les pièces remises"), columns: [champ("intitule", "L’intitulé")] }];

  it("leads to its source, where there is a page of it", () => {
    expect(lieuDe({ origin: "acte", id })).toEqual({ acte: id });
    expect(lieuDe({ origin: "piece", id })).toEqual({ onglet: "pieces", piece: id });
    expect(lieuDe({ origin: "piece", id: "inventaire" })).toEqual({ onglet: "pieces", piece: undefined });
    expect(lieuDe({ origin: "personne", id })).toEqual({ onglet: "parties", partie: id });
    expect(lieuDe({ origin: "calcul", id })).toEqual({ onglet: "echeances" });
    expect(lieuDe({ origin: "regle", id: "civil.certificat.505" })).toEqual({ regle: "civil.certificat.505" });
    expect(lieuDe({ origin: "decision", id })).toEqual({});
    expect(lieuDe({ origin: "saisie", id })).toBeUndefined();
    expect(lieuDe({ origin: "profil", id: "cour_de_cassation" })).toBeUndefined();
  });

  it("is named in words, at its row of a list too", () => {
    expect(motDuChamp({ fields }, "affaire")).toBe("L’affaire");
    expect(motDuChamp({ fields }, "pieces[2].intitule")).toBe("Les pièces remises, ligne\u00a02, L’intitulé");
    expect(motDuChamp({ fields }, "autre[1].x")).toBe("autre, ligne\u00a01, x");
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
      // Made of what the enclave hands over, and never offered.
      .filter(({ name }) => !["rapport_depose", "arret_adopte_civil", "arret_adopte_criminel"].includes(name))
      .map(({ name }) => readFileSync(`${modeles}${name}/template.toml`, "utf8"))
      .filter((declare) => !declare.includes('ouvert = "enclave"'));
    const mots = declares.flatMap((declare) => [...declare.matchAll(/parmi = \[(.*)\]/g)]).flatMap(([, liste]) => [...(liste ?? "").matchAll(/"(\w+)"/g)].map(([, mot]) => mot));
    expect(mots.length).toBeGreaterThan(20);
    expect(mots.filter((mot) => mot && !MOTS[mot])).toEqual([]);
  });
});
