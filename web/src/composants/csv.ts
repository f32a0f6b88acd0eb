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
  const url = URL.createObjectURL(new Blob(["\ufeff", contenu], { type: "text/csv;charset=utf-8" }));
  const lien = document.createElement("a");
  lien.href = url;
  lien.download = `${nom}-${aujourdhui()}.csv`;
  lien.click();
  // Once the browser has taken the file over.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
