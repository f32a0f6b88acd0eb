/** What a case consists of: parties, identity, counsel over time, inventory. */
import { expect, type Page, test } from "./scene";
import { graves } from "../axe";
import * as donnees from "./donnees";
import { demarrer, type Maquette } from "./maquette";
import { fautesDeFrancais } from "./typographie";

const DOSSIER = donnees.dossier.dossier_id;
let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
});
test.afterEach(() => maquette.arreter());

const aller = (page: Page, suite = "") => page.goto(`${maquette.adresse}/dossiers/${DOSSIER}${suite}`);
const saine = async (page: Page) => {
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
};

test("rectifier une identité : pesée d’abord, puis un acte motivé", async ({ page }) => {
  await aller(page, "?onglet=parties");
  await page.locator("[data-partie]").first().getByRole("link", { name: /^Identité/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Modifier");
  await expect(page.getByLabel("Nom", { exact: true })).not.toHaveValue("");
  await page.getByLabel("Nom", { exact: true }).fill("Lévesque");
  await saine(page);
  await page.getByRole("button", { name: "Voir les conséquences" }).click();
  await page.getByRole("button", { name: "Enregistrer la modification" }).click();
  await expect(page.getByText("Dites en une phrase pourquoi le dossier change.")).toBeVisible();
  await page.getByLabel("Motif").fill("Acte de naissance.");
  await page.getByRole("button", { name: "Enregistrer la modification" }).click();
  await expect(page.getByRole("status").filter({ hasText: "La modification est enregistrée." })).toBeAttached();
  const envoi = maquette.recues.findLast(({ chemin }) => chemin.endsWith("/modifications"));
  expect(envoi?.corps).toMatchObject({ motif: "Acte de naissance.", identite: { personne: { nom: "Lévesque", ne_le: "1980-02-29" } } });
});

test("qui représentait qui, un jour donné", async ({ page }) => {
  await aller(page, "?onglet=parties");
  await expect(page.locator("[data-representation]")).toHaveCount(2);
  await page.getByLabel("Qui représentait qui le").fill("2026-11-10");
  await expect(page.locator("[data-representation]")).toHaveCount(1);
  await expect(page.locator("[data-representation]")).toContainText("SCP Première");
  await saine(page);
});

test("l’inventaire : ce qui manque se voit et se demande en un clic, ce qui est là porte son scellement", async ({ page }) => {
  await aller(page, "?onglet=pieces");
  await expect(page.getByText(/1.pièce manque/)).toBeVisible();
  await expect(page.locator('[data-piece="pce.civ.01"]')).toContainText("SCP Seconde");
  await expect(page.locator('[data-piece="pce.civ.01"] code')).toHaveAttribute("title", donnees.EMPREINTE);
  await saine(page);
  await page.locator('[data-piece="pce.civ.02"]').getByRole("link", { name: /^Demander/ }).click();
  await expect(page).toHaveURL(/acte\?type=avis_aux_parties&objet=piece_manquante/);
});

test("les moyens d’un mémoire : montrés, puis relevés de nouveau, un paragraphe chacun", async ({ page }) => {
  await aller(page, "?onglet=parties");
  await expect(page.locator("[data-moyens] li")).toHaveCount(2);
  await saine(page);
  await page.getByRole("link", { name: "Relever les moyens d’un mémoire" }).click();
  const moyens = page.getByRole("textbox", { name: /^Moyens/ });
  await expect(moyens).toHaveValue(/article 1103[^]*\n\nDéfaut/);
  await moyens.fill("Violation de la loi.\n\n\nManque de base légale.\n");
  await page.getByLabel("Motif").fill("Mémoire relu.");
  await page.getByRole("button", { name: "Voir les conséquences" }).click();
  await page.getByRole("button", { name: "Enregistrer la modification" }).click();
  await expect(page.getByRole("status").filter({ hasText: "La modification est enregistrée." })).toBeAttached();
  const envoi = maquette.recues.findLast(({ chemin }) => chemin.endsWith("/modifications"));
  expect(envoi?.corps).toMatchObject({ moyens: { memoire: donnees.actes[2]?.act_id, moyens: ["Violation de la loi.", "Manque de base légale."] } });
});

for (const quoi of ["partie", "decision", "substitution", "lien", "moyens", "scelle"]) {
  test(`la rubrique ${quoi} est lisible par tous`, async ({ page }) => {
    await aller(page, `/modifier?quoi=${quoi}`);
    await expect(page.getByRole("button", { name: "Voir les conséquences" })).toBeVisible();
    await saine(page);
  });
}
