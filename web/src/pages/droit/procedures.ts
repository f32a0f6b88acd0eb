import type { Entree, Nature } from "../../api/droit";
import type { Regle } from "../../api/regles";
import type { Libelle } from "../../api/types";
import { repondA } from "../../composants/recherche";

export interface FiltresDroit {
  q?: string;
  nature?: Nature;
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

/** What the law knows whose name, article, identifier or note holds each word sought, accents aside. */
export function chercher<E extends Entree>(entrees: E[], { q = "", nature, procedure }: FiltresDroit): E[] {
  const repond = repondA(q);
  return entrees.filter(
    (entree) =>
      (!nature || entree.nature === nature) &&
      (!procedure || entree.procedures.includes(procedure)) &&
      repond([entree.label, entree.article, entree.id, entree.note].join(" ")),
  );
}
