/** Tabs of a dossier, as they stand in the address. */
export const ONGLETS = ["frise", "echeances", "decision", "avis", "controle", "parties", "pieces", "taches", "fiches", "proches", "historique"] as const;
export type Onglet = (typeof ONGLETS)[number];
