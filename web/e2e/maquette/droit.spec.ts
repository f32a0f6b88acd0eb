/** The law as a catalogue, over the gateway in memory: searched as a whole, walked through from one page to the next. */
import { expect, type Page, test } from "./scene";
import { demarrer, type Maquette } from "./maquette";

let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
});
test.afterEach(() => maquette.arreter());

const titre = (page: Page, nom: string) => page.getByRole("heading", { level: 1, name: nom });

test("tout le droit se cherche par mot, article, nature et procédure ; un exemple s’essaie", async ({ page }) => {
  await page.goto(`${maquette.adresse}/droit`);
  const lignes = page.locator("main [data-ligne]");
  await expect(lignes).toHaveCount(17);
  await page.getByLabel("Nom, article ou identifiant").fill("memoire 978");
  await expect(lignes).toHaveCount(3);
  await expect(page).toHaveURL(/\/droit\?q=memoire/);
  await page.getByLabel("Nature").selectOption("regle");
  await expect(lignes).toHaveCount(2);
  await page.getByLabel("Procédure").selectOption("requete_recusation");
  await expect(page.getByText("Rien ne répond à cette recherche.")).toBeVisible();
  await page.getByRole("button", { name: "Montrer tout le droit" }).press("Enter");
  await expect(page.getByLabel("Nom, article ou identifiant")).toBeFocused();
  await expect(lignes).toHaveCount(17);
  await page.getByLabel("Nature").selectOption("avis");
  await expect(page).toHaveURL(/\/droit\?nature=avis$/);
  await page.reload();
  await expect(lignes).toHaveCount(1);
  await page.getByLabel("Nature").selectOption("regle");
  await page.getByRole("link", { name: "Délai du pourvoi en cassation" }).click();
  await expect(titre(page, "Délai du pourvoi en cassation")).toBeFocused();
  await expect(page.getByRole("main")).toContainText("Irrecevabilité du pourvoi, prononcée par la formation, par arrêt");
  await page.getByRole("link", { name: "Simuler l’exemple 2" }).click();
  await expect(page).toHaveURL(/jour=2026-09-15&residence=outre_mer/);
  const fiche = page.getByRole("region", { name: /Fiche de calcul/ });
  await expect(fiche).toContainText("mardi 15 décembre 2026");
  await fiche.getByRole("link", { name: /Lire la règle/ }).click();
  await expect(titre(page, "Délai du pourvoi en cassation")).toBeFocused();
});

test("d’une procédure à son délai, à l’avis, à l’acte, et retour, au clavier", async ({ page }) => {
  await page.goto(`${maquette.adresse}/droit/procedures/civil_representation_obligatoire`);
  await expect(page.getByRole("region", { name: "Stades", exact: true })).toContainText("Dépôt d’un mémoire (Mémoire ampliatif)");
  const actes = page.getByRole("region", { name: "Table des actes et des stades" });
  await expect(actes.getByRole("row", { name: /Dépôt d’un mémoire/ }).getByText("possible")).toHaveCount(2);
  await expect(page.getByRole("region", { name: "Jalons et contrôles" })).toContainText("Un avocat aux Conseils a signé");
  const suivre = async (nom: string) => {
    await page.getByRole("main").getByRole("link", { name: nom, exact: true }).first().press("Enter");
    await expect(titre(page, nom)).toBeFocused();
  };
  await suivre("Notification de la déclaration aux défendeurs");
  await expect(page.getByRole("main")).toContainText("Lettre recommandée avec demande d’avis de réception");
  await expect(page.getByRole("main")).toContainText("Le délai du défendeur ne court pas");
  await suivre("Dépôt du mémoire ampliatif");
  await suivre("Soumettre la déchéance au premier président");
  await suivre("Dépôt du mémoire ampliatif");
  await page.getByRole("main").getByRole("link", { name: "Mémoire déposé", exact: true }).press("Enter");
  await expect(titre(page, "Dépôt d’un mémoire")).toBeFocused();
  await expect(page.getByRole("region", { name: "Délais qu’il satisfait" })).toContainText("Dépôt du mémoire ampliatif");
  await suivre("Pourvoi avec représentation obligatoire");
});

test("une procédure urgente dit la date légale, ce qu’il en coûte et qu’elle ne se reporte pas", async ({ page }) => {
  await page.goto(`${maquette.adresse}/droit/procedures/requete_recusation`);
  const contenu = page.getByRole("main");
  await expect(contenu).toContainText(/Affaire pressante.: un mois pour statuer/);
  await expect(contenu).toContainText("Elle ne se reporte jamais au jour ouvrable suivant.");
  await expect(contenu).toContainText(/L’alerte est donnée 15, 7, 1.jours avant/);
});
