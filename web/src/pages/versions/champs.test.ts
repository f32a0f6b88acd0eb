import { expect, it } from "vitest";
import type { FichierChange } from "../../api/types";
import { champEnMots, nomDeFichier, parNature, valeurEnMots } from "./champs";

const NOMS = new Map([
  ["memoire_depose", "Mémoire déposé"],
  ["civil.pourvoi.delai", "Délai du pourvoi"],
]);

it("dit la place d’un champ en mots", () => {
  expect(champEnMots("term.clear_days")).toBe("Durée, jours francs");
  expect(champEnMots("trigger[1].term.days")).toBe("Ce qui fait courir le délai n°\u00a02, durée, jours");
  expect(champEnMots("identifiant.penal.comput.jours.reason")).toBe("Règle sans délai penal.comput.jours, raison");
  expect(champEnMots("champ_nouveau[0]")).toBe("Champ nouveau n°\u00a01");
});

it("dit les codes par leur nom, avec ce qu’ils précisent", () => {
  expect(valeurEnMots("memoire_depose", NOMS)).toBe("Mémoire déposé");
  expect(valeurEnMots("civil.pourvoi.delai, memoire_depose", NOMS)).toBe("Délai du pourvoi, Mémoire déposé");
  expect(valeurEnMots("memoire_depose(nature=ampliatif_long|personnel_bref)", NOMS)).toBe(
    "Mémoire déposé (nature\u00a0: Ampliatif long ou Personnel bref)",
  );
  expect(valeurEnMots("memoire_depose(a=x_y, b=z_t), memoire_depose", NOMS)).toBe("Mémoire déposé (a\u00a0: X y, b\u00a0: Z t), Mémoire déposé");
});

it("dit les jours, oui et non, l’absence ; laisse le reste", () => {
  expect(valeurEnMots("2024-09-30", NOMS)).toBe("30\u00a0septembre\u00a02024");
  expect(valeurEnMots("true", NOMS)).toBe("oui");
  expect(valeurEnMots("false", NOMS)).toBe("non");
  expect(valeurEnMots(null, NOMS)).toBe("—");
  expect(valeurEnMots("10", NOMS)).toBe("10");
  expect(valeurEnMots("Cet acte ne peut pas précéder la saisine, sauf renvoi.", NOMS)).toBe("Cet acte ne peut pas précéder la saisine, sauf renvoi.");
});

const fichier = (kind: string, id: string, label: string, reste: Partial<FichierChange> = {}): FichierChange => ({
  kind,
  id,
  label,
  change: "change",
  fields: [],
  ...reste,
});

it("groupe par nature et garde ce qui répond, dans le nom, le champ ou la valeur", () => {
  const differences = {
    from: "1",
    to: "2",
    changes: [
      fichier("acte", "memoire_depose", "Mémoire déposé", { fields: [{ field: "term.days", before: "5", after: "10" }] }),
      fichier("regle", "civil.pourvoi.delai", "Délai du pourvoi", { change: "ajoute" }),
      fichier("autre", "x", "Autre chose"),
    ],
  };
  const ids = (filtres: object) => parNature(differences, filtres, NOMS).map(({ nature, fichiers }) => [nature, ...fichiers.map(({ id }) => id)]);
  expect(ids({})).toEqual([["regle", "civil.pourvoi.delai"], ["acte", "memoire_depose"], ["autre", "x"]]);
  expect(ids({ nature: "acte" })).toEqual([["acte", "memoire_depose"]]);
  expect(ids({ q: "MEMOIRE depose" })).toEqual([["acte", "memoire_depose"]]);
  expect(ids({ q: "duree jours" })).toEqual([["acte", "memoire_depose"]]);
  expect(ids({ q: "introuvable" })).toEqual([]);
});

it("ne montre pas l’identifiant d’un fichier sans nom", () => {
  expect(nomDeFichier(fichier("commun", "sans_delai", "sans_delai"))).toBe("Règles qui ne portent aucun délai");
  expect(nomDeFichier(fichier("commun", "voie_nouvelle", "voie_nouvelle"))).toBe("Voie nouvelle");
  expect(nomDeFichier(fichier("acte", "x", "Mémoire déposé"))).toBe("Mémoire déposé");
});
