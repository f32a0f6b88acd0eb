// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { csv } from "./export-csv";

it("met un mouvement par ligne, les jours comme un tableur français", () => {
  const [entetes, neuve, perdue] = csv([
    {
      seq: 1,
      dossier_id: "d",
      dossier_number: "C 26-10.001",
      kind: "echeance",
      code: "civil.pourvoi.delai",
      label: "Délai du pourvoi",
      article: "CPC 612",
      before: null,
      after: { day: "2026-12-14", word: "ouverte" },
    },
    { seq: 2, dossier_id: "d", dossier_number: "C 26-10.001", kind: "tache", label: "Vérifier", before: { word: "greffe_central" } },
  ]).split("\r\n");
  expect(entetes).toBe('"Dossier";"Nature";"Objet";"Identifiant";"Texte";"Jour avant";"État avant";"Jour après";"État après"');
  expect(neuve).toBe('"C 26-10.001";"échéance";"Délai du pourvoi";"civil.pourvoi.delai";"CPC 612";"";"";"14/12/2026";"ouverte"');
  expect(perdue).toBe('"C 26-10.001";"tâche";"Vérifier";"";"";"";"greffe central";"";""');
});
