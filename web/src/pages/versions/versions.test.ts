import { expect, it } from "vitest";
import type { EssaiDuDroit } from "../../api/types";
import { comparer, empechements, etatEssai, motDEtat, ordonner, paireHabituelle, placeDe } from "./versions";

const essai = (reste: Partial<EssaiDuDroit> = {}): EssaiDuDroit => ({
  trial_id: "e",
  version: "2026.11.3",
  base: "2026.11.2",
  as_of: "2026-11-28",
  actor: "administration",
  started_at: "2026-11-28T08:00:00Z",
  ended_at: "2026-11-28T08:01:00Z",
  total: 10,
  done: 10,
  moved: 2,
  unread: 0,
  outdated: false,
  ...reste,
});
const JOUR = "2026-11-28";

it("range les versions comme des nombres entre des points", () => {
  expect(["2026.11.10", "2026.11.9", "2027.1", "2026.11"].sort(comparer)).toEqual(["2026.11", "2026.11.9", "2026.11.10", "2027.1"]);
  expect(placeDe("2026.11.10", "2026.11.9")).toBe("plus_recente");
  expect(placeDe("2026.11.8", "2026.11.9")).toBe("anterieure");
  expect(placeDe("2026.11.9", "2026.11.9")).toBe("en_vigueur");
  expect(placeDe("2026.11.9", undefined)).toBeUndefined();
});

it("compare d’abord ce qui vient avec ce qui est en vigueur, sinon les deux dernières", () => {
  const en = (version: string) => ({ seq: 1, version, actor: "", reason: "" });
  expect(paireHabituelle({ known: ["1", "2", "3"], in_force: en("1") })).toEqual({ depuis: "1", version: "3" });
  expect(paireHabituelle({ known: ["1", "2", "3"], in_force: en("3") })).toEqual({ depuis: "2", version: "3" });
  expect(paireHabituelle({ known: ["3"], in_force: en("4") })).toEqual({ depuis: "3", version: "3" });
  expect(paireHabituelle({ known: [], in_force: null })).toBeUndefined();
});

it("ne laisse décider que sur un essai fini, du jour, à jour et lu en entier", () => {
  expect(empechements(essai(), JOUR)).toEqual([]);
  expect(empechements(essai({ ended_at: null }), JOUR)).toEqual([expect.stringContaining("n’est pas fini")]);
  expect(empechements(essai({ outdated: true }), JOUR)).toEqual([expect.stringContaining("Une autre version")]);
  expect(empechements(essai(), "2026-11-29")).toEqual([expect.stringContaining("28\u00a0novembre\u00a02026")]);
  expect(empechements(essai({ unread: 1 }), JOUR)).toEqual([expect.stringContaining("1\u00a0dossier porte des actes")]);
  expect(empechements(essai({ unread: 2, outdated: true }), "2026-11-29")).toHaveLength(3);
});

it("dit d’un essai ce qu’il vaut", () => {
  expect(etatEssai(essai(), JOUR)).toBe("a_jour");
  expect(etatEssai(essai({ ended_at: null }), JOUR)).toBe("en_cours");
  expect(etatEssai(essai({ outdated: true, ended_at: null }), JOUR)).toBe("depasse");
  expect(etatEssai(essai(), "2026-11-29")).toBe("autre_jour");
  expect(etatEssai(essai({ unread: 1 }), JOUR)).toBe("illisible");
});

it("range les natures comme on lit un dossier, les inconnues à la fin", () => {
  const natures = ["tache", "nouvelle", "illisible", "echeance", "stade"].map((kind) => ({ kind, count: 1 }));
  expect(ordonner(natures).map(({ kind }) => kind)).toEqual(["stade", "echeance", "tache", "illisible", "nouvelle"]);
});

it("dit les états en mots, et laisse les noms comme ils sont", () => {
  expect(motDEtat("satisfaite_hors_delai")).toBe("accomplie hors délai");
  expect(motDEtat("greffe_chambre")).toBe("greffe de chambre");
  expect(motDEtat("role_nouveau")).toBe("role nouveau");
  expect(motDEtat("Mémoire ampliatif attendu")).toBe("Mémoire ampliatif attendu");
});
