import type { Citation } from "../../api/delibere";
import { MOIS } from "./citations";

/** A decision that a text cites: what is asked of it, and where it stands, in UTF-16 units. */
export interface Citee extends Citation {
  debut: number;
  fin: number;
  trouve: string;
}

/** No pourvoi bears 00.000: it would have the whole question refused. */
const NUMERO = /(?<![\p{L}\d./-])(?:[A-Z] )?\d{2}-(?!00\.000)\d{2}\.\d{3}(?![\d-]|\.\d)/gu;
const ECLI = /(?<!\p{L})ECLI:FR:CCASS:\d{4}:[A-Z][A-Z0-9]\d{5}(?![A-Z0-9])/giu;
/** The day of a decision stands right before its number: « 19 mars 2002, pourvoi n° 00-10.645 ». */
const JOUR = new RegExp(`(?<!\\d)(\\d{1,2}|1er) (${MOIS.join("|")}) (\\d{4}), (?:pourvois? )?n[°o] ?$`, "iu");
const AVANT = 60;

function jourAvant(texte: string): string | undefined {
  const [, quantieme = "", mois = "", annee = ""] = JOUR.exec(texte) ?? [];
  if (!annee) return undefined;
  const [rang, jour] = [MOIS.indexOf(mois.toLowerCase()) + 1, Number.parseInt(quantieme, 10)];
  // A day that does not exist is told by the check of the calendar, and is not asked about.
  if (jour < 1 || jour > new Date(Date.UTC(Number(annee), rang, 0)).getUTCDate()) return undefined;
  return `${annee}-${String(rang).padStart(2, "0")}-${String(jour).padStart(2, "0")}`;
}

/** A number without its letter: whether two are of one pourvoi. */
const sansLettre = (numero: string) => numero.replace(/^[A-Z]\s/u, "");

/** Decisions that a text cites, in its order; the pourvois that it rules on are not cited. */
export function citeesDans(texte: string, propres: string[] = []): Citee[] {
  const aPlat = texte.replace(/[\u00a0\u202f]/g, " ");
  const siens = new Set(propres.map((un) => sansLettre(un.replace(/[\u00a0\u202f]/g, " "))));
  const numeros = Array.from(aPlat.matchAll(NUMERO))
    .filter(([numero]) => !siens.has(sansLettre(numero)))
    .map(({ 0: numero, index }) => ({ debut: index, fin: index + numero.length, numero, jour: jourAvant(aPlat.slice(Math.max(0, index - AVANT), index)) }));
  const eclis = Array.from(aPlat.matchAll(ECLI)).map(({ 0: ecli, index }) => ({ debut: index, fin: index + ecli.length, ecli: ecli.toUpperCase() }));
  return [...numeros, ...eclis]
    .sort((une, autre) => une.debut - autre.debut)
    .map((une) => ({ ...une, trouve: texte.slice(une.debut, une.fin) }));
}

/** What is asked of a citation, as a word: two places that ask the same are one question. */
export const questionDe = ({ numero, ecli, jour }: Citation): string => [numero, ecli, jour].map((un) => un ?? "").join("|");
