/** A case as its party sees it, and the links that the registry made. */
import type * as T from "../../src/api/types";

const uuid = (rang: number) => `00000000-0000-4000-8000-${String(rang).padStart(12, "0")}`;

export const JETON = "ab".repeat(32);
export const CODE = "7K2M-9QXA-04TD";

export const affaire: T.AffaireSuivie = {
  number: "T 26-10.001",
  procedure_label: "Civile, sans représentation obligatoire",
  stage_label: "Mémoires attendus",
  chambre_label: null,
  party_name: "Camille Dupont",
  role: "demandeur",
  formed_on: "2026-11-20",
  hearing_on: null,
  terms: [{ label: "Mémoire sans représentation obligatoire", article: "CPC 989", due: "2027-02-23" }],
  notices: [{ label: "Récépissé de la déclaration de pourvoi", article: "CPC 985", on: "2026-11-23", status: "prouve" }],
  deposits: [
    {
      deposit_id: uuid(801),
      received_at: "2026-11-24T09:12:00Z",
      status: "enregistre",
      motive: null,
      pieces: [{ piece_id: uuid(802), sha256: "c".repeat(64) }],
    },
  ],
  memoire_article: "CPC 989",
  expires_at: "2026-11-24T10:30:00Z",
};

export const liens: T.LienPersonnel[] = [
  {
    link_id: uuid(811),
    party_id: uuid(102),
    party_name: "Camille Dupont",
    code_by: "courrier",
    issued_at: "2026-11-24T09:00:00Z",
    issued_by: "greffe.central",
    expires_at: "2027-11-24T23:00:00Z",
    state: "actif",
    opened_at: null,
    tries: 0,
    reason: null,
  },
];

export const delivre: T.LienDelivre = { link: liens[0] as T.LienPersonnel, token: JETON, code: CODE };
