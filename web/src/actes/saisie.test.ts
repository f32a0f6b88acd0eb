import { expect, it } from "vitest";
import type { Acte, Dossier, Piece, TypeActe } from "../api/types";
import { typeCorrige } from "./formulaires";
import { acteSaisi, saisieDActe, saisiePreremplie } from "./saisie";

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

const declaration: TypeActe = {
  kind: "pourvoi_forme",
  label: "Déclaration de pourvoi",
  class: "fait_recu",
  dates: [{ name: "forme", label: "Remise de la déclaration", required: true }],
  fields: [
    { name: "lieu", label: "Lieu de la déclaration", kind: "code", codes: ["greffe_de_la_cour"], required: false },
    { name: "decision_attaquee", label: "Date de la décision attaquée", kind: "jour", codes: [], required: false },
  ],
};

it("corrige la date d’un acte d’ouverture, et garde ce que le formulaire ne demande pas", () => {
  const corrige = typeCorrige(declaration);
  if (!corrige) throw new Error("la déclaration se corrige");
  const corps = { pourvoi_id: "p1", parties: [{ party_id: "q1" }], lieu: "greffe_de_la_cour", urgent: false };
  const acte = { dates: { forme: "2026-08-03" }, portee: { pourvois: ["p1"] }, corps } as unknown as Acte;
  const saisie = saisieDActe(corrige, acte, { offices: [] } as unknown as Dossier, []);
  saisie.corps.lieu = "";
  expect(acteSaisi(corrige, saisie, corps)).toEqual({
    type: "pourvoi_forme",
    dates: { forme: "2026-08-03" },
    portee: { pourvois: ["p1"], parties: [], decisions: [] },
    refers_to: undefined,
    corps: { pourvoi_id: "p1", parties: [{ party_id: "q1" }], urgent: false },
  });
});

it("garde le cabinet et les pièces que l’acte désigne, même absents de la page", () => {
  const memoire: TypeActe = { kind: "memoire_depose", label: "Mémoire", class: "fait_recu", dates: [], fields: [] };
  const corrige = typeCorrige(memoire);
  if (!corrige) throw new Error("un mémoire se corrige");
  const connue = { piece_id: "p2", file_name: "memoire.pdf", size: 12 } as Piece;
  const corps = { office_id: "c1", pieces: ["p1", "p2"] };
  const acte = { dates: {}, portee: {}, corps } as unknown as Acte;
  const dossier = { offices: [{ office_id: "c2", name: "SCP Autre" }] } as unknown as Dossier;
  const saisie = saisieDActe(corrige, acte, dossier, [connue]);
  expect(saisie.pieces.pieces?.[1]).toBe(connue);
  expect(acteSaisi(corrige, saisie, corps).corps).toMatchObject(corps);
  // Taken away on the page, it is taken away.
  saisie.pieces.pieces = [connue];
  expect(acteSaisi(corrige, saisie, corps).corps).toMatchObject({ office_id: "c1", pieces: ["p2"] });
  // Where the act named none, none is made up.
  const sans = saisieDActe(corrige, { ...acte, corps: { office_id: "" } }, dossier, []);
  expect(acteSaisi(corrige, sans).corps).not.toHaveProperty("office_id");
});

it("n’offre que l’annulation de ce qui n’a rien à corriger", () => {
  expect(typeCorrige({ ...declaration, kind: "jonction_prononcee" })).toBeUndefined();
  expect(typeCorrige({ ...declaration, kind: "chambre_attribuee", dates: [] })).toBeUndefined();
  expect(typeCorrige({ ...declaration, kind: "memoire_depose" })?.seuls).toBeUndefined();
});

it("fixe la matière avec plusieurs mots-clés, un par ligne, et garde ceux du dossier", () => {
  const matiere: TypeActe = { kind: "matiere_fixee", label: "Matière du dossier", class: "acte_de_la_cour", dates: [], fields: [] };
  const saisie = saisiePreremplie(matiere, {}, { matter: "50A", keywords: ["bail commercial", "congé"] });
  expect(acteSaisi(matiere, saisie).corps).toEqual({ matter: "50A", keywords: ["bail commercial", "congé"] });
  saisie.corps.keywords = " bail commercial \n\nloyer, révision\nbail commercial";
  expect(acteSaisi(matiere, saisie).corps).toEqual({ matter: "50A", keywords: ["bail commercial", "loyer, révision"] });
  const corps = { matter: "50A", keywords: ["bail commercial"] };
  const corrigee = saisieDActe(matiere, { dates: {}, portee: {}, corps } as unknown as Acte, { offices: [] } as unknown as Dossier, []);
  expect(acteSaisi(matiere, corrigee, corps).corps).toEqual(corps);
  // All taken away, none is left.
  expect(acteSaisi(matiere, { ...corrigee, corps: { ...corrigee.corps, keywords: "" } }, corps).corps).toEqual({ matter: "50A" });
  // Nothing of the dossier goes in another act.
  expect(saisiePreremplie(type, {}, { matter: "50A", keywords: ["congé"] }).corps).toEqual({});
});
