/** Field that `/` goes to: the search of a dossier by its number. */
export const CHAMP_RECHERCHE = "q";
