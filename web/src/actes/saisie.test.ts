import { expect, it } from "vitest";
import type { TypeActe } from "../api/types";
import { acteSaisi, saisiePreremplie } from "./saisie";

const type: TypeActe = {
  kind: "notification_faite",
  label: "Envoi",
  class: "acte_de_la_cour",
  dates: [],
  fields: [{ name: "avis", label: "Avis", kind: "code", codes: ["not.civ.05"], required: true }],
};

it("sait déjà ce que la page d’où l’on vient a dit, et rien d’autre", () => {
  expect(acteSaisi(type, saisiePreremplie(type, { avis: "not.civ.05", partie: "p1" }))).toMatchObject({
    corps: { avis: "not.civ.05" },
    portee: { parties: ["p1"] },
  });
  expect(acteSaisi(type, saisiePreremplie(type, {}))).toMatchObject({ corps: {}, portee: { parties: [] } });
});

it("reprend le jour de la panne comme première date de l’acte", () => {
  const panne: TypeActe = { kind: "panne_signalee", label: "Panne", class: "fait_recu", dates: [{ name: "jour", label: "Jour", required: true }] };
  expect(acteSaisi(panne, saisiePreremplie(panne, { jour: "2026-10-05", panne: "p1" }))).toMatchObject({ type: "panne_signalee", dates: { jour: "2026-10-05" }, corps: {} });
});
