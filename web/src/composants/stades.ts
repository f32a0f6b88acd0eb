import type { Libelle } from "../api/types";

/**
 * Stages that the ordinary course of a case does not pass through: a radiation stops it wherever it
 * stands, a réinscription takes it up again (art. 1009-1 to 1009-3 CPC).
 */
const HORS_COURS = new Set(["radie"]);

export const horsCours = ({ code }: Libelle) => HORS_COURS.has(code);

/** The ordinary course in its order, then what may stop it. */
export function ordonnerStades<S extends Libelle>(stades: S[]): S[] {
  return [...stades.filter((stade) => !horsCours(stade)), ...stades.filter(horsCours)];
}
