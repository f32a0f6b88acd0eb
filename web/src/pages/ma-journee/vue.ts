/** What the page of the day shows, as it stands in the address. */
export const VUES_TACHES = ["miennes", "libres", "differees", "closes"] as const;
/** Days ahead among which deadlines are shown; 90 is the most the gateway gives. */
export const FENETRES = [8, 15, 30, 90] as const;
export const FENETRE_HABITUELLE = 30;

export interface VueDuJour {
  /** Absent: all that are open. */
  taches?: (typeof VUES_TACHES)[number];
  dans?: (typeof FENETRES)[number];
  chambre?: string;
}
