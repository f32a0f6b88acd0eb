import type { EtatBulletin, RythmeBulletin } from "../../api/types";

export const RYTHMES: Record<RythmeBulletin, string> = {
  aucun: "Aucun bulletin",
  matin: "Chaque jour",
  semaine: "Une fois par semaine",
};

export const JOURS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

/** Hours at which a digest may come, of the Court's time zone. */
export const HEURES = Array.from({ length: 16 }, (_, rang) => rang + 5);

/** What became of a digest. One whose end is not known is not sent again by itself. */
export const ETATS: Record<EtatBulletin, string> = {
  remis: "À envoyer",
  en_cours: "En cours d’envoi",
  envoye: "Envoyé",
  inconnu: "Sort inconnu\u00a0: il n’est pas renvoyé, pour ne pas vous parvenir deux fois",
  rejete: "Refusé ou revenu",
  vide: "Rien à dire ce jour-là",
  perime: "Non parti dans la journée",
};
