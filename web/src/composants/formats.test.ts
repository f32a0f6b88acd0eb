import { describe, expect, it } from "vitest";
import { date, dateActe, dateChiffree, dateLongue, instantDeParis, joursRestants, libelle, taille } from "./formats";

const simple = (texte: string) => texte.replaceAll(/[\u00a0\u202f]/g, " ");

describe("dates", () => {
  it("écrit le jour en toutes lettres", () => {
    expect(dateLongue("2026-11-24")).toBe("mardi 24 novembre 2026");
    expect(simple(dateLongue("2027-02-01"))).toBe("lundi 1er février 2027");
    expect(date("2026-03-12")).toBe("12\u00a0mars\u00a02026");
    expect(date("2026-03-01T23:30:00Z")).toBe("2\u00a0mars\u00a02026");
    expect(simple(date("2026-08-01"))).toBe("1er août 2026");
    expect(dateChiffree("2026-11-24")).toBe("24/11/2026");
  });
  it("compte un instant au jour de Paris", () => {
    expect(simple(dateLongue("2026-11-24T23:30:00Z"))).toBe("mercredi 25 novembre 2026 à 00 h 30");
  });
  it("rend l’heure de Paris en instant, l’été comme l’hiver", () => {
    expect(instantDeParis("2026-11-24", "10:30")).toBe("2026-11-24T09:30:00Z");
    expect(instantDeParis("2026-07-14", "10:30")).toBe("2026-07-14T08:30:00Z");
    expect(instantDeParis("2026-03-29", "03:30")).toBe("2026-03-29T01:30:00Z");
  });
  it("dit qu’une date est inconnue", () => {
    expect(dateActe("inconnue")).toBe("date inconnue");
  });
});

describe("mots", () => {
  it("compte les jours", () => {
    expect(simple(joursRestants(3))).toBe("dans 3 jours");
    expect(simple(joursRestants(-1))).toBe("dépassée de 1 jour");
    expect(joursRestants(0)).toBe("aujourd’hui");
  });
  it("écrit les tailles et les codes", () => {
    expect(simple(taille(1_250_000))).toBe("1,3 Mo");
    expect(libelle("outre_mer")).toBe("Outre-mer");
    expect(libelle("code_inconnu")).toBe("Code inconnu");
  });
});
