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
