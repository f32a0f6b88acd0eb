import type { Regle } from "../../api/regles";
import type { Libelle } from "../../api/types";
import { repondA } from "../../composants/recherche";

export interface FiltresDroit {
  q?: string;
  procedure?: string;
}

/** The rules under their procedure, in the order of the catalogue. */
export function parProcedure<R extends Pick<Regle, "procedure">>(rules: R[]): { procedure: Libelle; rules: R[] }[] {
  const groupes = new Map<string, { procedure: Libelle; rules: R[] }>();
  for (const regle of rules) {
    const groupe = groupes.get(regle.procedure.code) ?? { procedure: regle.procedure, rules: [] };
    groupe.rules.push(regle);
    groupes.set(regle.procedure.code, groupe);
  }
  return [...groupes.values()];
}

/** The rules of a procedure whose name or article holds each word sought, accents aside. */
export function chercher<R extends Pick<Regle, "procedure" | "label" | "article">>(rules: R[], { q = "", procedure }: FiltresDroit): R[] {
  const repond = repondA(q);
  return rules.filter(
    (regle) => (!procedure || regle.procedure.code === procedure) && repond(`${regle.label} ${regle.article}`),
  );
}
