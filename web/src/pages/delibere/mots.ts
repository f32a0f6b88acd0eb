import type { AuteurPapier } from "../../api/delibere";

/** What each kind of paper is. */
export const NATURES: Record<string, string> = {
  note: "Note du rapporteur",
  rapport: "Rapport",
  avis: "Avis",
  projet: "Projet d’arrêt",
};

/** Where a paper stands. */
export const ETATS: Record<string, string> = {
  brouillon: "Brouillon",
  depose: "Déposé",
  relu: "Relu",
  delibere: "Délibéré",
};

export const nomDe = ({ name }: AuteurPapier): string => name ?? "Une personne du registre";
