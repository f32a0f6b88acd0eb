/** From an outage to the dossiers that it concerns, over the gateway in memory: one by its form, several at once. */
import { expect, test } from "./scene";
import { graves } from "../axe";
import { certificat, dossier, echeances, PANNE } from "./donnees";
import { demarrer, type Maquette, probleme } from "./maquette";
import { fautesDeFrancais } from "./typographie";

const ADRESSE = `/pannes/${PANNE}`;
const AUTRE = "00000000-0000-4000-8000-000000000777";
const [premiere, ...restantes] = echeances.map((une) => ({ ...une, due: "2026-10-05" }));
const trois = [premiere, { ...restantes[0], dossier_id: AUTRE, dossier_number: "D 26-10.002" }, restantes[1]];
const ACTES = /^\/dossiers\/[^/]+\/actes$/;
const ENREGISTRE = { statut: 201, corps: { act_id: "00000000-0000-4000-8000-000000000888", version: 6, findings: [] } };

let maquette: Maquette;
test.beforeEach(async ({ page }) => {
  maquette = await demarrer();
  maquette.prochaine(/^\/pannes\/.+/, { corps: { ...certificat, deadlines: trois } });
  await page.goto(maquette.adresse + ADRESSE);
});
test.afterEach(() => maquette.arreter());

test("un dossier : le formulaire de l’acte s’ouvre au jour de la panne, sous son certificat", async ({ page }) => {
  await page.getByRole("link", { name: `Remplir l’acte du dossier ${dossier.number}` }).click();
  await expect(page.getByLabel("Type d’acte")).toHaveValue("panne_signalee");
  await expect(page.getByLabel("Jour", { exact: true })).toHaveValue("2026-10-05");
  await page.getByRole("link", { name: new RegExp(`certificat de la panne ${PANNE}`) }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Certificat de panne" })).toBeFocused();
});

test("plusieurs dossiers : une clé chacun, les refus dits, la suite reprise là où elle en était", async ({ page }) => {
  // Two terms of one dossier make one act.
  await expect(page.locator("main [data-ligne]")).toHaveCount(2);
  await expect(page.getByRole("button", { name: "Signaler la panne" })).toBeDisabled();
  await page.getByRole("button", { name: "Choisir tous les dossiers" }).click();
  maquette.prochaine(/^\/dossiers\/.+777$/, { corps: { ...dossier, dossier_id: AUTRE } });
  maquette.prochaine(ACTES, ENREGISTRE, "POST");
  maquette.prochaine(ACTES, probleme(403, "DRO-001", "Refus", "Vos fonctions ne vous permettent pas cet acte dans ce dossier."), "POST");
  await page.getByRole("button", { name: /^Signaler la panne \(2.dossiers\)$/ }).press("Enter");
  await expect(page.getByText("Signalée", { exact: true })).toBeVisible();
  await expect(page.locator("main")).toContainText(/Refus.: Vos fonctions ne vous permettent pas cet acte/);
  await expect(page.getByRole("status").filter({ hasText: /1.signalement enregistré, 1.refus/ })).toBeAttached();
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  const envois = maquette.recues.filter(({ chemin }) => ACTES.test(chemin));
  expect(envois.map(({ corps }) => corps)).toEqual([1, 2].map(() => ({ type: "panne_signalee", dates: { jour: "2026-10-05" } })));
  expect(new Set(envois.map(({ cle }) => cle)).size).toBe(2);
  expect(envois[0]?.version).toBe(`"${dossier.version}"`);
  // After a reload, what was done is done; what was refused can be tried again.
  maquette.prochaine(/^\/pannes\/.+/, { corps: { ...certificat, deadlines: trois } });
  await page.reload();
  await expect(page.getByText("Signalée", { exact: true })).toBeVisible();
  await page.getByRole("checkbox", { name: /D 26-10.002/ }).check({ force: true });
  maquette.prochaine(/^\/dossiers\/.+777$/, { corps: { ...dossier, dossier_id: AUTRE } });
  maquette.prochaine(ACTES, ENREGISTRE, "POST");
  await page.getByRole("button", { name: /^Signaler la panne \(1.dossier\)$/ }).click();
  await expect(page.getByText("Signalée", { exact: true })).toHaveCount(2);
  await expect(page.getByRole("button", { name: "Choisir tous les dossiers" })).toBeDisabled();
  expect(maquette.recues.filter(({ chemin }) => ACTES.test(chemin))).toHaveLength(3);
});
