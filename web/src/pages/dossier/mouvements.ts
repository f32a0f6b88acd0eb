import { motDuCode } from "../../actes/codes";
import type { Acte } from "../../api/types";
import { dateActe, INSECABLE } from "../../composants/formats";

/** Acts by which the file itself, paper or electronic, comes and goes; the date of each. */
const MOUVEMENTS: Record<string, string> = { dossier_recu: "recu", dossier_prete: "prete", dossier_rendu: "rendu", dossier_restitue: "restitue" };

/** What the paper that goes with a movement is called. */
export function bordereauDe({ kind, corps }: Pick<Acte, "kind" | "corps">): string | undefined {
  switch (kind) {
    case "dossier_recu":
      return "Bordereau de réception";
    case "dossier_prete":
      return "Bordereau de prêt";
    case "dossier_rendu":
      return "Bordereau de retour de prêt";
    case "dossier_restitue":
      return corps.destinataire === "juridiction_de_renvoi" ? "Bordereau d’envoi à la juridiction de renvoi" : "Bordereau de restitution";
    default:
      return undefined;
  }
}

/** Movements that stand, the latest first. */
export const mouvementsDe = (actes: Acte[]): Acte[] =>
  actes.filter(({ kind, superseded_by }) => Object.hasOwn(MOUVEMENTS, kind) && !superseded_by).sort((un, autre) => autre.version - un.version);

/** To whom a movement takes the file; nothing where it comes in. */
export const destinataireDe = ({ kind, corps }: Pick<Acte, "kind" | "corps">): string | undefined =>
  typeof corps.destinataire === "string" ? motDuCode(kind, "destinataire", corps.destinataire) : undefined;

/** Where the file is, by its latest movement; nothing where none is known. */
export function lieuDe([dernier]: Acte[]): string | undefined {
  if (!dernier) return undefined;
  const jour = dernier.dates[MOUVEMENTS[dernier.kind] ?? ""];
  const le = jour ? `, le ${dateActe(jour)}` : "";
  const chez = destinataireDe(dernier)?.toLocaleLowerCase("fr-FR");
  if (dernier.kind === "dossier_prete") return `Prêté${INSECABLE}: ${chez ?? "emprunteur inconnu"}${le}`;
  if (dernier.kind === "dossier_restitue") return `Envoyé${INSECABLE}: ${chez ?? "destinataire inconnu"}${le}`;
  return `Au greffe de la Cour${le}`;
}
