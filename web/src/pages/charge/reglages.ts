import type { ReglagesDeCharge } from "../../api/types";

/** Settings of a forecast, as the address holds them. */
export interface Reglages extends ReglagesDeCharge {
  chambre?: string;
}

export type Reglage = keyof ReglagesDeCharge;

export interface Champ {
  nom: Reglage;
  label: string;
  aide?: string;
  defaut: number;
  min: number;
  max: number;
  /** Its name in what the service refuses. */
  champ: string;
}

/** In the order of the form; the service has the last word on each. */
export const CHAMPS: Champ[] = [
  { nom: "semaines", label: "Semaines à venir", defaut: 13, min: 1, max: 52, champ: "weeks" },
  { nom: "entrees", label: "Variation des entrées", aide: "En pourcentage des semaines passées", defaut: 0, min: -90, max: 200, champ: "entries" },
  { nom: "audiences", label: "Audiences ajoutées", aide: "Une par semaine", defaut: 0, min: 0, max: 52, champ: "audiences" },
  { nom: "places", label: "Dossiers par audience ajoutée", defaut: 10, min: 1, max: 200, champ: "places" },
  { nom: "audiences_des", label: "Première audience ajoutée", aide: "Semaine, à partir de 1", defaut: 1, min: 1, max: 52, champ: "audiences_from" },
  { nom: "magistrats", label: "Magistrats en plus ou en moins", aide: "À temps plein", defaut: 0, min: -20, max: 20, champ: "magistrats" },
  { nom: "magistrats_des", label: "Effectif changé à partir de", aide: "Semaine, à partir de 1", defaut: 1, min: 1, max: 52, champ: "magistrats_from" },
];

const entier = (valeur: unknown) => {
  const texte = typeof valeur === "number" ? String(valeur) : typeof valeur === "string" ? valeur.trim() : "";
  return /^-?\d{1,4}$/.test(texte) ? Number(texte) : undefined;
};

/** What an address says; a setting that does not read, or is the usual one, is not said. */
export function lireReglages(brut: Record<string, unknown>): Reglages {
  const lus: Reglages = { chambre: typeof brut.chambre === "string" && brut.chambre !== "" ? brut.chambre : undefined };
  for (const { nom, defaut } of CHAMPS) {
    const lu = entier(brut[nom]);
    if (lu !== undefined && lu !== defaut) lus[nom] = lu;
  }
  return lus;
}

/** What is asked of the service: the places of no audience are not. */
export function demande({ audiences = 0, places = 10, audiences_des = 1, ...reste }: Reglages): ReglagesDeCharge {
  const { semaines, entrees, magistrats, magistrats_des } = reste;
  return {
    ...(semaines !== undefined && { semaines }),
    ...(entrees !== undefined && { entrees }),
    ...(audiences > 0 && { audiences, places, audiences_des }),
    ...(magistrats !== undefined && { magistrats, ...(magistrats_des !== undefined && { magistrats_des }) }),
  };
}
