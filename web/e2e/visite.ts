/** The pictures of the README’s tour, taken from the running product with its demonstration stock: `npm run visite`. */
import { expect, type Page, test } from "@playwright/test";
import { fileURLToPath } from "node:url";
import { connecter } from "./produit/outils";

const DOSSIER = fileURLToPath(new URL("../../docs/visite/", import.meta.url));

async function photographier(page: Page, nom: string): Promise<void> {
  await expect(page.locator(".greffe-attente")).toHaveCount(0);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `${DOSSIER}${nom}.png`, animations: "disabled" });
}

test("la visite", async ({ browser }) => {
  test.setTimeout(180_000);
  const greffe = await connecter(browser, "greffe.civ1");
  await photographier(greffe, "1-ma-journee");

  await greffe.goto("/dossiers?chambre=civ1");
  await expect(greffe.locator("main tbody tr").nth(5)).toBeVisible();
  await photographier(greffe, "2-dossiers");

  await greffe.goto("/dossiers?q=Les Moulins réunis");
  await greffe.locator("main a[href^='/dossiers/']").filter({ hasText: /\d{2}-\d{2}\.\d{3}/ }).first().click();
  await expect(greffe.getByRole("tab", { name: /Frise/ })).toBeVisible();
  await photographier(greffe, "3-dossier");
  const adresse = new URL(greffe.url()).pathname;

  await greffe.getByRole("tab", { name: /Échéances/ }).click();
  await greffe.getByRole("button", { name: /Pourquoi cette date/ }).first().click();
  await expect(greffe.locator(".greffe-raisons__pas li").first()).toBeVisible();
  await photographier(greffe, "4-pourquoi-cette-date");

  await greffe.goto(`${adresse}/acte?type=memoire_depose`);
  await expect(greffe.getByLabel("Nature du mémoire")).toBeVisible();
  await photographier(greffe, "5-acte");

  const president = await connecter(browser, "president.civ1");
  await president.goto(`${adresse}/attribution`);
  await expect(president.getByRole("heading", { level: 1 })).toBeVisible();
  await photographier(president, "6-attribution");
});
