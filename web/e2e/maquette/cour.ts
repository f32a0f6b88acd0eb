/** The Court: a chamber that was opened, another reunited to it. */
import type * as T from "../../src/api/types";

export const chargeDuParquet: T.ChargeDuParquet = {
  day: "2026-11-24",
  scope: "parquet",
  coming: 41,
  concluded: 91,
  past_weeks: 13,
  people: [
    { agent_id: "00000000-0000-4000-8000-000000000931", name: "Marc Tissot", dossiers: 18, weight: 2150, relative: 2150, given: 96, given_weight: 10400, share: 560, due_share: 666, cleared: 4 },
    { agent_id: "00000000-0000-4000-8000-000000000932", name: "Léa Fabre", dossiers: 11, weight: 1020, relative: 2040, given: 81, given_weight: 8170, share: 440, due_share: 333, cleared: null },
  ],
};

export const laCour: T.Cour = {
  version: 3,
  may_change: true,
  free_codes: ["civ5", "civ6", "com1", "soc1"],
  chambres: [
    { code: "civ1", label: "première chambre civile", sections: [], burden: { waiting: 812, audiences: 14, people: 31 } },
    {
      code: "civ3",
      label: "troisième chambre civile",
      closed_on: "2026-12-01",
      into: "civ4",
      sections: [],
      burden: { waiting: 3, audiences: 0, people: 2 },
    },
    {
      code: "civ4",
      label: "quatrième chambre civile",
      opened_on: "2026-12-01",
      minute: "C4",
      sections: [{ code: "1", label: "première section", opened_on: "2026-12-01" }],
      burden: { waiting: 240, audiences: 6, people: 18 },
    },
  ],
  acts: [
    {
      version: 3,
      kind: "ouverte",
      chambre: "civ4",
      section: "1",
      label: "première section",
      day: "2026-12-01",
      reason: "Ordonnance du premier président du 3 novembre 2026",
      recorded_by: "administration",
      recorded_at: "2026-11-05T09:12:00Z",
    },
    {
      version: 2,
      kind: "reunie",
      chambre: "civ3",
      into: "civ4",
      day: "2026-12-01",
      reason: "Ordonnance du premier président du 3 novembre 2026",
      recorded_by: "administration",
      recorded_at: "2026-11-05T09:10:00Z",
    },
    {
      version: 1,
      kind: "ouverte",
      chambre: "civ4",
      label: "quatrième chambre civile",
      day: "2026-12-01",
      reason: "Ordonnance du premier président du 3 novembre 2026",
      recorded_by: "administration",
      recorded_at: "2026-11-05T09:05:00Z",
    },
  ],
};
