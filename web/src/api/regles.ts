import type { Entree, Lien } from "./droit";
import type { components } from "./schema";

type S = components["schemas"];

export type Unite = "mois" | "jours" | "jours_francs" | "heures";
export type Depart = Omit<S["Start"], "unit"> & { unit?: Unite | null };
export type DelaiSpecial = S["SpecialLength"];
export type EvenementDeRegle = Omit<S["RuleEvent"], "asks"> & { asks: "jour" | "mois_ou_jour" | "jours_ou_jour" };
export type Regle = Omit<S["RuleSummary"], "triggers" | "events"> & { triggers: Depart[]; events: EvenementDeRegle[] };
export type Regles = Omit<S["Rules"], "rules"> & { rules: Regle[] };
export type VersionDeRegle = S["RuleVersion"];
export type ExempleDeRegle = Omit<S["RuleExample"], "line"> & { line: LigneSimulee };
export type RegleDetaillee = Regle &
  Omit<S["RuleDetail"], keyof S["RuleSummary"] | "examples" | "procedures" | "tasks" | "notices" | "checks"> & {
    examples: ExempleDeRegle[];
    procedures: Lien[];
    tasks: Entree[];
    notices: Entree[];
    checks: Entree[];
  };

export interface Longueur {
  months?: number;
  days?: number;
  clear_days?: number;
  hours?: number;
}

export interface EvenementSimule {
  kind: string;
  date?: string;
  months?: number;
  days?: number;
  until?: string;
}

export interface LigneSimulee {
  rule: string;
  start?: string;
  start_at?: string;
  residence?: string;
  served_in_person_in?: string;
  calendar?: string;
  decision_date?: string;
  length?: Longueur;
  special?: string;
  trigger?: string;
  events?: EvenementSimule[];
}

export interface ReponseSimulee {
  due?: string;
  due_at?: string;
  not_before?: string;
  raw?: string;
  alert?: string;
  ambiguous?: boolean;
  sanction?: string;
  steps?: S["Step"][];
  undetermined?: string;
  error?: string;
  catalogue: string;
}
