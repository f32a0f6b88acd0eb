/** Every screen of the running product: nothing serious or critical for axe. */
import { expect, type Page, test } from "@playwright/test";
import { graves } from "../axe";
import { connecter, dansJours, ouvrirParEcran } from "./outils";

/** Once all is there, and nothing is hovered over. */
async function fautes(page: Page): Promise<string[]> {
  await expect(page.locator(".greffe-attente")).toHaveCount(0);
  await page.mouse.move(0, 0);
  return (await graves(page)).map((faute) => `${page.url()} ${faute}`);
}

test("la page de connexion", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await fautes(page)).toEqual([]);
});

test("tous les écrans d’un greffier", async ({ browser }) => {
  test.setTimeout(300_000);
  const page = await connecter(browser, "greffe.central");
  const { id } = await ouvrirParEcran(page, { jour: dansJours(-10), demandeur: "Aubry", defendeur: "Besson" });
  const chemins = [
    "/ma-journee",
    "/dossiers",
    "/dossiers/ouvrir",
    `/dossiers/${id}`,
    ...["echeances", "parties", "pieces", "taches", "historique", "historique&vue=comparer"].map((onglet) => `/dossiers/${id}?onglet=${onglet}`),
    `/dossiers/${id}/acte`,
    `/dossiers/${id}/acte?type=memoire_depose`,
    `/dossiers/${id}/attribution`,
    "/droit",
    "/droit/civil.memoire_ampliatif.depot",
    "/simulation?regle=civil.memoire_ampliatif.depot&jour=2026-11-24",
    "/nulle-part",
    "/accessibilite",
  ];
  for (const chemin of chemins) {
    await test.step(chemin, async () => {
      await page.goto(chemin);
      await expect(page.locator("main h1")).toBeVisible();
      expect.soft(await fautes(page)).toEqual([]);
    });
  }
});
