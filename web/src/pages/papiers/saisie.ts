import type { ModelePapier, SaisiePapier, ValeurInseree } from "../../api/papiers";
import type { Onglet } from "../../app/onglets";
import { INSECABLE } from "../../composants/formats";

/** Where a value was read, as a sentence says it. */
export const ORIGINES: Record<string, string> = {
  acte: "d’un acte",
  personne: "d’une personne du dossier",
  dossier: "du dossier",
  decision: "de la décision attaquée",
  piece: "d’une pièce",
  regle: "d’une règle",
  calcul: "d’un calcul",
  profil: "du profil de la juridiction",
  saisie: "écrit ici",
};

const EST_IDENTIFIANT = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Where a value can be read: a rule of the law, or what the page of the dossier shows. */
export type Lieu = { regle: string } | { onglet?: Onglet; acte?: string; partie?: string; piece?: string };

/** The place of its source; none where there is no page of it (the profile of the court) or where it was typed here. */
export function lieuDe({ origin, id }: Pick<ValeurInseree, "origin" | "id">): Lieu | undefined {
  // Values gathered from several sources bear a word in the place of an identifier.
  const un = EST_IDENTIFIANT.test(id) ? id : undefined;
  switch (origin) {
    case "acte":
      return { acte: un };
    case "personne":
      return { onglet: "parties", partie: un };
    case "piece":
      return { onglet: "pieces", piece: un };
    case "calcul":
      return { onglet: "echeances" };
    case "regle":
      return { regle: id };
    // Both stand at the head of the page.
    case "decision":
    case "dossier":
      return {};
    default:
      return undefined;
  }
}

/** What people call the field of a path: `pieces[2].intitule` is « Les pièces remises, ligne 2, L’intitulé de la pièce ». */
export function motDuChamp({ fields }: Pick<ModelePapier, "fields">, chemin: string): string {
  let champs = fields;
  const mots = chemin.split(".").flatMap((pas) => {
    const [, nom, rang] = /^([^[]*)(?:\[(\d+)\])?$/.exec(pas) ?? [];
    const champ = champs.find(({ name }) => name === nom);
    champs = champ?.columns ?? [];
    return [champ?.label ?? nom ?? pas, ...(rang ? [`ligne${INSECABLE}${rang}`] : [])];
  });
  return mots.join(", ");
}

export const saisieVide = ({ name }: ModelePapier): SaisiePapier => ({ modele: name, jour: null, valeurs: {}, listes: {}, pieces: [] });

/** Rows of a list of one column, one a line; blank lines are no rows. */
export const lignes = (texte: string, colonne: string): Record<string, string>[] =>
  texte
    .split("\n")
    .filter((ligne) => ligne.trim())
    .map((ligne) => ({ [colonne]: ligne.trim() }));

/** The text of which these are the rows. */
export const enLignes = (rangees: Record<string, string>[] = [], colonne: string): string =>
  rangees.map((rangee) => rangee[colonne] ?? "").join("\n");

/** Whether nothing was typed, or all of it taken back. */
export const estVide = ({ jour, valeurs, listes, pieces }: SaisiePapier): boolean =>
  !jour && !pieces?.length && [valeurs ?? {}, ...Object.values(listes ?? {}).flat()].every((dits) => Object.values(dits).every((dit) => !dit.trim()));

/** Words of a choice, as people read them. */
export const MOTS: Record<string, string> = {
  decheance: "Déchéance",
  desistement: "Désistement",
  irrecevabilite: "Irrecevabilité",
  radiation: "Radiation",
  reinscription: "Réinscription",
  reduction_delais: "Réduction des délais",
  rejet: "Rejet",
  cassation: "Cassation",
  cassation_partielle: "Cassation partielle",
  non_lieu: "Non-lieu à statuer",
  non_admission: "Non-admission",
  un: "Un moyen",
  plusieurs: "Plusieurs moyens",
  sans_memoire: "Aucun mémoire n’a été remis (article 978)",
  memoire_non_signifie: "Le mémoire n’a pas été porté à la connaissance du défendeur (article 978)",
  sans_memoire_989: "Ni moyen ni mémoire (article 989)",
  non_admission_567_1: "Non-admission (article 567-1)",
  decheance_590_2: "Déchéance (article 590-2)",
  desistement_571_1: "Désistement (article 571-1)",
  refus_571: "Pas d’examen immédiat (article 571)",
  retour_570: "Retour à la juridiction (article 570)",
  fixation_588: "Délai de dépôt des mémoires (article 588)",
  derogation_585_1: "Dérogation (article 585-1)",
  derogation_585_2: "Dérogation au ministère public (article 585-2)",
  huit_jours_567_2: "Huit jours de plus, détention (article 567-2)",
  huit_jours_574_1: "Huit jours de plus, mise en accusation (article 574-1)",
  ampliatif: "Mémoire du demandeur",
  defense: "Mémoire en réponse",
  incident: "Pourvoi incident",
  personnel: "Mémoire personnel",
  penal: "Mémoire du ministère public ou d’un avocat, en matière pénale",
  representation_obligatoire: "Représentation obligatoire",
  elections_politiques: "Élections politiques",
  non_pourvoi: "Certificat de non-pourvoi",
  partiel: "Certificat de non-pourvoi partiel",
  date_pourvoi: "Attestation de pourvoi",
  transmise: "Transmise par une juridiction",
  pourvoi: "Posée à l’occasion d’un pourvoi",
  reduction: "Une réduction des délais",
  requete: "Une requête",
  question_prioritaire: "Une question prioritaire de constitutionnalité",
  demande_d_avis: "Une demande d’avis",
};
