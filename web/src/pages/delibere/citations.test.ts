import { expect, it } from "vitest";
import { lettreCle } from "../../composants/pourvoi";
import { verifier } from "./citations";

const JOUR = "2026-11-24";
const dits = (texte: string) => verifier(texte, JOUR).map(({ trouve, attendu }) => [trouve, attendu]);

it("calcule la lettre-clé comme la Cour", () => {
  for (const [lettre, annee, rang] of [["K", "17", "20018"], ["A", "22", "23709"], ["N", "22", "23674"], ["S", "24", "12324"], ["A", "25", "10151"]]) {
    expect(lettreCle(annee ?? "", rang ?? "")).toBe(lettre);
  }
});

it.each([
  ["formé le pourvoi n° A 22-23.709 contre l’arrêt", []],
  ["(1re Civ., 19 mars 2002, pourvoi n° 00-10.645, Bull. 2002, I)", []],
  ["Z 16-21.545 à P 16-21.558", []],
  ["le pourvoi n° N 23-18.873", [["N 23-18.873", "la lettre-clé Q\u00a0: Q 23-18.873"]]],
  ["le pourvoi n° B 22-23.709", [["B 22-23.709", "la lettre-clé A\u00a0: A 22-23.709"]]],
  ["le pourvoi n° 22-23709", [["22-23709", "22-23.709"]]],
  ["le pourvoi n° A 2223709", [["A 2223709", "A 22-23.709"]]],
  ["le pourvoi n° 31-10.001", [["31-10.001", "un numéro dont l’année est passée ou en cours"]]],
  // A letter of before 1998 was never seen: nothing is said of it.
  ["le pourvoi n° B 77-16.048", []],
  ["n° RG : 22/00875, au 01-02.345.678", []],
])("numéro de pourvoi : %s", (texte, attendus) => expect(dits(texte)).toEqual(attendus));

it.each([
  ["ECLI:FR:CCASS:2024:C201174.", 0],
  ["ECLI:FR:CCASS:2023:AP00683", 0],
  ["ECLI:EU:C:2014:317 et ECLI:FR:CECHR:2019:411263.20190410", 0],
  ["ECLI:FR:CCASS:2024:C21174", 1],
  ["ECLI:FR:CCASS:24:C201174", 1],
  ["ECLI:FR:CCASS:2031:C201174", 1],
  ["ecli:fr:ccass:2024:C201174", 1],
  ["ECLI : FR:CCASS:2024:C201174", 1],
])("ECLI : %s", (texte, combien) => expect(verifier(texte, JOUR)).toHaveLength(combien));

it.each([
  ["rendu le 5 décembre 2024", []],
  ["du 1er janvier 2017 au 31 mai 2019", []],
  ["le 29 février 2024", []],
  ["le 24 novembre 2026", []],
  ["le 29 février 2023", [["29 février 2023", "un jour de février 2023, qui en compte 28"]]],
  ["le 31 avril 2024", [["31 avril 2024", "un jour d’avril 2024, qui en compte 30"]]],
  ["le 25 novembre 2026", [["25 novembre 2026", "une date qui ne soit pas après le 24\u00a0novembre\u00a02026"]]],
  ["le 1 mars 2024", [["1 mars 2024", "1er mars 2024"]]],
  ["le 05/12/2024", [["05/12/2024", "5 décembre 2024"]]],
  ["le 05/13/2024", [["05/13/2024", "un mois du calendrier"]]],
])("date : %s", (texte, attendus) => expect(dits(texte)).toEqual(attendus));

it.each([
  ["Vu l’article 978 du code de procédure civile :", []],
  ["Vu les articles 1386-18 et 1382, devenus 1245-17 et 1240, du code civil :", []],
  ["l’article L. 133-4 du code de la sécurité sociale, les articles R. 314-137 et R. 314-138", []],
  ["l’article 455 et l’article 458 du code de procédure civile", []],
  ["l’article 4 du protocole et 3 du code", []],
  ["l’article\u00a0L\u00a0133-4 du code", [["L\u00a0133-4", "L. 133-4"]]],
  ["l’article L133-4 du code", [["L133-4", "L. 133-4"]]],
  ["l’article L 133-4 du code", [["L 133-4", "L. 133-4"]]],
  ["l’article L.133-4 du code", [["L.133-4", "L. 133-4"]]],
  ["art. 978 du code de procédure civile", [["art.", "article, en toutes lettres"]]],
  ["l’article 978 du CPC", [["CPC", "code de procédure civile"]]],
  ["l’article 1103 C. civ.", [["C. civ.", "code civil"]]],
  ["l’article 978 du Code de procédure civile", [["Code", "code, sans majuscule"]]],
  ["l’article 978 et 982 du code de procédure civile", [["article", "articles, au pluriel"]]],
  ["l’article 978 code de procédure civile", [["article 978 code", "article 978 du code"]]],
  ["Vu les articles …\u00a0:", [["Vu les articles …", "les articles que vise la Cour"]]],
])("article : %s", (texte, attendus) => expect(dits(texte)).toEqual(attendus));

it("dit où chaque constat se trouve, dans l’ordre du texte", () => {
  const texte = "Le 31 avril 2024, l’article L133-4.";
  const constats = verifier(texte, JOUR);
  expect(constats.map(({ debut, fin }) => texte.slice(debut, fin))).toEqual(["31 avril 2024", "L133-4"]);
});
