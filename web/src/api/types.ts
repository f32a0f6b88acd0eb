/** What the gateway says and hears (`/api/v1`). Ids are UUID text, days ISO, instants RFC 3339. */

export type Gravite = "bloquante" | "avertissement" | "information";

export interface Constat {
  code: string;
  severity: Gravite;
  message: string;
  basis: string;
  field?: string | null;
  cured_by: string[];
}

export interface ActeDepuis {
  version: number;
  kind: string;
  label: string;
  recorded_at: string;
}

/** RFC 9457, with what Greffe adds. */
export interface Probleme {
  type?: string;
  title: string;
  status: number;
  detail?: string;
  code?: string;
  errors?: { field: string; code: string; message: string }[];
  current_version?: number | null;
  acts_since?: ActeDepuis[];
  findings?: Constat[];
}

export interface Page<T> {
  items: T[];
  next_cursor?: string | null;
  total?: number | null;
}

export interface Agent {
  agent_id: string;
  subject: string;
  display_name: string;
  roles: string[];
  chambres: string[];
  office_id?: string | null;
}

export interface Session {
  agent: Agent;
  csrf_token: string;
  expires_at: string;
}

export interface Libelle {
  code: string;
  label: string;
}

export interface DateActe {
  name: string;
  label: string;
  required: boolean;
}

/** A field of an act type, as the catalogue of the law declares it. */
export interface ChampCatalogue {
  name: string;
  label: string;
  kind: "code" | "id" | "ids" | "entier" | "booleen" | "jour" | "jours";
  codes: string[];
  required: boolean;
}

export interface TypeActe {
  kind: string;
  label: string;
  class: "fait_recu" | "acte_de_la_cour";
  dates: DateActe[];
  /** Absent where only the type is named; the referential has them all. */
  fields?: ChampCatalogue[];
}

export interface Referentiel {
  chambres: Libelle[];
  stages: Libelle[];
  procedures: Libelle[];
  acts: TypeActe[];
  catalogue: string;
}

export interface LigneDossier {
  dossier_id: string;
  number: string;
  version: number;
  stage: string;
  stage_label: string;
  chambre?: string | null;
  title: string;
  formed_on?: string | null;
  urgent: boolean;
  rapporteurs: { agent_id: string; name: string }[];
  updated_at: string;
}

export interface CelluleStock {
  chambre?: string | null;
  stage: string;
  stage_label: string;
  count: number;
}

export interface Partie {
  party_id: string;
  person_id: string;
  role: string;
  nature: string;
  residence: string;
  name: string;
  pourvoi_id?: string | null;
  office_ids: string[];
}

export interface Decision {
  decision_id: string;
  court: string;
  section?: string | null;
  rendered_on?: string | null;
  nature: string;
  case_number?: string | null;
}

export interface Dossier {
  dossier_id: string;
  number: string;
  version: number;
  procedure: string;
  procedure_label: string;
  stage: string;
  stage_label: string;
  chambre?: string | null;
  chambre_label?: string | null;
  matter?: string | null;
  urgent: boolean;
  formed_on?: string | null;
  opened_at: string;
  pourvois: { pourvoi_id: string; nature: string; number: string }[];
  parties: Partie[];
  party_count: number;
  decisions: Decision[];
  offices: { office_id: string; name: string }[];
  designations: { role: string; agent_id: string; name: string; designated_on?: string | null }[];
  outcome?: {
    nature: string;
    solution: string;
    formation: string;
    ecli: string;
    pronounced_on: string;
    label: string;
  } | null;
  possible_acts: TypeActe[];
  irregularities: Constat[];
  joined_numbers: string[];
  permissions: string[];
  catalogue: string;
}

export interface Portee {
  pourvois?: string[];
  parties?: string[];
  decisions?: string[];
}

export interface Acte {
  version: number;
  act_id: string;
  kind: string;
  label: string;
  class: "fait_recu" | "acte_de_la_cour";
  dates: Record<string, string>;
  portee: Portee;
  corps: Record<string, unknown>;
  supersedes?: string | null;
  superseded_by?: string | null;
  refers_to?: string | null;
  recorded_at: string;
  recorded_by: string;
  reason?: string | null;
  piece_ids: string[];
}

export interface SaisieActe {
  type: string;
  dates: Record<string, string>;
  portee?: Portee;
  refers_to?: string;
  corps?: Record<string, unknown>;
  supersedes?: string;
  reason?: string;
}

export interface ActeEnregistre {
  version: number;
  act_id: string;
  findings: Constat[];
}

export interface Consequences {
  version: number;
  consequences: { kind: string; change: string; text: string; basis: string }[];
  findings: Constat[];
  refusal?: Constat | null;
}

export type StatutEcheance =
  | "ouverte"
  | "satisfaite"
  | "satisfaite_hors_delai"
  | "expiree"
  | "interrompue"
  | "indeterminee"
  | "sans_objet";

export interface Echeance {
  deadline_id: string;
  dossier_id: string;
  dossier_number: string;
  chambre?: string | null;
  rule: string;
  label: string;
  status: StatutEcheance;
  due?: string | null;
  raw?: string | null;
  alert?: string | null;
  ambiguous: boolean;
  missing: string[];
  sanction: string;
  basis: string;
  party_id?: string | null;
  pourvoi_id?: string | null;
  trigger_act_id: string;
  met_by_act_id?: string | null;
  met_on?: string | null;
  steps: { text: string; basis: string }[];
  days_left?: number | null;
}

export interface Tache {
  task_id: string;
  dossier_id: string;
  dossier_number: string;
  code: string;
  label: string;
  kind: "tache" | "alerte";
  status: "ouverte" | "close";
  severity: "normale" | "haute" | "critique";
  role: string;
  chambre?: string | null;
  due?: string | null;
  cured_by: string[];
  basis: string;
  opened_at: string;
  closed_at?: string | null;
  /** Subject of the agent who took it. */
  claimed_by?: string | null;
  claimed_by_name?: string | null;
  party_id?: string | null;
}

export interface Proposition {
  proposal_id: string;
  kind: "chambre_attribuee" | "rapporteur_designe" | "avocat_general_designe";
  chambre?: string | null;
  agent_id?: string | null;
  agent_name?: string | null;
  status: "proposee" | "en_vigueur" | "refusee";
  reason?: Constat | null;
  proposed_by: string;
  designated_on?: string | null;
}

export interface Piece {
  piece_id: string;
  file_name: string;
  media_type: string;
  size: number;
  sha256: string;
  received_at: string;
  kind?: string | null;
}

export interface Cabinet {
  office_id: string;
  name: string;
}

export interface PartieSaisie {
  role: string;
  residence: string;
  office_id?: string;
  person: { nature: string; name: string; first_names?: string; address?: string };
}

export interface DecisionSaisie {
  court: string;
  section?: string;
  rendered_on?: string;
  nature: string;
  case_number?: string;
  notified_on?: string;
  notification_mode?: string;
}

export interface Ouverture {
  procedure: string;
  formed: { day: string } | { instant: string } | { unknown: true };
  parties: PartieSaisie[];
  decisions: DecisionSaisie[];
  existing_number?: string;
  received_number?: string;
  matter?: string;
  urgent: boolean;
  piece_ids: string[];
  warnings_confirmed: boolean;
}

export interface DossierOuvert {
  dossier_id: string;
  number: string;
  version: number;
  findings: Constat[];
}

/** A hint on the live stream: what changed, never the content. */
export interface EvenementDossier {
  dossier_id: string;
  version?: number | null;
  source: "dossier" | "deadline" | "assignment" | "notification";
  type: string;
  kind?: string | null;
}
