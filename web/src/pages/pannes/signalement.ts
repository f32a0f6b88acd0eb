import { enregistrerEnSerie, type MoyensDeSerie, type Suivi } from "../../api/en-serie";
import type { Echeance, SaisieActe } from "../../api/types";

/** An act to record: the outage, in a dossier, on a day on which terms of it ended. */
export interface Signalement {
  cle: string;
  dossier_id: string;
  dossier_number: string;
  jour: string;
  echeances: Echeance[];
}

/** One a dossier and a day, in the order of the certificate; a term without a day cannot have ended during the outage. */
export function signalements(echeances: Echeance[]): Signalement[] {
  const parCle = new Map<string, Signalement>();
  for (const echeance of echeances) {
    const { dossier_id, dossier_number, due } = echeance;
    if (!due) continue;
    const jour = due.slice(0, 10);
    const cle = `${dossier_id} ${jour}`;
    const un = parCle.get(cle) ?? { cle, dossier_id, dossier_number, jour, echeances: [] };
    un.echeances.push(echeance);
    parCle.set(cle, un);
  }
  return [...parCle.values()];
}

export const acteDePanne = (jour: string): SaisieActe => ({ type: "panne_signalee", dates: { jour } });

export const signaler = (choisis: Signalement[], depart: Suivi, moyens: MoyensDeSerie<Signalement>): Promise<Suivi> =>
  enregistrerEnSerie(choisis, ({ jour }) => acteDePanne(jour), depart, moyens);
