/** Joined dossiers, as the gateway in memory tells of them. */
import type * as T from "../../src/api/types";
import * as donnees from "./donnees";

const uuid = (rang: number) => `00000000-0000-4000-8000-${String(7000 + rang).padStart(12, "0")}`;
const numero = (rang: number) => `L 26-10.${String(100 + rang)}`;

/** The dossier of the mock, head of so many others. */
export const groupe = (nombre: number): T.Groupe => ({
  head_id: donnees.dossier.dossier_id,
  head_number: donnees.dossier.number,
  members: Array.from({ length: nombre }, (_, rang) => ({ dossier_id: uuid(rang), number: numero(rang), joined_on: "2026-11-20" })),
});

/** The same seen from a member. */
export const membre: T.Dossier = {
  ...donnees.dossier,
  group: { ...groupe(2), head_id: uuid(50), head_number: "K 26-10.150" },
  joined_numbers: ["K 26-10.150", numero(1)],
};

export const tete: T.Dossier = { ...donnees.dossier, group: groupe(39), joined_numbers: groupe(39).members.map(({ number }) => number) };

export function peser(dossiers: string[]): T.EffetsJonction {
  const effet = (number: string, rang: number): T.EffetJonction => ({
    dossier_id: rang ? uuid(rang) : donnees.dossier.dossier_id,
    number,
    title: "Société Martin c. Salarié",
    stage_label: "En attente du mémoire ampliatif",
    chambre_label: rang ? null : "Chambre sociale",
    findings: rang
      ? [{ code: "PAR-023", severity: "avertissement", message: "La chambre n’est pas celle du dossier de tête.", basis: "CPC 367", cured_by: [] }]
      : [],
    refusal: number.includes("999")
      ? { code: "PAR-021", severity: "bloquante", message: `Dossier ${number}\u00a0: il est déjà du groupe du dossier de tête K 26-10.150.`, basis: "", cured_by: [] }
      : null,
    consequences: [],
  });
  return { effects: [donnees.dossier.number, ...dossiers].map(effet) };
}
