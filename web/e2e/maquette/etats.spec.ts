/** What a day brings, over the gateway in memory: slow, silent, refusing, changed by others, clicked twice. */
import { expect, type Page, test } from "./scene";
import * as donnees from "./donnees";
import { demarrer, type Maquette, probleme } from "./maquette";

const ID = donnees.dossier.dossier_id;
const PANNE = probleme(422, "SYS-009", "Lecture impossible", "Ce service reprend. Recommencez dans un instant.");
let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
});
test.afterEach(() => maquette.arreter());

async function remplirMemoire(page: Page): Promise<void> {
  await page.goto(`${maquette.adresse}/dossiers/${ID}/acte?type=memoire_depose`);
  await page.getByLabel("Jour", { exact: true }).fill("2026-11-24");
  await page.getByLabel("Nature du mémoire").selectOption("ampliatif");
}

test("une partie de la page en panne ne prend ni la page, ni le titre, ni le foyer", async ({ page }) => {
  maquette.prochaine(/^\/echeances$/, PANNE);
  await page.goto(`${maquette.adresse}/ma-journee`);
  const alerte = page.getByRole("alert");
  await expect(alerte).toContainText("Les échéances\u00a0: lecture impossible.");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ma journée");
  await expect(page).toHaveTitle("Ma journée — Greffe");
  await expect(page.locator("[data-tache]")).toHaveCount(4);
  await alerte.getByRole("button", { name: /Réessayer/ }).click();
  await expect(alerte).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Échéances proches" }).locator("[data-ligne]")).toHaveCount(1);
});

for (const [onglet, chemin] of [["frise", /\/actes$/], ["echeances", /\/echeances$/], ["pieces", /\/pieces$/], ["taches", /\/taches$/], ["historique", /\/moment$/]] as const) {
  test(`dossier, onglet ${onglet} en panne : le dossier reste, l’onglet se relit`, async ({ page }) => {
    maquette.prochaine(chemin, PANNE);
    await page.goto(`${maquette.adresse}/dossiers/${ID}?onglet=${onglet}`);
    const panneau = page.getByRole("tabpanel");
    await expect(panneau.getByRole("alert")).toContainText("Ce service reprend");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Ateliers du Vercors");
    await panneau.getByRole("button", { name: /Réessayer/ }).click();
    await expect(panneau.getByRole("alert")).toHaveCount(0);
    await expect(panneau.locator("li, tr").first()).toBeVisible();
  });
}

test("les listes de choix en panne se disent, et se relisent", async ({ page }) => {
  maquette.prochaine(/^\/referentiel$/, PANNE);
  await page.goto(`${maquette.adresse}/dossiers/${ID}/acte`);
  await expect(page.getByText("Ce service reprend")).toBeVisible();
  await page.getByRole("button", { name: "Réessayer" }).click();
  await expect(page.getByLabel("Type d’acte")).toBeVisible();
  maquette.prochaine(/^\/referentiel$/, PANNE);
  await page.goto(`${maquette.adresse}/dossiers/ouvrir`);
  await expect(page.getByRole("alert")).toContainText("Les procédures\u00a0: lecture impossible.");
  await page.getByRole("button", { name: /Réessayer/ }).click();
  await expect(page.getByLabel("Procédure").getByRole("option")).toHaveCount(2);
});

test("un réseau lent dit ce qu’il charge, sans rien montrer de faux", async ({ page }) => {
  const liberer = maquette.retenir(/^\/dossiers$/, "GET");
  await page.goto(`${maquette.adresse}/dossiers`);
  await expect(page.getByRole("status").filter({ hasText: /Chargement.: les dossiers…/ })).toBeVisible();
  await expect(page.getByText("Aucun dossier")).toHaveCount(0);
  liberer();
  await expect(page.locator("main [data-ligne]")).toHaveCount(4);
  const encore = maquette.retenir(/^\/dossiers$/, "GET");
  await page.getByLabel("Chambre", { exact: true }).selectOption("soc");
  await expect(page.locator("main [aria-busy=true]")).toBeVisible();
  encore();
  await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
});

test("deux clics sur l’examen n’enregistrent rien", async ({ page }) => {
  await remplirMemoire(page);
  await page.getByRole("button", { name: "Voir les conséquences" }).dblclick();
  await expect(page.getByRole("heading", { name: "Ce que cet acte changera" })).toBeVisible();
  expect(maquette.recues.map(({ chemin }) => chemin)).toEqual([`/dossiers/${ID}/actes/consequences`]);
});

test("la saisie d’un acte survit à un détour par un autre dossier, et s’oublie une fois enregistrée", async ({ page }) => {
  await remplirMemoire(page);
  await page.getByRole("navigation", { name: "Menu principal" }).getByRole("link", { name: "Ma journée" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ma journée" })).toBeVisible();
  await page.goBack();
  await expect(page.getByText("Votre saisie a été reprise.")).toBeVisible();
  await expect(page.getByLabel("Nature du mémoire")).toHaveValue("ampliatif");
  maquette.prochaine(/\/actes$/, { statut: 201, corps: { version: 6, act_id: donnees.actes[0]?.act_id, findings: [] } }, "POST");
  await page.getByRole("button", { name: "Voir les conséquences" }).click();
  await page.getByRole("button", { name: "Enregistrer l’acte" }).click();
  await expect(page.getByRole("tab", { name: /Frise/ })).toBeVisible();
  await page.goto(`${maquette.adresse}/dossiers/${ID}/acte?type=memoire_depose`);
  await expect(page.getByLabel("Nature du mémoire")).toHaveValue("");
});

test("ajouter une partie ou revenir d’un avertissement n’envoie pas la déclaration", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers/ouvrir`);
  await page.getByLabel("Jour", { exact: true }).fill("2026-11-24");
  await page.getByRole("region", { name: "Demandeur" }).getByLabel("Nom", { exact: true }).fill("Aubry");
  await page.getByRole("region", { name: "Défendeur" }).getByLabel("Nom", { exact: true }).fill("Besson");
  await page.getByLabel("Juridiction").fill("Cour d’appel de Lyon");
  await page.getByLabel("Numéro indiqué par l’expéditeur").fill("X 26-10.001");
  await page.getByRole("button", { name: "Ajouter un défendeur" }).click();
  await page.getByRole("button", { name: "Retirer Défendeur 2" }).click();
  expect(maquette.recues).toHaveLength(0);
  await page.getByRole("button", { name: "Ouvrir le dossier" }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Ouvrir le dossier" })).toBeFocused();
  expect(maquette.recues).toHaveLength(1);
});

test("une page du journal qui ne se lit pas n’est pas redemandée sans fin", async ({ page }) => {
  maquette.poser(`/dossiers/${ID}/actes`, donnees.beaucoup.actes(80));
  await page.route(/\/actes\?.*cursor=/, (route) => route.fulfill({ status: 422, contentType: "application/problem+json", body: JSON.stringify(PANNE.corps) }));
  await page.goto(`${maquette.adresse}/dossiers/${ID}/actes/00000000-0000-4000-a000-000000000079/correction`);
  await expect(page.getByText("Ce service reprend")).toBeVisible();
  await page.unroute(/\/actes\?.*cursor=/);
  await page.getByRole("button", { name: "Réessayer" }).click();
  await expect(page.getByLabel("Raison de la correction")).toBeVisible();
});
