/** What another case is to this one, in words. */
export const LIENS: Record<string, string> = {
  anterieure: "Affaire antérieure",
  connexe: "Affaire connexe",
  meme_decision: "Même décision attaquée",
  apres_renvoi: "Après renvoi",
  rabat: "Rabat d’arrêt",
};
