/** Days, instants, sizes and words, as French readers expect them. Days are civil days of Paris. */

const PARIS = "Europe/Paris";
export const INSECABLE = "\u00a0";

const long = new Intl.DateTimeFormat("fr-FR", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const moyen = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const chiffre = new Intl.DateTimeFormat("fr-FR", { day: "2-digit", month: "2-digit", year: "numeric", timeZone: "UTC" });
const jourDe = new Intl.DateTimeFormat("fr-CA", { timeZone: PARIS });
const heureDe = new Intl.DateTimeFormat("fr-FR", { hour: "2-digit", minute: "2-digit", timeZone: PARIS });

const EST_JOUR = /^\d{4}-\d{2}-\d{2}$/;

const premier = (texte: string) => texte.replace(/\b1 (?=[a-zéû]+ \d{4})/, `1er${INSECABLE}`);

/** ISO day in Paris of an instant, or the day itself. */
export function jourCivil(valeur: string): string {
  return EST_JOUR.test(valeur) ? valeur : jourDe.format(new Date(valeur));
}

/** `mardi 24 novembre 2026`, followed by the hour for an instant. */
export function dateLongue(valeur: string): string {
  const jour = premier(long.format(new Date(`${jourCivil(valeur)}T00:00:00Z`)));
  return EST_JOUR.test(valeur) ? jour : `${jour} à ${heure(valeur)}`;
}

/** `24 novembre 2026`, all in one piece, for tables. */
export function date(valeur: string): string {
  return premier(moyen.format(new Date(`${jourCivil(valeur)}T00:00:00Z`))).replaceAll(" ", INSECABLE);
}

/** `24/11/2026`, for spreadsheets alone. */
export function dateChiffree(valeur: string): string {
  return chiffre.format(new Date(`${jourCivil(valeur)}T00:00:00Z`));
}

/** `14 h 05`. */
export function heure(instant: string): string {
  return heureDe.format(new Date(instant)).replace(":", `${INSECABLE}h${INSECABLE}`);
}

/** Value of a date of an act: a day, an instant, or unknown. */
export function dateActe(valeur: string): string {
  return valeur === "inconnue" ? "date inconnue" : dateLongue(valeur);
}

/** Today in Paris, ISO. */
export function aujourdhui(): string {
  return jourDe.format(new Date());
}

/** Days from today in Paris to that day, negative once past. */
export function joursJusque(jour: string): number {
  return Math.round((Date.parse(jour) - Date.parse(aujourdhui())) / 86_400_000);
}

/** Instant of a wall-clock minute of Paris (`2026-11-24`, `10:30`), RFC 3339 in UTC. */
export function instantDeParis(jour: string, minute: string): string {
  const naif = Date.parse(`${jour}T${minute}:00Z`);
  // Two passes: the offset is that of the instant sought, which the first pass only comes near.
  const premiere = naif - decalageDeParis(naif);
  return new Date(naif - decalageDeParis(premiere)).toISOString().replace(".000", "");
}

function decalageDeParis(instant: number): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: PARIS,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(new Date(instant));
  const lu = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(lu("year"), lu("month") - 1, lu("day"), lu("hour"), lu("minute"), lu("second")) - instant;
}

/** `13:45` in Paris, as a time input wants it. */
export function minuteDeParis(instant: string): string {
  return heureDe.format(new Date(instant));
}

export function pluriel(nombre: number, singulier: string, plusieurs = `${singulier}s`): string {
  return `${nombre.toLocaleString("fr-FR")}${INSECABLE}${Math.abs(nombre) < 2 ? singulier : plusieurs}`;
}

/** `dans 3 jours`, `aujourd’hui`, `dépassée de 2 jours`. */
export function joursRestants(jours: number): string {
  if (jours === 0) return "aujourd’hui";
  if (jours === 1) return "demain";
  return jours > 0 ? `dans ${pluriel(jours, "jour")}` : `dépassée de ${pluriel(-jours, "jour")}`;
}

export function taille(octets: number): string {
  if (octets < 1_000) return `${octets}${INSECABLE}octets`;
  const [valeur, unite] = octets < 1_000_000 ? [octets / 1_000, "ko"] : [octets / 1_000_000, "Mo"];
  return `${valeur.toLocaleString("fr-FR", { maximumFractionDigits: 1 })}${INSECABLE}${unite}`;
}

/** A text that begins a line or stands alone. */
export const majuscule = (texte: string) => texte.charAt(0).toLocaleUpperCase("fr") + texte.slice(1);

const LIBELLES: Record<string, string> = {
  demandeur: "Demandeur",
  defendeur: "Défendeur",
  intervenant: "Intervenant",
  metropole: "Métropole",
  outre_mer: "Outre-mer",
  etranger: "Étranger",
  inconnue: "Inconnue",
  personne_physique: "Personne physique",
  personne_morale: "Personne morale",
  ministere_public: "Ministère public",
  principal: "Pourvoi principal",
  additionnel: "Pourvoi additionnel",
  incident: "Pourvoi incident",
  provoque: "Pourvoi provoqué",
  rapporteur: "Rapporteur",
  avocat_general: "Avocat général",
  premier_president: "Premier président",
  delegue_premier_president: "Délégué du premier président",
  procureur_general: "Procureur général",
  delegue_procureur_general: "Délégué du procureur général",
  greffe_central: "Greffe central",
  greffe_chambre: "Greffe de chambre",
  president: "Président",
  magistrat_siege: "Magistrat du siège",
  parquet_secretariat: "Secrétariat du parquet général",
  sder: "SDER",
  baj: "Bureau d’aide juridictionnelle",
  avocat_aux_conseils: "Avocat aux Conseils",
  juridiction: "Juridiction",
  direction: "Direction",
  administration: "Administration",
  audit: "Audit",
  securite: "Sécurité",
  lecteur_habilite: "Lecteur habilité",
  arret: "Arrêt",
  jugement: "Jugement",
  ordonnance: "Ordonnance",
  decision: "Décision",
};

/** Word of a code for readers; a code that this version does not know is shown as words. */
export function libelle(code: string | null | undefined): string {
  if (!code) return "";
  const connu = LIBELLES[code];
  if (connu) return connu;
  return majuscule(code.replaceAll("_", " "));
}
