import type { Depot } from "../../api/types";

export type EtatDepot = Depot["status"];

/** States of a deposit, those that wait first. */
export const ETATS: Record<EtatDepot, string> = {
  en_attente: "En attente",
  recu: "Reçu, pas encore lu",
  enregistre: "Enregistré",
  rattache: "Rattaché à un dossier",
  refuse: "Refusé",
};

export const TYPES: Record<NonNullable<Depot["kind"]>, string> = {
  declaration: "Déclaration",
  memoire: "Mémoire",
  piece: "Pièces",
  evenement: "Événement",
};

/** By the sender's own name for it, else by the beginning of its hash. */
export const nomDuDepot = ({ message_id, sha256 }: Depot) => message_id ?? `Message ${sha256.slice(0, 8)}`;

/** The message laid out to be read, where it is JSON; as it came, where it is not. */
export function misEnForme(texte: string): string {
  try {
    return JSON.stringify(JSON.parse(texte), null, 2);
  } catch {
    return texte;
  }
}

/** What was typed as one JSON object, or why it is none. */
export function lireMessage(texte: string): { message: Record<string, unknown> } | { faute: string } {
  try {
    const lu: unknown = JSON.parse(texte);
    if (typeof lu === "object" && lu !== null && !Array.isArray(lu)) return { message: lu as Record<string, unknown> };
    return { faute: "Le message doit être un objet JSON, entre accolades." };
  } catch {
    return { faute: "Le message n’est pas du JSON bien formé. Vérifiez les virgules, les guillemets et les accolades." };
  }
}

/** Whether the message declares a criminal pourvoi: those against one decision have one number. */
export function estPenale(texte: string): boolean {
  const lu = lireMessage(texte);
  const declaration = "message" in lu ? (lu.message.declaration as { procedure?: unknown } | undefined) : undefined;
  return typeof declaration?.procedure === "string" && declaration.procedure.startsWith("penal_");
}

/** The message with the number of its dossier, where it reads. */
export function avecDossier(texte: string, numero: string): string {
  const lu = lireMessage(texte);
  if ("faute" in lu) return texte;
  const message: Record<string, unknown> = { ...lu.message, dossier: numero };
  delete message.decision_attaquee;
  return JSON.stringify(message, null, 2);
}
