// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { adresseRecueil } from "../../api/client";
import type { Piece } from "../../api/types";
import { estServie, redemander, seControleDeNouveau } from "./controle-piece";
import { avancer } from "./recueil";

test("une pièce avance d’un rang, la première reste", () => {
  expect(avancer(["a", "b", "c"], "c")).toEqual(["a", "c", "b"]);
  expect(avancer(["a", "b", "c"], "b")).toEqual(["b", "a", "c"]);
  expect(avancer(["a", "b"], "a")).toEqual(["a", "b"]);
  expect(avancer(["a"], "absente")).toEqual(["a"]);
});

test("le recueil se demande dans l’ordre choisi", () => {
  expect(adresseRecueil("d", ["b", "a"], "zip")).toBe("/api/v1/dossiers/d/recueil?pieces=b%2Ca&format=zip");
});

test("seule une pièce saine est servie ; ce qui est en route se redemande", () => {
  const piece = (state: string) => ({ control: { state, message: "", changed_at: "" } }) as Piece;
  expect(["saine", "refusee", "recue", "en_controle", "attente_antivirus"].map((etat) => estServie(piece(etat)))).toEqual([true, false, false, false, false]);
  expect(["saine", "refusee", "recue", "en_controle", "attente_antivirus"].map((etat) => seControleDeNouveau(piece(etat)))).toEqual([false, true, false, false, true]);
  expect(["saine", "refusee", "recue", "attente_antivirus"].map((etat) => redemander([piece("saine"), piece(etat)]))).toEqual([false, false, 3_000, 30_000]);
  expect(estServie({} as Piece)).toBe(true);
});
