import { expect, it } from "vitest";
import type { Dossier, Moyens } from "../../api/types";
import { planDe, STRUCTURE, structureDe } from "./structure";
import { ecrire, lire } from "./texte";

it("propose la structure que la Cour donne à ses arrêts", () => {
  expect(planDe(STRUCTURE, true)).toEqual({
    entrees: [
      { titre: "Faits et procédure", niveau: 2, rang: 0 },
      { titre: "Examen du moyen", niveau: 2, rang: 2 },
      { titre: "Enoncé du moyen", niveau: 3, rang: 3 },
      { titre: "Réponse de la Cour", niveau: 3, rang: 5 },
      { titre: "PAR CES MOTIFS, la Cour", niveau: 2, rang: 8 },
    ],
    absentes: [],
  });
  expect(lire(ecrire(STRUCTURE))).toEqual(STRUCTURE);
});

it("dit les parties qui manquent à un projet, et à lui seul", () => {
  const texte = lire("## Faits et procédure\n\n#. Selon l’arrêt\n\n### Énoncé des moyens\n\nEN CONSÉQUENCE, la Cour\u00a0:");
  expect(planDe(texte, true).absentes).toEqual(["Réponse de la Cour"]);
  expect(planDe(texte, false).absentes).toEqual([]);
  expect(planDe(lire(""), true).absentes).toHaveLength(4);
});

it("n’écrit aucun numéro : un paragraphe de plus ne change aucune autre ligne", () => {
  const avant = lire("## Faits\n\n#. un\n\n## Moyen\n\n#. deux");
  const apres = [...avant.slice(0, 2), ...lire("#. entre les deux"), ...avant.slice(2)];
  expect(ecrire(apres)).toBe("## Faits\n\n#. un\n\n#. entre les deux\n\n## Moyen\n\n#. deux");
});

const affaire = {
  number: "C 26-10.001",
  formed_on: "2026-10-31",
  parties: [
    { role: "demandeur", name: "Société Armor * Transports", office_ids: ["c1"] },
    { role: "defendeur", name: "Mme Le Goff", office_ids: [] },
    { role: "defendeur", name: "M. Le Goff", office_ids: [] },
  ],
  offices: [
    { office_id: "c1", name: "SCP Kerbrat" },
    { office_id: "c2", name: "SCP d’une affaire jointe" },
  ],
  decisions: [{ nature: "arret", court: "cour d’appel de Rennes", rendered_on: "2026-09-03", case_number: "25/01234" }],
  designations: [{ role: "rapporteur", name: "M. Besnard" }],
} as unknown as Dossier;
const releves = [{ memoire_nature: "ampliatif", deposited_on: "2026-11-30", moyens: ["Il est fait grief\n\n#. à l’arrêt", "Il est encore fait grief"] }] as unknown as Moyens[];

it("commence un projet par ce que dit le dossier, sans rien inventer", () => {
  const texte = ecrire(structureDe(affaire, releves)).replaceAll("\u00a0", " ");
  expect(texte).toContain(
    "a formé le pourvoi n° C 26-10.001 contre l’arrêt rendu le 3 septembre 2026 par la cour d’appel de Rennes (n° 25/01234), dans le litige l’opposant à Mme Le Goff et M. Le Goff.",
  );
  expect(texte).toContain("Avocats constitués : SCP Kerbrat, pour Société Armor");
  expect(texte).not.toContain("affaire jointe");
  expect(texte).toContain("Sur le rapport de M. Besnard.");
  expect(texte).toContain("Le pourvoi a été formé le 31 octobre 2026 ; ont été déposés : le mémoire ampliatif, le 30 novembre 2026.");
  expect(texte).toContain("### Sur le premier moyen\n\n#### Enoncé du moyen\n\n#. Il est fait grief");
  expect(texte).toContain("### Sur le deuxième moyen");
  expect(planDe(structureDe(affaire, releves), true).absentes).toEqual([]);
});

it("se relit comme il s’écrit, même d’un dossier dont rien n’est connu", () => {
  const rien = { number: "C 26-10.001", parties: [], offices: [], decisions: [], designations: [] } as unknown as Dossier;
  for (const [lu, dits] of [[affaire, releves], [affaire, []], [rien, []]] as [Dossier, Moyens[]][]) {
    const blocs = structureDe(lu, dits);
    expect(lire(ecrire(blocs))).toEqual(blocs);
  }
  expect(planDe(structureDe(rien, []), true)).toEqual({ ...planDe(STRUCTURE, true), entrees: expect.any(Array) as unknown });
});
