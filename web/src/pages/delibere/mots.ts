import type { AuteurPapier } from "../../api/delibere";

/** What each kind of paper is. */
export const NATURES: Record<string, string> = {
  note: "Note du rapporteur",
  rapport: "Rapport",
  avis: "Avis",
  projet: "Projet d’arrêt",
};

/** The same, after « variante ». */
export const DE_LA_NATURE: Record<string, string> = {
  note: "de la note",
  rapport: "du rapport",
  avis: "de l’avis",
  projet: "du projet",
};

/** Where a paper stands. */
export const ETATS: Record<string, string> = {
  brouillon: "Brouillon",
  depose: "Déposé",
  relu: "Relu",
  delibere: "Délibéré",
};

export const nomDe = ({ name }: AuteurPapier): string => name ?? "Une personne du registre";
