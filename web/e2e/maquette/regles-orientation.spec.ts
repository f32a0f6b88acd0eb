/** Rules of orientation, over the gateway in memory: read, written, tried over past dossiers, put in force. */
import { expect, type Page, test } from "./scene";
import { readFile } from "node:fs/promises";
import { graves } from "../axe";
import { demarrer, type Maquette, probleme } from "./maquette";
import { PRUDHOMMES } from "./regles-orientation";
import { fautesDeFrancais } from "./typographie";

let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
});
test.afterEach(() => maquette.arreter());

const fenetre = (page: Page) => page.getByRole("dialog", { name: /Mettre en vigueur la version 2/ });

test("les règles se lisent : ce qu’elles demandent, où elles envoient, par qui, ce que chaque version change", async ({ page }) => {
  await page.goto(`${maquette.adresse}/ma-journee`);
  await page.getByRole("navigation", { name: "Menu principal" }).getByRole("link", { name: "Orientation", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Règles d’orientation" })).toBeFocused();
  const regle = page.locator(`[data-regle="${PRUDHOMMES}"]`);
  for (const texte of [/juridiction attaquée.: conseil de prud’hommes/, /L\. 1221-1 du code du travail/, /Anne Delorme/]) await expect(regle).toContainText(texte);
  await expect(page.getByRole("heading", { name: /Version 2/ })).toContainText("Pas encore en vigueur");
  const deux = page.locator("[data-version-regles='2']");
  await expect(deux).toContainText(/Ajoutée.: Baux commerciaux/);
  await expect(deux).toContainText(/Rang.: 10 → 5/);
  await expect(page.locator("[data-mise-regles='1']")).toContainText(/90.% d’accord/);
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await page.getByLabel("Règles", { exact: true }).selectOption("civ1");
  await expect(page.getByText(/le circuit est suggéré par les seuls dossiers de la chambre/)).toBeVisible();
  await expect(page.getByRole("button", { name: /Écrire les premières règles/ })).toHaveCount(0);
  await expect(page).toHaveURL(/ressort=civ1/);
});

test("une version s’écrit sur celle qu’on a lue, ses fautes se disent au champ, rien n’est perdu", async ({ page }) => {
  await page.goto(`${maquette.adresse}/orientation`);
  await page.getByRole("button", { name: "Modifier les règles" }).press("Enter");
  await expect(page.locator("[data-saisie]")).toHaveCount(2);
  await page.getByRole("button", { name: "Ajouter une règle" }).press("Enter");
  const nouvelle = page.locator("[data-saisie='2']");
  await expect(nouvelle.getByLabel("Nom", { exact: true })).toBeFocused();
  await nouvelle.getByLabel("Nom", { exact: true }).fill("Licenciement");
  await nouvelle.getByLabel("Raison").fill("La rupture du contrat de travail revient à cette chambre.");
  await nouvelle.getByLabel("Chambre suggérée").selectOption("civ1");
  await nouvelle.getByLabel("Mots-clés").fill("licenciement ; contrat de travail, rupture");
  await nouvelle.getByLabel("Textes cités").fill("le code");
  await page.getByLabel("Motif de cette version").fill("Les licenciements.");
  expect(await graves(page)).toEqual([]);
  const faute = "«\u00a0le code\u00a0» ne se lit pas comme un article.";
  maquette.prochaine(/^\/orientation\/regles\/entre_chambres\/versions$/, probleme(422, "ORI-002", "Règle d’orientation à corriger", faute, { errors: [{ field: "rules[2].when.texts", code: "ORI-002", message: faute }] }));
  await page.getByRole("button", { name: "Enregistrer la version 3" }).click();
  await expect(page.getByRole("alert").first()).toContainText("ne se lit pas comme un article");
  await expect(nouvelle.getByText(faute)).toBeVisible();
  await nouvelle.getByLabel("Textes cités").fill("L. 1235-3 du code du travail");
  await page.getByRole("button", { name: "Enregistrer la version 3" }).press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "La version 3 est écrite." })).toBeAttached();
  const corps = maquette.recues.at(-1)?.corps as { rules: { rule_id?: string; when: { keywords: string[]; texts: string[] } }[]; reason: string };
  expect(corps.rules[0]?.rule_id).toBe(PRUDHOMMES);
  expect(corps.rules[2]?.rule_id).toBeUndefined();
  expect(corps.rules[2]?.when).toMatchObject({ keywords: ["licenciement", "contrat de travail, rupture"], texts: ["L. 1235-3 du code du travail"], detained: null });
  expect(new Set(maquette.recues.map(({ cle }) => cle)).size).toBe(2);
});

test("une version s’essaie sur les dossiers déjà attribués, s’emporte, puis se met en vigueur avec un motif", async ({ page }) => {
  await page.goto(`${maquette.adresse}/orientation`);
  await page.getByRole("button", { name: "Essayer la version 2" }).press("Enter");
  const essai = page.locator("[data-essai='2']");
  await expect(essai).toContainText(/1.240/);
  await expect(essai).toContainText(/549 \(90.%\)/);
  await expect(essai.locator(`[data-regle-essayee="${PRUDHOMMES}"]`)).toContainText(/94.%/);
  await expect(essai.locator("[data-destination=civ1]")).toContainText(/90.%.*45.%/);
  await expect(essai.locator("[data-ligne]")).toHaveCount(50);
  await essai.getByRole("button", { name: "Afficher la suite" }).press("Enter");
  await expect(essai.locator("[data-ligne]")).toHaveCount(62);
  await expect(essai.getByText(/Les plus récents seulement/)).toBeVisible();
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  const telechargement = page.waitForEvent("download");
  await essai.getByRole("button", { name: /Exporter/ }).click();
  const fichier = await telechargement;
  expect(fichier.suggestedFilename()).toMatch(/^essai-orientation-version-2-/);
  expect((await readFile(await fichier.path(), "utf8")).split("\r\n")).toHaveLength(63);

  const ouvrir = essai.getByRole("button", { name: /Mettre en vigueur la version 2/ });
  await ouvrir.press("Enter");
  await expect(fenetre(page)).toBeVisible();
  await expect.poll(() => graves(page)).toEqual([]);
  await fenetre(page).getByLabel("Motif").fill("Au vu de l’essai du jour.");
  maquette.prochaine(/en-vigueur$/, probleme(409, "ORI-005", "Essai qui n’est plus à jour", "L’essai n’est plus à jour. Relancez-le, puis décidez."));
  await fenetre(page).getByRole("button", { name: "Mettre en vigueur", exact: true }).click();
  await expect(fenetre(page).getByRole("alert")).toContainText("L’essai n’est plus à jour");
  await fenetre(page).getByRole("button", { name: "Mettre en vigueur", exact: true }).press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "La version 2 des règles est en vigueur." })).toBeAttached();
  expect(maquette.recues.at(-1)?.corps).toEqual({ version: 2, base_version: 1, tried_on: "2026-11-24", reason: "Au vu de l’essai du jour." });
});
