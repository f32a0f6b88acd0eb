import { describe, expect, it } from "vitest";
import { avecDossier, estPenale, lireMessage, misEnForme } from "./mots";

describe("un message de dépôt", () => {
  it("se met en forme s’il est du JSON, et reste tel quel sinon", () => {
    expect(misEnForme('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(misEnForme("pas du JSON")).toBe("pas du JSON");
  });
  it("ne se lit que comme un objet", () => {
    expect(lireMessage('{"a":1}')).toEqual({ message: { a: 1 } });
    for (const faux of ["[]", "3", "null", "{"]) expect(lireMessage(faux)).toHaveProperty("faute");
  });
  it("dit s’il déclare un pourvoi pénal", () => {
    expect(estPenale('{"declaration":{"procedure":"penal_general"}}')).toBe(true);
    for (const autre of ['{"declaration":{"procedure":"civil_sans_representation"}}', '{"memoire":{}}', "{"]) expect(estPenale(autre)).toBe(false);
  });
  it("prend le numéro choisi à la place de la décision attaquée", () => {
    expect(JSON.parse(avecDossier('{"decision_attaquee":{},"memoire":{}}', "26-10.001"))).toEqual({ memoire: {}, dossier: "26-10.001" });
    expect(avecDossier("{", "26-10.001")).toBe("{");
  });
});
