/** Papers: what is missing is told while one writes, the paper stands beside its form, and is kept once it is complete. */
import { expect, test } from "./scene";
import { graves } from "../axe";
import { dossier } from "./donnees";
import { demarrer, type Maquette } from "./maquette";
import { fautesDeFrancais } from "./typographie";

let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
});
test.afterEach(() => maquette.arreter());

test("un papier dit ce qui lui manque, se montre une fois complet, et se garde comme pièce", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers/${dossier.dossier_id}?onglet=pieces`);
  await page.getByRole("link", { name: "Faire un papier à partir du dossier" }).click();
  await page.getByLabel("Modèle").selectOption("ordonnance");
  const manque = page.getByText("Les motifs («\u00a0motifs\u00a0»)\u00a0: manque");
  await expect(manque).toBeVisible();
  const garder = page.getByRole("button", { name: "Garder comme pièce" });
  await expect(garder).toHaveAttribute("aria-disabled", "true");
  expect(await graves(page)).toEqual([]);
  expect(await fautesDeFrancais(page)).toEqual([]);
  await page.getByLabel("La nature de l’ordonnance").selectOption("decheance");
  await page.getByLabel("Les motifs").fill("Aucun mémoire n’a été déposé.");
  await page.getByLabel("Le dispositif").fill("CONSTATE la déchéance du pourvoi.");
  await expect(page.getByRole("region", { name: /^Document de \d+ pages$/ })).toBeVisible();
  await expect(manque).toHaveCount(0);
  await page.getByText("Ce qui est repris, et d’où").click();
  await expect(page.getByText("Jeanne Fauvel").last()).toBeVisible();
  expect(await graves(page)).toEqual([]);
  await garder.click();
  await expect(page.getByText("Un acte peut le nommer.")).toBeVisible();
});

test("un bordereau prend les pièces choisies", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers/${dossier.dossier_id}/papiers`);
  await page.getByLabel("Modèle").selectOption("bordereau");
  const premiere = page.getByRole("group", { name: "Pièces remises" }).getByRole("checkbox").first();
  await premiere.check({ force: true });
  await expect(premiere).toBeChecked();
  expect(await graves(page)).toEqual([]);
});

test("une liste à plusieurs champs s’écrit ligne à ligne, et se réduit de même", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers/${dossier.dossier_id}/papiers`);
  await page.getByLabel("Modèle").selectOption("rapport");
  const manque = page.getByText("L’analyse des moyens («\u00a0moyens\u00a0»)\u00a0: manque");
  await expect(manque).toBeVisible();
  const ajouter = page.getByRole("button", { name: /^Ajouter une ligne/ });
  await ajouter.click();
  await page.getByLabel("Le moyen", { exact: true }).fill("Moyen unique");
  await page.getByLabel("Ce que le moyen soutient").fill("La lettre de voiture est dénaturée.");
  await ajouter.click();
  await page.getByLabel("Le moyen", { exact: true }).last().fill("Second moyen");
  await expect(manque).toHaveCount(0);
  expect(await graves(page)).toEqual([]);
  expect(await fautesDeFrancais(page)).toEqual([]);
  await page.getByRole("button", { name: /^Retirer la ligne 1/ }).click();
  await expect(page.getByLabel("Le moyen", { exact: true })).toHaveValue("Second moyen");
  await expect(ajouter).toBeFocused();
});
