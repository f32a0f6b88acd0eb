import { type ErreurApi, enErreurApi } from "./probleme";
import type { SaisieActe } from "./types";

/** What became of each: an intent sent and not answered is sent again as it was, under its key. */
export interface Suivi {
  faits: string[];
  envois: Record<string, { cle: string; version: number }>;
}

export const SUIVI_VIDE: Suivi = { faits: [], envois: {} };

const PREFIXE = "greffe-";

/** Kept in this tab: what was begun is taken up again after a reload. */
export function lireSuivi(serie: string): Suivi {
  try {
    return { ...SUIVI_VIDE, ...(JSON.parse(sessionStorage.getItem(PREFIXE + serie) ?? "null") as Suivi | null) };
  } catch {
    return SUIVI_VIDE;
  }
}

export function garderSuivi(serie: string, suivi: Suivi): void {
  try {
    sessionStorage.setItem(PREFIXE + serie, JSON.stringify(suivi));
  } catch {
    // A full store loses what was begun: the gateway still refuses nothing twice under one key.
  }
}

/** An act to record in a dossier: what tells one from another, and where. */
interface Envoi {
  cle: string;
  dossier_id: string;
}

export interface MoyensDeSerie<Un extends Envoi> {
  /** Version of the journal, read now. */
  version: (dossierId: string) => Promise<number>;
  enregistrer: (dossierId: string, version: number, acte: SaisieActe, cle: string) => Promise<unknown>;
  nouvelleCle: () => string;
  garder: (suivi: Suivi) => void;
  /** Hears each answer, as it comes. */
  avance: (fait: Un, erreur?: ErreurApi) => void;
  /** Whether to stop before the next. */
  arreter: () => boolean;
}

const PERIMEE = 412;
const SANS_SESSION = 401;

/** Records each in turn, each under a key of its own. Stops when asked to, and when the session has ended. */
export async function enregistrerEnSerie<Un extends Envoi>(
  choisis: Un[],
  acte: (un: Un) => SaisieActe,
  depart: Suivi,
  moyens: MoyensDeSerie<Un>,
): Promise<Suivi> {
  let suivi = depart;
  const suivre = (faits: string[], envois: Suivi["envois"]) => {
    suivi = { faits, envois };
    moyens.garder(suivi);
  };
  const sans = (cle: string) => Object.fromEntries(Object.entries(suivi.envois).filter(([connue]) => connue !== cle));
  const envoyer = async (un: Un) => {
    const envoi = suivi.envois[un.cle] ?? { cle: moyens.nouvelleCle(), version: await moyens.version(un.dossier_id) };
    suivre(suivi.faits, { ...suivi.envois, [un.cle]: envoi });
    try {
      await moyens.enregistrer(un.dossier_id, envoi.version, acte(un), envoi.cle);
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
