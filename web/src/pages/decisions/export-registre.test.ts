import { expect, it } from "vitest";
import type { LigneDecision } from "../../api/types";
import { csv } from "./export-registre";
import { designation, joints } from "./mots";
import { caracteres, passage } from "./passages";

const decision: LigneDecision = {
  act_id: "a",
  dossier_id: "d",
  number: "C 26-10.001",
  kind: "decision_prononcee",
  label: "Prononcé de la décision",
  nature: "arret",
  solution: "cassation",
  formation: "fs",
  chambre: "civ2",
  register_number: "123",
  ecli: "ECLI:FR:CCASS:2026:C200123",
  pronounced_on: "2026-11-24",
  publication: ["b", "r"],
  state: "en_vigueur",
  release: "a_mettre",
  release_by: "2027-05-24",
  title: "=Aubry c. Besson",
  joined_numbers: ["D 26-10.002"],
  joined_count: 1,
};

it("écrit une ligne par décision, en mots et en dates de tableur, sans formule", () => {
  const [entetes, rangee] = csv([decision], () => "Deuxième chambre civile").split("\r\n");
  expect(entetes?.split(";")).toHaveLength(14);
  expect(rangee).toBe(
    '"24/11/2026";"Arrêt";"123";"ECLI:FR:CCASS:2026:C200123";"C 26-10.001";"joint à D 26-10.002";"\'=Aubry c. Besson";"Deuxième chambre civile";"Formation de section";"Cassation";"Bulletin, Rapport annuel";"En vigueur";"À mettre à disposition";"24/05/2027"',
  );
  expect(designation(decision)).toBe("Arrêt n° 123");
});

it("dit les pourvois joints à une décision, et compte ceux d’une longue série", () => {
  const numeros = Array.from({ length: 39 }, (_, rang) => `K 26-10.${101 + rang}`);
  expect(joints({ joined_numbers: [], joined_count: 0 })).toBe("");
  expect(joints({ joined_numbers: numeros.slice(0, 4), joined_count: 4 })).toBe("joint à K 26-10.101, K 26-10.102, K 26-10.103, K 26-10.104");
  expect(joints({ joined_numbers: numeros, joined_count: 39 })).toBe("joint à K 26-10.101, K 26-10.102, K 26-10.103 et 36\u00a0autres");
});

it("compte les passages en caractères, comme le service, et non en unités du navigateur", () => {
  const texte = "𝒜 M. Aubry";
  expect(caracteres(texte, texte.indexOf("Aubry"))).toBe(5);
  const debut = texte.indexOf("Aubry");
  expect(passage(texte, debut, debut + 5, "localite")).toEqual({ start: 5, end: 10, category: "localite", label: "" });
  expect(passage(texte, 3, 3, "localite")).toBeUndefined();
});
