import { expect, it } from "vitest";
import { ErreurApi } from "../../api/probleme";
import type { Acte } from "../../api/types";
import { actesParJour, champsDe, estRebours, fautesDe, fautesDuRefus, historiqueDe, momentDe, momentEnMots, veille, voisins } from "./historique";

const acte = (version: number, recorded_at: string): Acte => ({
  version,
  act_id: String(version),
  kind: "memoire_depose",
  label: "Mémoire déposé",
  class: "fait_recu",
  dates: {},
  portee: {},
  corps: {},
  recorded_at,
  recorded_by: "Anne Delorme",
  piece_ids: [],
  entered_elsewhere: 0,
});

it("lit l’adresse, garde ce qui n’est pas un jour pour le dire", () => {
  const vu = historiqueDe({ vue: "comparer", connu_le: "2026-08-04", de_jour: 2026, a_jour: "", onglet: "historique", autre: "x" });
  expect(vu).toMatchObject({ vue: "comparer", connu_le: "2026-08-04", de_jour: "2026" });
  expect(vu.a_jour).toBeUndefined();
  expect(vu).not.toHaveProperty("autre");
  expect(historiqueDe({ vue: "autre" }).vue).toBeUndefined();
  expect([...fautesDe(vu, [""])]).toEqual([]);
  expect([...fautesDe(vu, ["de_", "a_"]).keys()]).toEqual(["de_jour"]);
  expect([...fautesDe({ connu_le: "2026-02-30" }, [""]).keys()]).toEqual(["connu_le"]);
});

it("passe d’un moment à ses champs, et retour", () => {
  const moment = { connu_le: "2026-08-04", jour: "2026-08-03" };
  expect(champsDe("de_", moment)).toEqual({ de_connu_le: "2026-08-04", de_jour: "2026-08-03" });
  expect(momentDe(champsDe("de_", moment), "de_")).toEqual(moment);
  expect(champsDe("", {})).toEqual({ connu_le: undefined, jour: undefined });
});

it("mène le refus du service à son champ, en disant quoi faire", () => {
  const refus = (code: string, field: string) => new ErreurApi({ title: "Refusé", status: 422, code, errors: [{ field, code, message: "Le 2999-01-01 est à venir." }] });
  expect(fautesDuRefus(refus("DOS-014", "moment.known_on")).get("connu_le")).toMatch(/^Ce jour est à venir\..*la simulation\.$/);
  expect([...fautesDuRefus(refus("DOS-008", "from.as_of")).keys()]).toEqual(["de_jour"]);
  expect(fautesDuRefus(refus("DOS-099", "to.known_on")).get("a_connu_le")).toBe("Le 2999-01-01 est à venir.");
  expect(fautesDuRefus(new ErreurApi({ title: "Panne", status: 503 })).size).toBe(0);
  expect(fautesDuRefus(null).size).toBe(0);
});

it("range les actes par jour de la Cour, et mène d’un jour d’acte au suivant", () => {
  // The second was recorded at half past midnight in Paris.
  const journal = actesParJour([acte(3, "2026-08-05T09:00:00Z"), acte(2, "2026-08-03T22:30:00Z"), acte(1, "2026-08-03T09:00:00Z")]);
  expect([...journal.keys()]).toEqual(["2026-08-03", "2026-08-04", "2026-08-05"]);
  expect(voisins(journal.keys(), "2026-08-04")).toEqual({ avant: "2026-08-03", apres: "2026-08-05" });
  expect(voisins(journal.keys(), "2026-11-24")).toEqual({ avant: "2026-08-05", apres: undefined });
  expect(voisins(journal.keys(), "2026-08-01")).toEqual({ avant: undefined, apres: "2026-08-03" });
  expect(voisins([], "2026-08-01")).toEqual({ avant: undefined, apres: undefined });
  expect(veille("2026-03-01")).toBe("2026-02-28");
});

it("dit un moment en français", () => {
  const dit = (as_of: string, known_on: string) => momentEnMots({ as_of, known_on }, "2026-11-28");
  expect(dit("2026-11-28", "2026-11-28")).toBe("tel qu’il est aujourd’hui");
  expect(dit("2026-08-04", "2026-08-04")).toBe("tel qu’il était connu le mardi 4 août 2026");
  expect(dit("2026-08-03", "2026-08-04")).toBe("tel qu’il était le lundi 3 août 2026, avec ce qu’on en savait le mardi 4 août 2026");
  expect(dit("2026-08-03", "2026-11-28")).toBe("tel qu’il était le lundi 3 août 2026, avec ce qu’on en sait aujourd’hui");
});

it("reconnaît deux moments pris à rebours", () => {
  const moment = (known_on: string, as_of = known_on) => ({ as_of, known_on });
  expect(estRebours({ from: moment("2026-08-05"), to: moment("2026-08-04") })).toBe(true);
  expect(estRebours({ from: moment("2026-08-05", "2026-08-05"), to: moment("2026-08-05", "2026-08-04") })).toBe(true);
  expect(estRebours({ from: moment("2026-08-05"), to: moment("2026-08-05") })).toBe(false);
  expect(estRebours({ from: moment("2026-08-04"), to: moment("2026-08-05") })).toBe(false);
});
