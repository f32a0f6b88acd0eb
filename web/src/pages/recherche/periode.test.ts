import { expect, it } from "vitest";
import { PAS_UN_JOUR } from "../simulation/simulation";
import { fautesPeriode, periodeEnMots } from "./periode";

it("admits a period that is open, of one day, or in order; says which day is wrong", () => {
  for (const bonne of [{}, { du: "2026-06-01" }, { au: "2026-06-01" }, { du: "2026-06-01", au: "2026-06-01" }, { du: "2026-06-01", au: "2026-06-30" }]) {
    expect([...fautesPeriode(bonne)]).toEqual([]);
  }
  expect([...fautesPeriode({ du: "2026-02-30", au: "0026-02-01" })]).toEqual([
    ["du", PAS_UN_JOUR],
    ["au", PAS_UN_JOUR],
  ]);
  const inversee = fautesPeriode({ du: "2026-06-02", au: "2026-06-01" });
  expect([...inversee.keys()]).toEqual(["au"]);
  expect(inversee.get("au")).toContain("2\u00a0juin\u00a02026");
});

it("says the period as people read it", () => {
  expect(periodeEnMots({})).toBe("");
  expect(periodeEnMots({ du: "2026-06-01", au: "2026-06-30" })).toBe("du 1er\u00a0juin\u00a02026 au 30\u00a0juin\u00a02026");
  expect(periodeEnMots({ du: "2026-06-01", au: "2026-06-01" })).toBe("le 1er\u00a0juin\u00a02026");
  expect(periodeEnMots({ du: "2026-06-01" })).toBe("à partir du 1er\u00a0juin\u00a02026");
  expect(periodeEnMots({ au: "2026-06-30" })).toBe("jusqu’au 30\u00a0juin\u00a02026");
});
