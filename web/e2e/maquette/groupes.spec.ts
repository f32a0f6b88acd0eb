/** Joined dossiers: the head's number in every member, joinder after its consequences were seen, disjoinder, a common act. */
import { expect, type Page, test } from "./scene";
import { graves } from "../axe";
import * as donnees from "./donnees";
import * as groupes from "./groupes";
import { demarrer, type Maquette } from "./maquette";
import { fautesDeFrancais } from "./typographie";

const DOSSIER = donnees.dossier.dossier_id;
let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
});
test.afterEach(() => maquette.arreter());

const aller = (page: Page, suite = "") => page.goto(`${maquette.adresse}/dossiers/${DOSSIER}${suite}`);
const lu = (dossier: unknown) => maquette.prochaine(new RegExp(`^/dossiers/${DOSSIER}$`), { corps: dossier }, "GET");
const saine = async (page: Page) => {
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
};

test("chaque dossier joint dit son dossier de tête et y mène", async ({ page }) => {
  lu(groupes.membre);
  await aller(page);
  await expect(page.locator("[data-groupe]")).toHaveText(/Joint au dossier de tête K 26-10\.150/);
  await expect(page.locator("[data-groupe] a")).toHaveAttribute("href", /7050$/);
  await saine(page);
  await page.getByRole("link", { name: "Dossiers joints" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Dossiers joints");
  await expect(page.getByText(/avec 1.autre dossier/)).toBeVisible();
  await expect(page.getByRole("button", { name: /Joindre|Disjoindre/ })).toHaveCount(0);
  await saine(page);
});

test("joindre : les conséquences d’abord, un refus arrête, le motif part avec la décision", async ({ page }) => {
  await aller(page);
  await page.getByRole("link", { name: "Joindre", exact: true }).click();
  await page.getByRole("button", { name: "Voir les conséquences" }).click();
  await expect(page.getByText("Indiquez au moins un numéro.")).toBeVisible();
  const numeros = page.getByLabel("Numéros des dossiers à joindre");
  await numeros.fill("26-10.101, 26-10.999");
  await page.getByRole("button", { name: "Voir les conséquences" }).click();
  await expect(page.locator("[data-effets] [data-ligne]")).toHaveCount(3);
  await expect(page.getByText(/il est déjà du groupe/)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Joindre/ })).toBeDisabled();
  await saine(page);
  await numeros.fill("26-10.101\n26-10.102");
  await page.getByRole("button", { name: "Voir les conséquences" }).click();
  await expect(page.getByText("La chambre n’est pas celle du dossier de tête.").first()).toBeVisible();
  await page.getByRole("button", { name: /Joindre 2.dossiers/ }).click();
  await expect(page.getByText("Dites en une phrase pourquoi.")).toBeVisible();
  await page.getByLabel("Prononcée le").fill("2026-11-20");
  await page.getByLabel("Motif").fill("Même question.");
  await page.getByRole("button", { name: /Joindre 2.dossiers/ }).click();
  await expect(page.getByRole("status").filter({ hasText: /Le groupe compte 3.dossiers/ })).toBeAttached();
  const envoi = maquette.recues.find(({ chemin }) => chemin.endsWith("/jonction"));
  expect(envoi?.corps).toEqual({ dossiers: ["26-10.101", "26-10.102"], prononce: "2026-11-20", motif: "Même question." });
  expect(envoi?.version).toBe('"5"');
});

test("disjoindre un dossier d’une série de quarante", async ({ page }) => {
  lu(groupes.tete);
  await aller(page, "/groupe");
  await expect(page.getByRole("heading", { name: /39.dossiers joints/ })).toBeVisible();
  await page.getByRole("checkbox", { name: "L 26-10.116" }).check({ force: true });
  await page.getByLabel("Prononcée le").first().fill("2026-11-21");
  await page.getByLabel("Motif").first().fill("Question propre.");
  await saine(page);
  await page.getByRole("button", { name: /Disjoindre 1.dossier/ }).click();
  await expect(page.getByRole("status").filter({ hasText: /1.dossier est sorti/ })).toBeAttached();
  const envoi = maquette.recues.find(({ chemin }) => chemin.endsWith("/disjonction"));
  expect(envoi?.corps).toEqual({ dossiers: [groupes.groupe(39).members[16]?.dossier_id], prononce: "2026-11-21", motif: "Question propre." });
});

test("un acte commun : coché pour ceux de la Cour, pesé dans chaque dossier joint", async ({ page }) => {
  lu(groupes.tete);
  maquette.prochaine(/\/actes\/consequences$/, {
    corps: {
      ...donnees.consequences,
      elsewhere: groupes.groupe(39).members.map(({ dossier_id, number }, rang) => ({
        dossier_id,
        number,
        consequences: rang === 3 ? [] : donnees.consequences.consequences,
      })),
    },
  });
  await aller(page, "/acte?type=delais_reduits");
  const commun = page.getByRole("checkbox", { name: /Acte commun.*39.dossiers joints/ });
  await expect(commun).toBeChecked();
  await page.getByLabel("Jour", { exact: true }).fill("2026-11-20");
  const champs = page.locator("form select, form input[type=number]");
  for (const champ of await champs.all()) if (await champ.evaluate((un) => un.tagName === "INPUT")) await champ.fill("1");
  await page.getByRole("button", { name: "Voir les conséquences" }).click();
  await expect(page.locator("[data-ailleurs]")).toContainText(/38.dossiers joints changeront de la même façon/);
  await expect(page.locator("[data-ailleurs] details")).toHaveCount(1);
  await saine(page);
});

test("une décision prononcée au dossier de tête l’est aussi dans les dossiers joints, sauf à le décocher", async ({ page }) => {
  lu(groupes.tete);
  await aller(page, "/decision");
  const commune = page.getByLabel(/Décision commune/);
  await expect(commune).toBeChecked();
  await page.getByLabel("Formation").selectOption({ label: "Formation de section" });
  await page.getByRole("textbox", { name: "Dispositif", exact: true }).fill("REJETTE les pourvois");
  await saine(page);
  await page.getByRole("button", { name: "Enregistrer la décision" }).click();
  await expect.poll(() => maquette.recues.find(({ chemin }) => chemin.endsWith("/actes"))?.chemin).toBeTruthy();
  expect(maquette.recues.find(({ chemin }) => chemin.endsWith("/actes"))?.search).toContain("commun=true");
});
