/** Saves a file under a name, as if it had been downloaded. */
export function enregistrerFichier(nom: string, contenu: Blob): void {
  const url = URL.createObjectURL(contenu);
  const lien = document.createElement("a");
  lien.href = url;
  lien.download = nom;
  lien.click();
  // Once the browser has taken the file over.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
