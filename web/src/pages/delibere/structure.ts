import type { Dossier, Moyens } from "../../api/types";
import { date } from "../../composants/formats";
import { type Bloc, brut, type Ligne, lignesDe, lire, type Niveau } from "./texte";

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

const ligne = (texte: string): Ligne => (texte ? [{ texte }] : []);
const titre = (niveau: Niveau, texte: string): Bloc => ({ nature: "titre", niveau, ligne: ligne(texte) });
const dit = (nature: "paragraphe" | "numero", texte: string): Bloc => {
  const lignes = texte.split("\n").flatMap((une) => (une.trim() ? [ligne(une.trim())] : []));
  return { nature, lignes: lignes.length > 0 ? lignes : [[]] };
};

const enumere = (noms: string[]) => (noms.length > 1 ? `${noms.slice(0, -1).join(", ")} et ${noms.at(-1)}` : (noms[0] ?? ""));

/** A court as a sentence names it; one whose kind is not known is named as the registry wrote it. */
function laJuridiction(nom: string): string {
  const mot = nom.split(" ")[0]?.toLocaleLowerCase("fr") ?? "";
  const article = ["cour", "chambre", "juridiction", "commission"].includes(mot) ? "la " : ["tribunal", "conseil", "juge", "premier"].includes(mot) ? "le " : "";
  return article + nom;
}

/** A decision attacked, and the ending of what is said of it. */
const LA_DECISION: Record<string, [string, string]> = { arret: ["l’arrêt", ""], jugement: ["le jugement", ""] };
const laDecision = (nature = "") => LA_DECISION[nature] ?? [nature === "ordonnance" ? "l’ordonnance" : "la décision", "e"];

const RANGS = ["premier", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième", "neuvième", "dixième"];

/** Who asks what of the Court, against which decision and whom, and who reports: the opening of a decision. */
function entete({ number, parties, decisions, offices, designations }: Dossier): Bloc[] {
  const de = (role: string) => parties.filter((partie) => partie.role === role).map(({ name }) => name);
  const attaquees = decisions.map(({ nature, court, section, rendered_on: le, case_number: rg }) => {
    const [quoi, accord] = laDecision(nature);
    const precisions = [section, rg && `n°\u00a0${rg}`].filter(Boolean).join(", ");
    return `${quoi} rendu${accord}${le ? ` le ${date(le)}` : ""} par ${laJuridiction(court)}${precisions && ` (${precisions})`}`;
  });
  const [demandeurs, defendeurs] = [de("demandeur"), de("defendeur")];
  const forme = `${enumere(demandeurs)} ${demandeurs.length > 1 ? "ont" : "a"} formé le pourvoi`;
  const oppose = demandeurs.length > 1 ? "les opposant" : "l’opposant";
  const litige = defendeurs.length > 0 ? `, dans le litige ${oppose} à ${enumere(defendeurs)}` : "";
  const contre = attaquees.length > 0 ? ` contre ${enumere(attaquees)}` : "";
  const conseils = offices.flatMap(({ office_id, name }) => {
    const pour = parties.filter(({ office_ids }) => office_ids.includes(office_id)).map((partie) => partie.name);
    return pour.length > 0 ? [`${name}, pour ${enumere(pour)}`] : [];
  });
  const nommes = (role: string) => enumere(designations.filter((une) => une.role === role && une.name).map(({ name }) => name));
  const [rapport, avis] = [nommes("rapporteur"), nommes("avocat_general")];
  return [
    dit("paragraphe", `${demandeurs.length > 0 ? forme : "Pourvoi"} n°\u00a0${number}${contre}${litige}.`),
    ...(conseils.length > 0 ? [dit("paragraphe", `Avocats constitués\u00a0: ${conseils.join("\u00a0; ")}.`)] : []),
    ...(rapport ? [dit("paragraphe", `Sur le rapport de ${rapport}${avis && ` et l’avis de ${avis}`}.`)] : []),
  ];
}

/**
 * The same structure, begun with what the case holds: parties, counsel, decision attacked, dates of the procedure, and each moyen as it was
 * noted. What only judges can write is left to write.
 */
export function structureDe(lu: Dossier, releves: Moyens[]): Bloc[] {
  const [attaquee] = lu.decisions;
  const source = [attaquee?.court, attaquee?.rendered_on && date(attaquee.rendered_on)].filter(Boolean).join(", ");
  const [quoi, accord] = laDecision(attaquee?.nature);
  const depots = releves.flatMap(({ memoire_nature: nature, deposited_on: le }) => (le ? [`le mémoire ${nature.replaceAll("_", " ")}, le ${date(le)}`] : []));
  const formation = lu.formed_on ? `Le pourvoi a été formé le ${date(lu.formed_on)}` : "";
  const remis = depots.length > 0 ? `${formation ? "\u00a0; ont été déposés" : "Ont été déposés"}\u00a0: ${depots.join("\u00a0; ")}` : "";
  const moyens = releves.flatMap((memoire) => memoire.moyens);
  const plusieurs = moyens.length > 1;
  const sous: Niveau = plusieurs ? 4 : 3;
  const examen = (plusieurs ? moyens : [moyens[0] ?? ""]).flatMap((moyen, rang): Bloc[] => [
    ...(plusieurs ? [titre(3, `Sur le ${RANGS[rang] ?? `${rang + 1}e`} moyen`)] : []),
    titre(sous, "Enoncé du moyen"),
    dit("numero", moyen),
    titre(sous, "Réponse de la Cour"),
    dit("paragraphe", "Vu les articles …\u00a0:"),
    dit("numero", ""),
  ]);
  return [
    ...entete(lu),
    titre(2, "Faits et procédure"),
    dit("numero", source ? `Selon ${quoi} attaqué${accord} (${source}), …` : ""),
    ...(formation || remis ? [dit("numero", `${formation}${remis}.`)] : []),
    titre(2, plusieurs ? "Examen des moyens" : "Examen du moyen"),
    ...examen,
    dit("paragraphe", "PAR CES MOTIFS, la Cour\u00a0:"),
    dit("paragraphe", ""),
  ];
}

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
