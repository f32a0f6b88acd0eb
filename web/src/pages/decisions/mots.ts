import type { Diffusion, EtatDecision, LigneDecision, Remise } from "../../api/types";
import { pluriel } from "../../composants/formats";

export const NATURES_DECISION: Record<"arret" | "ordonnance" | "avis", string> = {
  arret: "Arrêt",
  ordonnance: "Ordonnance",
  avis: "Avis",
};
/** The public list, and what the acts of the registry add to it. */
export const SOLUTIONS: Record<string, string> = {
  cassation: "Cassation",
  rejet: "Rejet",
  annulation: "Annulation",
  avis: "Avis",
  decheance: "Déchéance",
  designation: "Désignation de juridiction",
  irrecevabilite: "Irrecevabilité",
  nonlieu: "Non-lieu à statuer",
  qpc: "Renvoi d’une question prioritaire",
  qpcother: "Question prioritaire, autre décision",
  rabat: "Rabat",
  reglement: "Règlement de juges",
  renvoi: "Renvoi",
  desistement: "Désistement",
  non_admission: "Non-admission",
  radiation: "Radiation",
  peremption: "Péremption",
  reinscription: "Réinscription",
  other: "Autre",
};
export const FORMATIONS: Record<string, string> = {
  f: "Formation restreinte",
  fr: "Formation restreinte",
  frr: "Formation restreinte, rejet non spécialement motivé ou non-admission",
  frh: "Formation restreinte, hors rejet non spécialement motivé",
  fs: "Formation de section",
  fp: "Formation plénière de chambre",
  fm: "Chambre mixte",
  mi: "Chambre mixte",
  pl: "Assemblée plénière",
  ap: "Assemblée plénière",
  fma: "Formation mixte pour avis",
  fpa: "Formation plénière pour avis",
  ordo: "Première présidence",
};
/** One code a formation, for what is chosen. */
export const FORMATIONS_CHOISIES = ["frr", "frh", "fs", "fp", "fm", "ap", "fma", "fpa", "ordo"];
export const ETATS_DECISION: Record<EtatDecision, { texte: string; teinte?: "info" | "warning" }> = {
  en_vigueur: { texte: "En vigueur" },
  corrigee: { texte: "Corrigée", teinte: "info" },
  annulee: { texte: "Annulée", teinte: "warning" },
  rabattue: { texte: "Rabattue", teinte: "warning" },
};
export const DIFFUSIONS: Record<Diffusion, string> = {
  a_mettre: "À mettre à disposition",
  en_cours: "Remise en cours",
  remise: "Remise au public",
  refusee: "Remise refusée",
  retiree: "Retirée",
};
export const REMISES: Record<Remise["state"], string> = {
  en_cours: "Remise en cours",
  remise: "Remise au public",
  refusee: "Remise refusée",
  retrait_en_cours: "Retrait en cours",
  retiree: "Retirée",
};
export const PUBLICATIONS: Record<string, string> = {
  b: "Bulletin",
  r: "Rapport annuel",
  l: "Lettre de chambre",
  c: "Communiqué",
};
/** `Arrêt n° 123`, or what is known of it. */
export const designation = ({ nature, register_number }: Pick<LigneDecision, "nature" | "register_number">) =>
  [NATURES_DECISION[nature as "arret"] ?? "Décision", register_number && `n° ${register_number}`].filter(Boolean).join(" ");

/** Numbers joined that a line shows before it counts the rest. */
const JOINTS_MONTRES = 3;

/** `joint à D 26-10.002, F 26-10.003 et 37 autres`; nothing where the decision is of one dossier. */
export function joints({ joined_numbers, joined_count }: Pick<LigneDecision, "joined_numbers" | "joined_count">): string {
  if (joined_count === 0) return "";
  const montres = joined_count <= JOINTS_MONTRES + 1 ? joined_numbers : joined_numbers.slice(0, JOINTS_MONTRES);
  const reste = joined_count - montres.length;
  return `joint à ${montres.join(", ")}${reste > 0 ? ` et ${pluriel(reste, "autre")}` : ""}`;
}
