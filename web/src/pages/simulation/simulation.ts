/** A simulation as it stands in the address, and the line that asks the law for it. */
import type { EvenementDeRegle, EvenementSimule, LigneSimulee, Longueur, Regle, Unite } from "../../api/regles";
import { INSECABLE, instantDeParis, jourCivil, minuteDeParis } from "../../composants/formats";

const CHAMPS = [
  "regle",
  "depart",
  "jour",
  "heure",
  "decision",
  "special",
  "longueur",
  "residence",
  "remise",
  "calendrier",
  "evenements",
] as const;

/** Absent fields have their usual value: first start of the rule, métropole, national calendar. */
export type Simulation = Partial<Record<(typeof CHAMPS)[number], string>>;

export const simulationDe = (brut: Record<string, unknown>): Simulation =>
  Object.fromEntries(
    CHAMPS.map((champ) => {
      const valeur = brut[champ];
      // An address written by hand may hold a number where a word was meant.
      return [champ, typeof valeur === "number" ? String(valeur) : typeof valeur === "string" && valeur ? valeur : undefined];
    }),
  );

/** A length that is in no text: set by a judge, or tried. It is no rule of the catalogue. */
export const CALCUL: Regle = {
  rule: "calcul",
  label: "Calcul libre, d’une longueur donnée",
  article: "",
  procedure: { code: "", label: "" },
  length: "",
  triggers: [{ name: "", label: "jour donné", act: null, date: null, length: "", unit: null }],
  special: [],
  residence: false,
  served_in_person_in: false,
  calendar: true,
  decision_date: false,
  events: [],
};

export const ZONES = ["metropole", "outre_mer", "etranger"] as const;
export const RESIDENCES = [...ZONES, "inconnue"] as const;
export const RESIDENCE_USUELLE = "metropole";
export const CALENDRIER_USUEL = "national";

const UNITES: Record<Unite, { mots: string; champ: keyof Longueur; max: number }> = {
  mois: { mots: "mois", champ: "months", max: 1_200 },
  jours: { mots: "jours", champ: "days", max: 36_525 },
  jours_francs: { mots: "jours francs", champ: "clear_days", max: 36_525 },
  heures: { mots: "heures", champ: "hours", max: 876_600 },
};
export const motsUnite = (unite: Unite) => UNITES[unite].mots;
/** Hours run from an instant: no judge's term of a rule is counted so. */
export const unitesDe = (regle: Regle): Unite[] =>
  regle === CALCUL ? ["mois", "jours", "jours_francs", "heures"] : ["mois", "jours", "jours_francs"];

export interface LongueurSaisie {
  nombre: string;
  unite: Unite;
}

export function longueurDe({ longueur = "" }: Simulation): LongueurSaisie {
  const [nombre = "", unite = ""] = longueur.split("-");
  return { nombre, unite: unite in UNITES ? (unite as Unite) : "mois" };
}
export const ecrireLongueur = ({ nombre, unite }: LongueurSaisie) => `${nombre}-${unite}`;

export const departDe = ({ depart }: Simulation, regle: Regle) =>
  depart ? regle.triggers.find(({ name }) => name === depart) : regle.triggers[0];

/** The rule has no length of its own: a special text gives it, or the person who asks. */
export const sansLongueur = (simulation: Simulation, regle: Regle) => departDe(simulation, regle)?.unit === null;

/** Nothing but the person who asks knows the length. */
export const longueurLibre = (simulation: Simulation, regle: Regle) => regle.special.length === 0 && sansLongueur(simulation, regle);

/** Whether the term runs from an hour rather than from a day. */
export const parHeures = (simulation: Simulation, regle: Regle) =>
  (longueurLibre(simulation, regle) ? longueurDe(simulation).unite : departDe(simulation, regle)?.unit) === "heures";

/** What happened meanwhile: a day, a number, or nothing yet. */
export interface EvenementSaisi {
  kind: string;
  valeur: string;
}

export const evenementsDe = ({ evenements }: Simulation): EvenementSaisi[] =>
  (evenements?.split(",") ?? []).map((texte) => {
    const [kind = "", valeur = ""] = texte.split(":");
    return { kind, valeur };
  });
export const ecrireEvenements = (saisis: EvenementSaisi[]) =>
  saisis.length > 0 ? saisis.map(({ kind, valeur }) => `${kind}:${valeur}`).join(",") : undefined;

export function estJour(texte: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(texte)) return false;
  const lu = new Date(`${texte}T00:00:00Z`);
  return !Number.isNaN(lu.getTime()) && lu.toISOString().startsWith(texte) && texte >= "1900" && texte < "3000";
}
const estEntier = (texte: string, max: number) => /^\d+$/.test(texte) && Number(texte) >= 1 && Number(texte) <= max;

export const PAS_UN_JOUR = "Indiquez un jour qui existe, entre 1900 et 2999.";
const nombreAttendu = (max: number, quoi: string) =>
  `Indiquez un nombre entier de ${quoi}, de 1 à ${max.toLocaleString("fr-FR")}.`;

/** What an event that bears a number counts. */
export const uniteDe = ({ asks }: EvenementDeRegle): Unite => (asks === "mois_ou_jour" ? "mois" : "jours");

function fauteEvenement(type: EvenementDeRegle | undefined, { kind, valeur }: EvenementSaisi): string | undefined {
  if (!kind) return undefined;
  if (!type) return "Cet événement ne change rien à ce délai : retirez-le, ou choisissez-en un de la liste.";
  if (!valeur) return undefined;
  if (type.asks === "jour" || valeur.includes("-")) return estJour(valeur) ? undefined : PAS_UN_JOUR;
  const { max, mots } = UNITES[uniteDe(type)];
  return estEntier(valeur, max) ? undefined : nombreAttendu(max, mots);
}

/** What is wrong, by field, in a sentence that says what would do. */
export function fautes(simulation: Simulation, regle: Regle, calendriers: string[]): Map<string, string> {
  const { depart, jour, heure, decision, special, longueur, residence, remise, calendrier } = simulation;
  const trouvees = new Map<string, string>();
  const exiger = (champ: string, tenu: boolean, message: string) => !tenu && trouvees.set(champ, message);
  exiger("depart", !depart || Boolean(departDe(simulation, regle)), "Cette règle n’a pas ce point de départ : choisissez-en un de la liste.");
  exiger("jour", !jour || estJour(jour), PAS_UN_JOUR);
  if (parHeures(simulation, regle)) exiger("heure", !heure || /^([01]\d|2[0-3]):[0-5]\d$/.test(heure), "Indiquez une heure de 0 h à 23 h 59.");
  if (regle.decision_date && decision) {
    exiger("decision", estJour(decision), PAS_UN_JOUR);
    exiger("decision", !(jour && estJour(decision)) || decision <= jour, "La décision ne peut pas être postérieure au point de départ du délai.");
  }
  if (regle.special.length > 0) {
    exiger("special", !special || regle.special.some(({ text }) => text === special), "Ce texte ne fixe pas de délai spécial ici : choisissez-en un de la liste.");
  }
  if (longueurLibre(simulation, regle) && longueur) {
    const { nombre, unite } = longueurDe(simulation);
    const { max, mots } = UNITES[unite];
    exiger("longueur", !nombre || estEntier(nombre, max), nombreAttendu(max, mots));
  }
  if (regle.residence) exiger("residence", estParmi(RESIDENCES, residence), "Choisissez une résidence de la liste.");
  if (regle.served_in_person_in) exiger("remise", estParmi(ZONES, remise), "Choisissez un lieu de remise de la liste.");
  if (regle.calendar) exiger("calendrier", estParmi(calendriers, calendrier), "Choisissez un calendrier de la liste.");
  evenementsDe(simulation).forEach((saisi, rang) => {
    const type = regle.events.find(({ kind }) => kind === saisi.kind);
    const faute = fauteEvenement(type, saisi);
    if (faute) trouvees.set(`evenements.${rang}`, faute);
  });
  return trouvees;
}

const estParmi = (codes: readonly string[], code: string | undefined) => !code || codes.includes(code);

/** What is still to be said before the law can answer. */
export function manques(simulation: Simulation, regle: Regle): string[] {
  const depart = departDe(simulation, regle);
  const evenements = evenementsDe(simulation).flatMap(({ kind, valeur }) => {
    if (!kind) return ["la nature d’un événement"];
    const type = regle.events.find((un) => un.kind === kind);
    return valeur || !type ? [] : [`${type.asks === "jour" ? "le jour" : "la mesure"} de l’événement «${INSECABLE}${type.label}${INSECABLE}»`];
  });
  return [
    ...(simulation.jour ? [] : [`le jour de départ${depart ? ` (${depart.label})` : ""}`]),
    ...(parHeures(simulation, regle) && !simulation.heure ? ["l’heure de départ"] : []),
    ...(longueurLibre(simulation, regle) && !longueurDe(simulation).nombre ? ["la longueur du délai"] : []),
    ...(regle.special.length > 0 && sansLongueur(simulation, regle) && !simulation.special ? ["le texte qui fixe le délai spécial"] : []),
    ...evenements,
  ];
}

function evenementSimule(type: EvenementDeRegle | undefined, { kind, valeur }: EvenementSaisi): EvenementSimule {
  if (!type || type.asks === "jour") return { kind, date: valeur };
  return valeur.includes("-") ? { kind, until: valeur } : { kind, [UNITES[uniteDe(type)].champ]: Number(valeur) };
}

/** The question, of what the rule looks at and of nothing else. */
export function ligneDe(simulation: Simulation, regle: Regle): LigneSimulee {
  const { depart, jour = "", heure = "", decision, special, residence, remise, calendrier } = simulation;
  const { nombre, unite } = longueurDe(simulation);
  const evenements = evenementsDe(simulation).map((saisi) =>
    evenementSimule(
      regle.events.find(({ kind }) => kind === saisi.kind),
      saisi,
    ),
  );
  return {
    rule: regle.rule,
    ...(parHeures(simulation, regle) ? { start_at: instantDeParis(jour, heure) } : { start: jour }),
    ...(depart && { trigger: depart }),
    ...(regle.decision_date && decision && { decision_date: decision }),
    ...(regle.special.length > 0 && special && { special }),
    ...(longueurLibre(simulation, regle) && { length: { [UNITES[unite].champ]: Number(nombre) } }),
    ...(regle.residence && residence && { residence }),
    ...(regle.served_in_person_in && remise && { served_in_person_in: remise }),
    ...(regle.calendar && calendrier && { calendar: calendrier }),
    ...(evenements.length > 0 && { events: evenements }),
  };
}

/** The simulation that asks for that line: a worked example opens in the simulator. */
export function simulationDeLigne(ligne: LigneSimulee): Simulation {
  const unite = (Object.keys(UNITES) as Unite[]).find((une) => ligne.length?.[UNITES[une].champ]);
  const saisis = (ligne.events ?? []).map(({ kind, date, until, months, days }) => ({ kind, valeur: String(date ?? until ?? (months || days) ?? "") }));
  return {
    regle: ligne.rule,
    depart: ligne.trigger,
    jour: ligne.start ?? (ligne.start_at && jourCivil(ligne.start_at)),
    heure: ligne.start_at && minuteDeParis(ligne.start_at),
    decision: ligne.decision_date,
    special: ligne.special,
    longueur: unite && ecrireLongueur({ nombre: String(ligne.length?.[UNITES[unite].champ]), unite }),
    residence: ligne.residence,
    remise: ligne.served_in_person_in,
    calendrier: ligne.calendar,
    evenements: ecrireEvenements(saisis),
  };
}

/** Another rule for the same facts: what it does not look at is let go. */
export function changerRegle(avant: Simulation, regle: Regle | undefined): Simulation {
  const simulation = { ...avant, depart: undefined };
  const connus = evenementsDe(simulation).filter(({ kind }) => regle?.events.some((un) => un.kind === kind));
  return {
    ...simulation,
    regle: regle?.rule,
    special: undefined,
    longueur: regle && longueurLibre(simulation, regle) ? simulation.longueur : undefined,
    heure: regle && parHeures(simulation, regle) ? simulation.heure : undefined,
    decision: regle?.decision_date ? simulation.decision : undefined,
    evenements: ecrireEvenements(connus),
  };
}
