/** A distribution of a chamber, in memory: two dossiers joined, one that nobody can have, one that moves. */
import type * as T from "../../src/api/types";
import { session } from "./donnees";

const uuid = (n: number) => `00000000-0000-4000-9000-${String(n).padStart(12, "0")}`;
export const DISTRIBUTION = uuid(1);
export const SECOND = uuid(2);
const [LENOIR, ARNAUD, VASSEUR] = [uuid(11), uuid(12), uuid(13)] as const;
export const [PREMIER, JOINT, EMPECHE] = [uuid(21), uuid(22), uuid(23)] as const;
const NOMS: Record<string, string> = { [LENOIR]: "Paul Lenoir", [ARNAUD]: "Sophie Arnaud", [VASSEUR]: "Claire Vasseur" };
export const PERSONNES = { LENOIR, ARNAUD, VASSEUR };

export const presidente: T.Session = {
  ...session,
  agent: { agent_id: VASSEUR, subject: "president.civ1", display_name: "Claire Vasseur", roles: ["president"], chambres: ["civ1"] },
};

export const attente: T.DossierEnAttente[] = [
  { dossier_id: PREMIER, number: "26-10.001", stage: "attente_memoires", matter: null, urgent: true, joined: 1, parties: 2, ranks: 1 },
  { dossier_id: EMPECHE, number: "26-10.003", stage: "attente_memoires", matter: null, urgent: false, joined: 0, parties: 3, ranks: 1 },
];

const carte = (dossier_id: string, number: string, agent: string | null, reste: Partial<T.Carte> = {}): T.Carte => ({
  dossier_id,
  number,
  rank: 1,
  proposed: agent,
  proposed_name: agent && NOMS[agent],
  agent_id: agent,
  agent_name: agent && NOMS[agent],
  reason: null,
  moved_by: null,
  limits: [],
  head: null,
  weight: 100,
  urgent: false,
  status: null,
  declined: null,
  excluded: [],
  ...reste,
});

const charge = (agent_id: string, before: number, added: number): T.Distribution["loads"][number] => ({
  agent_id,
  agent_name: NOMS[agent_id],
  capacity: 1000,
  before,
  added,
  relative_before: before,
  relative_after: before + added,
});

/** As it stands after so many gestures. */
export function distribution(version = 1, status: T.ResumeDistribution["status"] = "ouverte", deplacee?: { agent_id?: string; reason: string }): T.Distribution {
  const a = deplacee ? (deplacee.agent_id ?? null) : LENOIR;
  const change = deplacee ? { agent_id: a, agent_name: a && NOMS[a], reason: deplacee.reason, moved_by: "president.civ1" } : {};
  const suite: Partial<T.Carte> = status === "validee" ? { status: "proposee" } : {};
  return {
    summary: {
      distribution_id: DISTRIBUTION,
      chambre: "civ1",
      office: "rapporteur",
      status,
      day: "2026-11-24",
      opened_by: "president.civ1",
      opened_at: "2026-11-24T09:00:00Z",
      dossiers: 2,
      version,
      replaces: null,
      plan: 1,
    },
    cards: [
      carte(PREMIER, "26-10.001", LENOIR, { urgent: true, ...change, ...suite }),
      carte(JOINT, "26-10.002", LENOIR, { head: PREMIER, ...change, ...suite }),
      carte(EMPECHE, "26-10.003", null, {
        excluded: [{ code: "juge_du_fond", phrase: "a connu de l’affaire en premier ou en dernier ressort", people: 3 }],
      }),
    ],
    loads: [charge(LENOIR, 300, a === LENOIR ? 120 : 0), charge(ARNAUD, 450, a === ARNAUD ? 120 : 0)],
    period_from: "2026-01-01",
    period_to: "2026-12-31",
    rules: "2026.11.1",
    seed: "42",
    snapshot_sha256: "ab".repeat(32),
    proposal_sha256: "cd".repeat(32),
    same: null,
  };
}

/** A second plan of the same dossiers, once Paul Lenoir is away. */
export const second: T.ResumeDistribution = { ...distribution().summary, distribution_id: SECOND, plan: 2, opened_at: "2026-11-24T10:30:00Z" };

const mesures = (spread: number, waiting: number): T.PlanCompare["figures"] => ({
  cards: 3,
  waiting,
  urgent_waiting: 0,
  least: 300,
  most: 300 + spread,
  mean: 435,
  spread,
  forbidden: 0,
  to_justify: 0,
  unmet: [{ code: "hors_specialite", value: spread === 150 ? 0 : 60 }],
});
const compare = (summary: T.ResumeDistribution, figures: T.PlanCompare["figures"]): T.PlanCompare => ({
  summary,
  figures,
  period_from: "2026-01-01",
  period_to: "2026-12-31",
  rules: "2026.11.1",
});
const cote = (agent: string | null, candidates: T.CandidatDeCarte[] = []): NonNullable<T.CarteComparee["left"]> => ({
  agent_id: agent,
  agent_name: agent && NOMS[agent],
  weight: 100,
  due: null,
  reason: null,
  candidates,
});
const compte = (agent_id: string, chosen: boolean, total: number): T.CandidatDeCarte => ({
  agent_id,
  agent_name: NOMS[agent_id],
  chosen,
  limits: [],
  terms: [{ code: "charge", value: total }],
  total,
});
const ABSENT: T.CandidatDeCarte = {
  ...compte(LENOIR, false, 0),
  limits: [{ code: "absence_longue", nature: "ecarte", basis: "Organisation de la chambre", phrase: "est absent pour longtemps à la date de la désignation" }],
  terms: [],
};

export function comparaison(): T.Comparaison {
  return {
    left: compare(distribution().summary, mesures(150, 1)),
    right: compare(second, mesures(270, 1)),
    loads: [
      { agent_id: LENOIR, agent_name: NOMS[LENOIR], left: charge(LENOIR, 300, 120), right: charge(LENOIR, 300, 0) },
      { agent_id: ARNAUD, agent_name: NOMS[ARNAUD], left: charge(ARNAUD, 450, 0), right: charge(ARNAUD, 450, 120) },
      { agent_id: VASSEUR, agent_name: NOMS[VASSEUR], left: null, right: charge(VASSEUR, 100, 0) },
    ],
    cards: [
      {
        dossier_id: PREMIER,
        number: "26-10.001",
        rank: 1,
        head: null,
        change: "autre_personne",
        causes: ["limite"],
        left: cote(LENOIR, [compte(LENOIR, true, 360), compte(ARNAUD, false, 510)]),
        right: cote(ARNAUD, [compte(ARNAUD, true, 510), ABSENT]),
      },
      { dossier_id: EMPECHE, number: "26-10.003", rank: 1, head: null, change: "identique", causes: [], left: cote(null), right: cote(null) },
    ],
  };
}

export const candidats: T.CandidatDeCarte[] = [
  { agent_id: LENOIR, agent_name: "Paul Lenoir", chosen: true, limits: [], terms: [{ code: "charge", value: 360 }], total: 360 },
  {
    agent_id: ARNAUD,
    agent_name: "Sophie Arnaud",
    chosen: false,
    limits: [],
    terms: [
      { code: "charge", value: 510 },
      { code: "hors_specialite", value: 60 },
    ],
    total: 570,
  },
  {
    agent_id: VASSEUR,
    agent_name: "Claire Vasseur",
    chosen: false,
    limits: [{ code: "deport", nature: "interdit", basis: "COJ, art. L. 111-7", phrase: "s’est déporté de l’affaire" }],
    terms: [],
    total: 0,
  },
];

export const magistrats: T.Magistrat[] = [
  {
    agent_id: LENOIR,
    display_name: "Paul Lenoir",
    chambres: ["civ1"],
    fonction: "conseiller",
    section: "1",
    arrived_on: "2020-09-01",
    left_on: null,
    part_time: 800,
    specialities: ["contrats"],
    kin: [],
    absences: [{ absence_id: uuid(31), agent_id: LENOIR, from: "2026-12-01", to: "2026-12-15", part: 1000 }],
    version: 2,
  },
  {
    agent_id: ARNAUD,
    display_name: "Sophie Arnaud",
    chambres: ["civ1"],
    fonction: "doyen",
    section: null,
    arrived_on: null,
    left_on: null,
    part_time: 1000,
    specialities: [],
    kin: [],
    absences: [],
    version: 0,
  },
];
