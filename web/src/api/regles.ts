import type { components } from "./schema";

type Libelle = components["schemas"]["Label"];
type Etape = components["schemas"]["Step"];

export type Unite = "mois" | "jours" | "jours_francs" | "heures";

export interface Depart {
  name: string;
  label: string;
  act: string | null;
  date: string | null;
  length: string;
  unit: Unite | null;
}

export interface DelaiSpecial {
  text: string;
  length: string;
}

export interface EvenementDeRegle {
  kind: string;
  label: string;
  asks: "jour" | "mois_ou_jour" | "jours_ou_jour";
}

export interface Regle {
  rule: string;
  label: string;
  article: string;
  procedure: Libelle;
  length: string;
  triggers: Depart[];
  special: DelaiSpecial[];
  residence: boolean;
  served_in_person_in: boolean;
  calendar: boolean;
  decision_date: boolean;
  events: EvenementDeRegle[];
}

export interface Regles {
  catalogue: string;
  calendars: Libelle[];
  rules: Regle[];
}

export interface VersionDeRegle {
  from: string | null;
  until: string | null;
  length: string;
  article: string;
}

export interface ExempleDeRegle {
  line: LigneSimulee;
  expected: string | null;
  ambiguous: boolean;
  why: string;
}

export interface RegleDetaillee extends Regle {
  catalogue: string;
  bound: string;
  extensions: Etape[];
  interruptions: Etape[];
  satisfied_by: string[];
  sanction: { label: string; by: string } | null;
  versions: VersionDeRegle[];
  doubt: string;
  recodification: string;
  examples: ExempleDeRegle[];
}

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
  steps?: Etape[];
  undetermined?: string;
  error?: string;
  catalogue: string;
}

type Lecture<Corps, Parametres = object> = {
  get: {
    parameters: Parametres;
    responses: { 200: { headers: Record<string, unknown>; content: { "application/json": Corps } } };
  };
};

export interface CheminsDesRegles {
  "/referentiel/regles": Lecture<Regles>;
  "/referentiel/regles/{regle}": Lecture<RegleDetaillee, { path: { regle: string } }>;
}
