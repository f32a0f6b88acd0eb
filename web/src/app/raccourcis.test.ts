// @vitest-environment happy-dom
import { beforeEach, expect, it } from "vitest";
import { lecteurDeTouches } from "./raccourcis";

let heure = 0;
const presser = (lire: ReturnType<typeof lecteurDeTouches>, key: string, reste: object = {}) =>
  lire({ key, ctrlKey: false, metaKey: false, altKey: false, defaultPrevented: false, target: document.body, ...reste });
beforeEach(() => {
  heure = 0;
  document.body.innerHTML = '<input id="texte"><input id="case" type="checkbox"><select id="liste"></select><div role="dialog"><button id="b"></button></div>';
});
const dans = (id: string) => ({ target: document.getElementById(id) });

it("lit une touche, et deux qui se suivent", () => {
  const lire = lecteurDeTouches(() => heure);
  expect(presser(lire, "/")).toBe("rechercher");
  expect(presser(lire, "?")).toBe("aide");
  expect(presser(lire, "g")).toBeUndefined();
  expect(presser(lire, "d")).toBe("dossiers");
  presser(lire, "g");
  expect(presser(lire, "r")).toBe("partout");
  expect(presser(lire, "d")).toBeUndefined();
});

it("oublie une première touche restée seule", () => {
  const lire = lecteurDeTouches(() => heure);
  presser(lire, "g");
  heure = 1_500;
  expect(presser(lire, "d")).toBeUndefined();
});

it("une touche étrangère n’empêche pas la suite", () => {
  const lire = lecteurDeTouches(() => heure);
  presser(lire, "Escape");
  presser(lire, "g");
  presser(lire, "g");
  expect(presser(lire, "j")).toBe("ma-journee");
});

it("laisse écrire, et ne prend pas les touches du navigateur", () => {
  const lire = lecteurDeTouches(() => heure);
  expect(presser(lire, "/", dans("texte"))).toBeUndefined();
  expect(presser(lire, "?", dans("liste"))).toBeUndefined();
  expect(presser(lire, "/", dans("b"))).toBeUndefined();
  expect(presser(lire, "/", { ctrlKey: true })).toBeUndefined();
  expect(presser(lire, "/", dans("case"))).toBe("rechercher");
});
