/** What became of a notice, to who reads his own case. */
export const AVIS: Record<string, string> = { envoye: "envoyé", prouve: "reçu", revenu: "revenu au greffe" };

/** What became of a deposit, to who made it. */
export const DEPOTS: Record<string, string> = {
  recu: "reçu",
  en_attente: "reçu, le greffe l’examine",
  enregistre: "enregistré au dossier",
  rattache: "rattaché au dossier",
  refuse: "refusé",
};

/** Where a personal link stands, to who makes it. */
export const LIENS_ETATS: Record<string, string> = {
  actif: "Actif",
  suspendu: "Suspendu\u00a0: un avocat est constitué",
  verrouille: "Verrouillé\u00a0: trop de codes faux",
  expire: "Expiré",
  revoque: "Révoqué",
};
