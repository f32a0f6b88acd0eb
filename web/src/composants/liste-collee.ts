/** A line of a pasted list: its place in the text, counted from one, and its cells. */
export interface LigneCollee {
  numero: number;
  cellules: string[];
}

// A cell in quotes holds what separates cells; a quote elsewhere is a character.
const POINTS_VIRGULES = / *"((?:[^"]|"")*)" *(?=;|$)|([^;]*)/y;
const TABULATIONS = / *"((?:[^"]|"")*)" *(?=\t|$)|([^\t]*)/y;

function cellules(ligne: string): string[] {
  const motif = ligne.includes("\t") ? TABULATIONS : POINTS_VIRGULES;
  const lues: string[] = [];
  for (let place = 0; place <= ligne.length; place = motif.lastIndex + 1) {
    motif.lastIndex = place;
    const [, citee, nue = ""] = motif.exec(ligne) ?? [];
    lues.push((citee?.replaceAll('""', '"') ?? nue).trim());
  }
  return lues;
}

/**
 * The lines of a text with their cells, separated by tabs as a spreadsheet copies them, or else by semicolons. An empty line and
 * one of titles, whose first cell is `titre`, are passed over.
 */
export const lignesCollees = (texte: string, titre: RegExp): LigneCollee[] =>
  texte
    .split(/\r?\n/)
    .map((ligne, rang) => ({ numero: rang + 1, cellules: cellules(ligne) }))
    .filter((lue) => lue.cellules.some(Boolean) && !titre.test(lue.cellules[0] ?? ""));
