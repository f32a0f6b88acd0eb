import { aujourdhui, date, INSECABLE } from "../../composants/formats";
import { lettreCle } from "../../composants/pourvoi";

/** Something cited that is not as the Court cites it, or cannot be; told, never refused. */
export interface Constat {
  /** Where it stands in the text, in UTF-16 units. */
  debut: number;
  fin: number;
  trouve: string;
  attendu: string;
}

type Controle = (texte: string, jour: string) => Constat[];

/** Tells of each place of a pattern what is expected there, if what is found is not it. */
const releve = (motif: RegExp, attendu: (trouve: RegExpMatchArray, jour: string) => string | undefined): Controle =>
  (texte, jour) =>
    Array.from(texte.matchAll(motif)).flatMap((trouve) => {
      const dit = attendu(trouve, jour);
      return dit === undefined ? [] : [{ debut: trouve.index, fin: trouve.index + trouve[0].length, trouve: trouve[0], attendu: dit }];
    });

/** Years of two digits: from this one on to 49 none has come yet; the letter is known for the years from 1998. */
const aVenir = (annee: string, jour: string) => annee > jour.slice(2, 4) && annee < "50";
const aUneCle = (annee: string, jour: string) => annee >= "98" || annee <= jour.slice(2, 4);

const pourvoi = releve(
  /(?<![\p{L}\d./-])(?:([A-Z]) )?(\d{2})-(\d{2})\.(\d{3})(?![\d-]|\.\d)/gu,
  ([, lettre, annee = "", rang = "", suite = ""], jour) => {
    if (aVenir(annee, jour)) return "un numéro dont l’année est passée ou en cours";
    const cle = lettreCle(annee, rang + suite);
    if (!lettre || lettre === cle || !aUneCle(annee, jour)) return undefined;
    return `la lettre-clé ${cle}${INSECABLE}: ${cle} ${annee}-${rang}.${suite}`;
  },
);

const pourvoiMalEcrit = releve(
  /(?<=pourvois? n[°o] ?)(?:([A-Z]) ?)?(\d{2})[ -]?(\d{2})[. ]?(\d{3})(?!\d)/giu,
  ([entier, lettre, annee = "", rang = "", suite = ""]) => {
    const numero = `${annee}-${rang}.${suite}`;
    const ecrit = lettre ? `${lettre.toUpperCase()} ${numero}` : numero;
    return entier === ecrit ? undefined : ecrit;
  },
);

const FORMES_ECLI = "ECLI:FR:CCASS:, l’année, deux-points, deux signes de la formation et cinq chiffres";

const ecli = releve(/(?<!\p{L})ECLI ?: ?[\p{L}\d:.-]*[\p{L}\d]/giu, ([entier], jour) => {
  const [, pays, cour, annee = "", reste = ""] = /^ECLI:([A-Z]{2}):([A-Z][A-Z0-9]{0,6}):(\d{4}):([A-Z0-9.]{1,25})$/.exec(entier) ?? [];
  if (!pays) return /CCASS/i.test(entier) ? FORMES_ECLI : "ECLI, pays, juridiction, année et numéro, en majuscules, séparés par deux-points";
  if (annee > jour.slice(0, 4)) return "une année passée ou en cours";
  return pays === "FR" && cour === "CCASS" && !/^[A-Z][A-Z0-9]\d{5}$/.test(reste) ? FORMES_ECLI : undefined;
});

export const MOIS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

const deMois = (mois: number) => `de ${MOIS[mois - 1]}`.replace(/^de (?=[ao])/, "d’");

/** What is expected of a day of the calendar, none if it exists and is not to come. */
function deLaDate(annee: number, mois: number, quantieme: number, jour: string): string | undefined {
  const dernier = new Date(Date.UTC(annee, mois, 0)).getUTCDate();
  if (mois < 1 || mois > 12) return "un mois du calendrier";
  if (quantieme < 1 || quantieme > dernier) return `un jour ${deMois(mois)} ${annee}, qui en compte ${dernier}`;
  const iso = new Date(Date.UTC(annee, mois - 1, quantieme)).toISOString().slice(0, 10);
  return iso > jour ? `une date qui ne soit pas après le ${date(jour)}` : undefined;
}

const dateEnMots = releve(
  new RegExp(`(?<!\\d)(\\d{1,2}|1er) (${MOIS.join("|")}) (\\d{4})(?!\\d)`, "giu"),
  ([entier, quantieme = "", mois = "", annee = ""], jour) =>
    deLaDate(Number(annee), MOIS.indexOf(mois.toLowerCase()) + 1, Number.parseInt(quantieme, 10), jour) ??
    (quantieme === "1" ? entier.replace(/^1/, "1er") : undefined),
);

const dateEnChiffres = releve(/(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4})(?![\d/])/gu, ([, quantieme, mois, annee = ""], jour) => {
  const attendu = deLaDate(Number(annee), Number(mois), Number(quantieme), jour);
  return attendu ?? `${Number(quantieme) === 1 ? "1er" : Number(quantieme)} ${MOIS[Number(mois) - 1]} ${annee}`;
});

const CODES: Record<string, string> = {
  CPC: "code de procédure civile",
  CPP: "code de procédure pénale",
  COJ: "code de l’organisation judiciaire",
  CSS: "code de la sécurité sociale",
  "C. civ.": "code civil",
  "C. com.": "code de commerce",
  "C. pén.": "code pénal",
  "C. trav.": "code du travail",
};
const ABREGES = Object.keys(CODES).map((abrege) => abrege.replaceAll(".", "\\.")).join("|");
const NUMERO = "(?:[LRDA]\\. )?\\d+(?:-\\d+)*";

const articleLettre = releve(
  /(?<=(?<!\p{L})articles? )([LRDA])(\.?)( ?)(\d+(?:-\d+)*)/gu,
  ([, lettre, point, espace, numero]) => (point && espace ? undefined : `${lettre}. ${numero}`),
);
const articleAbrege = releve(/(?<!\p{L})art\.(?= ?(?:[LRDA]\.? ?)?\d)/giu, () => "article, en toutes lettres");
const codeAbrege = releve(new RegExp(`(?<=\\d(?:,? | du ))(?:${ABREGES})(?![\\p{L}])`, "gu"), ([abrege]) => CODES[abrege]);
const codeMajuscule = releve(/(?<=(?:du|le|au) )Code(?= (?:civil|pénal|de|du|des|général|monétaire|rural)(?!\p{L}))/gu, () => "code, sans majuscule");
const articlesEnsemble = releve(
  new RegExp(`(?<!\\p{L})article(?= ${NUMERO}(?:, ${NUMERO})* (?:et|ou) ${NUMERO}(?:,? (?:du|de la|de l)(?!\\p{L})))`, "gu"),
  () => "articles, au pluriel",
);
const articleSansDu = releve(new RegExp(`(?<!\\p{L})articles? ${NUMERO} code(?!\\p{L})`, "gu"), ([entier]) => entier.replace(/ code$/, " du code"));
const visa = releve(/(?<!\p{L})Vu les articles …/gu, () => "les articles que vise la Cour");

const CONTROLES = [
  pourvoi,
  pourvoiMalEcrit,
  ecli,
  dateEnMots,
  dateEnChiffres,
  articleLettre,
  articleAbrege,
  codeAbrege,
  codeMajuscule,
  articlesEnsemble,
  articleSansDu,
  visa,
];

/** What a text cites otherwise than the Court does, in the order of the text. */
export function verifier(texte: string, jour = aujourdhui()): Constat[] {
  // A space is a space here, whether a line may break at it or not; each keeps its place.
  const aPlat = texte.replace(/[\u00a0\u202f]/g, " ");
  const constats = CONTROLES.flatMap((controle) => controle(aPlat, jour)).sort((un, autre) => un.debut - autre.debut);
  return constats.map((constat) => ({ ...constat, trouve: texte.slice(constat.debut, constat.fin) }));
}
