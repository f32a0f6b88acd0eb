import { expect, it } from "vitest";
import type { Acte } from "../../api/types";
import { bordereauDe, lieuDe, mouvementsDe } from "./mouvements";

const acte = (version: number, kind: string, dates: Record<string, string>, corps: Record<string, unknown> = {}, superseded_by: string | null = null) =>
  ({ act_id: String(version), version, kind, dates, corps, superseded_by }) as unknown as Acte;

it("dit où est le dossier par son dernier mouvement qui tient", () => {
  const journal = [
    acte(2, "dossier_recu", { recu: "2026-11-02" }),
    acte(3, "memoire_depose", { depose: "2026-11-03" }),
    acte(4, "dossier_prete", { prete: "2026-11-04" }, { destinataire: "rapporteur" }),
    acte(5, "dossier_restitue", { restitue: "2026-11-05" }, { destinataire: "archives" }, "6"),
  ];
  const mouvements = mouvementsDe(journal);
  expect(mouvements.map(({ version }) => version)).toEqual([4, 2]);
  expect(lieuDe(mouvements)).toMatch(/^Prêté\u00a0: rapporteur, le mercredi.4/);
  expect(lieuDe(mouvementsDe(journal.slice(0, 2)))).toMatch(/^Au greffe de la Cour, le lundi.2/);
  expect(lieuDe([])).toBeUndefined();
});

it("nomme le bordereau de chaque mouvement", () => {
  const restitue = (destinataire: string) => bordereauDe({ kind: "dossier_restitue", corps: { destinataire } });
  expect(restitue("juridiction_de_renvoi")).toBe("Bordereau d’envoi à la juridiction de renvoi");
  expect(restitue("archives")).toBe("Bordereau de restitution");
  expect(bordereauDe({ kind: "dossier_prete", corps: {} })).toBe("Bordereau de prêt");
  expect(bordereauDe({ kind: "memoire_depose", corps: {} })).toBeUndefined();
});
