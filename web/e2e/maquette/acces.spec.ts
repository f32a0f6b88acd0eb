/** Accesses to papers: asked from the dossier, granted from the list, announced, over the gateway in memory. */
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

test("qui connaît le dossier sans le lire demande l’accès avec son motif", async ({ page }) => {
  maquette.prochaine(/^\/dossiers\/[^/]+$/, { corps: { ...dossier, permissions: [] } });
  await page.goto(`${maquette.adresse}/dossiers/${dossier.dossier_id}`);
  const demander = page.getByRole("button", { name: "Demander l’accès" });
  await expect(demander).toBeDisabled();
  await page.getByLabel("Motif").fill("Même question posée devant la chambre sociale.");
  await demander.click();
  await expect(page.getByRole("status").filter({ hasText: "L’accès est demandé." })).toBeAttached();
  const envoi = maquette.recues.find(({ chemin }) => /^\/dossiers\/[^/]+\/acces$/.test(chemin));
  expect(envoi?.corps).toEqual({ kind: "demande", motif: "Même question posée devant la chambre sociale." });
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
});

test("qui préside la chambre accorde jusqu’à un jour", async ({ page }) => {
  await page.goto(`${maquette.adresse}/acces`);
  await page.getByRole("button", { name: "Accorder" }).click();
  await page.getByLabel("Dernier jour de l’accès").fill("2026-12-15");
  await page.getByRole("form", { name: "Accorder cet accès" }).getByRole("button", { name: "Accorder" }).click();
  await expect(page.getByRole("status").filter({ hasText: "L’accès est à jour." })).toBeAttached();
  const envoi = maquette.recues.find(({ chemin }) => /^\/acces\/[^/]+\/etapes$/.test(chemin));
  expect(envoi?.corps).toEqual({ step: "accord", version: 1, motif: null, jusqu_au: "2026-12-15" });
});

test("une urgence ouverte s’annonce à ceux qui ont le dossier", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers/${dossier.dossier_id}`);
  await expect(page.getByText(/^Accès en urgence ouvert à Hugo Ferrand jusqu’à/)).toBeVisible();
});

test("l’auditeur cherche par personne et par jour, en une question", async ({ page }) => {
  await page.goto(`${maquette.adresse}/journal-acces`);
  await expect(page.locator("main [data-ligne]")).toHaveCount(2);
  await page.getByLabel("Du", { exact: true }).fill("2026-11-01");
  const avant = maquette.recues.filter(({ chemin }) => chemin === "/journal-acces").length;
  expect(avant).toBeLessThanOrEqual(1);
  await page.getByRole("button", { name: "Consulter" }).click();
  await expect(page).toHaveURL(/du=%222026-11-01%22|du=2026-11-01/);
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
});
