import { expect, it } from "vitest";
import { planDe, STRUCTURE } from "./structure";
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
