/** The long lists, over the gateway in memory: read by cursor, filtered by the address, taken away on paper and in a file. */
import { expect, type Locator, test } from "@playwright/test";
import { fileURLToPath } from "node:url";
import { beaucoup, dossier, numero, taches } from "./donnees";
import { demarrer, type Maquette, probleme } from "./maquette";

const ID = dossier.dossier_id;
let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer(fileURLToPath(new URL("../../dist", import.meta.url)));
});
test.afterEach(() => maquette.arreter());

const suite = (ou: Locator) => ou.getByRole("button", { name: "Afficher la suite" });

test("dossiers : la suite vient par curseur, le compte est dit, la première ligne nouvelle prend le foyer", async ({ page }) => {
  maquette.poser("/dossiers", beaucoup.dossiers(120));
  await page.goto(`${maquette.adresse}/dossiers?chambre=civ1&tri=number`);
  const contenu = page.locator("main");
  await expect(contenu.locator("[data-compte]")).toHaveText(/^50.dossiers à l’écran$/);
  await suite(contenu).press("Enter");
  await expect(page.getByRole("link", { name: numero(51) })).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: "50 dossiers de plus" })).toBeAttached();
  await suite(contenu).click();
  await expect(contenu.locator("[data-compte]")).toHaveText(/120.dossiers.: la liste est complète/);
  await expect(suite(contenu)).toHaveCount(0);
  await expect(contenu.locator("[data-ligne]")).toHaveCount(120);
  const lectures = maquette.lues.filter(({ pathname }) => pathname.endsWith("/dossiers")).map(({ searchParams }) => Object.fromEntries(searchParams));
  expect(lectures).toEqual([
    { chambre: "civ1", tri: "number", size: "50" },
    { chambre: "civ1", tri: "number", size: "50", cursor: "50" },
    { chambre: "civ1", tri: "number", size: "50", cursor: "100" },
  ]);
  // Back from a dossier, all that had been read is there.
  await page.getByRole("link", { name: numero(101) }).click();
  await page.goBack();
  await expect(contenu.locator("[data-ligne]")).toHaveCount(120);
});

test("une suite qui ne peut pas être lue le dit et se redemande", async ({ page }) => {
  maquette.poser("/dossiers", beaucoup.dossiers(60));
  await page.goto(`${maquette.adresse}/dossiers`);
  await expect(page.locator("main [data-ligne]")).toHaveCount(50);
  maquette.prochaine(/^\/dossiers$/, probleme(422, "LEC-001", "Curseur inconnu", "Relisez la liste."));
  await suite(page.locator("main")).click();
  await expect(page.getByRole("alert")).toContainText("La suite n’a pas pu être lue");
  await suite(page.locator("main")).click();
  await expect(page.getByRole("link", { name: numero(51) })).toBeFocused();
  await expect(page.locator("main [data-ligne]")).toHaveCount(60);
});

test("ma journée : tâches et échéances au-delà d’une page, vue gardée par l’adresse", async ({ page }) => {
  const [, aMoi] = taches;
  maquette.poser("/taches", [...beaucoup.taches(70), { ...aMoi, dossier_number: "Z 26-19.999" }]);
  maquette.poser("/echeances", beaucoup.echeances(60));
  await page.goto(`${maquette.adresse}/ma-journee`);
  const aFaire = page.getByRole("region", { name: /À faire/ });
  await expect(aFaire.locator("[data-ligne]")).toHaveCount(50);
  await suite(aFaire).click();
  await expect(aFaire.locator("[data-ligne]")).toHaveCount(71);
  await expect(aFaire.getByRole("link", { name: numero(51) }).first()).toBeFocused();
  const proches = page.getByRole("region", { name: /Échéances proches/ });
  await suite(proches).click();
  await expect(proches.locator("[data-ligne]")).toHaveCount(60);
  // What I took stands on the second page: it is read before the list says what is mine.
  await page.getByText("Les miennes", { exact: true }).click();
  await page.getByLabel("Dans les").selectOption("8");
  await expect(page).toHaveURL(/taches=miennes/);
  await page.reload();
  await expect(page.getByLabel("Dans les")).toHaveValue("8");
  await expect(page.getByRole("radio", { name: "Les miennes" })).toBeChecked();
  await expect(aFaire.locator("[data-ligne]")).toHaveCount(1);
  await expect(aFaire).toContainText("Z 26-19.999");
});

test("dossier : frise, pièces et parties au-delà d’une page", async ({ page }) => {
  maquette.poser(`/dossiers/${ID}/actes`, beaucoup.actes(80));
  maquette.poser(`/dossiers/${ID}/pieces`, beaucoup.pieces(130));
  await page.goto(`${maquette.adresse}/dossiers/${ID}`);
  const panneau = page.getByRole("tabpanel");
  await expect(panneau.locator("[data-ligne]")).toHaveCount(50);
  await suite(panneau).click();
  await expect(panneau.getByRole("heading", { name: "Mémoire déposé 30" })).toBeFocused();
  await expect(panneau.locator("[data-ligne]")).toHaveCount(80);
  await page.getByRole("tab", { name: "Pièces (130)" }).click();
  await expect(panneau.locator("[data-compte]")).toHaveText(/^50.pièces à l’écran sur 130$/);
  await suite(panneau).click();
  await suite(panneau).click();
  await expect(panneau.getByRole("rowheader", { name: "piece-101.pdf" })).toBeFocused();
  await expect(panneau.locator("[data-compte]")).toHaveText(/130.pièces.: la liste est complète/);
});
