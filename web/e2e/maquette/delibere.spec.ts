/** The délibéré: a text is saved by itself, one that came second stays on the screen, each reading bears its reader's name. */
import { expect, test } from "@playwright/test";
import { fileURLToPath } from "node:url";
import { graves } from "./axe";
import { DEPOSE } from "./delibere";
import { dossier } from "./donnees";
import { demarrer, type Maquette } from "./maquette";
import { fautesDeFrancais } from "./typographie";

const D = `/dossiers/${dossier.dossier_id}/delibere`;
let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer(fileURLToPath(new URL("../../dist", import.meta.url)));
});
test.afterEach(() => maquette.arreter());

test("un texte s’enregistre de lui-même ; venu second, il reste à l’écran et se garde comme variante", async ({ page }) => {
  await page.goto(`${maquette.adresse}${D}`);
  await page.getByRole("link", { name: "Projet de cassation" }).click();
  const texte = page.getByLabel("Texte", { exact: true });
  await expect(texte).toContainText("CASSE ET ANNULE");
  await texte.fill("Un texte en conflit.");
  const conflit = page.getByRole("group", { name: "Une autre version est venue avant" });
  await expect(conflit).toContainText("Sophie Arnaud a enregistré la version 3.");
  await expect(texte).toHaveText("Un texte en conflit.");
  await expect(conflit.locator("del")).toHaveText("1103");
  expect(await graves(page)).toEqual([]);
  expect(await fautesDeFrancais(page)).toEqual([]);
  await conflit.getByRole("button", { name: "Remplacer par mon texte" }).click();
  await expect(page.getByText(/^Enregistré à .*, version 4$/)).toBeVisible();
  await expect(conflit).toHaveCount(0);
  await texte.fill("Un autre texte.");
  await expect(page.getByText(/^Enregistré à .*, version 5$/)).toBeVisible();
});

test("ce qui fut déposé se lit au nom du lecteur, se compare et se commente", async ({ page }) => {
  await page.goto(`${maquette.adresse}${D}/${DEPOSE}`);
  await expect(page.getByText("lu par Paul Lenoir")).toHaveCount(2);
  await expect(page.getByLabel("Texte", { exact: true })).toHaveCount(0);
  await page.getByLabel("Comparer avec la version").selectOption("1");
  const ecart = page.getByRole("group", { name: "De la version 1 à la version 2" });
  await expect(ecart.locator("ins")).toHaveText("455");
  await page.getByLabel("Commenter la version 2").fill("Vu.");
  await page.getByRole("button", { name: "Commenter" }).click();
  await expect(page.getByLabel("Commenter la version 2")).toHaveValue("");
  await expect(page.getByText("Le visa est à compléter.")).toBeVisible();
  await page.getByRole("button", { name: "Dire relu" }).click();
  await expect(page.getByRole("status").filter({ hasText: "C’est inscrit." })).toBeAttached();
});
