/** What was decided, by action of the policies. */
const ACTIONS: Record<string, string> = {
  lire_piece: "Lecture d’une pièce",
  connaitre: "Liste des pièces",
  citer_piece: "Pièce citée par un acte",
  deposer_piece: "Dépôt d’une pièce",
  lire_journal_acces: "Consultation de ce journal",
  demander_acces: "Demande d’accès",
  accorder_acces: "Décision sur une demande d’accès",
  demander_acces_urgence: "Demande d’accès en urgence",
  autoriser_acces_urgence: "Décision sur un accès en urgence",
  revoir_acces: "Revue d’un accès en urgence",
  acces_delibere: "Accès au délibéré",
  sceller_papier: "Sceau d’un papier",
  signer_minute: "Signature d’une minute",
  contresigner_minute: "Signature d’une minute par le greffier",
};

export const motDAction = (action: string): string => ACTIONS[action] ?? action.replaceAll("_", " ");
