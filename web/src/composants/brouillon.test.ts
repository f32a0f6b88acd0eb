// @vitest-environment happy-dom
import { beforeEach, expect, it } from "vitest";
import { garderPour, garderSaisie, lireSaisie, oublierSaisie } from "./brouillon";

beforeEach(() => sessionStorage.clear());

it("garde une saisie par formulaire, et l’oublie une fois enregistrée", () => {
  garderSaisie("d1:memoire_depose", { parties: ["p1"] });
  expect(lireSaisie("d1:memoire_depose")).toEqual({ parties: ["p1"] });
  expect(lireSaisie("d2:memoire_depose")).toBeUndefined();
  oublierSaisie("d1:memoire_depose");
  expect(lireSaisie("d1:memoire_depose")).toBeUndefined();
});

it("une saisie abîmée n’empêche pas de remplir le formulaire", () => {
  sessionStorage.setItem("greffe-acte:d1", "{");
  expect(lireSaisie("d1")).toBeUndefined();
});

it("ne montre pas la saisie de l’un à l’autre", () => {
  garderPour("greffe.central");
  garderSaisie("d1", { nom: "Aubry" });
  garderPour("greffe.central");
  expect(lireSaisie("d1")).toEqual({ nom: "Aubry" });
  garderPour("greffe.civ1");
  expect(lireSaisie("d1")).toBeUndefined();
});
