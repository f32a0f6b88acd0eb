/** Where a page of a PDF says some words, whatever their case and accents: pure, of runs of text as the reader gives them. */

/** A run of text of a page. */
export interface Morceau {
  str: string;
  hasEOL: boolean;
}

/** Letters `de` to `a` of a run: what is marked of it. */
export interface Trait {
  morceau: number;
  de: number;
  a: number;
}

const SEULES: Record<string, string> = { œ: "oe", æ: "ae", ß: "ss", ﬁ: "fi", ﬂ: "fl", "’": "'", "ʼ": "'", "‘": "'", "`": "'", "´": "'" };

function pliee(lettre: string): string {
  const nue = lettre.toLocaleLowerCase("fr").normalize("NFD").replace(/[\p{M}\u00ad]/gu, "");
  return SEULES[nue] ?? nue.replace(/[\u2010-\u2015\u2212]/u, "-");
}

/** Letters as they are compared, blanks of any kind and number as one; `places[i]`: where the i-th stands in the text. */
export function plier(texte: string): { lettres: string; places: number[] } {
  let lettres = "";
  const places: number[] = [];
  let place = 0;
  for (const lettre of texte) {
    const suite = /\s/u.test(lettre) ? (lettres === "" || lettres.endsWith(" ") ? "" : " ") : pliee(lettre);
    for (let rang = 0; rang < suite.length; rang++) places.push(place);
    lettres += suite;
    place += lettre.length;
  }
  return { lettres, places };
}

/** What is sought of what was typed; empty where nothing can be. */
export function aChercher(mots: string): string {
  const lettres = plier(mots).lettres.trim();
  return /[\p{L}\p{N}]/u.test(lettres) ? lettres : "";
}

/** Each time that a page says the words, in order: what is marked of its runs. */
export function occurrences(morceaux: Morceau[], mots: string): Trait[][] {
  const cherche = aChercher(mots);
  if (!cherche) return [];
  let texte = "";
  const debuts = morceaux.map(({ str, hasEOL }) => {
    const debut = texte.length;
    texte += hasEOL ? `${str}\n` : str;
    return debut;
  });
  const { lettres, places } = plier(texte);
  const trouvees: Trait[][] = [];
  for (let ou = lettres.indexOf(cherche); ou >= 0; ou = lettres.indexOf(cherche, ou + cherche.length)) {
    const de = places[ou] ?? 0;
    const a = (places[ou + cherche.length - 1] ?? de) + 1;
    trouvees.push(
      morceaux.flatMap(({ str }, morceau) => {
        const debut = debuts[morceau] ?? 0;
        const trait = { morceau, de: Math.max(de - debut, 0), a: Math.min(a - debut, str.length) };
        return trait.de < trait.a ? [trait] : [];
      }),
    );
  }
  return trouvees;
}

/** A page that says what is sought, from 1, and how often. */
export interface PageDisant {
  page: number;
  times: number;
}

/** What is sought, and the time that is shown of it. */
export interface Cible {
  mots: string;
  page: number;
  /** Which of the page's, from 0. */
  rang: number;
}

/** The page of the n-th time, from 0, and which of the page's it is. */
export function situer(pages: PageDisant[], rang: number): { page: number; rang: number } | undefined {
  let reste = rang;
  for (const { page, times } of pages) {
    if (reste < times) return { page, rang: reste };
    reste -= times;
  }
  return undefined;
}

/** How often, in all. */
export const compter = (pages: PageDisant[]) => pages.reduce((somme, { times }) => somme + times, 0);
