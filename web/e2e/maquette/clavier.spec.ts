/** The keyboard alone, over the gateway in memory: shortcuts, what Escape closes, where the focus is after a command. */
import { expect, type Page, test } from "./scene";
import { graves } from "../axe";
import * as donnees from "./donnees";
import { demarrer, type Maquette, probleme } from "./maquette";
import { fautesDeFrancais } from "./typographie";

const ID = donnees.dossier.dossier_id;
let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
});
test.afterEach(() => maquette.arreter());

async function ouvrir(page: Page, chemin: string): Promise<void> {
  await page.goto(maquette.adresse + chemin);
  await expect(page.locator("main h1")).toBeVisible();
  await expect(page.locator(".greffe-attente")).toHaveCount(0);
}

test("« / » mène au numéro de partout, et s’écrit dans un champ", async ({ page }) => {
  await ouvrir(page, `/dossiers/${ID}`);
  await page.keyboard.press("/");
  const recherche = page.locator("main").getByRole("searchbox");
  await expect(recherche).toBeFocused();
  await page.keyboard.type("26-10/001?");
  await expect(recherche).toHaveValue("26-10/001?");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=26-10%2F001%3F/);
  await page.getByRole("link", { name: "C 26-10.001" }).focus();
  await page.keyboard.press("/");
  await expect(recherche).toBeFocused();
});

test("« ? » montre les raccourcis, Échap les ferme et rend le foyer ; « g » puis une lettre change de page", async ({ page }) => {
  await ouvrir(page, "/ma-journee");
  const lien = page.getByRole("navigation", { name: "Menu principal" }).getByRole("link", { name: "Dossiers" });
  await lien.focus();
  await page.keyboard.press("?");
  const aide = page.getByRole("dialog", { name: "Raccourcis clavier" });
  await expect(aide).toBeVisible();
  await expect(aide.getByRole("row")).toHaveCount(14);
  expect(await graves(page, "toutes", "dialog[open]")).toEqual([]);
  expect(await fautesDeFrancais(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(aide).toBeHidden();
  await expect(lien).toBeFocused();
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await expect(page.getByRole("heading", { level: 1, name: "Dossiers" })).toBeFocused();
});

test("les raccourcis d’une touche se désactivent, et le restent", async ({ page }) => {
  await ouvrir(page, "/ma-journee");
  await page.getByRole("button", { name: "Raccourcis clavier" }).first().click();
  const aide = page.getByRole("dialog", { name: "Raccourcis clavier" });
  await aide.getByRole("checkbox", { name: /Utiliser les raccourcis/ }).uncheck({ force: true });
  await page.keyboard.press("Escape");
  await page.reload();
  await expect(page.locator("main h1")).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await page.keyboard.press("?");
  await expect(page).toHaveURL(/ma-journee/);
  await expect(aide).toBeHidden();
});

test("après une prise, le foyer reste dans la liste, même quand la ligne la quitte", async ({ page }) => {
  const [premiere, seconde] = donnees.beaucoup.taches(3);
  maquette.poser("/taches", donnees.beaucoup.taches(3));
  await ouvrir(page, "/ma-journee?taches=libres");
  const prendre = page.locator("[data-tache]").first().getByRole("button", { name: /Prendre/ });
  maquette.poser("/taches", [{ ...premiere, claimed_by: "greffe.central" }, ...donnees.beaucoup.taches(3).slice(1)]);
  await prendre.press("Enter");
  await expect(page.locator("[data-tache]")).toHaveCount(2);
  await expect(page.getByRole("link", { name: seconde?.dossier_number, exact: true })).toBeFocused();
  expect(maquette.recues).toHaveLength(1);
});

test("le bouton d’une commande garde le foyer ; deux pressions n’en envoient qu’une", async ({ page }) => {
  await ouvrir(page, `/dossiers/${ID}/attribution`);
  const chambre = page.getByRole("form", { name: "Chambre" });
  await chambre.getByLabel("Attribuer à").selectOption("com");
  const bouton = chambre.locator("button[type=submit]");
  const liberer = maquette.retenir(/designations$/);
  await bouton.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(bouton).toHaveAttribute("aria-disabled", "true");
  await expect(bouton).toBeFocused();
  liberer();
  await expect(bouton).toHaveAttribute("aria-disabled", "false");
  await expect(bouton).toBeFocused();
  expect(maquette.recues).toHaveLength(1);
});

test("Échap ferme un document, une liste, une confirmation, et rend le foyer", async ({ page }) => {
  await ouvrir(page, `/dossiers/${ID}?onglet=pieces`);
  const lire = page.getByRole("button", { name: /^Lire/ });
  await lire.press("Enter");
  await expect(page.getByRole("heading", { name: "memoire-ampliatif.pdf" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.locator(".greffe-visionneuse")).toHaveCount(0);
  await expect(lire).toBeFocused();
  await ouvrir(page, "/dossiers/ouvrir");
  const cabinet = page.getByRole("region", { name: "Demandeur" }).getByRole("combobox", { name: /Avocat aux Conseils/ });
  await cabinet.fill("mart");
  await expect(page.getByRole("option", { name: /Martin/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("option", { name: /Martin/ })).toBeHidden();
  await expect(cabinet).toBeFocused();
});

test("une partie ajoutée prend le foyer, une partie retirée le rend au bouton", async ({ page }) => {
  await ouvrir(page, "/dossiers/ouvrir");
  const ajouter = page.getByRole("button", { name: "Ajouter un défendeur" });
  await ajouter.press("Enter");
  await expect(page.getByRole("region", { name: "Défendeur 2" }).getByLabel("Nature")).toBeFocused();
  await page.getByRole("button", { name: "Retirer Défendeur 2" }).press("Enter");
  await expect(ajouter).toBeFocused();
  await page.getByRole("button", { name: "Ajouter une décision attaquée" }).press("Enter");
  await expect(page.getByRole("region", { name: "Décision 2" }).locator("input").first()).toBeFocused();
  // The key that moved the focus sent nothing and added nothing.
  await expect(page.getByRole("region", { name: /^Défendeur/ })).toHaveCount(1);
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("la fenêtre de session expirée, fermée par Échap, revient au refus suivant", async ({ page }) => {
  await ouvrir(page, `/dossiers/${ID}/attribution`);
  const chambre = page.getByRole("form", { name: "Chambre" });
  const fenetre = page.getByRole("dialog", { name: "Votre session a expiré" });
  for (let fois = 0; fois < 2; fois += 1) {
    maquette.prochaine(/designations$/, probleme(401, "SES-001", "Session expirée", "Reconnectez-vous."), "POST");
    await chambre.getByLabel("Attribuer à").selectOption("com");
    await chambre.getByRole("button", { name: /Proposer/ }).click();
    await expect(fenetre).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(fenetre).toBeHidden();
    await expect(chambre.getByLabel("Attribuer à")).toHaveValue("com");
    await expect(chambre.locator("button[type=submit]")).toBeFocused();
  }
});
