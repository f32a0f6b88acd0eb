import type { Passage } from "../../api/types";

/** How many characters stand before a place that the browser counts in its own units. */
export const caracteres = (texte: string, place: number) => [...texte.slice(0, place)].length;

/** The part of a text between two places of the browser; nothing where nothing is selected. */
export function passage(texte: string, debut: number, fin: number, category: string): Passage | undefined {
  if (debut >= fin) return undefined;
  return { start: caracteres(texte, debut), end: caracteres(texte, fin), category, label: "" };
}

/** The words of a part. */
export const mots = (texte: string, { start, end }: Passage) => [...texte].slice(start, end).join("");
