/** What is left of a text once its accents and its capitals are gone. */
export const sansAccents = (texte: string) =>
  texte
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll("’", "'")
    .toLocaleLowerCase("fr");

/** Whether a text holds each word sought, accents aside. */
export function repondA(recherche: string): (texte: string) => boolean {
  const mots = sansAccents(recherche).split(/\s+/).filter(Boolean);
  return (texte) => {
    const nu = sansAccents(texte);
    return mots.every((mot) => nu.includes(mot));
  };
}
