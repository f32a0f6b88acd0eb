import type { Aide, EtatAide, FaitsAide } from "../../api/types";
import { date } from "../../composants/formats";

export const ETATS: Record<EtatAide, string> = {
  en_cours: "En cours",
  decidee: "Décidée",
  rattachee: "Rattachée à un pourvoi",
  annulee: "Annulée",
};
export const SENS: Record<string, string> = {
  admission_totale: "Admission totale",
  admission_partielle: "Admission partielle",
  rejet: "Rejet",
  caducite: "Caducité",
  irrecevabilite: "Irrecevabilité",
};
export const SENS_RECOURS: Record<string, string> = {
  rejet: "Rejet",
  admission: "Admission",
  irrecevabilite: "Irrecevabilité",
};
export const RESIDENCES: Record<string, string> = {
  metropole: "Métropole",
  outre_mer: "Outre-mer",
  etranger: "Étranger",
  inconnue: "Inconnue",
};

/** Who asks, first names before. */
export const demandeur = ({ first_names, applicant }: FaitsAide) => [first_names, applicant].filter(Boolean).join(" ");

/** The decision attacked, in one line. */
export const decisionAttaquee = ({ court, rendered_on, case_number }: FaitsAide) =>
  [court, rendered_on && date(rendered_on), case_number && `n° ${case_number}`].filter(Boolean).join(", ");

/** What the request does to the term of the pourvoi, in words. */
export function delai({ term_state, term }: Pick<Aide, "term_state" | "term">): string {
  switch (term_state) {
    case "en_cours":
      return "Interrompu jusqu’à la décision";
    case "court":
      return term ? `Court jusqu’au ${date(term)}` : "Court : la date d’où il part n’est pas connue";
    case "expire":
      return term ? `Expiré le ${date(term)}` : "Expiré";
    default:
      return "—";
  }
}
