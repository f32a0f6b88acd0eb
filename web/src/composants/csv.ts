/** A cell that a spreadsheet takes as text: quoted, and never as a formula. */
export function cellule(valeur: string): string {
  const sure = /^[=+\-@\t\r]/.test(valeur) ? `'${valeur}` : valeur;
  return `"${sure.replaceAll('"', '""')}"`;
}

/** As spreadsheets set to French read it: a line a row, semicolons between the cells. */
export const enCsv = (rangees: string[][]): string => rangees.map((rangee) => rangee.map(cellule).join(";")).join("\r\n");

/** Saves a table as French spreadsheets read it: UTF-8 with its mark. */
export function telechargerCsv(nom: string, texte: string): void {
  const url = URL.createObjectURL(new Blob(["\ufeff", texte], { type: "text/csv;charset=utf-8" }));
  const lien = document.createElement("a");
  lien.href = url;
  lien.download = `${nom}.csv`;
  lien.click();
  // Once the browser has taken the file over.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
