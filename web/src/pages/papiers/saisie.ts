import type { ModelePapier, SaisiePapier } from "../../api/papiers";

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

export const saisieVide = ({ name }: ModelePapier): SaisiePapier => ({ modele: name, jour: null, valeurs: {}, listes: {}, pieces: [] });

/** Rows of a list of one column, one a line; blank lines are no rows. */
export const lignes = (texte: string, colonne: string): Record<string, string>[] =>
  texte
    .split("\n")
    .filter((ligne) => ligne.trim())
    .map((ligne) => ({ [colonne]: ligne.trim() }));

/** Words of a choice, as people read them. */
export const MOTS: Record<string, string> = {
  decheance: "Déchéance",
  desistement: "Désistement",
  irrecevabilite: "Irrecevabilité",
  radiation: "Radiation",
  reinscription: "Réinscription",
  reduction_delais: "Réduction des délais",
};
