import { expect, it } from "vitest";
import { jourDe, lireLot } from "./lire-lot";

it("lit une décision par ligne, telle qu’un tableur la copie", () => {
  const texte = 'Juridiction;Date;Numéro;Parties;Référence\r\nCA Lyon;10/9/2026;25/01234;Dupont, Lévêque;AB 12\n\n"TJ Créteil"\t2026-09-11\t\tMartin';
  expect(lireLot(texte)).toEqual([
    { court: "CA Lyon", rendered_on: "2026-09-10", case_number: "25/01234", parties: ["Dupont", "Lévêque"], reference: "AB 12" },
    { court: "TJ Créteil", rendered_on: "2026-09-11", case_number: undefined, parties: ["Martin"], reference: undefined },
  ]);
});

it("laisse telle quelle une date qu’elle ne lit pas : le greffe dira laquelle", () => {
  expect(jourDe("10 sept.")).toBe("10 sept.");
  expect(lireLot("CA Lyon")[0]).toMatchObject({ court: "CA Lyon", rendered_on: "", parties: [] });
});
