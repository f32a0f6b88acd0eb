import type { Nature } from "../../api/droit";

/** What the law is made of: its name, and the folder of its pages. */
export const NATURES: Record<Nature, { nom: string; plusieurs: string; dossier: string }> = {
  procedure: { nom: "Procédure", plusieurs: "Procédures", dossier: "procedures" },
  regle: { nom: "Délai", plusieurs: "Délais", dossier: "regles" },
  avis: { nom: "Avis", plusieurs: "Avis et notifications", dossier: "avis" },
  tache: { nom: "Tâche", plusieurs: "Tâches", dossier: "taches" },
  controle: { nom: "Contrôle", plusieurs: "Contrôles", dossier: "controles" },
  acte: { nom: "Acte", plusieurs: "Actes", dossier: "actes" },
};

export const ORDRE = Object.keys(NATURES) as Nature[];

/** The nature whose pages stand in a folder. */
export const natureDuDossier = (dossier: string): Nature | undefined => ORDRE.find((nature) => NATURES[nature].dossier === dossier);
