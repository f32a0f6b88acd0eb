/** The long lists, over the gateway in memory: read by cursor, filtered by the address, taken away on paper and in a file. */
import { expect, type Locator, test } from "./scene";
import { readFile } from "node:fs/promises";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { beaucoup, dossier, numero, taches } from "./donnees";
import { demarrer, type Maquette, probleme } from "./maquette";

const ID = dossier.dossier_id;
let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
});
test.afterEach(() => maquette.arreter());

const suite = (ou: Locator) => ou.getByRole("button", { name: "Afficher la suite" });

test("dossiers : la suite vient par curseur, le compte est dit, la première ligne nouvelle prend le foyer", async ({ page }) => {
  maquette.poser("/dossiers", beaucoup.dossiers(120));
  await page.goto(`${maquette.adresse}/dossiers?chambre=civ1&tri=number`);
  const contenu = page.locator("main");
  await expect(contenu.locator("[data-compte]")).toHaveText(/^50.dossiers à l’écran$/);
  await suite(contenu).press("Enter");
  await expect(page.getByRole("link", { name: numero(51) })).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: "50 dossiers de plus" })).toBeAttached();
  await suite(contenu).click();
  await expect(contenu.locator("[data-compte]")).toHaveText(/120.dossiers.: la liste est complète/);
  await expect(suite(contenu)).toHaveCount(0);
  await expect(contenu.locator("[data-ligne]")).toHaveCount(120);
  const lectures = maquette.lues.filter(({ pathname }) => pathname.endsWith("/dossiers")).map(({ searchParams }) => Object.fromEntries(searchParams));
  expect(lectures).toEqual([
    { chambre: "civ1", tri: "number", size: "50" },
    { chambre: "civ1", tri: "number", size: "50", cursor: "50" },
    { chambre: "civ1", tri: "number", size: "50", cursor: "100" },
  ]);
  // Back from a dossier, all that had been read is there.
  await page.getByRole("link", { name: numero(101) }).click();
  await page.goBack();
  await expect(contenu.locator("[data-ligne]")).toHaveCount(120);
});

test("une suite qui ne peut pas être lue le dit et se redemande", async ({ page }) => {
  maquette.poser("/dossiers", beaucoup.dossiers(60));
  await page.goto(`${maquette.adresse}/dossiers`);
  await expect(page.locator("main [data-ligne]")).toHaveCount(50);
  maquette.prochaine(/^\/dossiers$/, probleme(422, "LEC-001", "Curseur inconnu", "Relisez la liste."));
  await suite(page.locator("main")).click();
  await expect(page.getByRole("alert")).toContainText("La suite n’a pas pu être lue");
  await suite(page.locator("main")).click();
  await expect(page.getByRole("link", { name: numero(51) })).toBeFocused();
  await expect(page.locator("main [data-ligne]")).toHaveCount(60);
});

test("ma journée : tâches et échéances au-delà d’une page, vue gardée par l’adresse", async ({ page }) => {
  const aMoi = taches.find(({ claimed_by }) => claimed_by === "greffe.central");
  maquette.poser("/taches", [...beaucoup.taches(70), { ...aMoi, dossier_number: "Z 26-19.999" }]);
  maquette.poser("/echeances", beaucoup.echeances(60));
  await page.goto(`${maquette.adresse}/ma-journee`);
  const aFaire = page.getByRole("region", { name: /À faire/ });
  await expect(aFaire.locator("[data-ligne]")).toHaveCount(50);
  await suite(aFaire).click();
  await expect(aFaire.locator("[data-ligne]")).toHaveCount(71);
  await expect(aFaire.getByRole("link", { name: numero(51) }).first()).toBeFocused();
  const proches = page.getByRole("region", { name: /Échéances proches/ });
  await suite(proches).click();
  await expect(proches.locator("[data-ligne]")).toHaveCount(60);
  // What I took stands on the second page: it is read before the list says what is mine.
  await page.getByText("Les miennes", { exact: true }).click();
  await page.getByLabel("Dans les").selectOption("8");
  await expect(page).toHaveURL(/taches=miennes/);
  await page.reload();
  await expect(page.getByLabel("Dans les")).toHaveValue("8");
  await expect(page.getByRole("radio", { name: "Les miennes" })).toBeChecked();
  await expect(aFaire.locator("[data-ligne]")).toHaveCount(1);
  await expect(aFaire).toContainText("Z 26-19.999");
});

test("dossier : frise, pièces et parties au-delà d’une page", async ({ page }) => {
  maquette.poser(`/dossiers/${ID}/actes`, beaucoup.actes(80));
  maquette.poser(`/dossiers/${ID}/pieces`, beaucoup.pieces(130));
  await page.goto(`${maquette.adresse}/dossiers/${ID}`);
  const panneau = page.getByRole("tabpanel");
  await expect(panneau.locator("[data-ligne]")).toHaveCount(50);
  await suite(panneau).click();
  await expect(panneau.getByRole("heading", { name: "Mémoire déposé 30" })).toBeFocused();
  await expect(panneau.locator("[data-ligne]")).toHaveCount(80);
  await page.getByRole("tab", { name: "Pièces (130)" }).click();
  await expect(panneau.locator("[data-compte]")).toHaveText(/^50.pièces à l’écran sur 130$/);
  await suite(panneau).click();
  await suite(panneau).click();
  await expect(panneau.getByRole("rowheader", { name: "piece-101.pdf" })).toBeFocused();
  await expect(panneau.locator("[data-compte]")).toHaveText(/130.pièces.: la liste est complète/);
});

test("les filtres de l’API se choisissent, se lisent dans l’adresse et se réinitialisent", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers?tri=oldest`);
  const filtres = page.getByRole("group", { name: "Filtres de la liste" });
  await filtres.getByLabel("Chambre").selectOption("civ1");
  await filtres.getByLabel("Stade").selectOption("instruction_demandeur");
  await filtres.getByLabel("Rapporteur").selectOption({ label: "Paul Lenoir" });
  await filtres.getByRole("checkbox", { name: "Urgents seulement" }).check({ force: true });
  await filtres.getByRole("checkbox", { name: "Avec les clos" }).check({ force: true });
  await expect(page.locator("main [data-ligne]")).toHaveCount(1);
  const derniere = () => maquette.lues.filter(({ pathname }) => pathname.endsWith("/dossiers")).at(-1);
  await expect.poll(() => Object.fromEntries(derniere()?.searchParams ?? [])).toEqual({
    chambre: "civ1",
    stade: "instruction_demandeur",
    rapporteur: "00000000-0000-4000-8000-000000000901",
    urgent: "true",
    clos: "true",
    tri: "oldest",
    size: "50",
  });
  await page.reload();
  await expect(filtres.getByLabel("Rapporteur")).toHaveValue("00000000-0000-4000-8000-000000000901");
  await filtres.getByRole("button", { name: "Réinitialiser les filtres" }).press("Enter");
  await expect(page).toHaveURL(/\/dossiers\?tri=oldest$/);
  await expect(page.locator("main").getByRole("searchbox")).toBeFocused();
  await expect(page.locator("main [data-ligne]")).toHaveCount(4);
});

test("une recherche vaine dit que faire, et le fait", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers?q=introuvable&chambre=civ1`);
  await expect(page.getByText("Aucun dossier ne répond à cette recherche.")).toBeVisible();
  await page.getByRole("button", { name: "Chercher aussi parmi les clos" }).click();
  await expect(page).toHaveURL(/clos=true/);
  await page.getByRole("button", { name: /Chercher dans toutes les chambres/ }).click();
  await expect(page).not.toHaveURL(/chambre=/);
  await page.getByRole("button", { name: "Revenir à tous les dossiers ouverts" }).click();
  await expect(page.locator("main [data-ligne]")).toHaveCount(4);
});

test("la liste affichée s’exporte pour un tableur français", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers?urgent=true`);
  await expect(page.locator("main [data-ligne]")).toHaveCount(1);
  const [telechargement] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: /Exporter la liste affichée/ }).click(),
  ]);
  expect(telechargement.suggestedFilename()).toMatch(/^dossiers-\d{4}-\d{2}-\d{2}\.csv$/);
  const octets = await readFile(await telechargement.path());
  expect([...octets.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [entetes, ...rangees] = octets.subarray(3).toString("utf8").split("\r\n");
  expect(entetes?.split(";")).toHaveLength(7);
  expect(rangees).toEqual([
    '"C 26-10.001";"Ateliers du Vercors c. Lucie Fontanel et 28 autres";"Mémoire ampliatif attendu";"Première chambre civile";"Paul Lenoir";"03/08/2026";"oui"',
  ]);
});

test("sur le papier : la liste sans ses commandes, le dossier avec toutes ses parties", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers?urgent=true`);
  await expect(page.locator("main [data-ligne]")).toHaveCount(1);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText(/Urgents seulement.*Édité le .* par Anne Delorme/s)).toBeVisible();
  for (const nom of [/Exporter/, "Imprimer", /Réinitialiser/]) await expect(page.getByRole("button", { name: nom })).toBeHidden();
  await expect(page.locator("main").getByRole("searchbox")).toBeHidden();
  await expect(page.getByRole("navigation", { name: "Menu principal" })).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await page.goto(`${maquette.adresse}/dossiers/${ID}?onglet=echeances`);
  await expect(page.locator('[data-regle="civil.memoire_ampliatif.depot"]').first()).toBeVisible();
  await page.emulateMedia({ media: "print" });
  for (const titre of ["Frise chronologique", /^Échéances/, "Parties (30)", "Pièces (1)", /^Tâches/]) {
    await expect(page.getByRole("heading", { level: 2, name: titre })).toBeVisible();
  }
  await expect(page.locator("[data-acte]")).toHaveCount(5);
  await expect(page.getByRole("tablist")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Enregistrer un acte" })).toBeHidden();
  // The browser lays the page out for paper without waiting: all of it must stand there at once.
  // The browser lays the page out for paper without waiting: all of it must stand there at once.
  await page.emulateMedia({ media: null });
  await expect(page.getByRole("tablist")).toBeVisible();
  const papier = await page.pdf({ path: process.env.GREFFE_CAPTURES && "e2e/captures/dossier.pdf" });
  const texte = await texteDuPdf(papier);
  for (const mot of ["Copie de travail", "Avocat constitué", "Copropriétaire n° 28", "memoire-ampliatif.pdf", "Mémoire en défense"]) {
    expect(texte).toContain(mot);
  }
  expect(texte).not.toContain("Se déconnecter");
  await expect(page.getByRole("tablist")).toBeVisible();
});

async function texteDuPdf(octets: Uint8Array): Promise<string> {
  const pdf = await getDocument({ data: new Uint8Array(octets), verbosity: 0 }).promise;
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, rang) => pdf.getPage(rang + 1).then((page) => page.getTextContent())));
  return pages.flatMap(({ items }) => items.map((morceau) => ("str" in morceau ? morceau.str : ""))).join("").replaceAll(/\s+/g, " ");
}
