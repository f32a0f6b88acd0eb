import type { DecisionCherchee } from "../../api/types";
import { lignesCollees } from "../../composants/liste-collee";

/** Decisions deposited at once, at most. */
export const LOT_MAX = 200;

const FRANCAISE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/** A day as a spreadsheet or a machine writes it; what is neither is sent as it is, and refused with its line. */
export function jourDe(texte: string): string {
  const [, jour, mois, annee] = texte.match(FRANCAISE) ?? [];
  return annee ? `${annee}-${mois?.padStart(2, "0")}-${jour?.padStart(2, "0")}` : texte;
}

/**
 * The decisions of a text, a line each: court, day, number, parties (separated by commas), reference, separated by
 * semicolons or tabs as a spreadsheet copies them. A line of titles is passed over.
 */
export const lireLot = (texte: string): DecisionCherchee[] =>
  lignesCollees(texte, /^juridiction$/i).map(({ cellules: [court = "", jour = "", numero = "", parties = "", reference = ""] }) => ({
    court,
    rendered_on: jourDe(jour),
    case_number: numero || undefined,
    parties: parties
      .split(",")
      .map((nom) => nom.trim())
      .filter(Boolean),
    reference: reference || undefined,
  }));
