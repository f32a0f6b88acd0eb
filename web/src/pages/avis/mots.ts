import type { AvisDu, PlaceAvis } from "../../api/types";
import { motDuMode } from "../../actes/codes";
import { libelle } from "../../composants/formats";

/** Where a notice stands, in the order of its life. */
export const PLACES: Record<PlaceAvis, string> = {
  a_preparer: "À préparer",
  a_remettre: "Préparé, à remettre",
  en_chemin: "Remis au canal",
  a_examiner: "À examiner",
  en_poursuite: "Envoyé, preuve attendue",
  prouve: "Prouvé",
  attendu: "Envoyé par un autre, attendu",
  sans_objet: "Sans objet",
};

export const GRAVITES = {
  a_preparer: "info",
  a_remettre: "info",
  en_chemin: "new",
  a_examiner: "error",
  en_poursuite: "warning",
  prouve: "success",
  attendu: "warning",
  sans_objet: "info",
} as const satisfies Record<PlaceAvis, string>;

/** States of a sending, and what is said of them in a notice's life. */
const ETATS: Record<string, string> = {
  prepare: "Préparé",
  controle: "Contrôlé et signé",
  remis: "Remis au canal",
  en_cours: "Envoi en cours",
  envoye: "Envoyé",
  inconnu: "Sort inconnu",
  rejete: "Rejeté par le canal",
  recu: "Reçu",
  revenu: "Revenu",
  sans_preuve: "Sans preuve à temps",
  retire: "Retiré",
  rectificatif: "Avis rectificatif dû",
  sans_rectificatif: "Sans avis rectificatif",
};
export const motDeLEtat = (etat: string) => ETATS[etat] ?? libelle(etat);

export const motDuCanal = (canal: string) => (canal === "courriel" ? "Courriel" : (motDuMode(canal) ?? libelle(canal)));

/** What the address is, for each channel; none for what people carry. */
export function adresseDuCanal(canal: string): { label: string; aide: string } | undefined {
  if (canal === "remise" || canal === "signification") return undefined;
  if (canal === "courriel") return { label: "Adresse électronique", aide: "Exemple : greffe@tribunal.example" };
  if (canal === "greffe_penitentiaire") return { label: "Adresse électronique du greffe de l’établissement", aide: "Le récépissé signé en revient." };
  if (canal === "voie_electronique") return { label: "Identifiant du cabinet", aide: "Celui du registre des cabinets." };
  return { label: "Adresse postale", aide: "Sur plusieurs lignes s’il le faut." };
}

/** Who hands it: what a person carries is settled by the deed, at any time. */
export const parLaMain = (canal: string) => adresseDuCanal(canal) === undefined;

export const ISSUES: Record<string, string> = {
  recu: "Reçu par son destinataire",
  refusee: "Refusé par son destinataire",
  non_reclamee: "Non réclamé",
  inconnue: "Destinataire inconnu à l’adresse",
};
export const ISSUES_INCONNUES: Record<string, string> = { parti: "Il est parti", pas_parti: "Il n’est pas parti : l’envoyer", ...ISSUES };

/** May the notice be chosen for a batch? */
export const peutPartir = ({ place, sender }: AvisDu) => sender === "greffe" && (place === "a_preparer" || place === "a_remettre");
