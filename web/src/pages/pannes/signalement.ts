import type { ErreurApi } from "../../api/probleme";
import { enErreurApi } from "../../api/probleme";
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

/** What became of each: an intent sent and not answered is sent again as it was, under its key. */
export interface Suivi {
  faits: string[];
  envois: Record<string, { cle: string; version: number }>;
}

export const SUIVI_VIDE: Suivi = { faits: [], envois: {} };

const PREFIXE = "greffe-panne:";

/** Kept in this tab: what was begun is taken up again after a reload. */
export function lireSuivi(panne: string): Suivi {
  try {
    return { ...SUIVI_VIDE, ...(JSON.parse(sessionStorage.getItem(PREFIXE + panne) ?? "null") as Suivi | null) };
  } catch {
    return SUIVI_VIDE;
  }
}

export function garderSuivi(panne: string, suivi: Suivi): void {
  try {
    sessionStorage.setItem(PREFIXE + panne, JSON.stringify(suivi));
  } catch {
    // A full store loses what was begun: the gateway still refuses nothing twice under one key.
  }
}

export const acteDePanne = (jour: string): SaisieActe => ({ type: "panne_signalee", dates: { jour } });

interface Moyens {
  /** Version of the journal, read now. */
  version: (dossierId: string) => Promise<number>;
  enregistrer: (dossierId: string, version: number, acte: SaisieActe, cle: string) => Promise<unknown>;
  nouvelleCle: () => string;
  garder: (suivi: Suivi) => void;
  /** Hears each answer, as it comes. */
  avance: (fait: Signalement, erreur?: ErreurApi) => void;
  /** Whether to stop before the next. */
  arreter: () => boolean;
}

const PERIMEE = 412;
const SANS_SESSION = 401;

/** Records each in turn, each under a key of its own. Stops when asked to, and when the session has ended. */
export async function signaler(choisis: Signalement[], depart: Suivi, moyens: Moyens): Promise<Suivi> {
  let suivi = depart;
  const suivre = (faits: string[], envois: Suivi["envois"]) => {
    suivi = { faits, envois };
    moyens.garder(suivi);
  };
  const sans = (cle: string) => Object.fromEntries(Object.entries(suivi.envois).filter(([connue]) => connue !== cle));
  const envoyer = async (un: Signalement) => {
    const envoi = suivi.envois[un.cle] ?? { cle: moyens.nouvelleCle(), version: await moyens.version(un.dossier_id) };
    suivre(suivi.faits, { ...suivi.envois, [un.cle]: envoi });
    try {
      await moyens.enregistrer(un.dossier_id, envoi.version, acteDePanne(un.jour), envoi.cle);
      suivre([...suivi.faits, un.cle], sans(un.cle));
    } catch (cause) {
      const erreur = enErreurApi(cause);
      // A refusal ends the intent; after a silence it may have been heard.
      if (erreur.estRefus && erreur.statut !== SANS_SESSION) suivre(suivi.faits, sans(un.cle));
      throw erreur;
    }
  };
  for (const un of choisis) {
    if (moyens.arreter()) break;
    if (suivi.faits.includes(un.cle)) continue;
    try {
      // The journal may move between the read and the command: once, it is read again.
      await envoyer(un).catch((cause: unknown) => {
        if (enErreurApi(cause).statut !== PERIMEE) throw cause;
        return envoyer(un);
      });
      moyens.avance(un);
    } catch (cause) {
      const erreur = enErreurApi(cause);
      moyens.avance(un, erreur);
      if (erreur.statut === SANS_SESSION) break;
    }
  }
  return suivi;
}
