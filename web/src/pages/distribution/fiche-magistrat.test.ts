import { expect, it } from "vitest";
import type { Magistrat } from "../../api/types";
import { ficheDe, milliemes, versMagistrat } from "./fiche-magistrat";

const magistrat = (agent_id: string, reste: Partial<Magistrat> = {}): Magistrat => ({
  agent_id,
  display_name: agent_id,
  chambres: ["civ1"],
  fonction: "conseiller",
  section: null,
  arrived_on: null,
  left_on: null,
  part_time: 805,
  specialities: ["contrats", "vente"],
  kin: [],
  absences: [],
  version: 2,
  ...reste,
});

it("rend la fiche telle qu’elle est, quand rien n’y change", () => {
  const lu = magistrat("a", { arrived_on: "2020-09-01", kin: [{ agent_id: "c", degree: 2 }] });
  expect(versMagistrat(lu, ficheDe(lu))).toEqual({
    agent_id: "a",
    version: 2,
    fonction: "conseiller",
    section: null,
    arrived_on: "2020-09-01",
    left_on: null,
    part_time: 805,
    specialities: ["contrats", "vente"],
    kin: [{ agent_id: "c", degree: 2 }],
  });
});

it("ne rend rien tant qu’un degré de parenté n’est pas dit", () => {
  const a = magistrat("a");
  expect(versMagistrat(a, { ...ficheDe(a), parents: [{ agent_id: "b" }] })).toBeUndefined();
});

it("ne lit que des parts d’un temps plein", () => {
  expect(["80", "62,5", "0"].map(milliemes)).toEqual([800, 625, 0]);
  expect(["", "101", "-1", "mi-temps"].map(milliemes)).toEqual([undefined, undefined, undefined, undefined]);
});
