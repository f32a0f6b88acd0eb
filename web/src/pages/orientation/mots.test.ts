import { expect, it } from "vitest";
import type { RegleOrientation } from "../../api/types";
import { conditionsEnMots, csv, differences, joursEnMots, part, valeurs } from "./mots";

const VIDE = { procedures: [], matters: [], keywords: [], texts: [], courts: [], sections: [], natures: [], detained: null, urgent: null };
const regle = (rule_id: string, reste: Partial<RegleOrientation> = {}): RegleOrientation => ({
  rule_id,
  label: `Règle ${rule_id}`,
  reason: "Parce que.",
  when: { ...VIDE, courts: ["Lyon", "Paris"] },
  target: "soc",
  priority: 10,
  from: null,
  until: null,
  author: "greffe.central",
  written_on: "2026-11-24",
  ...reste,
});
const nom = (code: string) => ({ soc: "Chambre sociale", com: "Chambre commerciale" })[code] ?? code;

it("dit les conditions d’une règle, et ses jours", () => {
  const when = { ...VIDE, matters: ["80"], courts: ["Lyon", "Paris"], procedures: ["penal"], detained: true, urgent: false };
  expect(conditionsEnMots(when, () => "Pourvoi pénal")).toEqual([
    "procédure\u00a0: Pourvoi pénal",
    "matière\u00a0: 80",
    "juridiction attaquée\u00a0: Lyon ou Paris",
    "une partie est détenue",
    "l’affaire n’est pas urgente",
  ]);
  expect(joursEnMots({ from: null, until: null })).toBe("sans terme");
  expect(joursEnMots({ from: "2026-12-01", until: null })).toMatch(/^à partir du 1/);
});

it("lit des valeurs séparées par des points-virgules, virgules comprises", () => {
  expect(valeurs(" Bail commercial, congé ;; Lyon ; ")).toEqual(["Bail commercial, congé", "Lyon"]);
});

it("dit ce qu’une version change, règle par règle et champ par champ", () => {
  const avant = [regle("a"), regle("b"), regle("c")];
  const apres = [regle("a", { target: "com", priority: 5 }), regle("b", { author: "autre", written_on: "2026-01-01" }), regle("d")];
  expect(differences(avant, apres, nom, nom)).toEqual([
    {
      rule_id: "a",
      label: "Règle a",
      genre: "changee",
      champs: [
        { nom: "Destination", avant: "Chambre sociale", apres: "Chambre commerciale" },
        { nom: "Rang", avant: "10", apres: "5" },
      ],
    },
    { rule_id: "d", label: "Règle d", genre: "ajoutee", champs: [] },
    { rule_id: "c", label: "Règle c", genre: "retiree", champs: [] },
  ]);
});

it("exporte les dossiers en mots, sans formule, et ne mesure pas ce que rien ne mesure", () => {
  const dossier = { dossier_id: "x", number: "C 26-10.001", decided: "soc", sent: "com", rule_id: "a", rule_label: "=Règle", before: null };
  expect(csv([dossier], nom).split("\r\n")[1]).toBe('"C 26-10.001";"Chambre sociale";"Chambre commerciale";"\'=Règle";""');
  expect(part(5, 6)).toBe("83\u00a0%");
  expect(part(0, 0)).toBe("—");
});
