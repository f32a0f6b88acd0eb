import type { Magistrat, SaisieMagistrat } from "../../api/types";

/** What the register says of a magistrate, as typed. */
export interface FicheSaisie {
  fonction: string;
  section: string;
  arrivee: string;
  depart: string;
  /** Of a full time, in hundredths. */
  quotite: string;
  /** Separated by commas. */
  specialites: string;
  parents: { agent_id: string; degree?: number }[];
}

/** The sheet as it stands. */
export function ficheDe(magistrat: Magistrat): FicheSaisie {
  return {
    fonction: magistrat.fonction,
    section: magistrat.section ?? "",
    arrivee: magistrat.arrived_on ?? "",
    depart: magistrat.left_on ?? "",
    quotite: String(magistrat.part_time / 10).replace(".", ","),
    specialites: magistrat.specialities.join(", "),
    parents: magistrat.kin,
  };
}

/** Thousandths of a full time; nothing where what is typed is no part of one. */
export function milliemes(quotite: string): number | undefined {
  const lue = Math.round(Number(quotite.replace(",", ".")) * 10);
  return quotite.trim() !== "" && lue >= 0 && lue <= 1000 ? lue : undefined;
}

/** The command's body; nothing while the working time cannot be read, or a kinship has no degree. */
export function versMagistrat({ agent_id, version }: Magistrat, fiche: FicheSaisie): SaisieMagistrat | undefined {
  const part_time = milliemes(fiche.quotite);
  const kin = fiche.parents.flatMap(({ agent_id: autre, degree }) => (degree === undefined ? [] : [{ agent_id: autre, degree }]));
  if (part_time === undefined || kin.length < fiche.parents.length) return undefined;
  return {
    agent_id,
    version,
    fonction: fiche.fonction,
    section: fiche.section.trim() || null,
    arrived_on: fiche.arrivee || null,
    left_on: fiche.depart || null,
    part_time,
    specialities: fiche.specialites
      .split(",")
      .map((une) => une.trim())
      .filter(Boolean),
    kin,
  };
}

/** Degrees of kinship, as the law counts them. */
export const DEGRES = ["Conjoint ou partenaire", "1er degré", ...Array.from({ length: 8 }, (_, rang) => `${rang + 2}e degré`)];
