/** Requests of legal aid made before any pourvoi, as the mock gateway holds them. */
import type * as T from "../../src/api/types";

const uuid = (rang: number) => `0198c0de-0000-7000-8000-${String(rang).padStart(12, "0")}`;

const faits: T.FaitsAide = {
  requested_on: "2026-10-30",
  applicant: "Fontanel",
  first_names: "Lucie",
  residence: "metropole",
  adversaries: ["société Ateliers du Vercors"],
  court: "cour d’appel de Grenoble",
  rendered_on: "2026-06-12",
  case_number: "25/04518",
  notified_on: "2026-10-01",
};

const aide = (rang: number, reste: Partial<T.Aide>): T.Aide => ({
  aid_id: uuid(rang),
  version: 1,
  number: `AJ-2026-0000${rang}`,
  facts: faits,
  state: "en_cours",
  term_state: "en_cours",
  registered_at: "2026-10-31T09:00:00Z",
  versions: [{ version: 1, recorded_at: "2026-10-31T09:00:00Z", actor: "bureau.aj", facts: faits }],
  permissions: ["tenir_registre_aides"],
  ...reste,
});

const rejet: T.FaitsAide = { ...faits, ruled_on: "2026-11-10", outcome: "rejet", ruling_notified_on: "2026-11-16" };

export const aides: T.Aide[] = [
  aide(1, {}),
  aide(2, { facts: rejet, state: "decidee", term_state: "court", term: "2027-01-18" }),
  aide(3, {
    state: "rattachee",
    term_state: null,
    dossier_id: uuid(1001),
    dossier_number: "C 26-10.001",
    linked_at: "2026-11-20T10:00:00Z",
    permissions: [],
  }),
];

export const proposee: T.AideProposee = { aid: aide(1, {}), verdict: "certain", party_id: uuid(11) };
