import { expect, it } from "vitest";
import { cheminDeChamp } from "../../api/probleme";
import { motsDOuverture } from "./procedures";
import { avecListe, erreursDeChamps, manques, ouverture, saisieVide } from "./saisie";

it("dit tout ce qui manque à un formulaire vide", () => {
  const saisie = saisieVide();
  expect([...manques(saisie, motsDOuverture(undefined), []).keys()]).toEqual([
    "procedure",
    "formed",
    `nom-${saisie.demandeurs[0]?.cle}`,
    `nom-${saisie.defendeurs[0]?.cle}`,
    `juridiction-${saisie.decisions[0]?.cle}`,
  ]);
});

it("tait ce qui n’est pas saisi", () => {
  const saisie = saisieVide();
  saisie.procedure = "civil_representation_obligatoire";
  saisie.formee = { jour: "2026-11-24", minute: "", inconnue: false };
  const commande = ouverture(saisie, ["NUM-001"], []);
  expect([commande.warnings_confirmed, commande.duplicate_excluded]).toEqual([true, false]);
  expect(commande.formed).toEqual({ day: "2026-11-24" });
  expect(commande.parties.map(({ role }) => role)).toEqual(["demandeur", "defendeur"]);
  expect(JSON.parse(JSON.stringify(commande.decisions[0]))).toEqual({ court: "", nature: "arret" });
});

it("rend à chaque champ son erreur", () => {
  const saisie = saisieVide();
  const champs = new Map([[cheminDeChamp("/parties/1/person/name"), "Trop long."]]);
  expect(erreursDeChamps(champs, saisie).get(`nom-${saisie.defendeurs[0]?.cle}`)).toBe("Trop long.");
  expect(cheminDeChamp("parties[1].person.name")).toBe("parties.1.person.name");
});

it("range une liste collée après ce qui est saisi, et ne garde pas un bloc vide", () => {
  const saisie = saisieVide();
  const [demandeur] = saisie.demandeurs;
  if (demandeur) demandeur.nom = "Aubry";
  const lue = (qualite: string, nom: string) => ({ qualite, nature: "personne_physique", nom, prenoms: "", adresse: "", residence: "inconnue" });
  const { demandeurs, defendeurs } = avecListe(saisie, [lue("defendeur", "Besson"), lue("demandeur", "Colin"), lue("defendeur", "Durand")]);
  expect(demandeurs?.map(({ nom }) => nom)).toEqual(["Aubry", "Colin"]);
  expect(demandeurs?.[0]).toBe(demandeur);
  expect(defendeurs?.map(({ nom, residence }) => `${nom} ${residence}`)).toEqual(["Besson inconnue", "Durand inconnue"]);
  expect(avecListe(saisie, [lue("demandeur", "Colin")]).defendeurs).toBe(saisie.defendeurs);
});
