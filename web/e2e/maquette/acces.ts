/** Accesses to papers and the trail of who read what, as the gateway tells them. */
import type { Acces, LigneJournal } from "../../src/api/types";
import { dossier } from "./donnees";

const uuid = (rang: number) => `00000000-0000-4000-8000-0000000009${String(rang).padStart(2, "0")}`;

const demande: Acces = {
  access_id: uuid(1),
  dossier_id: dossier.dossier_id,
  dossier_number: dossier.number,
  chambre: "civ1",
  kind: "demande",
  agent_id: uuid(11),
  agent_name: "Hugo Ferrand",
  state: "demandee",
  version: 1,
  until: null,
  steps: [{ step: "demande", agent_name: "Hugo Ferrand", at: "2026-11-24T09:00:00Z", reason: "Même question posée devant la chambre sociale." }],
  may: ["accord", "refus"],
  own: false,
};
const sien: Acces = {
  ...demande,
  access_id: uuid(2),
  agent_name: "Claire Vasseur",
  state: "ouverte",
  version: 2,
  until: "2026-12-01T23:00:00Z",
  steps: [...demande.steps, { step: "accord", agent_name: "Claire Vasseur", at: "2026-11-24T10:00:00Z", reason: null }],
  may: ["retrait"],
  own: true,
};
const urgence: Acces = { ...sien, access_id: uuid(3), kind: "urgence", agent_name: "Hugo Ferrand", own: false, may: [] };
export const accesses: Acces[] = [demande, sien, urgence];
/** As it stands once granted. */
export const accorde: Acces = { ...demande, state: "ouverte", version: 2, until: "2026-12-15T23:00:00Z", may: ["retrait"] };

export const lignes: LigneJournal[] = [
  {
    at: "2026-11-24T10:05:00Z",
    actor: "president.soc",
    actor_name: "Hugo Ferrand",
    action: "lire_piece",
    decision: "permis",
    told: null,
    dossier_id: dossier.dossier_id,
    dossier_number: dossier.number,
    piece_kind: "memoire",
    piece_id: uuid(21),
  },
  {
    at: "2026-11-24T10:00:00Z",
    actor: "audit",
    actor_name: null,
    action: "lire_journal_acces",
    decision: "refuse",
    told: null,
    dossier_id: null,
    dossier_number: null,
    piece_kind: null,
    piece_id: null,
  },
];
