import { describe, expect, it } from "vitest";
import { lignes } from "./saisie";

describe("rows of a list", () => {
  it("are its lines, without the blank ones", () => {
    expect(lignes("CONSTATE la déchéance ;\n\n  ORDONNE la notification. \n", "texte")).toEqual([
      { texte: "CONSTATE la déchéance ;" },
      { texte: "ORDONNE la notification." },
    ]);
  });
});
