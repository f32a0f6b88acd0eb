import type { Regle } from "../../api/regles";
import type { Acte, Dossier, Echeance } from "../../api/types";
import { jourCivil } from "../../composants/formats";
import { RESIDENCE_USUELLE, type Simulation } from "./simulation";

/** The facts of a deadline as far as its dossier tells them: the rule, the day it started, who is bound. */
export function simulationDeEcheance(echeance: Echeance, dossier: Dossier, regle: Regle | undefined, actes: Acte[]): Simulation {
  if (!regle) return { regle: echeance.rule };
  const acte = actes.find(({ act_id }) => act_id === echeance.trigger_act_id);
  const rang = regle.triggers.findIndex(({ act }) => act === acte?.kind);
  const depart = regle.triggers[rang];
  const date = acte?.dates[depart?.date ?? ""] ?? "inconnue";
  const partie = dossier.parties.find(({ party_id }) => party_id === echeance.party_id);
  const [decision, ...autres] = dossier.decisions;
  return {
    regle: regle.rule,
    depart: rang > 0 ? depart?.name : undefined,
    jour: date === "inconnue" ? undefined : jourCivil(date),
    decision: regle.decision_date && autres.length === 0 ? (decision?.rendered_on ?? undefined) : undefined,
    residence: regle.residence && partie && partie.residence !== RESIDENCE_USUELLE ? partie.residence : undefined,
  };
}
