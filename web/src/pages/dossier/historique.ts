import { enErreurApi } from "../../api/probleme";
import type { MomentVoulu } from "../../api/requetes";
import type { Acte, Moment } from "../../api/types";
import { dateLongue, jourCivil } from "../../composants/formats";
import { estJour, PAS_UN_JOUR } from "../simulation/simulation";

const CHAMPS = ["connu_le", "jour", "de_connu_le", "de_jour", "a_connu_le", "a_jour"] as const;
export type Champ = (typeof CHAMPS)[number];
/** What one looks at, as it stands in the address. */
export type Historique = { vue?: "comparer" } & Partial<Record<Champ, string>>;

/** The moment looked at, and the two that are compared. */
export type Rang = "" | "de_" | "a_";

/** What the address says; what is no day is kept, to be shown as the mistake that it is. */
export function historiqueDe(brut: Record<string, unknown>): Historique {
  const texte = (valeur: unknown) => (typeof valeur === "string" || typeof valeur === "number" ? String(valeur) || undefined : undefined);
  return {
    vue: brut.vue === "comparer" ? "comparer" : undefined,
    ...(Object.fromEntries(CHAMPS.map((champ) => [champ, texte(brut[champ])])) as Partial<Record<Champ, string>>),
  };
}

export const momentDe = (vu: Historique, rang: Rang): MomentVoulu => ({ connu_le: vu[`${rang}connu_le`], jour: vu[`${rang}jour`] });
export const champsDe = (rang: Rang, { connu_le, jour }: MomentVoulu): Historique => ({
  [`${rang}connu_le`]: connu_le,
  [`${rang}jour`]: jour,
});

/** Nothing is said of it: it is the case as it stands. */
export const estPresent = ({ connu_le, jour }: MomentVoulu) => !connu_le && !jour;

/** Fields of those moments that name no day. */
export function fautesDe(vu: Historique, rangs: Rang[]): Map<string, string> {
  const lus = CHAMPS.filter((champ) => rangs.some((rang) => champ === `${rang}connu_le` || champ === `${rang}jour`));
  return new Map(lus.filter((champ) => vu[champ] && !estJour(vu[champ])).map((champ) => [champ, PAS_UN_JOUR]));
}

const REFUS: Record<string, string> = {
  "DOS-008": PAS_UN_JOUR,
  "DOS-014": "Ce jour est à venir. Choisissez aujourd’hui ou un jour passé\u00a0; pour un jour à venir, utilisez la simulation.",
};
const RANGS: Record<string, Rang> = { moment: "", from: "de_", to: "a_" };
const NOMS: Record<string, "connu_le" | "jour"> = { known_on: "connu_le", as_of: "jour" };

/** The fields that the service refuses, each with what would do; none when the refusal is of something else. */
export function fautesDuRefus(cause: unknown): Map<string, string> {
  const { code = "", errors = [] } = cause ? enErreurApi(cause).probleme : {};
  const fautes = new Map<string, string>();
  for (const { field, message } of errors) {
    const [de = "", quoi = ""] = field.split(".");
    const nom = NOMS[quoi];
    const rang = RANGS[de];
    if (nom && rang !== undefined) fautes.set(`${rang}${nom}`, REFUS[code] ?? message);
  }
  return fautes;
}

/** Days on which acts were recorded, and those acts, from the first day to the last. */
export function actesParJour(lus: Acte[]): Map<string, Acte[]> {
  const jours = new Map<string, Acte[]>();
  for (const acte of [...lus].sort((a, b) => a.version - b.version)) {
    const jour = jourCivil(acte.recorded_at);
    jours.set(jour, [...(jours.get(jour) ?? []), acte]);
  }
  return jours;
}

/** The days with acts just before and just after a day. */
export function voisins(jours: Iterable<string>, jour: string): { avant?: string; apres?: string } {
  const tous = [...jours];
  return { avant: tous.filter((un) => un < jour).at(-1), apres: tous.find((un) => un > jour) };
}

export function veille(jour: string): string {
  return new Date(Date.parse(`${jour}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** `tel qu’il était connu le mardi 4 août 2026`. */
export function momentEnMots({ as_of, known_on }: Moment, present: string): string {
  const su = known_on === present ? "aujourd’hui" : `le ${dateLongue(known_on)}`;
  if (as_of === known_on) return known_on === present ? "tel qu’il est aujourd’hui" : `tel qu’il était connu ${su}`;
  const vu = as_of === present ? "tel qu’il est aujourd’hui" : `tel qu’il était le ${dateLongue(as_of)}`;
  return `${vu}, avec ce qu’on en ${known_on === present ? "sait" : "savait"} ${su}`;
}

/** The second moment comes before the first, which knew its acts already. */
export const estRebours = ({ from, to }: { from: Moment; to: Moment }) =>
  to.known_on < from.known_on || (to.known_on === from.known_on && to.as_of < from.as_of);
