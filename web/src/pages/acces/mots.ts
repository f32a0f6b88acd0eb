import type { Acces, EtapeAcces, EtatAcces, GesteAcces, NatureAcces } from "../../api/types";

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

/** An access by which papers are read, or were in an emergency that the dossier is told of. */
export const ouvert = ({ state }: Acces): boolean => state === "ouverte";
