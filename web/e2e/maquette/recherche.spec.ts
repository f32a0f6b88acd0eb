/** One search over everything, and affairs that are alike. */
import { expect, type Page, test } from "./scene";
import { graves } from "../axe";
import { dossier, pieces } from "./donnees";
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
  const { searchParams } = new URL(page.url());
  expect([searchParams.get("piece"), searchParams.get("page")]).toEqual([pieces[0]?.piece_id, "4"]);
  await expect(page.getByRole("heading", { name: "memoire-ampliatif.pdf ouverte à la page 4" })).toBeVisible();
});

test("des jours bornent la recherche et restent dans l’adresse ; une période à rebours est dite, et rien n’est cherché", async ({ page }) => {
  await page.goto(`${maquette.adresse}/recherche?q=loyers&genre=piece`);
  const [du, au] = [page.getByLabel("À partir du"), page.getByLabel("Jusqu’au")];
  const rechercher = page.getByRole("button", { name: "Rechercher", exact: true });
  await du.fill("2026-12-01");
  await au.fill("2026-11-20");
  await rechercher.click();
  await expect(page.getByText(/la période finirait avant de commencer/)).toBeVisible();
  await expect(au).toBeFocused();
  expect(page.url()).not.toContain("du=");
  await saine(page);
  await au.fill("2026-12-31");
  await rechercher.click();
  await expect(page).toHaveURL(/genre=piece.*du=2026-12-01.*au=2026-12-31/);
  await expect(page.getByRole("status").filter({ hasText: "0 résultat, du 1er décembre 2026 au 31 décembre 2026" })).toBeVisible();
  const cherchees = () => maquette.lues.filter(({ pathname }) => pathname.endsWith("/recherche")).map(({ searchParams }) => searchParams.get("au"));
  expect(cherchees()).toContain("2026-12-31");
  expect(cherchees()).not.toContain("2026-11-20");
  await page.getByRole("button", { name: "Chercher partout" }).click();
  await expect(page.locator("[data-ligne]")).toHaveCount(3);
  await expect(du).toHaveValue("");
  // An address may say it too.
  await page.goto(`${maquette.adresse}/recherche?q=loyers&du=2026-12-01&au=2026-11-20`);
  await expect(page.getByText(/la période finirait avant de commencer/)).toBeVisible();
  await expect(page.locator("[data-ligne]")).toHaveCount(0);
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
  await page.getByRole("link", { name: "Examiner la jonction du dossier D 26-10.002" }).click();
  await expect(page.getByLabel("Numéros des dossiers à joindre")).toHaveValue("D 26-10.002");
});

test("à qui n’enregistre pas d’acte de la Cour, la jonction n’est pas offerte", async ({ page }) => {
  maquette.prochaine(new RegExp(`^/dossiers/${dossier.dossier_id}$`), { corps: { ...dossier, permissions: ["lire_dossier"] } }, "GET");
  await page.goto(`${maquette.adresse}/dossiers/${dossier.dossier_id}?onglet=proches`);
  await expect(page.getByText("Jonction possible")).toBeVisible();
  await expect(page.getByRole("link", { name: /Examiner la jonction/ })).toHaveCount(0);
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
  await page.goto(`${maquette.adresse}/recherche?q=loyers&genre=piece&du=2026-11-01`);
  await page.getByText("Recherches gardées (1)").click();
  await page.getByRole("textbox", { name: /Garder cette recherche sous le nom/ }).fill("Loyers");
  await page.getByRole("button", { name: "Garder" }).click();
  await expect.poll(() => recue("/recherches")).toEqual({ name: "Loyers", filters: { q: "loyers", genre: "piece", du: "2026-11-01", portee: "recherche" } });
  await saine(page);
  const gardee = page.locator("[data-recherche]");
  await gardee.getByRole("link", { name: "Article 978 dans les pièces" }).click();
  await expect(page).toHaveURL(/q=art.*genre=piece|genre=piece.*q=art/);
  await gardee.getByRole("button", { name: /^Oublier/ }).click();
  await expect.poll(() => maquette.recues.some(({ chemin }) => chemin === "/recherches/00000000-0000-4000-a000-0000000000e1/oubli")).toBe(true);
});
