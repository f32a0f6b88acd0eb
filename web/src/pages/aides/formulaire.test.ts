import { describe, expect, it } from "vitest";
import type { FaitsAide } from "../../api/types";
import { faitsDe, saisieDe } from "./formulaire";

const FAITS: FaitsAide = {
  applicant: "Dupont",
  first_names: "Camille",
  adversaries: ["Lévêque", "société des Moulins"],
  court: "cour d’appel de Lyon",
  requested_on: "2026-10-15",
  rendered_on: "2026-09-10",
  residence: "etranger",
  ruled_on: "2026-11-10",
  outcome: "admission_totale",
  designated_on: "2026-11-12",
  office_id: "0198b0e0-0000-7000-8000-000000000001",
};

describe("une demande d’aide", () => {
  it("se relit comme elle s’écrit", () => {
    expect(faitsDe(saisieDe(FAITS, "SCP Aubépine"))).toEqual(FAITS);
    expect(saisieDe(FAITS, "SCP Aubépine").office).toEqual({ office_id: FAITS.office_id, name: "SCP Aubépine" });
  });

  it("ne dit rien d’un champ laissé vide", () => {
    expect(faitsDe(saisieDe())).toEqual({ applicant: "", court: "", requested_on: "", residence: "metropole", adversaries: [], office_id: undefined });
  });
});
