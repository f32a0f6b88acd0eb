/** Load and forecast, over the gateway in memory: read, simulated, shared, saved; each sees what is theirs. */
import { expect, test } from "./scene";
import { readFile } from "node:fs/promises";
import { graves } from "../axe";
import { charge } from "./charge";
import { PERSONNES, presidente } from "./distribution";
import { demarrer, type Maquette } from "./maquette";
import { fautesDeFrancais } from "./typographie";

let maquette: Maquette;
test.beforeEach(async ({ page }) => {
  maquette = await demarrer();
  await page.route("**/api/v1/session", (route) => route.fulfill({ json: presidente }));
});
test.afterEach(() => maquette.arreter());

test("le président lit la charge de sa chambre et de chacun, en figure et en chiffres", async ({ page }) => {
  await page.goto(`${maquette.adresse}/audiences?chambre=civ1`);
  await page.getByRole("link", { name: "Charge et prévisions de la chambre" }).click();
  await expect(page).toHaveURL(/\/charge\?chambre=civ1$/);
  await expect(page.getByRole("heading", { level: 1, name: "Charge et prévisions" })).toBeVisible();
  await expect(page.getByRole("img", { name: "Dossiers en attente, semaine après semaine" })).toHaveAccessibleDescription(
    /De 40 dossiers en attente aujourd’hui à 32 après 4 semaines/,
  );
  await expect(page.locator("[data-resume]")).toContainText(/5.semaines \(de 4 à 7.semaines\)/);
  await expect(page.locator('[data-semaine="2026-12-01"]')).toContainText(/1er.décembre.2026.*36.*32 à 41/s);
  await expect(page.locator('[data-phase="suspendu"]')).toContainText(/radiés, interrompus.*2/s);
  await expect(page.locator(`[data-personne="${PERSONNES.LENOIR}"]`)).toContainText(/Paul Lenoir.*12.*14.*17,5.*13.*3.semaines/s);
  await expect(page.locator(`[data-personne="${PERSONNES.ARNAUD}"]`)).toContainText(/absent.*plus de 260.semaines/s);
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  expect(await graves(page, "couleurs")).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  expect(await graves(page, "structure")).toEqual([]);
});

test("une simulation dit ce qu’elle change, et son adresse se partage", async ({ page }) => {
  await page.goto(`${maquette.adresse}/charge?chambre=civ1`);
  const formulaire = page.getByRole("form", { name: "Simuler" });
  await formulaire.getByLabel("Audiences ajoutées").fill("1");
  await formulaire.getByLabel("Dossiers par audience ajoutée").fill("12");
  await formulaire.getByLabel("Première audience ajoutée").fill("2");
  await formulaire.getByLabel("Première audience ajoutée").press("Enter");
  await expect(page).toHaveURL(/audiences=1/);
  const ecart = page.locator("[data-ecart]");
  await expect(ecart).toContainText(/12 dossiers de moins en attente à la fin de la période, et 1.semaine de moins pour être jugé/);
  await expect(page.locator('[data-semaine="2026-12-01"]')).toContainText(/10.*36.*24.*12/s);
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await page.reload();
  await expect(ecart).toBeVisible();
  await expect(formulaire.getByLabel("Dossiers par audience ajoutée")).toHaveValue("12");
  const [fichier] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Enregistrer en CSV" }).click()]);
  expect(await readFile(await fichier.path(), "utf8")).toContain('"01/12/2026";"à venir";"8";"10";"36"');
  await page.getByRole("button", { name: "Revenir au rythme présent" }).click();
  await expect(ecart).toHaveCount(0);
});

test("un réglage refusé se lit sous son champ, et le reste demeure", async ({ page }) => {
  await page.goto(`${maquette.adresse}/charge?chambre=civ1&audiences=4&audiences_des=51`);
  const champ = page.getByLabel("Première audience ajoutée");
  await expect(champ).toHaveAccessibleDescription(/Chaque audience ajoutée/);
  expect(await graves(page)).toEqual([]);
  await page.getByRole("button", { name: "Revenir au rythme présent" }).click();
  await expect(page.locator("[data-resume]")).toBeVisible();
});

test("chacun ne voit que ce qui est sien, et le vide se dit", async ({ page }) => {
  await page.route("**/api/v1/charge?*", (route) => route.fulfill({ json: charge(new URL(route.request().url()), "personne") }));
  await page.goto(`${maquette.adresse}/charge?chambre=civ1`);
  await expect(page.getByRole("heading", { name: "Votre charge" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Ce qui attend" })).toHaveCount(0);
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await page.unroute("**/api/v1/charge?*");
  await page.route("**/api/v1/charge?*", (route) => route.fulfill({ json: charge(new URL(route.request().url()), "totaux") }));
  await page.reload();
  await expect(page.getByRole("heading", { name: "Ce qui attend" })).toBeVisible();
  await expect(page.getByText("Paul Lenoir")).toHaveCount(0);
  await page.unroute("**/api/v1/charge?*");
  await page.route("**/api/v1/charge?*", (route) => {
    const lue = charge(new URL(route.request().url()), "totaux");
    return route.fulfill({ json: { ...lue, stock: lue.stock.map((de) => ({ ...de, dossiers: 0, weight: 0 })), past: [] } });
  });
  await page.reload();
  await expect(page.getByText("Aucun dossier n’attend dans cette chambre, et aucun mouvement n’y est connu.")).toBeVisible();
});

test("au greffe, la page dit qui la lit", async ({ page }) => {
  const greffe = { ...presidente, agent: { ...presidente.agent, roles: ["greffe_chambre"] } };
  await page.route("**/api/v1/session", (route) => route.fulfill({ json: greffe }));
  await page.goto(`${maquette.adresse}/charge`);
  await expect(page.getByText(/se lit par son président, par chacun de ses magistrats pour la sienne/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Charge", exact: true })).toHaveCount(0);
});
