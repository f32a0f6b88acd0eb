/** Deposits that wait: read beside their reason, repaired, attached, refused once confirmed. */
import { expect, test } from "./scene";
import { graves } from "../axe";
import { DEPOT, depots, dossier } from "./donnees";
import { demarrer, type Maquette } from "./maquette";

let maquette: Maquette;
test.beforeEach(async ({ page }) => {
  maquette = await demarrer();
  await page.goto(`${maquette.adresse}/depots`);
  await page.getByRole("link", { name: "martin-2026-0002" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("martin-2026-0002");
});
test.afterEach(() => maquette.arreter());

test("le motif et le message reçu se lisent ensemble ; la réparation part en JSON", async ({ page }) => {
  await expect(page.getByText("DEP-003")).toBeVisible();
  await expect(page.locator("pre")).toContainText("greffe-depot/1");
  const champ = page.getByLabel(/Message à passer/);
  await champ.fill("{");
  await page.getByRole("button", { name: "Passer le message réparé" }).click();
  await expect(page.getByText(/n’est pas du JSON bien formé/)).toBeVisible();
  expect(maquette.recues).toEqual([]);
  await champ.fill('{"format": "greffe-depot/1"}');
  await page.getByLabel(/c’est un autre pourvoi/).check({ force: true });
  await page.getByRole("button", { name: "Passer le message réparé" }).click();
  await expect.poll(() => maquette.recues.map(({ chemin, corps }) => [chemin, corps])).toEqual([
    [`/depots/${DEPOT}/reparation`, { message: { format: "greffe-depot/1" }, warnings_confirmed: false, duplicate_excluded: true }],
  ]);
});

test("un doublon se rattache au dossier proposé", async ({ page }) => {
  await page.getByRole("button", { name: /^Rattacher au/ }).click();
  await expect.poll(() => maquette.recues.map(({ chemin, corps }) => [chemin, corps])).toEqual([
    [`/depots/${DEPOT}/rattachement`, { dossier: dossier.dossier_id }],
  ]);
});

test("un refus se confirme, son motif sous les yeux", async ({ page }) => {
  await expect(page.getByRole("button", { name: "Refuser ce dépôt" })).toBeDisabled();
  await page.getByLabel(/Motif du refus/).fill("Ce numéro n’existe pas.");
  await page.getByRole("button", { name: "Refuser ce dépôt" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toBeFocused();
  await expect(question).toContainText("Ce numéro n’existe pas.");
  expect(await graves(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Refuser ce dépôt" })).toBeFocused();
  expect(maquette.recues).toEqual([]);
  await page.getByRole("button", { name: "Refuser ce dépôt" }).click();
  await page.getByRole("button", { name: "Confirmer le refus" }).click();
  await expect.poll(() => maquette.recues.map(({ corps }) => corps)).toEqual([{ motif: "Ce numéro n’existe pas." }]);
  expect(depots[0]?.status).toBe("en_attente");
});
