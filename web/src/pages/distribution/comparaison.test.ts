// @vitest-environment happy-dom
import { expect, it } from "vitest";
import type { CarteComparee, Comparaison } from "../../api/types";
import { compteEnMots, csv, ecart, retenues } from "./comparaison";

const carte = (dossier_id: string, change: CarteComparee["change"], causes: CarteComparee["causes"], a: string | null, b: string | null): CarteComparee => ({
  dossier_id,
  number: dossier_id,
  rank: 1,
  head: null,
  change,
  causes,
  left: { agent_id: a, agent_name: a, weight: 100, due: null, reason: null, candidates: [] },
  right: { agent_id: b, agent_name: b, weight: 150, due: "2026-12-14", reason: "Seul à suivre.", candidates: [] },
});
const cartes = [
  carte("1", "identique", [], "Paul", "Paul"),
  carte("2", "autre_personne", ["limite"], "Paul", "Sophie"),
  carte("3", "laisse", ["equilibre"], "Claire", null),
];
const numeros = (filtres: Partial<Parameters<typeof retenues>[1]>) =>
  retenues(cartes, { changement: "", magistrat: "", raison: "", ...filtres }).map(({ number }) => number);

it("ne garde que ce qui diffère, puis selon le changement, la personne de l’un ou l’autre plan, la raison", () => {
  expect(numeros({})).toEqual(["2", "3"]);
  expect(numeros({ changement: "tous" })).toEqual(["1", "2", "3"]);
  expect(numeros({ changement: "laisse" })).toEqual(["3"]);
  expect(numeros({ changement: "tous", magistrat: "Paul" })).toEqual(["1", "2"]);
  expect(numeros({ magistrat: "Sophie" })).toEqual(["2"]);
  expect(numeros({ raison: "equilibre" })).toEqual(["3"]);
});

it("dit pourquoi quelqu’un est écarté, ou ce que la carte lui coûte", () => {
  const compte = { agent_id: "p", chosen: false, limits: [], terms: [{ code: "charge", value: 360 }, { code: "hors_suite", value: 150 }], total: 510 };
  expect(compteEnMots(compte)).toBe("charge 3,6 + ne suit pas l’affaire liée 1,5, total 5,1");
  const limits = [{ code: "deport", nature: "interdit", basis: "COJ, art. L. 111-7", phrase: "s’est déporté de l’affaire" }];
  expect(compteEnMots({ ...compte, limits })).toBe("Interdit\u00a0: s’est déporté de l’affaire (COJ, art. L. 111-7)");
});

it("met une carte par ligne, les jours comme un tableur français", () => {
  const [entetes, ligne] = csv(cartes.slice(2)).split("\r\n");
  expect(entetes).toMatch(/^"Dossier";"Rang";"Plan A";"Plan B";"Changement";"Raisons";/);
  expect(ligne).toBe(
    '"3";"1";"Claire";"Personne";"Attribué par le plan A seul";"équilibre, par suite des autres cartes";"1";"1,5";"";"14/12/2026";"";"Seul à suivre.";"";""',
  );
});

it("compare les charges à temps plein, et se tait où l’un des plans n’en a pas", () => {
  const charge = (relative_after: number | null) => ({ agent_id: "p", capacity: 1000, before: 0, added: 0, relative_before: 0, relative_after });
  const de = (left: number | null, right: number | null): Comparaison["loads"][number] => ({ agent_id: "p", left: charge(left), right: charge(right) });
  expect([ecart(de(100, 350)), ecart(de(350, 100)), ecart(de(100, 100)), ecart(de(100, null))]).toEqual(["+2,5", "-2,5", "0", "—"]);
  expect(ecart({ agent_id: "p", left: null, right: charge(1) })).toBe("—");
});
