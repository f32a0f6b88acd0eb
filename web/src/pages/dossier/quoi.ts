/** What of a case is changed on its page; stands in the address. */
export const QUOI = ["identite", "partie", "pourvoi", "decision", "substitution", "lien", "moyens", "scelle"] as const;
export type Quoi = (typeof QUOI)[number];
