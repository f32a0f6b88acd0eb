import type { Demande, NatureCertificat, QualiteDemandeur, Rapprochement, StatutDemande } from "../../api/types";

export const STATUTS: Record<StatutDemande, string> = {
  a_decider: "À décider",
  delivre: "Délivré",
  renvoye: "Renvoyée",
};
export const NATURES: Record<NatureCertificat, string> = {
  non_pourvoi: "Certificat de non-pourvoi",
  partiel: "Certificat partiel",
  date_pourvoi: "Attestation de pourvoi",
};
export const QUALITES: Record<QualiteDemandeur, string> = {
  partie: "Partie",
  avocat: "Avocat",
  juridiction: "Juridiction",
};
export const VOIES: Record<Demande["channel"], string> = {
  guichet: "Guichet",
  en_ligne: "En ligne",
  interface: "Interface de programmation",
};
export const MATIERES: Record<string, string> = {
  civile: "Matière civile",
  elections_professionnelles: "Élections professionnelles",
};
export const FACETTES: Record<Rapprochement["facet"], string> = {
  juridiction: "Juridiction",
  date: "Date",
  numero: "Numéro",
  parties: "Parties",
};
/** How much a facet resembles, with the colour of its badge. */
export const NIVEAUX: Record<Rapprochement["level"], { texte: string; teinte: "success" | "info" | "warning" | undefined }> = {
  identique: { texte: "Identique", teinte: "success" },
  proche: { texte: "Proche", teinte: "warning" },
  inconnu: { texte: "Non précisé", teinte: undefined },
  different: { texte: "Différent", teinte: "info" },
};

/** What became of a demand, in words. */
export const issue = ({ status, certificate }: Pick<Demande, "status" | "certificate">) =>
  certificate ? NATURES[certificate.kind] : STATUTS[status];

/** The decision asked about, in one line. */
export const designation = ({ court, case_number }: Demande["sought"]) => [court, case_number && `n° ${case_number}`].filter(Boolean).join(", ");
