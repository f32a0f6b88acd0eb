import { type Bloc, brut, lignesDe, lire } from "./texte";

/** A decision as the Court writes it; « Enoncé » bears no accent in its published titles. */
export const STRUCTURE: Bloc[] = lire(
  [
    "## Faits et procédure",
    "#. ",
    "## Examen du moyen",
    "### Enoncé du moyen",
    "#. ",
    "### Réponse de la Cour",
    "Vu les articles …\u00a0:",
    "#. ",
    "PAR CES MOTIFS, la Cour\u00a0:",
    "",
  ].join("\n\n"),
);

/** How a dispositif opens; in capitals, as reasons too say « en conséquence ». */
const DISPOSITIF = /^(PAR CES MOTIFS|EN CONSÉQUENCE)(?!\p{L})/u;

/** What a projet is made of, and how each part begins. */
const PARTIES: [string, RegExp][] = [
  ["Faits et procédure", /^faits et procédure/i],
  ["Enoncé du moyen", /^[eé]noncé (du|des) moyens?/i],
  ["Réponse de la Cour", /^réponse de la cour/i],
  ["Dispositif", DISPOSITIF],
];

export interface Entree {
  titre: string;
  niveau: number;
  /** Rank of the block in the text. */
  rang: number;
}

export interface Plan {
  entrees: Entree[];
  absentes: string[];
}

/** The titles of a text, with the words that open the dispositif, and the parts that a projet still lacks. */
export function planDe(blocs: Bloc[], projet: boolean): Plan {
  const entrees = blocs.flatMap((bloc, rang): Entree[] => {
    const titre = lignesDe(bloc).map(brut).join(" ").trim();
    if (bloc.nature === "titre" && titre) return [{ titre, niveau: bloc.niveau, rang }];
    return bloc.nature === "paragraphe" && DISPOSITIF.test(titre) ? [{ titre: titre.replace(/\s*:$/u, ""), niveau: 2, rang }] : [];
  });
  const absentes = projet ? PARTIES.filter(([, motif]) => !entrees.some(({ titre }) => motif.test(titre))) : [];
  return { entrees, absentes: absentes.map(([nom]) => nom) };
}
