/** What is wrong is refused with words, and nothing typed is lost. */
import { expect, type Page, test } from "@playwright/test";
import { connecter, dansJours, ouvrirParEcran } from "./outils";

let greffe: Page;
test.beforeAll(async ({ browser }) => {
  greffe = await connecter(browser, "greffe.central");
});

const ouverture = { jour: dansJours(-10), demandeur: "Aubry", defendeur: "Besson" };

async function remplir(page: Page, champ: string, valeur: string): Promise<void> {
  await page.getByLabel(champ).first().fill(valeur);
}

test("un dossier inconnu", async () => {
  await greffe.goto("/dossiers/99-99.999");
  await expect(greffe.getByRole("heading", { level: 1, name: "Introuvable" })).toBeVisible();
});

test("un nom de 10 000 caractères est refusé, la saisie reste", async () => {
  await greffe.goto("/dossiers/ouvrir");
  await greffe.getByLabel("Procédure").selectOption({ index: 1 });
  await greffe.getByLabel("Jour", { exact: true }).fill(ouverture.jour);
  const nom = greffe.getByRole("region", { name: "Demandeur" }).getByLabel("Nom", { exact: true });
  await nom.fill("a".repeat(10_000));
  await greffe.getByRole("region", { name: "Défendeur" }).getByLabel("Nom", { exact: true }).fill("Besson");
  await remplir(greffe, "Juridiction", "Cour d’appel de Lyon");
  await greffe.getByRole("button", { name: "Ouvrir le dossier" }).click();
  await expect(greffe.getByRole("alert").first()).toBeVisible();
  await expect(nom).toHaveValue("a".repeat(10_000));
  await greffe.evaluate(() => sessionStorage.clear());
});

test("une lettre qui ne convient pas se confirme", async () => {
  await greffe.goto("/dossiers/ouvrir");
  await greffe.evaluate(() => sessionStorage.clear());
  const enCours = ouvrirParEcran(greffe, { ...ouverture, numeroRecu: "A 26-10.001" });
  await greffe.getByRole("button", { name: "Confirmer et ouvrir le dossier" }).click();
  await enCours;
});

test("une date dans le futur est refusée, la saisie reste", async () => {
  const { id } = await ouvrirParEcran(greffe, ouverture);
  await greffe.goto(`/dossiers/${id}/acte?type=memoire_depose`);
  await greffe.getByLabel("Jour", { exact: true }).first().fill(dansJours(40));
  await greffe.getByLabel("Nature du mémoire").selectOption("ampliatif");
  await greffe.getByRole("button", { name: "Voir les conséquences" }).click();
  await expect(greffe.getByRole("alert").or(greffe.locator(".fr-alert--error")).first()).toBeVisible();
  await expect(greffe.getByLabel("Jour", { exact: true }).first()).toHaveValue(dansJours(40));
});

test("un fichier qui n’est pas ce que dit son nom", async () => {
  await greffe.goto("/dossiers/ouvrir");
  await greffe
    .getByLabel("Déclaration et pièces jointes")
    .setInputFiles({ name: "memoire.pdf", mimeType: "application/pdf", buffer: Buffer.from("MZ\u0000\u0000 ceci n’est pas un PDF") });
  await expect(greffe.getByRole("alert").filter({ hasText: "memoire.pdf" })).toBeVisible();
});

test("deux greffiers à la fois : le second sait ce qui a changé", async ({ browser }) => {
  const { id } = await ouvrirParEcran(greffe, ouverture);
  const autre = await connecter(browser, "greffe.central");
  const preparer = async (page: Page) => {
    await page.goto(`/dossiers/${id}/acte?type=memoire_depose`);
    await page.getByLabel("Jour", { exact: true }).first().fill(dansJours(-1));
    await page.getByLabel("Nature du mémoire").selectOption("ampliatif");
    await page.getByRole("button", { name: "Voir les conséquences" }).click();
    await expect(page.getByRole("button", { name: "Enregistrer l’acte" })).toBeVisible();
  };
  await preparer(greffe);
  await preparer(autre);
  await greffe.getByRole("button", { name: "Enregistrer l’acte" }).click();
  await expect(greffe.getByRole("tab", { name: /Frise/ })).toBeVisible();
  await autre.getByRole("button", { name: "Enregistrer l’acte" }).click();
  // Either the acts in between touch nothing it rests on, or it is told which did.
  await expect(autre.getByRole("tab", { name: /Frise/ }).or(autre.getByRole("alert")).first()).toBeVisible();
});

test("une session fermée ailleurs : la saisie attend la reconnexion", async ({ browser }) => {
  const page = await connecter(browser, "greffe.central");
  await page.goto("/dossiers/ouvrir");
  await page.getByLabel("Procédure").selectOption({ index: 1 });
  await page.getByLabel("Jour", { exact: true }).fill(ouverture.jour);
  await page.getByRole("region", { name: "Demandeur" }).getByLabel("Nom", { exact: true }).fill("Aubry");
  await page.getByRole("region", { name: "Défendeur" }).getByLabel("Nom", { exact: true }).fill("Besson");
  await remplir(page, "Juridiction", "Cour d’appel de Lyon");
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Ouvrir le dossier" }).click();
  await expect(page.getByRole("dialog", { name: "Votre session a expiré" })).toBeVisible();
  const ouvrant = page.context().waitForEvent("page");
  await page.getByRole("link", { name: /Se reconnecter/ }).click();
  const voisin = await ouvrant;
  await voisin.locator('button[name="sub"][value="greffe.central"]').click();
  await expect(voisin.getByRole("heading", { level: 1, name: "Votre session est rétablie" })).toBeVisible();
  await expect(page.getByRole("dialog", { name: "Votre session a expiré" })).toBeHidden();
  await page.getByRole("button", { name: "Ouvrir le dossier" }).click();
  await expect(page).toHaveURL(/\/dossiers\/[0-9a-f-]{36}/);
});
