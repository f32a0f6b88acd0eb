/** Simulator and catalogue of the law, over the gateway in memory: what one tries, what the address keeps, what paper says. */
import { expect, type Page, test } from "./scene";
import * as donnees from "./donnees";
import { demarrer, type Maquette, probleme } from "./maquette";

let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
});
test.afterEach(() => maquette.arreter());

const fiche = (page: Page) => page.getByRole("region", { name: /Fiche de calcul/ });
const questions = () => maquette.recues.map(({ chemin, corps }) => (chemin === "/simulation" ? (JSON.parse((corps.lines as string[])[0] ?? "") as unknown) : chemin));

test("et si : le jour change, la date suit, l’adresse aussi ; le lien donne la même réponse", async ({ page, context }) => {
  await page.goto(`${maquette.adresse}/simulation`);
  await expect(fiche(page)).toContainText("Choisissez un délai à calculer");
  await page.getByLabel("Délai à calculer").selectOption("civil.memoire_ampliatif.depot");
  await expect(fiche(page)).toContainText(/il manque.: le jour de départ \(déclaration de pourvoi\)/);
  await page.getByLabel("Jour de départ").fill("2026-08-12");
  await expect(fiche(page)).toContainText("lundi 14 décembre 2026");
  await expect(fiche(page)).toContainText("samedi 12 décembre 2026");
  await expect(fiche(page).getByRole("listitem").first()).toContainText("Point de départ");
  await page.getByLabel("Jour de départ").fill("2026-08-14");
  await expect(fiche(page).locator("dd").first()).toHaveText("lundi 14 décembre 2026");
  await expect(fiche(page)).not.toContainText("Avant report");
  await page.getByLabel("Résidence").selectOption("etranger");
  await expect(fiche(page).locator("dd").first()).toHaveText("lundi 15 février 2027");
  await expect(page.getByRole("status").filter({ hasText: "lundi 15 février 2027" })).toBeAttached();
  await expect(page).toHaveURL(/\/simulation\?regle=civil\.memoire_ampliatif\.depot&jour=2026-08-14&residence=etranger$/);
  const autre = await context.newPage();
  await autre.goto(page.url());
  await expect(fiche(autre).locator("dd").first()).toHaveText("lundi 15 février 2027");
  await expect(autre.getByLabel("Jour de départ")).toHaveValue("2026-08-14");
  expect(questions().at(-1)).toEqual({ rule: "civil.memoire_ampliatif.depot", start: "2026-08-14", residence: "etranger" });
  expect(maquette.recues.every(({ chemin }) => chemin === "/simulation")).toBe(true);
});

test("au clavier : un jour tapé chiffre à chiffre, un événement ajouté puis retiré sans perdre le foyer", async ({ page }) => {
  await page.goto(`${maquette.adresse}/simulation?regle=civil.memoire_ampliatif.depot`);
  await page.getByLabel("Jour de départ").press("Home");
  // The same in the order of any locale.
  await page.keyboard.type("08082026", { delay: 30 });
  await expect(page.getByLabel("Jour de départ")).toHaveValue("2026-08-08");
  await expect(fiche(page)).toContainText("mardi 8 décembre 2026");
  await page.getByRole("button", { name: "Ajouter un événement" }).press("Enter");
  await expect(fiche(page)).toContainText("la nature d’un événement");
  const evenement = page.getByRole("group", { name: "Événement 1" });
  await evenement.getByLabel("Nature").selectOption("reduction_1009");
  await evenement.getByLabel("Délai ramené à (mois)").fill("3");
  await expect(fiche(page)).toContainText("mardi 8 décembre 2026");
  expect(questions().at(-1)).toMatchObject({ events: [{ kind: "reduction_1009", months: 3 }] });
  await evenement.getByLabel("Ou terme fixé au").fill("2026-10-01");
  await expect(page).toHaveURL(/evenements=reduction_1009%3A2026-10-01/);
  await expect.poll(() => questions().at(-1)).toMatchObject({ events: [{ kind: "reduction_1009", until: "2026-10-01" }] });
  await evenement.getByRole("button", { name: /Retirer/ }).press("Enter");
  await expect(evenement).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Ajouter un événement" })).toBeFocused();
  await expect(page).not.toHaveURL(/evenements/);
});

test("ce qui est faux est dit au champ, et aucune date n’est montrée", async ({ page }) => {
  await page.goto(`${maquette.adresse}/simulation?regle=civil.memoire_ampliatif.depot&jour=2026-08-14`);
  await expect(fiche(page)).toContainText("lundi 14 décembre 2026");
  await page.getByLabel("Jour de départ").fill("0202-08-14");
  await expect(page.getByText("Indiquez un jour qui existe, entre 1900 et 2999.").first()).toBeVisible();
  await expect(page.getByLabel("Jour de départ")).toHaveAccessibleDescription(/entre 1900 et 2999/);
  await expect(fiche(page)).not.toContainText("2026");
  await page.goto(`${maquette.adresse}/simulation?regle=inconnue&jour=2026-08-14`);
  await expect(page.getByText(/n’est pas au catalogue 2026\.11\.1/)).toBeVisible();
  await page.getByLabel("Délai à calculer").selectOption("civil.memoire_ampliatif.depot");
  await expect(fiche(page)).toContainText("lundi 14 décembre 2026");
  expect(questions()).toHaveLength(1 + 1);
});

test("l’alerte avant un terme, le refus du calcul et le silence du service se disent, et se redemandent", async ({ page }) => {
  const adresse = `${maquette.adresse}/simulation?regle=civil.memoire_ampliatif.depot&jour=2026-08-14`;
  maquette.prochaine(/^\/simulation$/, { corps: { lines: [JSON.stringify({ error: "Une longueur se compte en nombres positifs.", catalogue: "2026.11.1" })] } });
  await page.goto(adresse);
  await expect(fiche(page)).toContainText("Ce calcul n’est pas possible");
  await expect(fiche(page)).toContainText("nombres positifs");
  const duree = { due: "2026-12-13", raw: "2026-12-13", alert: "2026-12-11", steps: [], catalogue: "2026.11.1" };
  maquette.prochaine(/^\/simulation$/, { corps: { lines: [JSON.stringify(duree)] } });
  await page.reload();
  await expect(fiche(page)).toContainText(/agir au plus tard\s*vendredi 11 décembre 2026/);
  maquette.prochaine(/^\/simulation$/, probleme(422, "ECH-001", "Refusé", "Le calcul a été refusé."));
  await page.reload();
  await expect(page.getByRole("alert")).toContainText("Le calcul a été refusé.");
  await page.getByRole("button", { name: /Réessayer/ }).click();
  await expect(fiche(page)).toContainText("lundi 14 décembre 2026");
});

test("d’une échéance du dossier, la simulation reprend la règle, le jour et la résidence", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers/${donnees.dossier.dossier_id}?onglet=echeances`);
  await page.getByRole("link", { name: "Simuler Mémoire ampliatif" }).click();
  await expect(page).toHaveURL(/\/simulation\?regle=civil\.memoire_ampliatif\.depot&jour=2026-08-03$/);
  await expect(fiche(page)).toContainText("jeudi 3 décembre 2026");
  await page.getByLabel("Jour de départ").fill("2026-08-04");
  await expect(fiche(page)).toContainText("vendredi 4 décembre 2026");
  await expect(page).toHaveURL(/jour=2026-08-04/);
  await page.goBack();
  await page.getByRole("link", { name: "Simuler Mémoire en défense" }).click();
  await expect(page.getByLabel("Résidence")).toHaveValue("outre_mer");
  await expect(fiche(page)).toContainText(/il manque.: le jour de départ/);
  // The menu starts anew from nothing, and « Précédent » brings the facts back.
  await page.getByRole("navigation", { name: "Menu principal" }).getByRole("link", { name: "Simuler un délai" }).click();
  await expect(page.getByLabel("Délai à calculer")).toHaveValue("");
  await page.goBack();
  await expect(page.getByLabel("Délai à calculer")).toHaveValue("civil.memoire_defense");
});

test("sur le papier : une fiche de calcul avec ses faits, ses articles, sa date et sa version du droit", async ({ page }) => {
  await page.goto(`${maquette.adresse}/simulation?regle=civil.memoire_ampliatif.depot&jour=2026-10-28&residence=outre_mer&evenements=reduction_1009:3`);
  await expect(fiche(page)).toContainText("Dernier jour utile");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { name: /Fiche de calcul.: Dépôt du mémoire ampliatif/ })).toBeVisible();
  for (const texte of ["CPC 978", "mercredi 28 octobre 2026", "Outre-mer", "France entière", "Ordonnance de réduction des délais", "CPC 640 et 641", "Catalogue du droit 2026.11.1"]) {
    await expect(fiche(page)).toContainText(texte);
  }
  await expect(page.getByText(/Édité le .* par Anne Delorme.*rien n’a été enregistré/)).toBeVisible();
  await expect(page.getByRole("form", { name: "Faits" })).toBeHidden();
  await expect(page.getByRole("button", { name: /Imprimer/ })).toBeHidden();
  if (process.env.GREFFE_CAPTURES) await page.screenshot({ path: "e2e/captures/simulation-papier.png", fullPage: true });
});

test("les règles qui ne se lisent pas le disent, et se redemandent", async ({ page }) => {
  for (const [chemin, lu] of [
    ["/simulation", /^\/referentiel\/regles$/],
    ["/droit", /^\/referentiel\/droit$/],
  ] as const) {
    maquette.prochaine(lu, probleme(403, "REF-403", "Accès refusé", "Vos fonctions ne vous donnent pas accès au référentiel."));
    await page.goto(maquette.adresse + chemin);
    await expect(page.getByRole("alert")).toContainText("Vos fonctions ne vous donnent pas accès au référentiel.");
    await page.getByRole("button", { name: /Réessayer/ }).click();
    await expect(page.getByRole("alert")).toHaveCount(0);
    await expect(page.locator("main select").first()).toBeVisible();
  }
});
