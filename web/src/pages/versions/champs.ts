import { motDuCode } from "../../actes/codes";
import type { Regles } from "../../api/regles";
import type { DifferencesDuDroit, FichierChange, Referentiel } from "../../api/types";
import { date, INSECABLE, libelle, majuscule } from "../../composants/formats";
import { repondA } from "../../composants/recherche";

/** What the files of the law call their fields, in words. */

const CHAMPS: Record<string, string> = {
  abroad: "à l’étranger",
  act: "acte",
  acts: "actes",
  after: "après",
  after_end: "après la fin",
  alert: "alerte",
  all: "toutes",
  ambiguous: "deux lectures",
  any: "l’une",
  article: "texte",
  at_end: "à la fin",
  attr: "donnée",
  basis: "texte",
  before: "avant",
  bound: "qui est lié",
  by: "auteur",
  calendar: "calendrier",
  class: "classe",
  clear_days: "jours francs",
  consequence: "conséquence",
  cured_by: "ce qui y remédie",
  date: "date",
  days: "jours",
  decision_date: "jour de la décision",
  destinataires: "destinataires",
  distance: "délai de distance",
  distance_doubtful: "délai de distance discuté",
  doubt: "point discuté",
  doubtful: "effet discuté",
  due: "terme",
  due_at: "terme à l’heure",
  earliest: "au plus tôt",
  event: "événement",
  events: "événements",
  example: "exemple",
  expected: "réponse",
  extended_by: "ce qui l’allonge",
  extension_limit: "limite d’allongement",
  first: "premier délai",
  former: "ancien texte",
  group: "groupe",
  hours: "heures",
  id: "identifiant",
  identifiant: "règle sans délai",
  interrupted_by: "ce qui l’interrompt",
  interruption: "interruption",
  irregular: "irrégulier si",
  jalon: "jalon",
  kept: "délais gardés",
  kind: "nature",
  label: "nom",
  length: "longueur",
  local_holidays_doubtful: "fêtes locales discutées",
  means: "moyens",
  mentions: "mentions",
  milestones: "jalons arrêtés",
  months: "mois",
  moot: "sans objet si",
  moved_by: "ce qui le déplace",
  name: "nom abrégé",
  none: "aucune",
  not_before: "pas avant",
  on: "actes qui l’appellent",
  once: "une seule fois",
  opened_by: "acte qui l’ouvre",
  opens_on_missing: "s’ouvre quand un fait manque",
  optional: "facultatif",
  or_from: "ou depuis",
  or_later: "ou plus tard",
  or_suspends: "ou suspend seulement",
  order: "ordre des dates",
  overseas: "outre-mer",
  owed_for: "dû pour",
  personal: "propre à chacun",
  phrase: "phrase",
  procedures: "procédures",
  prorogation: "report au jour ouvrable",
  prorogation_doubtful: "report discuté",
  proved_by: "ce qui le prouve",
  quiet: "sans effet parce que",
  reason: "raison",
  recodification: "recodification",
  recourse: "recours",
  reduced_by: "ce qui le réduit",
  regime: "régime",
  regular: "conforme si",
  remedy: "remède",
  required: "obligatoire",
  residence: "résidence",
  restart: "ce qui le fait repartir",
  restarts_alone: "repart seul",
  rests_on: "s’appuie sur",
  role: "qui en est chargé",
  roles: "fonctions",
  sanction: "sanction",
  satisfied_by: "ce qui y satisfait",
  served_in_person: "remise à personne",
  served_in_person_in: "remise à personne à",
  severity: "gravité",
  sources: "actes qui le disent",
  special: "délai spécial",
  stage: "stade",
  stages: "stades",
  start: "départ",
  start_at: "départ à l’heure",
  statutory: "délai légal pour statuer",
  still_at: "stades où il reste",
  suspended: "suspendu",
  task: "tâche",
  term: "durée",
  terminal: "fin de la procédure",
  text: "phrase",
  to: "destinataire",
  trigger: "ce qui fait courir le délai",
  type: "type",
  undetermined: "indéterminé",
  uninterrupted: "sans interruption",
  unless: "sauf si",
  unless_of: "sauf ce qui parle de",
  until: "jusqu’à",
  urgency: "urgence",
  usual: "procédure usuelle",
  values: "valeurs",
  warnings: "alertes (jours avant)",
  warns_before: "jalons avertis sans être arrêtés",
  whatever_stage_of: "à tout stade, quand il désigne",
  when: "quand",
  why: "raison",
  within: "dans le délai de",
  without_proof: "faute de preuve",
};

/** `trigger[1].term.days` is « Ce qui fait courir le délai n° 2, durée, jours ». */
export function champEnMots(champ: string): string {
  // Rules that bear no delay are named by identifiers, points included.
  const [, sansDelai, precision] = /^identifiant\.(.+)\.(\w+)$/.exec(champ) ?? [];
  const mots = sansDelai && precision ? [`${CHAMPS.identifiant} ${sansDelai}`, pasEnMots(precision)] : champ.split(".").map(pasEnMots);
  return majuscule(mots.join(", "));
}

function pasEnMots(pas: string): string {
  const [, nom = pas, rang] = /^(.*?)(?:\[(\d+)\])?$/.exec(pas) ?? [];
  const mot = CHAMPS[nom] ?? nom.replaceAll("_", " ");
  return rang === undefined ? mot : `${mot} n°${INSECABLE}${Number(rang) + 1}`;
}

/** What names a code of the law: acts, rules, procedures. */
export type Noms = ReadonlyMap<string, string>;

export function nomsDe(referentiel: Referentiel | undefined, regles: Regles | undefined): Noms {
  return new Map([
    ...(referentiel?.acts ?? []).map(({ kind, label }) => [kind, label] as const),
    ...(referentiel?.procedures ?? []).map(({ code, label }) => [code, label] as const),
    ...(referentiel?.stages ?? []).map(({ code, label }) => [code, label] as const),
    ...(regles?.rules ?? []).map(({ rule, label }) => [rule, label] as const),
  ]);
}

const CODE = String.raw`[a-z][a-z0-9]*(?:[_.][a-z0-9]+)*`;
const UN = String.raw`(${CODE})(?:\(([^()]*)\))?`;
const LISTE = new RegExp(`^${UN}(?:, ${UN})*$`);

/** A value of a field: codes by their names, days and yes or no as French says them, the rest as it stands. */
export function valeurEnMots(valeur: string | null | undefined, noms: Noms): string {
  if (valeur === null || valeur === undefined) return "—";
  if (valeur === "true") return "oui";
  if (valeur === "false") return "non";
  if (/^\d{4}-\d{2}-\d{2}$/.test(valeur)) return date(valeur);
  if (!LISTE.test(valeur)) return valeur;
  const mot = (code: string) => noms.get(code) ?? motDuCode("", "", code) ?? (code.includes("_") ? libelle(code) : code);
  const precision = (texte: string) => {
    const [champ, codes] = texte.split("=");
    if (!codes) return mot(texte);
    return `${(champ ?? "").replaceAll("_", " ")}${INSECABLE}: ${codes.split("|").map(mot).join(" ou ")}`;
  };
  const un = (_: string, code: string, precise?: string) => (precise ? `${mot(code)} (${precise.split(/, ?/).map(precision).join(", ")})` : mot(code));
  return valeur.split(/, (?![^(]*\))/).map((code) => code.replace(new RegExp(`^${UN}$`), un)).join(", ");
}

const NATURES: Record<string, string> = {
  regle: "Règles de délai",
  procedure: "Procédures",
  acte: "Actes",
  tache: "Tâches",
  notification: "Avis et notifications",
  controle: "Points de contrôle",
  piece: "Pièces requises",
  regime: "Régimes",
  commun: "Dispositions communes",
};

export const nomDeGroupe = (nature: string) => NATURES[nature] ?? libelle(nature);

/** Files that have no label of their own. */
const SANS_NOM: Record<string, string> = {
  calcul: "Phrases du calcul",
  catalogue: "Fonctions et destinataires",
  modificateurs: "Ce qui allonge, réduit ou interrompt les délais",
  sans_delai: "Règles qui ne portent aucun délai",
  stades: "Stades et jalons",
  penal: "Régime pénal",
};

/** The name of a file. */
export const nomDeFichier = ({ label }: FichierChange) => SANS_NOM[label] ?? (/^[a-z0-9_.]+$/.test(label) ? libelle(label) : label);

export interface FiltresDifferences {
  depuis?: string;
  version?: string;
  nature?: string;
  q?: string;
}

export interface Groupe {
  nature: string;
  fichiers: FichierChange[];
}

/** What answers the filters, by kind, in the order in which one reads the law. */
export function parNature(differences: DifferencesDuDroit, { nature, q = "" }: FiltresDifferences, noms: Noms): Groupe[] {
  const repond = repondA(q);
  const texte = (fichier: FichierChange) =>
    [
      nomDeFichier(fichier),
      fichier.id,
      ...fichier.fields.flatMap(({ field, before, after }) => [champEnMots(field), valeurEnMots(before, noms), valeurEnMots(after, noms)]),
    ].join(" ");
  const gardes = differences.changes.filter((fichier) => (!nature || fichier.kind === nature) && repond(texte(fichier)));
  return naturesDe(differences)
    .map((une) => ({ nature: une, fichiers: gardes.filter(({ kind }) => kind === une) }))
    .filter(({ fichiers }) => fichiers.length > 0);
}

/** The kinds of which something changes. */
export function naturesDe({ changes }: DifferencesDuDroit): string[] {
  const presentes = new Set(changes.map(({ kind }) => kind));
  const connues = Object.keys(NATURES).filter((nature) => presentes.has(nature));
  return [...connues, ...[...presentes].filter((nature) => !(nature in NATURES))];
}
