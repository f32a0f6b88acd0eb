import type { CandidatDeCarte, Distribution, Office, ResumeDistribution } from "../../api/types";
import { date, heure, jourCivil } from "../../composants/formats";

export const OFFICES: Record<Office, string> = { rapporteur: "Rapporteurs", avocat_general: "Avocats généraux" };

export const STATUTS: Record<Distribution["summary"]["status"], { texte: string; gravite: "info" | "success" | "warning" }> = {
  ouverte: { texte: "Ouverte", gravite: "info" },
  validee: { texte: "Validée", gravite: "success" },
  abandonnee: { texte: "Abandonnée", gravite: "warning" },
};

/** When it was opened tells two plans of one day apart: the hour, with the day if it is another. */
export const ouvertureEnMots = ({ day, opened_at }: Pick<ResumeDistribution, "day" | "opened_at">) =>
  `ouverte ${jourCivil(opened_at) === day ? "" : `le ${date(jourCivil(opened_at))} `}à ${heure(opened_at)}`;

/** What became of a card once the distribution was validated. */
export const SUITES: Record<NonNullable<Distribution["cards"][number]["status"]>, { texte: string; gravite: "info" | "success" | "error" }> = {
  proposee: { texte: "En cours d’enregistrement", gravite: "info" },
  en_vigueur: { texte: "En vigueur", gravite: "success" },
  refusee: { texte: "Refusée", gravite: "error" },
  remplacee: { texte: "Remplacée", gravite: "info" },
};

export const FONCTIONS: Record<string, string> = {
  premier_president: "Premier président",
  president: "Président",
  doyen: "Doyen",
  conseiller: "Conseiller",
  conseiller_referendaire: "Conseiller référendaire",
  premier_avocat_general: "Premier avocat général",
  avocat_general: "Avocat général",
  avocat_general_referendaire: "Avocat général référendaire",
};

const TERMES: Record<string, string> = {
  charge: "charge",
  hors_specialite: "hors de ses spécialités",
  hors_suite: "ne suit pas l’affaire liée",
  absent_urgence: "absences avant le terme",
};

/** A weight, in ordinary dossiers: kept in hundredths. */
export const enDossiers = (centiemes: number) => (centiemes / 100).toLocaleString("fr-FR", { maximumFractionDigits: 2 });

/** A weight as it is typed, kept in hundredths; nothing when it is none that the service takes (0,01 to 100 ordinary dossiers). */
export function enCentiemes(saisi = ""): number | undefined {
  const centiemes = Math.round(Number(saisi.trim().replace(",", ".")) * 100);
  return centiemes >= 1 && centiemes <= 10_000 ? centiemes : undefined;
}

/** A weight in ordinary dossiers, for who has no time and so no load. */
export const enDossiersOuRien = (centiemes?: number | null) => (typeof centiemes === "number" ? enDossiers(centiemes) : "—");

/** What makes a person more or less wanted, in words. */
export function termesEnMots({ terms }: Pick<CandidatDeCarte, "terms">): string {
  return terms.map(({ code, value }) => `${TERMES[code] ?? "autre"} ${enDossiers(value)}`).join(" + ");
}

/** A part of the time, kept in thousandths. */
export const enPourcent = (milliemes: number) => `${(milliemes / 10).toLocaleString("fr-FR", { maximumFractionDigits: 1 })}\u00a0%`;
