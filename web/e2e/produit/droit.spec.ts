/** The law that the running product applies: read, then tried. */
import { expect, test } from "@playwright/test";
import { connecter } from "./outils";

test("une règle se lit, son exemple se simule, et la date change avec le jour", async ({ browser }) => {
  const page = await connecter(browser, "greffe.central");
  await page.goto("/droit?nature=regle");
  await page.getByRole("link", { name: "Dépôt du mémoire ampliatif", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Dépôt du mémoire ampliatif");
  await expect(page.locator("main")).toContainText("CPC 978");
  await expect(page.locator("main")).toContainText(/déchéance du pourvoi/i);
  await page.getByRole("link", { name: "Simuler l’exemple 1", exact: true }).click();
  const fiche = page.getByRole("region", { name: /Fiche de calcul/ });
  await expect(fiche.locator("dd").first()).toHaveText("mercredi 24 mars 2027");
  await page.getByLabel("Jour de départ").fill("2026-10-30");
  await expect(fiche.locator("dd").first()).toHaveText("lundi 1er mars 2027");
  await expect(fiche).toContainText("CPC 642");
  await page.goto("/simulation?regle=penal.pourvoi&jour=2024-09-29");
  await expect(fiche).toContainText("5 jours francs");
});
