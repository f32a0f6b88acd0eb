import type { Audience, EtapeAudience, ResumeAudience } from "../../api/types";
import { INSECABLE } from "../../composants/formats";

type Ton = "info" | "success" | "warning" | "error";

export const ETAPES: Record<EtapeAudience, { texte: string; gravite: Ton }> = {
  provisoire: { texte: "Projet", gravite: "info" },
  publiee: { texte: "Publiée", gravite: "success" },
  tenue: { texte: "Tenue", gravite: "success" },
  close: { texte: "Close", gravite: "info" },
  annulee: { texte: "Annulée", gravite: "warning" },
};

export const ETATS: Record<Audience["entries"][number]["standing"], { texte: string; gravite: Ton }> = {
  prevue: { texte: "Prévu", gravite: "info" },
  proposee: { texte: "En cours d’inscription", gravite: "info" },
  inscrite: { texte: "Inscrit", gravite: "success" },
  refusee: { texte: "Refusé par son journal", gravite: "error" },
  retrait: { texte: "Retrait en cours", gravite: "warning" },
};

export const MOTIFS: Record<string, string> = {
  demande_d_une_partie: "Demande d’une partie",
  contradictoire: "Respect du contradictoire",
  composition: "Composition",
  interruption: "Interruption de l’instance",
  autre: "Autre motif",
};

export const ACTES: Record<string, string> = {
  audience_prevue: "Audience prévue",
  seance_modifiee: "Jour, heure ou salle changés",
  composition_arretee: "Composition arrêtée",
  avocat_general_prevu: "Avocat général prévu par le parquet général",
  role_arrete: "Rôle arrêté",
  role_publie: "Rôle publié",
  affaire_inscrite: "Dossier ajouté au rôle publié",
  affaire_retiree: "Dossier retiré du rôle publié",
  inscription_reglee: "Réponse du journal d’un dossier",
  audience_tenue: "Audience tenue",
  audience_close: "Audience close",
  audience_annulee: "Audience annulée",
};

export const JOURS = ["Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi"];

/** Minutes from midnight, as people read an hour. */
export const heureDe = (minutes: number) =>
  `${Math.floor(minutes / 60)}${INSECABLE}h${INSECABLE}${String(minutes % 60).padStart(2, "0")}`;

/** The same, as a field of the browser holds it. */
export const enChamp = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** What such a field holds, in minutes from midnight; nothing when it holds no hour. */
export function enMinutes(champ: string): number | undefined {
  const lu = /^(\d{2}):(\d{2})/.exec(champ);
  return lu ? Number(lu[1]) * 60 + Number(lu[2]) : undefined;
}

export const horaire = ({ sitting: { from, to } }: Pick<ResumeAudience, "sitting">) => `de ${heureDe(from)} à ${heureDe(to)}`;

/** First and last day of a month written `AAAA-MM`. */
export function bornesDuMois(mois: string): { du: string; au: string } {
  const [annee = 1970, numero = 1] = mois.split("-").map(Number);
  const dernier = new Date(Date.UTC(annee, numero, 0)).getUTCDate();
  return { du: `${mois}-01`, au: `${mois}-${String(dernier).padStart(2, "0")}` };
}

/** The month so many months away. */
export function moisVoisin(mois: string, pas: number): string {
  const [annee = 1970, numero = 1] = mois.split("-").map(Number);
  return new Date(Date.UTC(annee, numero - 1 + pas, 1)).toISOString().slice(0, 7);
}

export const nomDuMois = (mois: string) =>
  new Intl.DateTimeFormat("fr-FR", { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${mois}-01T00:00:00Z`));

/** Minutes of a dossier as they are typed: a whole number that the service takes, or nothing. */
export function minutesSaisies(saisie: string): number | undefined {
  const minutes = Number(saisie);
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= 600 ? minutes : undefined;
}

export const MINUTES_VOULUES = "Indiquez un nombre entier de minutes, de 1 à 600.";
