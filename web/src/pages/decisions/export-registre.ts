import type { LigneDecision } from "../../api/types";
import { enCsv, enregistrerCsv } from "../../composants/csv";
import { dateChiffree } from "../../composants/formats";
import { DIFFUSIONS, ETATS_DECISION, FORMATIONS, joints, NATURES_DECISION, PUBLICATIONS, SOLUTIONS } from "./mots";

const ENTETES = [
  "Prononcée le",
  "Nature",
  "Minute",
  "ECLI",
  "Pourvoi",
  "Pourvois joints",
  "Affaire",
  "Chambre",
  "Formation",
  "Solution",
  "Publication",
  "État",
  "Diffusion",
  "Due au public le",
];

/** The register as spreadsheets set to French read it. */
export function csv(decisions: LigneDecision[], chambre: (code: string) => string): string {
  const rangees = decisions.map((d) => [
    d.pronounced_on ? dateChiffree(d.pronounced_on) : "",
    NATURES_DECISION[d.nature as "arret"] ?? d.nature,
    d.register_number ?? "",
    d.ecli ?? "",
    d.number,
    joints(d),
    d.title ?? "",
    d.chambre ? chambre(d.chambre) : "",
    d.formation ? (FORMATIONS[d.formation] ?? d.formation) : "",
    SOLUTIONS[d.solution] ?? d.solution,
    d.publication.map((code) => PUBLICATIONS[code] ?? code).join(", "),
    ETATS_DECISION[d.state].texte,
    d.release ? DIFFUSIONS[d.release] : "",
    d.release_by ? dateChiffree(d.release_by) : "",
  ]);
  return enCsv([ENTETES, ...rangees]);
}

export const exporterDecisions = (decisions: LigneDecision[], chambre: (code: string) => string) =>
  enregistrerCsv("decisions", csv(decisions, chambre));
