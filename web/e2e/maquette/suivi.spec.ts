/** A party follows its case by its personal link, without a session of the Court; the registry makes and ends links. */
import { expect, type Page, test } from "./scene";
import { graves } from "../axe";
import { demarrer, type Maquette, probleme } from "./maquette";
import { affaire, CODE, JETON } from "./suivi";
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
const ferme = () => probleme(401, "LIE-002", "Suivi terminé", "Votre session de suivi est terminée.");

test("le lien et le code ouvrent l’affaire ; l’adresse ne garde pas le lien", async ({ page }) => {
  maquette.prochaine(/^\/session$/, probleme(401, "SES-003", "Sans identité", "Connectez-vous."), "GET");
  maquette.prochaine(/^\/suivi$/, ferme(), "GET");
  await page.goto(`${maquette.adresse}/suivi#${JETON}`);
  await expect(page.getByRole("heading", { level: 1, name: "Suivre mon affaire" })).toBeVisible();
  await expect(page.getByLabel("Lien personnel")).toHaveCount(0);
  await saine(page);
  const refus = "Ce lien et ce code n’ouvrent aucun suivi. Vérifiez le code caractère par caractère.";
  maquette.prochaine(/ouverture$/, probleme(404, "LIE-001", "Le suivi ne s’ouvre pas", refus), "POST");
  await page.getByRole("textbox", { name: /^Code/ }).fill("0000");
  await page.getByRole("button", { name: "Ouvrir le suivi" }).click();
  await expect(page.getByRole("alert")).toContainText("n’ouvrent aucun suivi");
  await page.getByRole("textbox", { name: /^Code/ }).fill(CODE);
  await page.getByRole("button", { name: "Ouvrir le suivi" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /T 26-10\.001/ })).toBeVisible();
  expect(maquette.recues.at(-1)?.corps).toEqual({ lien: JETON, code: CODE });
  expect(page.url()).not.toContain(JETON);
  await expect(page.getByText("Mémoires attendus")).toBeVisible();
  await expect(page.getByText(/au plus tard le .*2027/)).toBeVisible();
  await expect(page.getByText(/Récépissé de la déclaration de pourvoi/)).toBeVisible();
  await saine(page);
});

test("le mémoire personnel part où la loi le permet, et n’est pas proposé ailleurs", async ({ page }) => {
  await page.goto(`${maquette.adresse}/suivi`);
  await page.getByLabel(/^Mémoire/).setInputFiles({ name: "memoire.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") });
  await page.getByRole("button", { name: "Remettre le mémoire" }).click();
  await expect(page.getByText("il figure parmi vos dépôts")).toBeVisible();
  expect(maquette.recues.at(-1)?.chemin).toBe("/suivi/memoires");
  expect(maquette.recues.at(-1)?.cle).toMatch(/^[0-9a-f-]{36}$/);
  await saine(page);
  maquette.prochaine(/^\/suivi$/, { corps: { ...affaire, memoire_article: null } }, "GET");
  await page.reload();
  await expect(page.getByText(/La loi ne permet pas de remettre vous-même un mémoire/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Remettre le mémoire" })).toHaveCount(0);
});

test("le greffe délivre un lien, montré une fois, et le révoque avec un motif", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers/00000000-0000-4000-8000-000000000001/liens`);
  const choix = page.getByLabel("Partie", { exact: true });
  await choix.selectOption({ index: 1 });
  await page.getByRole("button", { name: "Délivrer un lien" }).click();
  await expect(page.getByText(CODE)).toBeVisible();
  await expect(page.getByText(`/suivi#${JETON}`)).toBeVisible();
  await saine(page);
  await page.getByLabel("Motif de la révocation").fill("Lettre revenue");
  await page.getByRole("button", { name: "Révoquer" }).click();
  await expect.poll(() => maquette.recues.at(-1)?.corps).toEqual({ motif: "Lettre revenue" });
});
