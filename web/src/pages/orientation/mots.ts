import type { ConditionsOrientation, DestinationOrientation, DossierAutrement, RegleOrientation, ResumeRegles } from "../../api/types";
import { enCsv } from "../../composants/csv";
import { date, INSECABLE } from "../../composants/formats";

/** Lists of a condition, as a form asks them and a table tells them. */
export const LISTES = [
  ["matters", "Matière", "Début du code : 80 vaut pour 80A et 80B."],
  ["keywords", "Mots-clés", "Mots entiers d’un terme de la nomenclature."],
  ["texts", "Textes cités par les mémoires", "Un article : 1240 du code civil."],
  ["courts", "Juridiction attaquée", "Sa sorte ou son nom : conseil de prud’hommes, Lyon."],
  ["sections", "Section de la juridiction", "Mots entiers : chambre sociale."],
  ["natures", "Nature de la décision", "Mots entiers : ordonnance."],
] as const;

export type Liste = (typeof LISTES)[number][0];

const OUI_NON: ["detained" | "urgent", string, string][] = [
  ["detained", "une partie est détenue", "aucune partie n’est détenue"],
  ["urgent", "l’affaire est urgente", "l’affaire n’est pas urgente"],
];

/** What a rule asks, in words: one sentence a field. */
export function conditionsEnMots(when: ConditionsOrientation, procedure: (code: string) => string): string[] {
  const dire = (nom: string, dits: string[] = []) => (dits.length ? [`${nom}${INSECABLE}: ${dits.join(" ou ")}`] : []);
  const dites = LISTES.flatMap(([champ, nom]) => dire(nom.toLocaleLowerCase("fr"), when[champ]));
  const procedures = dire("procédure", when.procedures?.map(procedure));
  const reponses = OUI_NON.flatMap(([champ, oui, non]) => (typeof when[champ] === "boolean" ? [when[champ] ? oui : non] : []));
  return [...procedures, ...dites, ...reponses];
}

/** When a rule applies, where it says so. */
export function joursEnMots({ from, until }: Pick<RegleOrientation, "from" | "until">): string {
  if (from && until) return `du ${date(from)} au ${date(until)}`;
  if (from) return `à partir du ${date(from)}`;
  return until ? `jusqu’au ${date(until)}` : "sans terme";
}

/** Values separated by semicolons, without blanks. */
export const valeurs = (texte: string) =>
  texte
    .split(";")
    .map((valeur) => valeur.trim())
    .filter(Boolean);

export interface Difference {
  rule_id: string;
  label: string;
  genre: "ajoutee" | "retiree" | "changee";
  /** What changed, before and after. */
  champs: { nom: string; avant: string; apres: string }[];
}

/** What a version changes of the one before it, rule by rule. */
export function differences(
  avant: RegleOrientation[],
  apres: RegleOrientation[],
  procedure: (code: string) => string,
  destination: (code: string) => string,
): Difference[] {
  const dite = (regle: RegleOrientation): [string, string][] => [
    ["Nom", regle.label],
    ["Raison", regle.reason],
    ["Conditions", conditionsEnMots(regle.when, procedure).join(" ; ")],
    ["Destination", destination(regle.target)],
    ["Rang", String(regle.priority)],
    ["Jours", joursEnMots(regle)],
  ];
  const parId = new Map(avant.map((regle) => [regle.rule_id, regle]));
  const restent = new Set(apres.map(({ rule_id }) => rule_id));
  const nouvelles = apres.flatMap((regle): Difference[] => {
    const { rule_id, label } = regle;
    const ancienne = parId.get(rule_id);
    if (!ancienne) return [{ rule_id, label, genre: "ajoutee", champs: [] }];
    const anciens = dite(ancienne);
    const champs = dite(regle).flatMap(([nom, texte], rang) => {
      const ancien = anciens[rang]?.[1] ?? "";
      return ancien === texte ? [] : [{ nom, avant: ancien, apres: texte }];
    });
    return champs.length ? [{ rule_id, label, genre: "changee", champs }] : [];
  });
  const retirees = avant.filter(({ rule_id }) => !restent.has(rule_id));
  return [...nouvelles, ...retirees.map(({ rule_id, label }): Difference => ({ rule_id, label, genre: "retiree", champs: [] }))];
}

/** A share, or that nothing measures it. */
export const part = (justes: number, sur: number) => (sur === 0 ? "—" : `${Math.round((justes * 100) / sur).toLocaleString("fr-FR")}${INSECABLE}%`);

/** Dossiers that the version sends elsewhere, as spreadsheets set to French read them. */
export function csv(dossiers: DossierAutrement[], destination: (code: string) => string): string {
  const nommee = (code: string | null | undefined) => (code ? destination(code) : "");
  const rangees = dossiers.map((d) => [d.number, nommee(d.decided), nommee(d.sent), d.rule_label ?? "", nommee(d.before)]);
  return enCsv([["Dossier", "Décidé", "Selon la version essayée", "Règle", "Selon la version en vigueur"], ...rangees]);
}

/** Which rules they are: `de la chambre sociale`. */
export const nomDuJeu = ({ remit, label }: ResumeRegles) => (remit === "entre_chambres" ? label : `de la ${label}`);

export const nomDe = (destinations: DestinationOrientation[]) => (code: string) => destinations.find((une) => une.code === code)?.label ?? code;
