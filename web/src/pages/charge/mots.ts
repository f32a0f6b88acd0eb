import type { Charge, PhaseDeCharge, PrevisionDeCharge } from "../../api/types";
import { dateChiffree, INSECABLE, pluriel } from "../../composants/formats";

export const PHASES: Record<PhaseDeCharge, string> = {
  a_distribuer: "À distribuer",
  a_instruire: "À instruire",
  en_etat: "En état, sans audience",
  a_l_audience: "À l’audience",
  en_delibere: "En délibéré",
  suspendu: "Suspendus (radiés, interrompus)",
};

/** Whether the service said it: what is beyond sight, or rests on too little, it leaves out. */
export const connu = <T>(valeur: T | null | undefined): valeur is T => valeur !== null && valeur !== undefined;

const nombre = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 });

/** Thousandths, as people read a number of dossiers. */
export const enDossiers = (milliemes: number) => nombre.format(milliemes / 1000);
/** Hundredths of an ordinary dossier, as a number of these. */
export const enPoids = (centiemes: number) => nombre.format(centiemes / 100);

/** Weeks, as people read a time; beyond what is looked at, more than that. */
export function semaines(lues: number | null | undefined, vue: number): string {
  return connu(lues) ? pluriel(lues, "semaine") : `plus de ${vue}${INSECABLE}semaines`;
}

/** How long a dossier that arrives today waits, and how sure that is. */
export function delai({ judged, exits }: PrevisionDeCharge, vue: number): string {
  if (exits === 0 && !connu(judged?.weeks)) return "inconnue, faute de sortie dans les semaines passées";
  const milieu = semaines(judged?.weeks, vue);
  if (!judged?.ranged) return milieu;
  const { low, high } = judged;
  if (low === high) return milieu;
  return `${milieu} (de ${low ?? `plus de ${vue}`} à ${semaines(high, vue)})`;
}

/** What waits after the last week, in thousandths of a dossier. */
export const reste = ({ weeks }: PrevisionDeCharge) => weeks.at(-1)?.after ?? 0;

/** What the settings change, in words. */
export function ecart(present: PrevisionDeCharge, suppose: PrevisionDeCharge): string {
  const deMoins = reste(present) - reste(suppose);
  const stock =
    deMoins === 0
      ? "autant de dossiers en attente à la fin de la période"
      : `${enDossiers(Math.abs(deMoins))} dossiers de ${deMoins > 0 ? "moins" : "plus"} en attente à la fin de la période`;
  const [avant, apres] = [present.judged?.weeks, suppose.judged?.weeks];
  if (!connu(avant) || !connu(apres)) return `${stock}.`;
  if (avant === apres) return `${stock}, et la même durée pour être jugé.`;
  return `${stock}, et ${pluriel(Math.abs(avant - apres), "semaine")} de ${avant > apres ? "moins" : "plus"} pour être jugé.`;
}

/** The page as a table for spreadsheets: the weeks past and to come, then the people whom one may see. */
export function enRangees(charge: Charge): string[][] {
  const { present, supposed, past } = charge;
  const chiffre = (milliemes: number | null | undefined) => (connu(milliemes) ? String(milliemes / 1000).replace(".", ",") : "");
  const rangees: string[][] = [];
  if (present.weeks.length > 0) {
    rangees.push(["Semaine du", "Nature", "Entrées", "Sorties", "En attente", "Au moins", "Au plus", "Places d’audience", "Magistrats présents", "En attente, simulé"]);
    for (const semaine of past) rangees.push([dateChiffree(semaine.from), "passée", String(semaine.entries), String(semaine.exits), "", "", "", "", "", ""]);
    present.weeks.forEach((semaine, rang) =>
      rangees.push([
        dateChiffree(semaine.from),
        "à venir",
        chiffre(semaine.entries),
        chiffre(semaine.exits),
        chiffre(semaine.after),
        chiffre(semaine.low),
        chiffre(semaine.high),
        String(semaine.places),
        chiffre(semaine.time),
        chiffre(supposed?.weeks[rang]?.after),
      ]),
    );
  }
  if (present.people.length > 0) {
    rangees.push(["Magistrat", "Dossiers", "Poids", "Poids à temps plein", "Poids à la fin", "Poids à la fin, simulé"]);
    for (const un of present.people) {
      const simule = supposed?.people.find(({ agent_id }) => agent_id === un.agent_id);
      rangees.push([
        un.name,
        String(un.dossiers),
        chiffre(un.weight * 10),
        chiffre(connu(un.relative) ? un.relative * 10 : null),
        chiffre(un.weeks.at(-1)?.after),
        chiffre(simule?.weeks.at(-1)?.after),
      ]);
    }
  }
  return rangees;
}
