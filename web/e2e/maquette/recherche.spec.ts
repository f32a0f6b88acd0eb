/** One search over everything, and affairs that are alike. */
import { expect, type Page, test } from "./scene";
import { graves } from "../axe";
import { dossier } from "./donnees";
import { demarrer, type Maquette } from "./maquette";
import { fautesDeFrancais } from "./typographie";

let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
});
test.afterEach(() => maquette.arreter());

const saine = async (page: Page) => {
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
};

test("une recherche : du clavier, ses facettes, ses passages, sa suite", async ({ page }) => {
  await page.goto(`${maquette.adresse}/recherche`);
  await expect(page.getByText("Cherchez un numéro, un nom, un article ou des mots.")).toBeVisible();
  await saine(page);
  await page.keyboard.press("/");
  await page.keyboard.type("art. 978 CPC");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/recherche\?q=/);
  await expect(page.getByRole("status").filter({ hasText: "5 résultats" })).toBeVisible();
  await expect(page.locator("mark").first()).toHaveText("article 978 du code de procédure civile");
  await saine(page);
  await page.getByRole("button", { name: "Afficher la suite" }).click();
  await expect(page.locator("[data-ligne]")).toHaveCount(5);
  await page.getByRole("button", { name: "Pièces (2)" }).click();
  await expect(page).toHaveURL(/genre=piece/);
  await expect(page.locator("[data-ligne]")).toHaveCount(2);
  await expect(page.locator("[data-ligne]").first()).toContainText("memoire-ampliatif.pdf · page 4");
  await page.locator("[data-ligne]").first().getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`dossiers/${dossier.dossier_id}\\?onglet=pieces`));
});

test("rien ne répond : il est dit quoi faire", async ({ page }) => {
  await page.goto(`${maquette.adresse}/recherche?q=introuvable`);
  await expect(page.getByText("Rien de ce que vous pouvez lire ne répond.")).toBeVisible();
  await saine(page);
});

test("les affaires proches disent pourquoi, et la jonction possible", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers/${dossier.dossier_id}?onglet=proches`);
  await expect(page.getByText("Jonction possible")).toBeVisible();
  await expect(page.getByText(/Même décision attaquée/)).toBeVisible();
  await saine(page);
});

test("de l’en-tête de toute page, au clavier, on cherche partout", async ({ page }) => {
  await page.goto(`${maquette.adresse}/ma-journee`);
  const champ = page.getByRole("banner").getByRole("searchbox", { name: "Rechercher" });
  await expect(champ).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await expect(champ).toBeFocused();
  await saine(page);
  await page.keyboard.type("art. 978 CPC");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/recherche\?q=art/);
  await expect(page.locator("main").getByRole("searchbox")).toHaveValue("art. 978 CPC");
  await expect(champ).toHaveCount(0);
});

test("une recherche se garde sous un nom, se retrouve et s’oublie, à part de celles des dossiers", async ({ page }) => {
  const recue = (chemin: string) => maquette.recues.filter((une) => une.chemin === chemin).at(-1)?.corps;
  await page.goto(`${maquette.adresse}/recherche?q=loyers&genre=piece`);
  await page.getByText("Recherches gardées (1)").click();
  await page.getByRole("textbox", { name: /Garder cette recherche sous le nom/ }).fill("Loyers");
  await page.getByRole("button", { name: "Garder" }).click();
  await expect.poll(() => recue("/recherches")).toEqual({ name: "Loyers", filters: { q: "loyers", genre: "piece", portee: "recherche" } });
  await saine(page);
  const gardee = page.locator("[data-recherche]");
  await gardee.getByRole("link", { name: "Article 978 dans les pièces" }).click();
  await expect(page).toHaveURL(/q=art.*genre=piece|genre=piece.*q=art/);
  await gardee.getByRole("button", { name: /^Oublier/ }).click();
  await expect.poll(() => maquette.recues.some(({ chemin }) => chemin === "/recherches/00000000-0000-4000-a000-0000000000e1/oubli")).toBe(true);
});
