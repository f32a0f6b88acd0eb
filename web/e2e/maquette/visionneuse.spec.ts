/** A long PDF in the page: the first page without the rest, and a word found at the other end. */
import { expect, type Page, test } from "./scene";
import { graves } from "../axe";
import { dossier, pieces } from "./donnees";
import { demarrer, type Maquette } from "./maquette";
import { longPdf } from "./long-pdf";
import { fautesDeFrancais } from "./typographie";

const PAGES = 500;
let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
});
test.afterEach(() => maquette.arreter());

async function ouvrir(page: Page): Promise<void> {
  await page.goto(`${maquette.adresse}/dossiers/${dossier.dossier_id}?onglet=pieces`);
  await page.getByRole("button", { name: `Lire ${pieces[0]?.file_name}` }).click();
}

const pageDe = (page: Page, numero: number) => page.locator(`[data-page="${numero}"]`);

test("la première page d’un long PDF est dessinée sans que le reste soit lu", async ({ page }) => {
  const lePdf = longPdf(PAGES);
  const donnes = maquette.contenir(lePdf);
  await page.goto(`${maquette.adresse}/dossiers/${dossier.dossier_id}?onglet=pieces`);
  const lire = page.getByRole("button", { name: `Lire ${pieces[0]?.file_name}` });
  await lire.waitFor();
  // Told, and held against no bound: the machine of a test does other things.
  const delai = await page.evaluate(
    (bouton) =>
      new Promise<number>((dit) => {
        const debut = performance.now();
        new MutationObserver(() => {
          if (document.querySelector('[data-page="1"][data-dessinee]')) dit(performance.now() - debut);
        }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-dessinee"] });
        (bouton as HTMLButtonElement).click();
      }),
    await lire.elementHandle(),
  );
  console.log(`page 1 sur ${PAGES} dessinée en ${Math.round(delai)} ms`);
  await expect(page.getByRole("region", { name: `Document de ${PAGES} pages` })).toBeVisible();
  await expect(pageDe(page, 1)).toHaveAttribute("data-dessinee", "true");
  expect(donnes()).toBeGreaterThan(0);
  expect(donnes()).toBeLessThan(lePdf.length / 4);
  const dessinees = await page.locator("[data-dessinee]").count();
  expect(dessinees).toBeLessThan(8);
  expect(await graves(page)).toEqual([]);
  expect(await fautesDeFrancais(page)).toEqual([]);
});

test("une adresse ouvre la pièce à la page dite, fût-elle loin ; ce qui ne s’ouvre pas est dit", async ({ page }) => {
  maquette.contenir(longPdf(PAGES));
  const onglet = `${maquette.adresse}/dossiers/${dossier.dossier_id}?onglet=pieces`;
  await page.goto(`${onglet}&piece=${pieces[0]?.piece_id}&page=498`);
  await expect(pageDe(page, 498)).toBeInViewport();
  await expect(pageDe(page, 498)).toHaveAttribute("data-dessinee", "true");
  await expect(pageDe(page, PAGES)).toBeAttached();
  expect(await graves(page)).toEqual([]);
  expect(await fautesDeFrancais(page)).toEqual([]);
  await page.getByRole("region", { name: /^memoire-ampliatif/ }).getByRole("button", { name: "Fermer" }).click();
  await expect(page).toHaveURL(onglet);
  await expect(page.locator("[data-page]")).toHaveCount(0);
  // Beyond the last page, the last.
  await page.goto(`${onglet}&piece=${pieces[0]?.piece_id}&page=900`);
  await expect(pageDe(page, PAGES)).toBeInViewport();
  await page.goto(`${onglet}&piece=${dossier.dossier_id}`);
  await expect(page.getByRole("status").filter({ hasText: "La pièce demandée ne s’ouvre pas" })).toBeVisible();
});

test("un mot est trouvé sans accents, montré, suivi au clavier ; Échap quitte la recherche puis le document", async ({ page }) => {
  maquette.contenir(longPdf(PAGES));
  const demandes: string[] = [];
  await page.route(/\/pieces\/[^/]+\/mots/, (route) => {
    demandes.push(new URL(route.request().url()).searchParams.get("q") ?? "");
    return route.fulfill({ json: { pages: [{ page: 2, times: 1 }, { page: 498, times: 2 }], progress: { state: "faite", source: "contenu", pages: PAGES, done: PAGES } } });
  });
  await ouvrir(page);
  const recherche = page.getByRole("search", { name: "Dans le document" });
  const champ = recherche.getByRole("searchbox", { name: "Chercher dans le document" });
  await champ.fill("decheance");
  await champ.press("Enter");
  const etat = recherche.getByRole("status");
  await expect(etat).toHaveText("3\u00a0occurrences\u00a0: la 1re, page 2");
  expect(demandes).toEqual(["decheance"]);
  const courante = page.locator("[data-courante]");
  await expect(pageDe(page, 2).locator("[data-courante]")).toBeInViewport();
  await champ.press("Enter");
  await expect(etat).toHaveText("3\u00a0occurrences\u00a0: la 2e, page 498");
  await expect(pageDe(page, 498).locator("[data-courante]")).toBeInViewport();
  await champ.press("Enter");
  await expect(etat).toHaveText("3\u00a0occurrences\u00a0: la 3e, page 498");
  await champ.press("Enter");
  await expect(etat).toContainText("la 1re, page 2");
  await champ.press("Shift+Enter");
  await expect(etat).toContainText("la 3e, page 498");
  await expect(courante).toHaveCount(1);
  // Far pages hold no drawing any more.
  await expect(pageDe(page, 2)).not.toHaveAttribute("data-dessinee", "true");
  expect(await graves(page)).toEqual([]);
  await champ.press("Escape");
  await expect(champ).toHaveValue("");
  await expect(courante).toHaveCount(0);
  await champ.press("Escape");
  await expect(recherche).toBeHidden();
});

test("où le service n’a pas fini de lire, ou ne répond pas, le texte du document lui-même est cherché ; rien de trouvé le dit", async ({ page }) => {
  maquette.contenir(longPdf(12));
  const mots = /\/pieces\/[^/]+\/mots/;
  await page.route(mots, (route) => route.fulfill({ status: 503, json: {} }));
  await page.route(mots, (route) => route.fulfill({ json: { pages: [], progress: { state: "en_cours", source: null, pages: 12, done: 3 } } }), { times: 1 });
  await ouvrir(page);
  const recherche = page.getByRole("search", { name: "Dans le document" });
  const champ = recherche.getByRole("searchbox");
  await champ.fill("Déchéance encourue page 11");
  await champ.press("Enter");
  await expect(recherche.getByRole("status")).toHaveText("1\u00a0occurrence\u00a0: la 1re, page 11");
  await expect(pageDe(page, 11).locator("[data-courante]").first()).toBeInViewport();
  await champ.fill("introuvable");
  await champ.press("Enter");
  await expect(recherche.getByRole("status")).toHaveText("Aucune occurrence");
});
