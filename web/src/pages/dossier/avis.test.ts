import { expect, it } from "vitest";
import type { Avis, Controle, Dossier } from "../../api/types";
import { avisPressants, controlesParGravite, jalonsEnMots, resteAFaire, voitAvis } from "./avis";

const avis = (notice: string, status: Avis["status"], due?: string): Avis => ({
  notice, status, due, label: notice, article: "", recipient: "", means: [], mentions: [], proved_by: [],
});
const controle = (check: string, result: Controle["result"], severity: Controle["severity"]): Controle => ({
  check, result, severity, label: check, article: "", consequence: "", milestones: [], cured_by: [],
});
const dossier = (champs: Partial<Dossier>) => ({ notices: [], checks: [], permissions: [], ...champs }) as unknown as Dossier;

it("met devant ce qui est revenu, puis ce qui est dû au plus tôt", () => {
  const rangs = avisPressants([
    avis("prouve", "prouve", "2026-01-01"), avis("sans-date", "du"), avis("tard", "du", "2026-03-01"), avis("tot", "du", "2026-02-01"),
    avis("envoye", "envoye"), avis("revenu", "revenu"),
  ]);
  expect(rangs.map(({ notice }) => notice)).toEqual(["revenu", "tot", "tard", "sans-date", "envoye", "prouve"]);
});

it("met l’irrégulier avant le non vérifié, le plus grave d’abord", () => {
  const rangs = controlesParGravite([
    controle("a", "non_verifie", "bloquante"), controle("b", "irregulier", "information"), controle("c", "irregulier", "bloquante"),
  ]);
  expect(rangs.map(({ check }) => check)).toEqual(["c", "b", "a"]);
});

it("compte ce qui reste à faire, pas ce qui est prouvé", () => {
  const notices = [avis("a", "du"), avis("b", "prouve"), avis("c", "envoye")];
  expect(resteAFaire({ notices, checks: [controle("d", "non_verifie", "information")] })).toBe(3);
});

it("se tait devant qui ne reçoit rien et n’enregistre rien", () => {
  expect(voitAvis(dossier({ permissions: ["lire_dossier"] }))).toBe(false);
  expect(voitAvis(dossier({ permissions: ["enregistrer_acte_de_la_cour"] }))).toBe(true);
  expect(voitAvis(dossier({ notices: [avis("a", "du")] }))).toBe(true);
});

it("dit les jalons en français", () => {
  expect(jalonsEnMots(["enregistrement", "distribution", "prononce"])).toBe("l’enregistrement, la distribution et le prononcé");
  expect(jalonsEnMots(["audiencement"])).toBe("l’audiencement");
  expect(jalonsEnMots([])).toBe("");
});
