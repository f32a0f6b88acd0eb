/** Versions of the law, over the gateway in memory: what is in force, what another would move, the act that changes it. */
import { expect, type Page, test } from "./scene";
import { readFile } from "node:fs/promises";
import type * as T from "../../src/api/types";
import { graves } from "../axe";
import { session } from "./donnees";
import { demarrer, type Maquette, probleme } from "./maquette";
import { fautesDeFrancais } from "./typographie";
import * as versions from "./versions";

let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
});
test.afterEach(() => maquette.arreter());

const essai = (id: string, reste = "") => `${maquette.adresse}/droit/versions/essais/${id}${reste}`;
const ouvrirSession = (page: Page, json: T.Session) => page.route("**/api/v1/session", (route) => route.fulfill({ json }));
const administrer = (page: Page) => ouvrirSession(page, versions.administration);
const lignes = (page: Page) => page.locator("main [data-ligne]");
const fenetre = (page: Page) => page.getByRole("dialog", { name: /Mettre en vigueur la version/ });

test("du droit appliqué aux versions : ce qui est en vigueur, depuis quand, par qui, pourquoi", async ({ page }) => {
  await page.goto(`${maquette.adresse}/droit`);
  await page.getByRole("link", { name: "Versions du droit" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  const enVigueur = page.locator("[data-en-vigueur]");
  for (const texte of ["2026.11.2", "jeudi 12 novembre 2026 à 11", "Hélène Ravier", "Décret n° 2026-980"]) await expect(enVigueur).toContainText(texte);
  for (const [version, etat] of [["2026.11.1", "Antérieure"], ["2026.11.2", "En vigueur"], ["2026.11.3", "Plus récente"]] as const) {
    await expect(page.locator(`[data-version="${version}"]`)).toContainText(etat);
  }
  await expect(page.locator("[data-mise]")).toHaveCount(2);
  await expect(page.locator('[data-mise="1"]')).toContainText("Le programme, de lui-même");
  const etats = { [versions.ESSAI]: "À jour", [versions.ILLISIBLE]: "Dossiers illisibles", [versions.AUTRE_JOUR]: "D’un autre jour", [versions.DEPASSE]: "Dépassé" };
  for (const [id, etat] of Object.entries(etats)) await expect(page.locator(`[data-essai="${id}"]`)).toContainText(etat);
  await expect(page.getByText("Tous les dossiers sont calculés sous la version en vigueur.")).toBeVisible();
});

test("les dossiers qui restent à recalculer baissent à l’écran, et la fin se dit", async ({ page }) => {
  const enCours = versions.enCours(300);
  for (const behind of [1312, 1]) maquette.prochaine(/^\/droit\/versions$/, { corps: { ...versions.versions, behind, trials: [enCours] } });
  await page.goto(`${maquette.adresse}/droit/versions`);
  await expect(page.locator("[data-retard]")).toContainText(/1.312.dossiers.*restent à recalculer/);
  await expect(page.locator(`[data-essai="${versions.ESSAI}"]`)).toContainText(/En cours.*300 sur 1.204/);
  expect(await fautesDeFrancais(page)).toEqual([]);
  await expect(page.locator("[data-retard]")).toContainText(/1.dossier.*reste à recalculer/);
  await expect(page.locator("[data-retard]")).toHaveCount(0);
  await expect(page.getByRole("status").filter({ hasText: "Tous les dossiers sont recalculés" })).toBeAttached();
});

test("les différences : choisies, filtrées, gardées par l’adresse, lues par qui la reçoit", async ({ page, context }) => {
  await page.goto(`${maquette.adresse}/droit/versions/differences`);
  await expect(page.getByLabel("De la version")).toHaveValue("2026.11.2");
  await expect(page.getByLabel("À la version")).toHaveValue("2026.11.3");
  await expect(page.locator("[data-fichier]")).toHaveCount(5);
  expect(await page.getByRole("heading", { level: 2 }).allInnerTexts()).toEqual(["Règles de délai (2)", "Actes (1)", "Tâches (1)", "Dispositions communes (1)"]);
  const regle = page.locator('[data-fichier="civil.memoire_ampliatif.depot"]');
  await expect(regle.locator('[data-champ="term.months"]')).toHaveText(/Durée, mois\s*4\s*3/);
  await expect(regle.locator('[data-champ="satisfied_by[0].act"]')).toContainText(/Mémoire déposé \(nature.: .* ou .*\)/);
  await expect(regle.locator('[data-champ="former[0].before"]')).toContainText(/—\s*1er.décembre.2026/);
  await expect(page.locator('[data-fichier="civil.nouvelle"]')).toContainText("Ajouté");
  await expect(page.locator('[data-fichier="relancer"]')).toContainText("Retiré");
  await page.getByLabel("Nature", { exact: true }).selectOption("regle");
  await expect(page.locator("[data-fichier]")).toHaveCount(2);
  await page.getByLabel(/Mot du nom/).fill("memoire duree");
  await expect(page.locator("[data-fichier]")).toHaveCount(1);
  await expect(page.getByRole("status").filter({ hasText: /1.différence/ })).toBeAttached();
  await expect(page).toHaveURL(/nature=regle.*q=memoire/);
  const autre = await context.newPage();
  await autre.goto(page.url());
  await expect(autre.locator("[data-fichier]")).toHaveCount(1);
  await page.getByLabel(/Mot du nom/).fill("rien");
  await page.getByRole("button", { name: "Montrer toutes les différences" }).click();
  await expect(page.locator("[data-fichier]")).toHaveCount(5);
  await page.getByLabel("À la version").selectOption("2026.11.1");
  await expect(page.getByText("Aucune différence.", { exact: true })).toBeVisible();
  await expect(page).toHaveURL(/depuis=2026\.11\.2&version=2026\.11\.1/);
  await page.getByLabel("De la version").selectOption("2026.11.1");
  await expect(page.getByText("C’est la même version")).toBeVisible();
});

test("sur le papier : les deux versions, leurs différences, sans filtres", async ({ page }) => {
  await page.goto(`${maquette.adresse}/droit/versions/differences`);
  await expect(page.locator("[data-fichier]")).toHaveCount(5);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText(/De la version 2026\.11\.2 à la version 2026\.11\.3/).first()).toBeVisible();
  await expect(page.getByText(/Édité le .* par Anne Delorme.*Journal officiel/)).toBeVisible();
  await expect(page.getByLabel("De la version")).toBeHidden();
  await page.goto(essai(versions.ESSAI));
  await expect(page.getByText(/rien de ce qui suit n’est appliqué/)).toBeVisible();
  await expect(lignes(page).first()).toBeVisible();
  await expect(page.getByRole("button", { name: /Exporter/ })).toBeHidden();
});

test("une version inconnue se dit, et une autre se choisit", async ({ page }) => {
  await page.goto(`${maquette.adresse}/droit/versions/differences?depuis=2020.1.1&version=2026.11.3`);
  await expect(page.getByRole("alert")).toContainText("n’est pas de celles que porte le programme");
  await page.getByLabel("De la version").selectOption("2026.11.2");
  await expect(page.locator("[data-fichier]")).toHaveCount(5);
});

test("un essai se lance, avance sous les yeux, et dit ce qui bougerait", async ({ page }) => {
  for (const done of [0, 602]) {
    const url = new URL("http://maquette/?size=1");
    maquette.prochaine(/^\/droit\/essais\//, { corps: versions.pageEssai(versions.enCours(done), url) });
  }
  await page.goto(`${maquette.adresse}/droit/versions`);
  await page.getByRole("button", { name: "Essayer sur le stock la version 2026.11.3" }).click();
  await expect(page).toHaveURL(new RegExp(`/droit/versions/essais/${versions.ESSAI}$`));
  const barre = page.getByRole("progressbar");
  await expect(barre).toHaveAttribute("aria-valuetext", /602.dossiers lus sur 1.204/);
  await expect(lignes(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: /Exporter/ })).toBeDisabled();
  await expect(barre).toHaveCount(0);
  await expect(page.getByRole("status").filter({ hasText: /L’essai est fini.: 42.dossiers bougent/ })).toBeAttached();
  await expect(lignes(page)).toHaveCount(50);
  expect(maquette.recues.map(({ chemin, corps }) => [chemin, corps])).toEqual([["/droit/essais", { version: "2026.11.3" }]]);
  expect(maquette.recues[0]?.cle).toMatch(/^[0-9a-f-]{36}$/);
  await expect(lignes(page).nth(0)).toContainText(/Stade.*Mémoire ampliatif attendu.*Distribué/);
  await expect(lignes(page).nth(1)).toContainText(/Échéance.*CPC 978.*3.décembre.2026 · ouverte.*3.novembre.2026 · accomplie hors délai/);
  await expect(lignes(page).nth(2)).toContainText(/greffe de chambre.*N’existe plus/);
  await expect(lignes(page).nth(3)).toContainText(/N’existait pas.*7.décembre.2026 · à envoyer/);
});

test("pendant l’essai : ce qui est lu, ce qui est déjà trouvé, rien à décider", async ({ page }) => {
  await administrer(page);
  const json = versions.pageEssai(versions.enCours(602), new URL("http://maquette/?size=1"));
  await page.route("**/api/v1/droit/essais/*", (route) => route.fulfill({ json }));
  await page.goto(essai(versions.ESSAI));
  await expect(page.getByRole("progressbar", { name: /L’essai est en cours/ })).toBeVisible();
  await expect(page.getByText(/Déjà trouvé.: 1.stade, 61.échéances/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Mettre en vigueur…" })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Mettre en vigueur…" })).toHaveAccessibleDescription(/L’essai n’est pas fini/);
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
});

test("ce qui bougerait se filtre, se lit jusqu’au bout, s’emporte en entier", async ({ page }) => {
  await page.goto(essai(versions.ESSAI));
  await expect(lignes(page)).toHaveCount(50);
  await page.getByRole("button", { name: "Afficher la suite" }).press("Enter");
  await expect(lignes(page)).toHaveCount(64);
  await expect(lignes(page).nth(50).getByRole("link", { name: /26-/ })).toBeFocused();
  const telechargement = page.waitForEvent("download");
  await page.getByRole("button", { name: /Exporter/ }).click();
  const fichier = await telechargement;
  expect(fichier.suggestedFilename()).toMatch(/^essai-2026\.11\.3-\d{4}-\d{2}-\d{2}\.csv$/);
  const texte = await readFile(await fichier.path(), "utf8");
  expect(texte.split("\r\n")).toHaveLength(1 + 64);
  expect(texte).toContain('"03/12/2026";"ouverte";"03/11/2026";"accomplie hors délai"');
  await page.getByRole("button", { name: /^1.tâche$/ }).click();
  await expect(lignes(page)).toHaveCount(1);
  await expect(page).toHaveURL(/\?nature=tache$/);
  await expect(page.getByRole("button", { name: /^1.tâche$/ })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: /^64.mouvements$/ }).click();
  await expect(page).toHaveURL(new RegExp(`${versions.ESSAI}$`));
  await lignes(page).first().getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: /Ateliers du Vercors/ })).toBeVisible();
});

test("mettre en vigueur : ce qui bougera est redit, le motif et le nom de la version sont demandés", async ({ page }) => {
  await administrer(page);
  await page.goto(essai(versions.ESSAI));
  const ouvrir = page.getByRole("button", { name: "Mettre en vigueur…" });
  await ouvrir.press("Enter");
  await expect(fenetre(page)).toBeVisible();
  expect(await fenetre(page).locator("[data-bilan] li").allInnerTexts()).toEqual(["1\u00a0stade", "61\u00a0échéances", "1\u00a0tâche", "1\u00a0avis ou notification"]);
  await expect(fenetre(page)).toContainText(/en essayant la version 2026\.11\.2, puis en la\s+remettant en vigueur/);
  // Half transparent while it opens, a window has poor contrasts.
  await expect.poll(() => graves(page)).toEqual([]);
  const valider = fenetre(page).getByRole("button", { name: "Mettre en vigueur", exact: true });
  await valider.click();
  await expect(fenetre(page).getByLabel("Motif")).toBeFocused();
  await expect(fenetre(page)).toContainText("Dites en une phrase ce qui justifie");
  await fenetre(page).getByLabel("Motif").fill("Décret n° 2026-1001, en vigueur ce jour.");
  await fenetre(page).getByLabel(/Nom de la version/).fill("2026.11.2");
  await valider.click();
  await expect(fenetre(page).getByLabel(/Nom de la version/)).toBeFocused();
  await expect(fenetre(page)).toContainText("Saisissez 2026.11.3 pour confirmer.");
  expect(maquette.recues).toEqual([]);
  // Giving up gives the focus back; what was typed is kept. In a field, the design system leaves Escape to the field.
  await fenetre(page).getByRole("button", { name: "Abandonner" }).press("Enter");
  await expect(ouvrir).toBeFocused();
  await ouvrir.press("Enter");
  await expect(fenetre(page).getByLabel("Motif")).toHaveValue(/2026-1001/);
  await fenetre(page).getByLabel(/Nom de la version/).fill("2026.11.3");
  maquette.prochaine(/^\/droit\/en-vigueur$/, probleme(409, "LOI-004", "Mise en vigueur sans essai à jour", "L’essai n’est plus à jour. Relancez-le, puis décidez."));
  await valider.click();
  await expect(fenetre(page).getByRole("alert")).toContainText("L’essai n’est plus à jour");
  await expect(fenetre(page).getByRole("link", { name: /LOI-004/ })).toBeVisible();
  await fenetre(page).getByLabel(/Nom de la version/).press("Enter");
  await expect(page).toHaveURL(/\/droit\/versions$/);
  await expect(page.getByRole("status").filter({ hasText: "La version 2026.11.3 du droit est en vigueur." })).toBeAttached();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  const corps = { version: "2026.11.3", trial_id: versions.ESSAI, reason: "Décret n° 2026-1001, en vigueur ce jour." };
  expect(maquette.recues.map(({ chemin, corps: envoye }) => [chemin, envoye])).toEqual([["/droit/en-vigueur", corps], ["/droit/en-vigueur", corps]]);
  // A try after a refusal is another intent.
  expect(new Set(maquette.recues.map(({ cle }) => cle)).size).toBe(2);
});

test("deux clics, un silence : une seule mise en vigueur, sous la même clé", async ({ page }) => {
  await administrer(page);
  await page.goto(essai(versions.IMMOBILE));
  await page.getByRole("button", { name: "Mettre en vigueur…" }).click();
  await expect(fenetre(page)).toContainText("Rien ne bougera dans les dossiers ouverts");
  await fenetre(page).getByLabel("Motif").fill("Texte.");
  await fenetre(page).getByLabel(/Nom de la version/).fill("2026.11.3");
  maquette.prochaine(/^\/droit\/en-vigueur$/, probleme(503, "SYS-009", "Indisponible", "Ce service reprend. Recommencez dans un instant."));
  const valider = fenetre(page).getByRole("button", { name: "Mettre en vigueur", exact: true });
  await valider.dblclick();
  await expect(fenetre(page).getByRole("alert")).toContainText("Ce service reprend");
  await valider.click();
  await expect(page).toHaveURL(/\/droit\/versions$/);
  expect(new Set(maquette.recues.map(({ cle }) => cle)).size).toBe(1);
});

test("un essai dépassé, d’un autre jour, ou qui ne lit pas tout n’ouvre pas la mise en vigueur, et dit pourquoi", async ({ page }) => {
  await administrer(page);
  for (const [id, raison] of [
    [versions.DEPASSE, /Une autre version a été mise en vigueur depuis l’essai/],
    [versions.AUTRE_JOUR, /L’essai vaut pour le 20.novembre.2026/],
    [versions.ILLISIBLE, /2.dossiers portent des actes que cette version ne connaît pas/],
  ] as const) {
    await page.goto(essai(id));
    const bouton = page.getByRole("button", { name: "Mettre en vigueur…" });
    await expect(bouton).toBeDisabled();
    await expect(bouton).toHaveAccessibleDescription(raison);
    await expect(page.getByRole("button", { name: /Relancer l’essai/ })).toBeVisible();
  }
  await expect(lignes(page).first()).toContainText("L’acte n° 3 porte une donnée");
});

test("qui ne peut pas ne se voit rien offrir", async ({ page }) => {
  await page.goto(essai(versions.ESSAI));
  await expect(lignes(page)).toHaveCount(50);
  await expect(page.getByRole("button", { name: "Mettre en vigueur…" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /Relancer l’essai/ })).toBeVisible();
  await ouvrirSession(page, { ...session, agent: { ...session.agent, roles: ["magistrat_siege"] } });
  await page.goto(`${maquette.adresse}/droit/versions`);
  await expect(page.locator("[data-essai]")).toHaveCount(6);
  await expect(page.getByRole("button", { name: /Essayer/ })).toHaveCount(0);
  await expect(page.locator("[data-essai] a, [data-mise] a")).toHaveCount(0);
  maquette.prochaine(/^\/droit\/essais\//, probleme(403, "DRO-001", "Accès refusé", "Vos fonctions ne vous permettent pas d’essayer une version du droit."));
  await page.goto(essai(versions.ESSAI));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Accès refusé");
});

test("un essai refusé le dit à sa ligne ; une lecture en panne se redemande", async ({ page }) => {
  maquette.prochaine(/^\/droit\/essais$/, probleme(409, "LOI-003", "Version déjà en vigueur", "La version 2026.11.3 est déjà en vigueur."));
  maquette.prochaine(/^\/droit\/versions$/, probleme(422, "SYS-009", "Lecture impossible", "Ce service reprend. Recommencez dans un instant."));
  await page.goto(`${maquette.adresse}/droit/versions`);
  await page.getByRole("button", { name: /Réessayer/ }).click();
  await page.getByRole("button", { name: "Essayer sur le stock la version 2026.11.3" }).click();
  await expect(page.getByRole("alert")).toContainText("La version 2026.11.3 est déjà en vigueur.");
  await expect(page).toHaveURL(/\/droit\/versions$/);
});
