import type { LigneDossier, Referentiel } from "../../api/types";
import { aujourdhui, dateChiffree } from "../../composants/formats";

const ENTETES = ["Numéro", "Affaire", "Stade", "Chambre", "Rapporteurs", "Formé le", "Urgent"];

/** A cell that a spreadsheet takes as text: quoted, and never as a formula. */
export function cellule(valeur: string): string {
  const sure = /^[=+\-@\t\r]/.test(valeur) ? `'${valeur}` : valeur;
  return `"${sure.replaceAll('"', '""')}"`;
}

/** As spreadsheets set to French read it: a line a row, days as they write them. */
export function csv(lignes: LigneDossier[], referentiel: Referentiel | undefined): string {
  const chambre = (code?: string | null) => referentiel?.chambres.find((c) => c.code === code)?.label ?? code ?? "";
  const rangees = lignes.map((ligne) => [
    ligne.number,
    ligne.title,
    ligne.stage_label,
    chambre(ligne.chambre),
    ligne.rapporteurs.map(({ name }) => name).join(", "),
    ligne.formed_on ? dateChiffree(ligne.formed_on) : "",
    ligne.urgent ? "oui" : "non",
  ]);
  return [ENTETES, ...rangees].map((rangee) => rangee.map(cellule).join(";")).join("\r\n");
}

/** Saves the page of the list as French spreadsheets read it: semicolons, UTF-8 with its mark. */
export function exporterCsv(lignes: LigneDossier[], referentiel: Referentiel | undefined): void {
  const url = URL.createObjectURL(new Blob(["\ufeff", csv(lignes, referentiel)], { type: "text/csv;charset=utf-8" }));
  const lien = document.createElement("a");
  lien.href = url;
  lien.download = `dossiers-${aujourdhui()}.csv`;
  lien.click();
  // Once the browser has taken the file over.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
