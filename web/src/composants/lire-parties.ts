import { INSECABLE, libelle } from "./formats";
import { lignesCollees } from "./liste-collee";
import { sansAccents } from "./recherche";

/** A party as a line of a pasted list says it, in codes. */
export interface PartieLue {
  /** `demandeur`, `defendeur`, `intervenant`. */
  qualite: string;
  /** `personne_physique`, `personne_morale`, `ministere_public`. */
  nature: string;
  nom: string;
  prenoms: string;
  adresse: string;
  /** `metropole`, `outre_mer`, `etranger`, `inconnue`. */
  residence: string;
}

/** A line that is no party yet: why, and what to write. */
export interface LigneFautive {
  numero: number;
  cause: string;
  remede: string;
}

export interface ListeLue {
  parties: PartieLue[];
  fautes: LigneFautive[];
}

const COLONNES = 6;
/** Longest name and longest address, in characters, as the registry's service admits them. */
const NOM_MAX = 500;
const ADRESSE_MAX = 1_000;

const QUALITES = new Map([
  ["demandeur", "demandeur"],
  ["demanderesse", "demandeur"],
  ["defendeur", "defendeur"],
  ["defenderesse", "defendeur"],
  ["intervenant", "intervenant"],
  ["intervenante", "intervenant"],
]);
const NATURES = new Map([
  ["", "personne_physique"],
  ["personne physique", "personne_physique"],
  ["physique", "personne_physique"],
  ["personne morale", "personne_morale"],
  ["morale", "personne_morale"],
  ["ministere public", "ministere_public"],
]);
// A residence that nobody gave may lengthen a time limit (CPC 643 and 1023): none is supposed.
const RESIDENCES = new Map([
  ["", "inconnue"],
  ["inconnue", "inconnue"],
  ["metropole", "metropole"],
  ["outre mer", "outre_mer"],
  ["etranger", "etranger"],
]);

const mot = (cellule: string) => sansAccents(cellule).replaceAll(/[\s_-]+/g, " ");
const cite = (texte: string) => `«${INSECABLE}${texte}${INSECABLE}»`;
const auChoix = (codes: string[]) => codes.map((code) => libelle(code).toLocaleLowerCase("fr")).join(", ");

type Faute = Omit<LigneFautive, "numero">;

function lirePartie(cellules: string[], qualites: string[]): PartieLue | Faute {
  if (cellules.slice(COLONNES).some(Boolean)) {
    return {
      cause: `La ligne a ${cellules.length} colonnes, et ${COLONNES} se lisent.`,
      remede: "Mettez entre guillemets l’adresse ou le nom qui contient un point-virgule.",
    };
  }
  const [nom = "", prenoms = "", dite = "", sorte = "", adresse = "", lieu = ""] = cellules;
  if (!nom) return { cause: "Le nom manque.", remede: "Écrivez-le en première colonne." };
  const bornes = [["Le nom", nom, NOM_MAX], ["La suite des prénoms", prenoms, NOM_MAX], ["L’adresse", adresse, ADRESSE_MAX]] as const;
  const longue = bornes.find(([, texte, limite]) => [...texte].length > limite);
  if (longue) return { cause: `${longue[0]} dépasse ${longue[2]} caractères.`, remede: "Abrégez." };
  const qualite = QUALITES.get(mot(dite));
  if (!qualite || !qualites.includes(qualite)) {
    return { cause: dite ? `${cite(dite)} n’est pas une qualité admise ici.` : "La qualité manque.", remede: `Écrivez en troisième colonne${INSECABLE}: ${auChoix(qualites)}.` };
  }
  const nature = NATURES.get(mot(sorte));
  if (!nature) {
    return { cause: `${cite(sorte)} n’est pas une nature de partie.`, remede: `Écrivez en quatrième colonne${INSECABLE}: ${auChoix([...new Set(NATURES.values())])}.` };
  }
  if (prenoms && nature !== "personne_physique") {
    return { cause: `${libelle(nature)} avec des prénoms.`, remede: "Videz la deuxième colonne, ou corrigez la nature." };
  }
  const residence = RESIDENCES.get(mot(lieu));
  if (!residence) {
    return { cause: `${cite(lieu)} n’est pas une résidence admise.`, remede: `Écrivez en sixième colonne${INSECABLE}: ${auChoix([...new Set(RESIDENCES.values())])}.` };
  }
  return { qualite, nature, nom, prenoms, adresse, residence };
}

/**
 * The parties of a text, a line each: name, first names, quality, nature, postal address, residence. A line of titles is passed
 * over. `qualites` are those that the page takes, `place` how many parties it can still take.
 */
export function lireParties(texte: string, qualites: string[], place: number): ListeLue {
  const liste: ListeLue = { parties: [], fautes: [] };
  const vues = new Map<string, number>();
  for (const { numero, cellules } of lignesCollees(texte, /^(nom|dénomination)$/i)) {
    const lue = lirePartie(cellules, qualites);
    const cle = JSON.stringify(lue);
    const avant = vues.get(cle);
    if ("cause" in lue) {
      liste.fautes.push({ numero, ...lue });
    } else if (avant !== undefined) {
      const remede = "Retirez-la, ou distinguez les deux parties par leur adresse.";
      liste.fautes.push({ numero, cause: `La ligne ${avant} dit la même partie.`, remede });
    } else if (liste.parties.length >= place) {
      const remede = "Retirez la ligne ; elle s’ajoutera une fois les autres enregistrées.";
      liste.fautes.push({ numero, cause: "Il n’y a plus de place pour cette partie.", remede });
    } else {
      vues.set(cle, numero);
      liste.parties.push(lue);
    }
  }
  return liste;
}
