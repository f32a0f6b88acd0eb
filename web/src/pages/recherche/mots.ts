/** What is sought and shown, in words. */
export const GENRES = {
  dossier: "Dossiers",
  partie: "Parties",
  decision: "Décisions",
  moyens: "Moyens",
  piece: "Pièces",
} as const;
export type Genre = keyof typeof GENRES;

export const UN_GENRE: Record<Genre, string> = {
  dossier: "Dossier",
  partie: "Partie",
  decision: "Décision",
  moyens: "Moyens",
  piece: "Pièce",
};

/** The tab of a dossier where something of a genre is read. */
export const ONGLET_DE: Record<Genre, "parties" | "decision" | "pieces" | undefined> = {
  dossier: undefined,
  partie: "parties",
  decision: "decision",
  moyens: undefined,
  piece: "pieces",
};
