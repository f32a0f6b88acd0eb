import { enregistrerFichier } from "./fichier";
import { aujourdhui } from "./formats";

/** A cell that a spreadsheet takes as text: quoted, and never as a formula. */
export function cellule(valeur: string): string {
  const sure = /^[=+\-@\t\r]/.test(valeur) ? `'${valeur}` : valeur;
  return `"${sure.replaceAll('"', '""')}"`;
}

/** Rows as spreadsheets set to French read them: semicolons, a line a row. */
export const enCsv = (rangees: string[][]) => rangees.map((rangee) => rangee.map(cellule).join(";")).join("\r\n");

/** Saves rows under a name and today's date, in UTF-8 with its mark. */
export function enregistrerCsv(nom: string, contenu: string): void {
  enregistrerFichier(`${nom}-${aujourdhui()}.csv`, new Blob(["\ufeff", contenu], { type: "text/csv;charset=utf-8" }));
}
