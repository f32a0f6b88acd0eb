import { expect, it } from "vitest";
import { cellule } from "../../composants/csv";
import { csv } from "./export-csv";

it("garde les guillemets et désarme les formules", () => {
  expect(cellule('Société « X » ; "Y"')).toBe('"Société « X » ; ""Y"""');
  expect(cellule("=1+1")).toBe('"\'=1+1"');
});

it("sépare par des points-virgules et date comme un tableur français", () => {
  const ligne = {
    dossier_id: "1",
    number: "C 26-10.001",
    version: 1,
    title: "Dupont ; Martin c. =HYPERLINK",
    stage: "juge",
    stage_label: "Jugé",
    chambre: "civ1",
    formed_on: "2026-03-01",
    urgent: true,
    rapporteurs: [],
    updated_at: "2026-03-02T08:00:00Z",
  };
  const [entetes, rangee] = csv([ligne], undefined).split("\r\n");
  expect(entetes).toBe('"Numéro";"Affaire";"Stade";"Chambre";"Rapporteurs";"Formé le";"Urgent"');
  expect(rangee).toBe('"C 26-10.001";"Dupont ; Martin c. =HYPERLINK";"Jugé";"civ1";"";"01/03/2026";"oui"');
});
