/** The law as a catalogue to walk through; each nature has its list in the index and its page. */
import type { components } from "./schema";

type S = components["schemas"];

export type Nature = "procedure" | "regle" | "avis" | "tache" | "controle" | "acte";
export type Lien = Omit<S["LawLink"], "nature"> & { nature: Nature };
export type Entree = Omit<S["LawEntry"], "nature"> & { nature: Nature };
export type Droit = Omit<S["LawIndex"], "entries"> & { entries: Entree[] };
/** A sentence about acts, in pieces. */
export type Phrase = S["LawWord"][];

type Cles = "known_by" | "rules" | "notices" | "tasks" | "checks" | "nature";
type Fiche<Large, Precises extends object> = Omit<Large, Cles | keyof Precises> & { nature: Nature; known_by: Lien[] } & Precises;
export type Tete = Fiche<S["LawHead"], object>;
export type Stade = Omit<S["StageDetail"], "acts"> & { acts: Lien[] };
export type Jalon = Omit<S["MilestoneDetail"], "passed_by" | "checks"> & { passed_by: Lien[]; checks: Entree[] };
export type DateLegale = Omit<S["StatutoryDate"], "rule"> & { rule: Lien };
export type FicheProcedure = Fiche<
  S["ProcedureDetail"],
  {
    opened_by: Lien;
    statutory?: DateLegale | null;
    stages: Stade[];
    milestones: Jalon[];
    rules: Entree[];
    notices: Entree[];
    tasks: Entree[];
  }
>;
export type FicheAvis = Fiche<S["NoticeDetail"], { rules: Entree[] }>;
export type FicheTache = Fiche<S["TaskDetail"], { closed_by: Lien[]; rules: Entree[] }>;
export type FicheControle = Fiche<S["ControlDetail"], { cured_by: Lien[]; rules: Entree[] }>;
type Suites = "opens" | "satisfies" | "touches" | "tasks_opened" | "tasks_closed" | "notices_due" | "notices_proved" | "checks";
export type FicheActe = Fiche<S["ActTypeDetail"], Record<Suites, Entree[]>>;
