/** The law that the gateway in memory knows: a few rules, each of another shape, and their arithmetic. */
import type * as R from "../../src/api/regles";
import { AVIS, PROCEDURE, TACHE } from "./entrees";

const CIVIL = { code: "civil", label: "Procédure civile" };
const PENAL = { code: "penal", label: "Procédure pénale" };
const CALENDRIERS = [
  { code: "national", label: "France entière" },
  { code: "alsace_moselle", label: "Alsace et Moselle" },
  { code: "la_reunion", label: "La Réunion" },
];
const CATALOGUE = "2026.11.1";

type DepartEcrit = Pick<R.Depart, "name" | "label" | "act" | "date">;
const depart = (name: string, label: string, act: string | null = null, date: string | null = null): DepartEcrit => ({ name, label, act, date });
const evenement = (kind: string, label: string, asks: R.EvenementDeRegle["asks"] = "jour"): R.EvenementDeRegle => ({ kind, label, asks });
const AIDE = [
  evenement("aj_demande", "demande d’aide juridictionnelle"),
  evenement("aj_decision_notifiee", "notification de la décision du bureau d’aide juridictionnelle"),
];
const PANNE = evenement("panne_748_7", "panne de la voie électronique");

type RegleEcrite = Partial<Omit<R.RegleDetaillee, "triggers">> & { unit?: R.Unite | null; triggers?: DepartEcrit[] };
const DECLARATION = depart("declaration", "déclaration de pourvoi", "pourvoi_forme", "forme");
const regle = (
  rule: string,
  label: string,
  article: string,
  length: string,
  { unit = "mois", triggers = [DECLARATION], ...reste }: RegleEcrite,
): R.RegleDetaillee => ({
  rule,
  label,
  article,
  procedure: CIVIL,
  length,
  triggers: triggers.map((un) => ({ ...un, length, unit })),
  special: [],
  residence: false,
  served_in_person_in: false,
  calendar: true,
  decision_date: false,
  events: [],
  catalogue: CATALOGUE,
  bound: "chaque demandeur au pourvoi",
  extensions: [],
  interruptions: [],
  satisfied_by: [],
  sanction: null,
  versions: [],
  doubt: "",
  recodification: "",
  since: CATALOGUE,
  procedures: [],
  tasks: [],
  notices: [],
  checks: [],
  examples: [],
  ...reste,
});

const MOIS: Record<string, number> = { "civil.memoire_ampliatif.depot": 4, "civil.memoire_defense": 2, "civil.pourvoi.delai": 2 };

export const REGLES: R.RegleDetaillee[] = [
  regle("civil.pourvoi.delai", "Délai du pourvoi en cassation", "CPC 612", "2 mois", {
    bound: "la partie à qui la décision est notifiée",
    triggers: [depart("notification", "notification de la décision à la partie", "decision_notifiee", "notifie")],
    residence: true,
    served_in_person_in: true,
    events: [...AIDE, PANNE],
    extensions: [{ text: "Un mois de plus pour qui demeure outre-mer, deux mois pour qui demeure à l’étranger.", basis: "CPC 643 et 645" }],
    interruptions: [{ text: "La demande d’aide juridictionnelle, jusqu’à la notification de la décision du bureau.", basis: "décret 2020-1717, article 44" }],
    satisfied_by: [[{ text: "Pourvoi formé", act: "pourvoi_forme", codes: [] }]],
    sanction: { label: "irrecevabilité du pourvoi", by: "la formation, par arrêt" },
    examples: [
      { line: { rule: "civil.pourvoi.delai", start: "2026-09-15" }, expected: "2026-11-16", ambiguous: false, why: "15 novembre, dimanche : lundi" },
      { line: { rule: "civil.pourvoi.delai", start: "2026-09-15", residence: "outre_mer" }, expected: "2026-12-15", ambiguous: false, why: "deux mois et un mois font trois mois" },
      {
        line: {
          rule: "civil.pourvoi.delai",
          start: "2026-02-02",
          events: [
            { kind: "aj_demande", date: "2026-03-02" },
            { kind: "aj_decision_notifiee", date: "2026-06-10" },
          ],
        },
        expected: "2026-08-10",
        ambiguous: false,
        why: "nouveau délai entier de la notification du bureau",
      },
    ],
  }),
  regle("civil.pourvoi.delai_special", "Délai spécial du pourvoi", "CPC 612", "selon le texte spécial", {
    unit: null,
    triggers: [depart("notification", "notification ou prononcé, selon le texte spécial")],
    special: [
      { text: "1103", length: "15 jours" },
      { text: "C. com. L464-8", length: "1 mois" },
    ],
  }),
  regle("civil.memoire_ampliatif.depot", "Dépôt du mémoire ampliatif", "CPC 978, alinéa 1, 1re phrase", "4 mois", {
    residence: true,
    events: [...AIDE, evenement("reduction_1009", "ordonnance de réduction des délais", "mois_ou_jour"), PANNE],
    extensions: [{ text: "Un mois de plus pour qui demeure outre-mer, deux mois pour qui demeure à l’étranger.", basis: "CPC 1023, alinéa 1" }],
    satisfied_by: [[{ text: "Mémoire déposé", act: "memoire_depose", codes: [{ field: "nature", code: "ampliatif" }] }]],
    procedures: [PROCEDURE],
    tasks: [TACHE],
    notices: [AVIS],
    sanction: { label: "déchéance du pourvoi", by: "le premier président ou son délégué, par ordonnance" },
    versions: [
      { from: "2014-11-01", until: null, length: "4 mois", article: "CPC 978" },
      { from: null, until: "2014-10-31", length: "5 mois", article: "CPC 978" },
    ],
    doubt: "La remise au guichet d’un mémoire non signé.",
    examples: [{ line: { rule: "civil.memoire_ampliatif.depot", start: "2026-11-24" }, expected: "2027-03-24", ambiguous: false, why: "quatre mois, jour ouvrable" }],
  }),
  regle("civil.memoire_ampliatif.signification", "Signification du mémoire ampliatif au défendeur sans avocat", "CPC 978, alinéa 1, 3e phrase ; 980", "1 mois", {
    examples: [{ line: { rule: "civil.memoire_ampliatif.signification", start: "2026-10-31" }, expected: "2027-03-30", ambiguous: true, why: "premier délai clos un 28 février" }],
  }),
  regle("civil.memoire_defense", "Mémoire en défense", "CPC 982", "2 mois", {
    bound: "le défendeur à qui le mémoire est signifié",
    triggers: [
      depart("signification", "signification du mémoire ampliatif", "memoire_signifie", "signifie"),
      depart("notification", "notification du mémoire ampliatif à l’avocat", "memoire_notifie", "notifie"),
    ],
    residence: true,
    events: [...AIDE, evenement("prorogation_president", "prorogation accordée par le président", "jours_ou_jour")],
  }),
  regle("civil.interruption.reprise", "Reprise d’instance", "CPC 376", "fixée par le juge", {
    unit: null,
    triggers: [depart("arret", "arrêt qui constate l’interruption")],
    examples: [{ line: { rule: "civil.interruption.reprise" }, expected: null, ambiguous: false, why: "sans la longueur, pas de date" }],
  }),
  regle("penal.pourvoi.delai", "Délai du pourvoi pénal", "CPP 568", "10 jours", {
    recodification: "L7212-1",
    procedure: PENAL,
    unit: "jours",
    triggers: [depart("prononce", "prononcé de la décision")],
    decision_date: true,
    versions: [
      { from: "2024-09-30", until: null, length: "10 jours", article: "CPP 568" },
      { from: null, until: "2024-09-29", length: "5 jours francs", article: "CPP 568" },
    ],
  }),
  regle("penal.mae.transmission_48h", "Transmission d’un dossier de mandat d’arrêt européen", "CPP 574-2", "48 heures", {
    procedure: PENAL,
    unit: "heures",
    triggers: [depart("declaration", "déclaration de pourvoi")],
    calendar: false,
  }),
  regle("penal.statuer.minimum_604", "Délai minimal avant de statuer", "CPP 604", "15 jours", {
    procedure: PENAL,
    unit: "jours",
    triggers: [depart("reception", "réception du dossier")],
    calendar: false,
  }),
];

const enLigne = ({ rule, label, article, procedure, length, triggers, special, residence, served_in_person_in, calendar, decision_date, events }: R.RegleDetaillee): R.Regle => ({
  rule,
  label,
  article,
  procedure,
  length,
  triggers,
  special,
  residence,
  served_in_person_in,
  calendar,
  decision_date,
  events,
});
export const LISTE: R.Regles = { catalogue: CATALOGUE, calendars: CALENDRIERS, rules: REGLES.map(enLigne) };

const iso = (jour: Date) => jour.toISOString().slice(0, 10);
const enFrancais = new Intl.DateTimeFormat("fr-FR", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

function decaler(depart: string, mois: number, jours: number): Date {
  const terme = new Date(`${depart}T00:00:00Z`);
  terme.setUTCMonth(terme.getUTCMonth() + mois);
  terme.setUTCDate(terme.getUTCDate() + jours);
  return terme;
}

/** Months, week-ends and distance: enough to see the answer follow the facts. */
export function simuler(ligne: string): string {
  const question = JSON.parse(ligne) as R.LigneSimulee;
  const { rule, start = "", start_at, residence, length } = question;
  const repondre = (reponse: Partial<R.ReponseSimulee>) => JSON.stringify({ catalogue: CATALOGUE, ...reponse });
  if (residence === "inconnue") {
    return repondre({ undetermined: "la résidence de la personne liée", steps: [{ text: "La résidence de la personne liée n’est pas connue : elle peut allonger le délai.", basis: "CPC 643 et 1023" }] });
  }
  if (start_at) {
    const terme = new Date(Date.parse(start_at) + (length?.hours ?? 48) * 3_600_000).toISOString();
    return repondre({ due_at: terme, due: terme.slice(0, 10), steps: [{ text: "Délai compté d’heure à heure.", basis: "" }] });
  }
  if (rule === "penal.statuer.minimum_604") return repondre({ not_before: iso(decaler(start, 0, 15)), steps: [] });
  const augmentation = residence === "etranger" ? 2 : residence === "outre_mer" ? 1 : 0;
  const terme = decaler(start, (length?.months ?? MOIS[rule] ?? 1) + augmentation, length?.days ?? 0);
  const raw = iso(terme);
  const reporte = [1, 0, 0, 0, 0, 0, 2][terme.getUTCDay()] ?? 0;
  const due = iso(decaler(raw, 0, reporte));
  const dire = (jour: string) => enFrancais.format(new Date(`${jour}T00:00:00Z`));
  return repondre({
    due,
    raw,
    ...(rule === "civil.memoire_ampliatif.signification" && { ambiguous: true, alert: due }),
    ...(rule === "civil.memoire_ampliatif.depot" && { sanction: "déchéance du pourvoi" }),
    steps: [
      { text: `Point de départ : le ${dire(start)}. Ce jour ne compte pas.`, basis: "CPC 640 et 641" },
      ...(augmentation > 0 ? [{ text: `La personne liée demeure au loin : le délai est augmenté de ${augmentation} mois.`, basis: "CPC 1023" }] : []),
      { text: `Dernier jour utile : ${dire(due)}, jusqu’à 24 heures, heure de Paris.`, basis: "CPC 642" },
    ],
  });
}
