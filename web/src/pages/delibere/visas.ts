/** Codes by the name that a visa gives them, each with what joins it to its articles. Another text is left to who writes. */
const CODES = [
  "code civil",
  "code de commerce",
  "code de justice militaire",
  "code de l’action sociale et des familles",
  "code de l’entrée et du séjour des étrangers et du droit d’asile",
  "code de l’environnement",
  "code de l’expropriation pour cause d’utilité publique",
  "code de l’organisation judiciaire",
  "code de l’urbanisme",
  "code de la consommation",
  "code de la construction et de l’habitation",
  "code de la justice pénale des mineurs",
  "code de la propriété intellectuelle",
  "code de la route",
  "code de la santé publique",
  "code de la sécurité sociale",
  "code de procédure civile",
  "code de procédure pénale",
  "code des assurances",
  "code des procédures civiles d’exécution",
  "code des relations entre le public et l’administration",
  "code du travail",
  "code électoral",
  "code général des impôts",
  "code monétaire et financier",
  "code pénal",
  "code rural et de la pêche maritime",
];
const ARTICLE = "(?:[LRDA]\\. )?\\d+(?:-\\d+)*(?: (?:bis|ter|quater))?";
const CITES = new RegExp(`(?<!\\p{L})articles? (${ARTICLE}(?:(?:, | et | ou )${ARTICLE})*),? du (${CODES.join("|")})(?!\\p{L})`, "gu");
const UN_ARTICLE = new RegExp(ARTICLE, "gu");
const VISA = /^Vu (?!les articles …)/u;

/** Articles of a code that a text relies on. */
export interface Vise {
  code: string;
  articles: string[];
}

const aPlat = (texte: string) => texte.replace(/[\u00a0\u202f]/g, " ").replaceAll("'", "’");

function cites(paragraphes: string[]): Map<string, Set<string>> {
  const trouves = new Map<string, Set<string>>();
  for (const [, articles = "", code = ""] of paragraphes.flatMap((un) => Array.from(aPlat(un).matchAll(CITES)))) {
    const deja = trouves.get(code) ?? new Set<string>();
    for (const article of articles.match(UN_ARTICLE) ?? []) deja.add(article);
    trouves.set(code, deja);
  }
  return trouves;
}

/** Articles that a text cites and that none of its visas bears, by code, in the order in which it cites them. */
export function aViser(paragraphes: string[]): Vise[] {
  const vises = cites(paragraphes.filter((un) => VISA.test(aPlat(un))));
  return Array.from(cites(paragraphes), ([code, articles]) => ({ code, articles: [...articles].filter((un) => !vises.get(code)?.has(un)) })).filter(
    ({ articles }) => articles.length > 0,
  );
}

/** The visa, as the Court writes it. */
export function visa({ code, articles }: Vise): string {
  const [premier = ""] = articles;
  const enumere = articles.length > 1 ? `les articles ${articles.slice(0, -1).join(", ")} et ${articles.at(-1) ?? ""}` : `l’article ${premier}`;
  return `Vu ${enumere} du ${code}\u00a0:`.replace(/([LRDA]\.) (?=\d)/gu, "$1\u00a0");
}
