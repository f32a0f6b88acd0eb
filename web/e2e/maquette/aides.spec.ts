/** Legal aid asked before a pourvoi: the register, a request entered and completed, proposed where the pourvoi is. */
import { expect, type Page, test } from "./scene";
import { aides, proposee } from "./aides";
import { graves } from "../axe";
import * as donnees from "./donnees";
import { demarrer, type Maquette, probleme } from "./maquette";
import { fautesDeFrancais } from "./typographie";

let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
});
test.afterEach(() => maquette.arreter());

const aller = (page: Page, chemin: string) => page.goto(maquette.adresse + chemin);
const saine = async (page: Page) => {
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
};

test("le registre se filtre ; une demande s’inscrit, un refus est dit au champ", async ({ page }) => {
  await aller(page, "/aides");
  await expect(page.getByRole("table", { name: "3 demandes" }).locator("tbody tr")).toHaveCount(3);
  await expect(page.getByText("Court jusqu’au")).toBeVisible();
  await page.getByLabel("État").selectOption({ label: "En cours" });
  await expect(page).toHaveURL(/etat=en_cours/);
  await saine(page);
  await page.getByRole("link", { name: "Inscrire une demande" }).click();
  await page.getByLabel("Demandée le").fill("2026-10-30");
  await page.getByLabel("Nom ou dénomination du demandeur").fill("Fontanel");
  await page.getByRole("textbox", { name: /^Juridiction/ }).fill("CA Grenoble");
  const dit = "Ni le jour de la décision ni le numéro de l’affaire ne sont indiqués.";
  maquette.prochaine(/^\/aides-juridictionnelles$/, probleme(422, "DOS-003", "Champ manquant", dit, { errors: [{ field: "facts.rendered_on", code: "DOS-003", message: dit }] }), "POST");
  await page.getByRole("button", { name: "Inscrire au registre" }).click();
  await expect(page.getByRole("alert")).toContainText("Champ manquant");
  await page.getByLabel("Rendue le").fill("2026-06-12");
  await page.getByLabel("Adversaires").fill("société Ateliers du Vercors\n");
  await saine(page);
  await page.getByRole("button", { name: "Inscrire au registre" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Demande n° AJ-2026-00001" })).toBeVisible();
  expect(maquette.recues[1]?.corps).toEqual({
    applicant: "Fontanel",
    court: "CA Grenoble",
    requested_on: "2026-10-30",
    rendered_on: "2026-06-12",
    residence: "metropole",
    adversaries: ["société Ateliers du Vercors"],
  });
});

test("ce que la demande devient part avec la version lue et reste écrit si elle a changé", async ({ page }) => {
  await aller(page, `/aides/${aides[0]?.aid_id}`);
  await page.getByLabel("Sens", { exact: true }).selectOption({ label: "Rejet" });
  await page.getByLabel("Décidée le").fill("2026-11-10");
  maquette.prochaine(/versions$/, probleme(412, "AID-004", "Demande changée entre-temps", "La demande a changé.", { current_version: 2 }), "POST");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("alert")).toContainText("Demande changée entre-temps");
  await expect(page.getByLabel("Décidée le")).toHaveValue("2026-11-10");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect.poll(() => maquette.recues.length).toBe(2);
  expect(maquette.recues[1]?.corps).toMatchObject({ facts: { outcome: "rejet", ruled_on: "2026-11-10" }, cancelled: false });
});

test("au dossier, la demande faite avant le pourvoi se rattache", async ({ page }) => {
  const permissions = [...donnees.dossier.permissions, "enregistrer_aide_juridictionnelle"];
  maquette.prochaine(/^\/dossiers\/[^/]+$/, { corps: { ...donnees.dossier, permissions } }, "GET");
  maquette.prochaine(/\/aides-juridictionnelles$/, { corps: [proposee] }, "GET");
  await aller(page, `/dossiers/${donnees.dossier.dossier_id}`);
  await expect(page.getByRole("heading", { name: "Aide juridictionnelle demandée avant le pourvoi" })).toBeVisible();
  await saine(page);
  await page.getByRole("button", { name: "Rattacher la demande AJ-2026-00001" }).click();
  await expect(page.getByRole("heading", { name: "Aide juridictionnelle demandée avant le pourvoi" })).toHaveCount(0);
  expect(maquette.recues.find(({ chemin }) => chemin.endsWith("/rattachement"))?.corps).toEqual({
    dossier_id: donnees.dossier.dossier_id,
    party_id: proposee.party_id,
  });
});

test("à l’ouverture, la demande du même demandeur sur la même décision est proposée, puis rattachée", async ({ page }) => {
  maquette.prochaine(/^\/referentiel$/, { corps: { ...donnees.referentiel, ...donnees.ouvertures } });
  await aller(page, "/dossiers/ouvrir");
  await page.getByLabel("Procédure").selectOption("civil_representation_obligatoire");
  await page.getByRole("region", { name: "Demandeur" }).getByLabel("Nom", { exact: true }).fill("Fontanel");
  await page.getByRole("region", { name: "Défendeur" }).getByLabel("Nom", { exact: true }).fill("Aubry");
  await page.getByRole("textbox", { name: "Juridiction" }).fill("CA Grenoble");
  await page.getByLabel(/^Rendue le/).fill("2026-06-12");
  await page.getByText("Rattacher AJ-2026-00001").click();
  await expect(page.getByRole("checkbox", { name: /AJ-2026-00001/ })).toBeChecked();
  await saine(page);
});
