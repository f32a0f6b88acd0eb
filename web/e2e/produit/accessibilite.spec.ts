/** Every screen of the running product: nothing serious or critical for axe. */
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { connecter, dansJours, ouvrirParEcran } from "./outils";

async function graves(page: import("@playwright/test").Page): Promise<string[]> {
  await expect(page.locator(".greffe-attente")).toHaveCount(0);
  await page.mouse.move(0, 0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

test("la page de connexion", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await graves(page)).toEqual([]);
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
      expect.soft(await graves(page)).toEqual([]);
    });
  }
});
