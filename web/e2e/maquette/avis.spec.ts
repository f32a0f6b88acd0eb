/** The notices due and the points to check: what is read first, what is said of each, and the form that each opens. */
import { expect, type Page, test } from "./scene";
import { graves } from "../axe";
import * as donnees from "./donnees";
import { demarrer, type Maquette } from "./maquette";
import { fautesDeFrancais } from "./typographie";

const D = `/dossiers/${donnees.dossier.dossier_id}`;
const [, fontanel] = donnees.dossier.parties;
let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
});
test.afterEach(() => maquette.arreter());

const lire = (page: Page) => page.goto(`${maquette.adresse}${D}?onglet=avis`);
const dossierAvec = (champs: object) => maquette.prochaine(/^\/dossiers\/[^/]+$/, { corps: { ...donnees.dossier, ...champs } });
const accepter = () => maquette.prochaine(/\/actes$/, { statut: 201, corps: { version: 6, act_id: donnees.actes[0]?.act_id, findings: [] } }, "POST");

test("ce qui presse d’abord, le reste à sa place, l’urgence en tête", async ({ page }) => {
  await lire(page);
  await expect(page.getByRole("tab", { name: "Avis et contrôles (5)" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByText("Mandat d’arrêt européen\u00a0: quarante jours pour statuer")).toBeVisible();
  const lignes = page.locator("[data-avis]");
  await expect(lignes).toHaveCount(4);
  expect(await lignes.evaluateAll((toutes) => toutes.map((ligne) => ligne.getAttribute("data-statut")))).toEqual(["revenu", "du", "envoye", "prouve"]);
  await expect(lignes.nth(1)).toContainText("Lucie Fontanel");
  await expect(lignes.nth(1)).toContainText("Lettre recommandée");
  await expect(lignes.nth(2)).toContainText("Le parquet général");
  await expect(lignes.nth(3)).toBeHidden();
  const points = page.locator("[data-controle]");
  await expect(points.nth(0)).toContainText("Arrête la distribution et l’audiencement");
  await expect(points.nth(0)).toContainText("Mémoire déposé");
  await expect(points.nth(1)).toContainText("Non vérifié");
});

test("ce qu’un avis doit dire se déplie au clavier", async ({ page }) => {
  await lire(page);
  const deplier = page.getByRole("button", { name: /Ce qu’il doit dire.*Lucie Fontanel/ });
  await deplier.press("Enter");
  await expect(deplier).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByText("Texte de l’article 991")).toBeVisible();
  await expect(page.getByText("le délai du mémoire en défense ne court pas")).toBeVisible();
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
});

test("l’envoi s’enregistre pour cet avis et cette partie", async ({ page }) => {
  await lire(page);
  await page.getByRole("link", { name: /Enregistrer l’envoi.*Lucie Fontanel/ }).click();
  await expect(page.getByLabel("Avis", { exact: true })).toHaveValue("not.civ.05");
  await expect(page.getByLabel("Avis", { exact: true }).locator("option:checked")).toHaveText("Notification de la déclaration au défendeur");
  await expect(page.getByRole("checkbox", { name: /Lucie Fontanel/ })).toBeChecked();
  // A notice that this case does not know bears its identifier, after those it knows.
  await expect(page.getByLabel("Avis", { exact: true }).locator("option").last()).toHaveText("not.01");
  await page.getByLabel("Jour", { exact: true }).fill("2026-11-24");
  await page.getByRole("button", { name: "Voir les conséquences" }).click();
  accepter();
  await page.getByRole("button", { name: "Enregistrer l’acte" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Ateliers du Vercors/ })).toBeVisible();
  expect(maquette.recues.at(-1)?.corps).toMatchObject({
    type: "notification_faite",
    corps: { avis: "not.civ.05" },
    portee: { parties: [fontanel?.party_id] },
    dates: { expediee: "2026-11-24" },
  });
});

test("la vérification s’enregistre pour ce point", async ({ page }) => {
  await lire(page);
  await page.getByRole("link", { name: /Enregistrer la vérification.*La déclaration désigne/ }).click();
  await expect(page.getByLabel("Point vérifié")).toHaveValue("chk.civ.01");
  await page.getByLabel("Résultat").selectOption({ label: "Conforme" });
  await page.getByLabel("Jour", { exact: true }).fill("2026-11-24");
  await page.getByRole("button", { name: "Voir les conséquences" }).click();
  accepter();
  await page.getByRole("button", { name: "Enregistrer l’acte" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Ateliers du Vercors/ })).toBeVisible();
  expect(maquette.recues.at(-1)?.corps).toMatchObject({ type: "point_verifie", corps: { point: "chk.civ.01", resultat: "conforme" } });
});

test("rien à faire se dit ; qui ne tient pas l’affaire n’en voit pas l’onglet", async ({ page }) => {
  const rien = { notices: [], notice_count: 0, checks: [] };
  dossierAvec(rien);
  await lire(page);
  await expect(page.getByRole("tab", { name: "Avis et contrôles", exact: true })).toBeVisible();
  await expect(page.getByText("Aucun avis n’est à envoyer")).toBeVisible();
  await expect(page.getByText("Aucun point n’est irrégulier")).toBeVisible();
  expect(await graves(page)).toEqual([]);
  dossierAvec({ ...rien, permissions: ["lire_dossier"] });
  await lire(page);
  await expect(page.getByRole("tab", { name: /Frise/ })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("tab", { name: /Avis et contrôles/ })).toHaveCount(0);
});

test("qui lit sans enregistrer voit les avis sans bouton", async ({ page }) => {
  dossierAvec({ permissions: ["lire_dossier"] });
  await lire(page);
  await expect(page.locator("[data-avis]").first()).toBeVisible();
  await expect(page.getByRole("link", { name: /Enregistrer l’envoi|Enregistrer la vérification/ })).toHaveCount(0);
});
