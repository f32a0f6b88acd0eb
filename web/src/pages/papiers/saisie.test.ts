import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lignes, MOTS } from "./saisie";

describe("rows of a list", () => {
  it("are its lines, without the blank ones", () => {
    expect(lignes("CONSTATE la déchéance ;\n\n  ORDONNE la notification. \n", "texte")).toEqual([
      { texte: "CONSTATE la déchéance ;" },
      { texte: "ORDONNE la notification." },
    ]);
  });
});

describe("words of a choice", () => {
  it("are said in French for every template that the page offers", () => {
    const modeles = "../crates/render/templates/";
    const declares = readdirSync(modeles, { withFileTypes: true })
      .filter((entree) => entree.isDirectory())
      .map(({ name }) => readFileSync(`${modeles}${name}/template.toml`, "utf8"))
      .filter((declare) => !declare.includes('ouvert = "enclave"'));
    const mots = declares.flatMap((declare) => [...declare.matchAll(/parmi = \[(.*)\]/g)]).flatMap(([, liste]) => [...(liste ?? "").matchAll(/"(\w+)"/g)].map(([, mot]) => mot));
    expect(mots.length).toBeGreaterThan(20);
    expect(mots.filter((mot) => mot && !MOTS[mot])).toEqual([]);
  });
});
