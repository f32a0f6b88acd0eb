import type { Entree, Nature } from "../../api/droit";
import type { Regle } from "../../api/regles";
import type { Libelle } from "../../api/types";

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

const sansAccents = (texte: string) =>
  texte
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll("’", "'")
    .toLocaleLowerCase("fr");

/** What the law knows whose name, article, identifier or note holds each word sought, accents aside. */
export function chercher<E extends Entree>(entrees: E[], { q = "", nature, procedure }: FiltresDroit): E[] {
  const mots = sansAccents(q).split(/\s+/).filter(Boolean);
  return entrees.filter((entree) => {
    if (nature && entree.nature !== nature) return false;
    if (procedure && !entree.procedures.includes(procedure)) return false;
    const texte = sansAccents([entree.label, entree.article, entree.id, entree.note].join(" "));
    return mots.every((mot) => texte.includes(mot));
  });
}
