import type { Cabinet, FaitsAide } from "../../api/types";

/** What is typed: every field a text, the office as it was chosen. */
export interface SaisieAide {
  reference: string;
  requested_on: string;
  applicant: string;
  first_names: string;
  residence: string;
  /** One name a line. */
  adversaries: string;
  court: string;
  rendered_on: string;
  case_number: string;
  notified_on: string;
  ruled_on: string;
  outcome: string;
  ruling_notified_on: string;
  designated_on: string;
  office?: Cabinet;
  appealed_on: string;
  appeal_ruled_on: string;
  appeal_outcome: string;
  appeal_notified_on: string;
}

type ChampTexte = Exclude<keyof SaisieAide, "office" | "adversaries">;

const TEXTES: ChampTexte[] = [
  "reference",
  "requested_on",
  "applicant",
  "first_names",
  "residence",
  "court",
  "rendered_on",
  "case_number",
  "notified_on",
  "ruled_on",
  "outcome",
  "ruling_notified_on",
  "designated_on",
  "appealed_on",
  "appeal_ruled_on",
  "appeal_outcome",
  "appeal_notified_on",
];

/** What the register says, to be typed over. */
export function saisieDe(faits: Partial<FaitsAide> = {}, cabinet?: string | null): SaisieAide {
  const textes = Object.fromEntries(TEXTES.map((champ) => [champ, faits[champ] ?? ""])) as Record<ChampTexte, string>;
  return {
    ...textes,
    residence: textes.residence || "metropole",
    adversaries: (faits.adversaries ?? []).join("\n"),
    office: faits.office_id ? { office_id: faits.office_id, name: cabinet ?? faits.office_id } : undefined,
  };
}

/** What goes to the register: a field left empty says nothing. */
export function faitsDe({ office, adversaries, ...textes }: SaisieAide): FaitsAide {
  const dits = Object.entries(textes).flatMap(([champ, texte]) => (texte.trim() ? [[champ, texte.trim()]] : []));
  return {
    applicant: "",
    court: "",
    requested_on: "",
    ...(Object.fromEntries(dits) as Partial<FaitsAide>),
    adversaries: adversaries
      .split("\n")
      .map((nom) => nom.trim())
      .filter(Boolean),
    office_id: office?.office_id,
  };
}
