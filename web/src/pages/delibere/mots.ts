import type { AuteurPapier, Papier } from "../../api/delibere";

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
const ETATS: Record<string, string> = {
  brouillon: "Brouillon",
  depose: "Déposé",
  relu: "Relu",
  delibere: "Délibéré",
};

/** The same of a paper; of the projet that the formation adopted, that it did. */
export const etatDe = ({ state, adopted }: Papier): string => (adopted ? "Adopté par la formation" : (ETATS[state] ?? state));

export const nomDe = ({ name }: AuteurPapier): string => name ?? "Une personne du registre";
