/** What one chooses to be told away from the screen; searches kept and followed; a notice reached from its dossier. */
import { expect, test } from "./scene";
import { graves } from "../axe";
import * as donnees from "./donnees";
import { demarrer, type Maquette } from "./maquette";
import { fautesDeFrancais } from "./typographie";

let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
});
test.afterEach(() => maquette.arreter());

const recue = (chemin: string) => maquette.recues.find((une) => une.chemin === chemin)?.corps;

test("le bulletin se règle, et chacun dit ce qu’il est devenu", async ({ page }) => {
  await page.goto(`${maquette.adresse}/ma-journee`);
  await page.getByRole("link", { name: "Mes préférences" }).first().click();
  const bulletin = page.getByRole("region", { name: "Bulletin par courriel" });
  await expect(bulletin.locator("[data-bulletin=inconnu]")).toContainText("n’est pas renvoyé");
  await bulletin.getByLabel("Rythme").selectOption("semaine");
  await bulletin.getByLabel("Jour", { exact: true }).selectOption("vendredi");
  await bulletin.getByLabel("Heure de Paris").selectOption("8");
  await bulletin.getByLabel("Ce qui est arrivé dans ce que je suis").check({ force: true });
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await bulletin.getByRole("button", { name: "Garder ce choix" }).click();
  await expect.poll(() => recue("/preferences/bulletin")).toEqual({ ...donnees.preferences.digest, frequency: "semaine", weekday: 5, hour: 8, follows: true });
});

test("l’adresse de l’agenda n’est dite qu’une fois, et se retire", async ({ page }) => {
  await page.goto(`${maquette.adresse}/preferences`);
  const agenda = page.getByRole("region", { name: "Agenda" });
  await agenda.getByRole("button", { name: "Remplacer l’adresse" }).click();
  await expect(agenda.getByLabel("Adresse de votre agenda")).toHaveValue(donnees.ADRESSE_AGENDA);
  expect(await graves(page)).toEqual([]);
  await agenda.getByRole("button", { name: "Retirer l’adresse" }).click();
  await expect(agenda.getByLabel("Adresse de votre agenda")).toHaveCount(0);
  await page.reload();
  await expect(agenda.getByLabel("Adresse de votre agenda")).toHaveCount(0);
});

test("une recherche se garde, se retrouve, se suit et s’oublie", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers?stade=instruction`);
  await page.getByText("Recherches gardées (1)").click();
  await page.getByLabel("Garder cette recherche sous le nom").fill("En instruction");
  await page.getByRole("button", { name: "Garder", exact: true }).click();
  await expect.poll(() => recue("/recherches")).toEqual({ name: "En instruction", filters: { stade: "instruction", urgent: false, clos: false } });
  const gardee = page.locator("[data-recherche]");
  await gardee.getByRole("button", { name: /^Suivre/ }).click();
  await expect.poll(() => recue("/suivis")).toMatchObject({ kind: "recherche", target: donnees.recherche.search_id });
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await gardee.getByRole("link", { name: "Urgences de la première civile" }).click();
  await expect(page).toHaveURL(/chambre=civ1.*urgent=true/);
  await gardee.getByRole("button", { name: /^Oublier/ }).click();
  await expect.poll(() => maquette.recues.some(({ chemin }) => chemin.endsWith("/oubli"))).toBe(true);
});

test("l’onglet des avis mène à la vie de chacun", async ({ page }) => {
  const [premier] = donnees.avisDus;
  const tenu = { ...premier, notice: "not.civ.05", party_id: donnees.dossier.parties[1]?.party_id };
  maquette.poser("/avis", [tenu]);
  await page.goto(`${maquette.adresse}/dossiers/${donnees.dossier.dossier_id}?onglet=avis`);
  const lien = page.getByRole("link", { name: /Suivre cet avis/ });
  await expect(lien).toHaveCount(1);
  expect(await graves(page)).toEqual([]);
  await lien.click();
  await expect(page).toHaveURL(new RegExp(`/avis/${premier?.notice_id}$`));
});
