import { expect, it } from "vitest";
import type { ChampCatalogue, Procedure, TypeActe } from "../../api/types";
import { champsDOuverture, motsDOuverture, parFamille, sansDefendeur } from "./procedures";
import { manques, ouverture, saisieVide } from "./saisie";

const procedure = (code: string, group: string, opened_by: string, natures: string[] = []): Procedure => ({
  code,
  label: code,
  group,
  article: "",
  opened_by,
  natures,
  textes_speciaux: [],
});
const code = (name: string, codes: string[], required = false): ChampCatalogue => ({ name, label: name, kind: "code", codes, required });
const acte = (kind: string, fields: ChampCatalogue[]): TypeActe => ({ kind, label: kind, class: "fait_recu", dates: [], fields });

const CIVILE = procedure("civil_representation_obligatoire", "civil", "pourvoi_forme");
const PENALE = procedure("penal_general", "penal", "pourvoi_forme");
const INTERET = procedure("interet_loi_civil", "interet_loi", "pourvoi_forme");
const REQUETE = procedure("requete_recusation", "requete", "requete_deposee");
const ref = {
  acts: [
    acte("pourvoi_forme", [code("nature", ["principal"], true), code("lieu", ["greffe_de_la_cour"]), code("qualite", ["condamne"])]),
    acte("requete_deposee", [code("nature", ["recusation", "rabat"], true), code("matiere", ["civile", "penale"])]),
  ],
};

it("range les procédures par famille, l’inconnue à la fin", () => {
  const rangees = parFamille([procedure("nouvelle", "fiscal", "pourvoi_forme"), REQUETE, INTERET, PENALE, CIVILE]);
  expect(rangees.map(({ nom }) => nom)).toEqual([
    "Pourvois en matière civile",
    "Pourvois en matière pénale",
    "Pourvois dans l’intérêt de la loi",
    "Requêtes",
    "Autres procédures",
  ]);
});

it("demande ce que dit l’acte d’ouverture, en mots français", () => {
  const noms = (une: Procedure) => champsDOuverture(ref, une).map(({ nom }) => nom);
  expect(noms(CIVILE)).toEqual([]);
  expect(noms(PENALE)).toEqual(["lieu"]);
  expect(noms(INTERET)).toEqual(["lieu"]);
  expect(noms(REQUETE)).toEqual(["nature", "matiere"]);
  expect(champsDOuverture(ref, REQUETE)[0]?.options).toEqual({ recusation: "Récusation", rabat: "Rabat d’arrêt" });
  expect(champsDOuverture(undefined, REQUETE)).toEqual([]);
});

it("n’offre que les natures que la procédure connaît ; toutes, si elle n’en nomme aucune", () => {
  const offertes = (natures: string[]) => Object.keys(champsDOuverture(ref, { ...REQUETE, natures })[0]?.options ?? {});
  expect(offertes(["recusation", "suspicion_legitime"])).toEqual(["recusation"]);
  expect(offertes([])).toEqual(["recusation", "rabat"]);
});

it("offre les textes spéciaux que la procédure connaît, même à l’avocat qui déclare", () => {
  const declaration = acte("pourvoi_forme", [code("texte_special", ["LPF L16 B", "C. com. R483-9", "CPP 627-8"]), code("lieu", ["greffe_de_la_cour"])]);
  const champs = (une: Procedure) => champsDOuverture({ acts: [declaration] }, une);
  const [texte, ...rien] = champs({ ...CIVILE, textes_speciaux: ["LPF L16 B", "C. com. R483-9"] });
  expect(rien).toEqual([]);
  expect(texte?.facultatif).toBe(true);
  expect(Object.keys(texte?.options ?? {})).toEqual(["LPF L16 B", "C. com. R483-9"]);
  expect(texte?.options["LPF L16 B"]).toContain("Livre des procédures fiscales");
  expect(champs(PENALE).map(({ nom }) => nom)).toEqual(["lieu"]);
  const saisie = { ...saisieVide(), procedure: CIVILE.code, acte: { texte_special: "LPF L16 B" } };
  expect(ouverture(saisie, [], texte ? [texte] : []).texte_special).toBe("LPF L16 B");
});

it("dépose chaque acte qui ouvre sous sa propre nature", () => {
  expect([undefined, CIVILE, PENALE, REQUETE].map((une) => motsDOuverture(une).depot)).toEqual(["declaration", "declaration", "declaration", "requete"]);
  expect(motsDOuverture(procedure("avis_civil", "avis", "saisine_recue")).depot).toBe("saisine");
});

it("dit ce qui manque à la requête et n’envoie que ce que sa procédure connaît", () => {
  const champs = champsDOuverture(ref, REQUETE);
  const saisie = { ...saisieVide(), procedure: REQUETE.code, acte: { lieu: "greffe_de_la_cour" } };
  const oublis = manques(saisie, motsDOuverture(REQUETE), champs);
  expect(oublis.get("nature")).toContain("Choisissez dans la liste");
  expect(oublis.get("formed")).toContain("dépôt de la requête");
  expect(oublis.has("matiere")).toBe(false);
  const commande = ouverture({ ...saisie, acte: { ...saisie.acte, nature: "recusation" } }, [], champs);
  expect(commande.nature).toBe("recusation");
  expect(commande).not.toHaveProperty("lieu");
});

it("ne veut pas toujours d’un défendeur", () => {
  expect([undefined, CIVILE, PENALE, INTERET, REQUETE].map(sansDefendeur)).toEqual([false, false, true, true, true]);
});
