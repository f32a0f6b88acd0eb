/** Names of what the law of the gateway in memory ties together. */
import type { Entree, Nature } from "../../src/api/droit";

const CIVILE = "civil_representation_obligatoire";
const entree = (nature: Nature, id: string, label: string, article: string, note: string, procedures = [CIVILE]): Entree => ({
  nature,
  id,
  label,
  article,
  note,
  procedures,
});

export const PROCEDURE = entree("procedure", CIVILE, "Pourvoi avec représentation obligatoire", "CPC 973 à 982", "Déclaration de pourvoi");
export const RECUSATION = entree("procedure", "requete_recusation", "Requête en récusation", "CPC 342 et 346", "un mois pour statuer", ["requete_recusation"]);
export const AVIS = entree("avis", "not.civ.05", "Notification de la déclaration aux défendeurs", "CPC 977", "à chaque défendeur");
export const TACHE = entree("tache", "soumettre_decheance", "Soumettre la déchéance au premier président", "CPC 978", "greffe de chambre");
export const CONTROLE = entree("controle", "chk.civ.01", "Un avocat aux Conseils a signé la déclaration", "CPC 973", "bloquante");
export const DEPOT = entree("acte", "memoire_depose", "Dépôt d’un mémoire", "CPC 978", "fait reçu");
export const POURVOI = entree("acte", "pourvoi_forme", "Déclaration de pourvoi", "CPC 974", "fait reçu");
export const ENREGISTREMENT = entree("acte", "pourvoi_enregistre", "Enregistrement du pourvoi", "CPC 974", "acte de la Cour");
