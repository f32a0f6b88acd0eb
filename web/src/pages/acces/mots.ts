import type { Acces, EtapeAcces, EtatAcces, GesteAcces, NatureAcces } from "../../api/types";
import { heure } from "../../composants/formats";

export const NATURES: Record<NatureAcces, string> = {
  demande: "Demande",
  urgence: "Urgence",
  habilitation: "Habilitation",
};

export const ETATS: Record<EtatAcces, string> = {
  demandee: "En attente",
  ouverte: "Ouvert",
  refusee: "Refusé",
  retiree: "Retiré",
  echue: "Échu",
  revue: "Revu",
};

/** What the button of a step says. */
export const GESTES: Record<GesteAcces, string> = {
  accord: "Accorder",
  refus: "Refuser",
  retrait: "Retirer",
  revue: "Marquer comme revu",
};

/** What was done, after the name of who did it. */
export const FAITS: Record<EtapeAcces["step"], string> = {
  demande: "a demandé l’accès",
  accord: "l’a accordé",
  refus: "l’a refusé",
  retrait: "l’a retiré",
  revue: "l’a revu",
};

/** Shortest and longest reason that is recorded. */
export const MOTIF_MIN = 10;
export const MOTIF_MAX = 500;

export const motifSuffit = (motif: string): boolean => motif.trim().length >= MOTIF_MIN && motif.trim().length <= MOTIF_MAX;

/** An access by which papers are read. */
export const ouvert = ({ state }: Acces): boolean => state === "ouverte";

/** What those who have the dossier are told of an emergency: while papers are read by it, and after, until it has been looked over. */
export function annonce(acces: Acces): { cle: string; texte: string } | undefined {
  const { kind, until, state, agent_name, steps } = acces;
  if (kind !== "urgence" || !until || state === "revue") return undefined;
  const qui = agent_name ?? "une personne de l’annuaire";
  const dit = ouvert(acces) ? `ouvert à ${qui} jusqu’à ${heure(until)}` : `ouvert à ${qui}, fini depuis, pas encore revu`;
  return { cle: acces.access_id, texte: `Accès en urgence ${dit}\u00a0: ${steps[0]?.reason ?? ""}` };
}
