import { date } from "../../composants/formats";
import { estJour, PAS_UN_JOUR } from "../simulation/simulation";

/** Days between which something is sought, both included, either may be left open. */
export interface Periode {
  du?: string;
  au?: string;
}

/** What is wrong, by field, in a sentence that says what would do. */
export function fautesPeriode({ du, au }: Periode): Map<keyof Periode, string> {
  const fautes = new Map<keyof Periode, string>();
  if (du && !estJour(du)) fautes.set("du", PAS_UN_JOUR);
  if (au && !estJour(au)) fautes.set("au", PAS_UN_JOUR);
  if (fautes.size === 0 && du && au && du > au) {
    fautes.set("au", `Indiquez le ${date(du)} ou un jour d’après\u00a0: la période finirait avant de commencer.`);
  }
  return fautes;
}

/** A year as a period. */
export const periodeDe = (annee: string): Required<Periode> => ({ du: `${annee}-01-01`, au: `${annee}-12-31` });

/** `du 1er juin 2026 au 30 juin 2026`; empty where no day bounds the search. */
export function periodeEnMots({ du, au }: Periode): string {
  if (du && du === au) return `le ${date(du)}`;
  if (du && au) return `du ${date(du)} au ${date(au)}`;
  if (du) return `à partir du ${date(du)}`;
  return au ? `jusqu’au ${date(au)}` : "";
}
