/**
 * The text of a paper. The server keeps a plain string and compares it word by word; the string is a small Markdown:
 * blocks apart by an empty line, `## `, `### ` and `#### ` titles, `#. ` a numbered paragraph, `> ` a quotation, `- ` the items of
 * a list, `**` bold, `*` italic, a backslash before what would be taken for one of those. No number is kept: a paragraph put
 * between two others changes no other line. Reading what was written gives the same blocks; a text without marks is written as it
 * was read, byte for byte but for carriage returns.
 */
export interface Morceau {
  texte: string;
  gras?: true;
  italique?: true;
}
export type Ligne = Morceau[];
export type Niveau = 2 | 3 | 4;
export type Bloc =
  | { nature: "paragraphe" | "numero"; lignes: Ligne[] }
  | { nature: "titre"; niveau: Niveau; ligne: Ligne }
  | { nature: "citation"; paragraphes: Ligne[][] }
  | { nature: "liste"; points: Ligne[][] };

const NUMERO = "#. ";
const POINT = "- ";
const SUITE = "  ";
const MARQUES = ["gras", "italique"] as const;
/** A paragraph that begins as another block would. */
const ECHAPPE = /^\\[#>-]/;

export const brut = (ligne: Ligne): string => ligne.map(({ texte }) => texte).join("");

/** The lines of a block, whatever it is. */
export function lignesDe(bloc: Bloc): Ligne[] {
  if (bloc.nature === "titre") return [bloc.ligne];
  if (bloc.nature === "citation") return bloc.paragraphes.flat();
  return bloc.nature === "liste" ? bloc.points.flat() : bloc.lignes;
}

/** Runs of the same marks in one piece; spaces at the edge of a mark do not bear it, as nothing would show it. */
export function ligneCanonique(morceaux: Ligne): Ligne {
  if (morceaux.every(({ gras, italique }) => !gras && !italique)) {
    const texte = brut(morceaux);
    return texte ? [{ texte }] : [];
  }
  const lettres = morceaux.flatMap(({ texte, gras, italique }) => Array.from(texte, (c) => ({ c, gras, italique })));
  for (const marque of MARQUES) {
    for (let debut = 0; debut < lettres.length; debut += 1) {
      if (!lettres[debut]?.[marque]) continue;
      let fin = debut;
      while (lettres[fin]?.[marque]) fin += 1;
      const vide = (rang: number) => /\s/u.test(lettres[rang]?.c ?? "");
      let [de, a] = [debut, fin];
      while (de < a && vide(de)) delete lettres[de++]?.[marque];
      while (a > de && vide(a - 1)) delete lettres[--a]?.[marque];
      debut = fin;
    }
  }
  const ligne: Ligne = [];
  for (const { c, gras, italique } of lettres) {
    const dernier = ligne.at(-1);
    if (dernier && dernier.gras === gras && dernier.italique === italique) dernier.texte += c;
    else ligne.push({ texte: c, ...(gras && { gras }), ...(italique && { italique }) });
  }
  return ligne;
}

const SIGNES = /\\[\\*]|\*+|[^\\*]+|\\/gu;

/** Stars turn a mark on or off. Alone between spaces, more than three, or never closed in their line, they are stars. */
function lireLigne(ecrite: string): Ligne {
  if (ecrite === "\\") return [];
  const lire = (avecMarques: boolean): Ligne | undefined => {
    const ligne: Ligne = [];
    const etat = { gras: false, italique: false };
    for (const { 0: signe, index } of ecrite.matchAll(SIGNES)) {
      const seul = /^(?:$|\s)/u.test(ecrite[index - 1] ?? "") && /^(?:$|\s)/u.test(ecrite[index + signe.length] ?? "");
      if (avecMarques && signe.startsWith("*") && signe.length < 4 && !seul) {
        if (signe.length > 1) etat.gras = !etat.gras;
        if (signe.length !== 2) etat.italique = !etat.italique;
        continue;
      }
      const texte = signe.length > 1 && signe.startsWith("\\") ? signe.slice(1) : signe;
      ligne.push({ texte, ...(etat.gras && { gras: true }), ...(etat.italique && { italique: true }) });
    }
    return etat.gras || etat.italique ? undefined : ligneCanonique(ligne);
  };
  return lire(true) ?? lire(false) ?? [];
}

function ecrireLigne(ligne: Ligne): string {
  const ecrire = (echappe: (texte: string) => string) => {
    let ecrite = "";
    let avant: Morceau = { texte: "" };
    for (const un of [...ligne, { texte: "" }]) {
      ecrite += (avant.gras !== un.gras ? "**" : "") + (avant.italique !== un.italique ? "*" : "") + echappe(un.texte);
      avant = un;
    }
    return ecrite;
  };
  const simple = ecrire((texte) => texte);
  if (!/[\\*]/.test(simple)) return simple;
  const relue = JSON.stringify(lireLigne(simple)) === JSON.stringify(ligne);
  return relue ? simple : ecrire((texte) => texte.replace(/[\\*]/g, "\\$&"));
}

/** An empty line of a block that would end it is written as a backslash. */
function joindre(prefixe: string, lignes: string[], dernier: boolean): string {
  const simple = prefixe + lignes.join("\n");
  const sure = !simple.includes("\n\n") && (dernier || !simple.endsWith("\n"));
  return sure ? simple : prefixe + lignes.map((ligne) => ligne || "\\").join("\n");
}

const lireLignes = (ecrit: string): Ligne[] => ecrit.split("\n").map(lireLigne);

function lireBloc(ecrit: string): Bloc {
  const lignes = ecrit.split("\n");
  const titre = /^(#{2,4}) /.exec(ecrit);
  if (titre?.[1] && lignes.length === 1) {
    return { nature: "titre", niveau: titre[1].length as Niveau, ligne: lireLigne(ecrit.slice(titre[0].length)) };
  }
  if (ecrit.startsWith(NUMERO)) return { nature: "numero", lignes: lireLignes(ecrit.slice(NUMERO.length)) };
  if (lignes.every((ligne) => ligne === ">" || ligne.startsWith("> "))) {
    const cite = lignes.map((ligne) => ligne.slice(2)).join("\n");
    return { nature: "citation", paragraphes: cite.split("\n\n").map(lireLignes) };
  }
  if (ecrit.startsWith(POINT) && lignes.every((ligne) => ligne.startsWith(POINT) || ligne.startsWith(SUITE))) {
    const points = ecrit.slice(POINT.length).split(`\n${POINT}`);
    return { nature: "liste", points: points.map((point) => lireLignes(point.replaceAll(`\n${SUITE}`, "\n"))) };
  }
  return { nature: "paragraphe", lignes: lireLignes(ECHAPPE.test(ecrit) ? ecrit.slice(1) : ecrit) };
}

function ecrireBloc(bloc: Bloc, dernier: boolean): string {
  switch (bloc.nature) {
    case "titre":
      return `${"#".repeat(bloc.niveau)} ${ecrireLigne(bloc.ligne)}`;
    case "numero":
      return joindre(NUMERO, bloc.lignes.map(ecrireLigne), dernier);
    case "citation": {
      const paragraphes = bloc.paragraphes.map((lignes, rang) =>
        joindre("", lignes.map(ecrireLigne), rang === bloc.paragraphes.length - 1),
      );
      const cite = paragraphes.join("\n\n").split("\n");
      return cite.map((ligne) => (ligne ? `> ${ligne}` : ">")).join("\n");
    }
    case "liste":
      return bloc.points.map((lignes) => POINT + lignes.map(ecrireLigne).join(`\n${SUITE}`)).join("\n");
    case "paragraphe": {
      const ecrit = joindre("", bloc.lignes.map(ecrireLigne), dernier);
      return lireBloc(ecrit).nature === "paragraphe" && !ECHAPPE.test(ecrit) ? ecrit : `\\${ecrit}`;
    }
  }
}

export const lire = (texte: string): Bloc[] => texte.replaceAll("\r\n", "\n").split("\n\n").map(lireBloc);

export const ecrire = (blocs: Bloc[]): string => blocs.map((bloc, rang) => ecrireBloc(bloc, rang === blocs.length - 1)).join("\n\n");

export const estVide = (blocs: Bloc[]): boolean => blocs.every((bloc) => lignesDe(bloc).every((ligne) => brut(ligne).trim() === ""));

/** Without the characters that no XML admits, for the files of word processors. */
export const sansControle = (texte: string): string => texte.replace(/(?!\t)\p{Cc}/gu, "");
