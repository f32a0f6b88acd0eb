import { type Champ, formulaireDe } from "../../actes/formulaires";
import type { Procedure, Referentiel } from "../../api/types";

/** Families of procedures, in the order in which they are offered. */
const FAMILLES: Record<string, string> = {
  civil: "Pourvois en matière civile",
  penal: "Pourvois en matière pénale",
  interet_loi: "Pourvois dans l’intérêt de la loi",
  qpc: "Questions prioritaires de constitutionnalité",
  avis: "Demandes d’avis",
  requete: "Requêtes",
  reexamen: "Révision et réexamen",
  reparation: "Réparation des détentions",
};
const AUTRES = "Autres procédures";

/** The procedures under the name of their family; one that this version does not know comes last. */
export function parFamille(procedures: Procedure[]): { nom: string; procedures: Procedure[] }[] {
  const connues = Object.entries(FAMILLES).map(([group, nom]) => ({ nom, procedures: procedures.filter((une) => une.group === group) }));
  const autres = { nom: AUTRES, procedures: procedures.filter(({ group }) => !(group in FAMILLES)) };
  return [...connues, autres].filter((famille) => famille.procedures.length > 0);
}

/** How the form speaks of the act that opens the dossier. */
export interface MotsOuverture {
  depuis: string;
  acte: string;
  remise: string;
  remiseManque: string;
  decision: string;
  ajouterDecision: string;
  pieces: string;
  /** What its papers are deposited as. */
  depot: "declaration" | "saisine" | "requete";
}

const POURVOI: MotsOuverture = {
  depuis: "À partir de la déclaration de pourvoi.",
  acte: "Déclaration",
  remise: "Remise de la déclaration au greffe",
  remiseManque: "Indiquez le jour de la déclaration, ou cochez « Date inconnue ».",
  decision: "Décision attaquée",
  ajouterDecision: "Ajouter une décision attaquée",
  pieces: "Déclaration et pièces jointes",
  depot: "declaration",
};

const MOTS: Record<string, MotsOuverture> = {
  saisine_recue: {
    depuis: "À partir de la saisine.",
    acte: "Saisine",
    remise: "Réception de la saisine à la Cour",
    remiseManque: "Indiquez le jour où la saisine a été reçue, ou cochez « Date inconnue ».",
    decision: "Décision qui saisit la Cour, ou qui est critiquée",
    ajouterDecision: "Ajouter une décision",
    pieces: "Saisine et pièces jointes",
    depot: "saisine",
  },
  requete_deposee: {
    depuis: "À partir de la requête.",
    acte: "Requête",
    remise: "Dépôt de la requête au greffe",
    remiseManque: "Indiquez le jour du dépôt de la requête, ou cochez « Date inconnue ».",
    decision: "Décision visée",
    ajouterDecision: "Ajouter une décision visée",
    pieces: "Requête et pièces jointes",
    depot: "requete",
  },
};

export const motsDOuverture = (procedure: Procedure | undefined): MotsOuverture => MOTS[procedure?.opened_by ?? ""] ?? POURVOI;

/** A pourvoi in civil matters is made against somebody; elsewhere there may be nobody to answer. */
export const sansDefendeur = (procedure: Procedure | undefined) => procedure !== undefined && procedure.group !== "civil";

/** The special text that sets a term in place of the common one (CPC 612). */
const TEXTE_SPECIAL = "texte_special";
/** Fields of the opening act that the opening command takes. */
const DEMANDES = ["nature", "auteur", "lieu", "declarant", "matiere", TEXTE_SPECIAL];
/** An avocat aux Conseils declares at the Court, always. */
const PAR_AVOCAT = "civil_representation_obligatoire";

export type ChampOuverture = Extract<Champ, { sorte: "choix" }>;

/** What the opening act of a procedure says by codes. A declaration is that of a principal pourvoi unless told otherwise. */
export function champsDOuverture(ref: Pick<Referentiel, "acts"> | undefined, procedure: Procedure | undefined): ChampOuverture[] {
  const acte = ref?.acts.find(({ kind }) => kind === procedure?.opened_by);
  if (!acte || !procedure) return [];
  const textes = procedure.textes_speciaux;
  const demandes = procedure.code === PAR_AVOCAT ? [TEXTE_SPECIAL] : DEMANDES;
  const voulus = demandes.filter((nom) => (nom === "nature" ? acte.kind !== "pourvoi_forme" : nom !== TEXTE_SPECIAL || textes.length > 0));
  const champs = formulaireDe(acte).champs.filter((champ): champ is ChampOuverture => champ.sorte === "choix" && voulus.includes(champ.nom));
  const connus: Record<string, string[]> = { nature: procedure.natures, [TEXTE_SPECIAL]: textes };
  return champs.map((champ) => connues(champ, connus[champ.nom] ?? []));
}

/** Of a field, the codes that the procedure knows; all of them where it names none. */
function connues(champ: ChampOuverture, codes: string[]): ChampOuverture {
  const options = Object.entries(champ.options).filter(([code]) => codes.includes(code));
  return options.length > 0 ? { ...champ, options: Object.fromEntries(options) } : champ;
}

/** What was answered to a field. A code kept from another procedure is no answer to this one. */
export const reponse = (reponses: Record<string, string>, { nom, options }: ChampOuverture) =>
  Object.keys(options).find((code) => code === reponses[nom]);
