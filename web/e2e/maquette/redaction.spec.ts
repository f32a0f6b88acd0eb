/** The writing of a paper: its editor, its structure, its citations, and the files of word processors. */
import { expect, type Locator, type Page, test } from "./scene";
import { readFile } from "node:fs/promises";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { graves } from "../axe";
import { PAPIER, papier } from "./delibere";
import { dossier } from "./donnees";
import { demarrer, type Maquette } from "./maquette";
import { fautesDeFrancais } from "./typographie";

const CHEMIN = `/dossiers/${dossier.dossier_id}/delibere/${PAPIER}`;
const NUMERO = ".greffe-numerote";
let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
});
test.afterEach(() => maquette.arreter());

const zone = (page: Page) => page.getByRole("textbox", { name: "Texte", exact: true });
const outil = (page: Page, nom: string) => page.getByRole("toolbar", { name: "Mise en forme" }).getByRole("button", { name: nom, exact: true });

/** Opens the paper with this text in the place of its own. */
async function ouvrir(page: Page, texte: string): Promise<Locator> {
  await page.route(`**/delibere/papiers/${PAPIER}*`, async (route) => {
    const reponse = await route.fetch();
    await route.fulfill({ response: reponse, json: { ...(await reponse.json()), text: texte } });
  });
  await page.goto(maquette.adresse + CHEMIN);
  await expect(zone(page)).toBeVisible();
  return zone(page);
}

/** The next text that the browser sends to be kept. */
const envoye = async (page: Page): Promise<string> =>
  (await page.waitForRequest((requete) => requete.url().endsWith("/versions") && requete.method() === "POST")).postDataJSON().text;

async function bilan(page: Page) {
  await page.mouse.move(0, 0);
  expect(await fautesDeFrancais(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  expect(await graves(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await graves(page, "couleurs")).toEqual([]);
}

test("un projet ne commence pas par ce que dit le dossier sans ses moyens, et le dit", async ({ page }) => {
  const moyens = "**/api/v1/dossiers/*/moyens";
  await page.route(moyens, (route) => route.fulfill({ status: 403, contentType: "application/problem+json", json: { title: "Accès refusé", status: 403 } }));
  await ouvrir(page, "");
  const commencer = page.getByRole("button", { name: "Commencer par ce que dit le dossier", exact: true });
  await expect(page.getByRole("alert").filter({ hasText: /Les moyens relevés.*lecture impossible/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "Insérer la structure" })).toBeVisible();
  await expect(commencer).toHaveCount(0);
  expect(await fautesDeFrancais(page)).toEqual([]);
  await page.unroute(moyens);
  await page.getByRole("button", { name: /Réessayer de lire les moyens/ }).press("Enter");
  await expect(commencer).toBeVisible();
});

test("la structure s’insère dans un projet vide ; un paragraphe de plus renumérote les autres", async ({ page }) => {
  const texte = await ouvrir(page, "");
  const plan = page.getByRole("navigation", { name: "Plan du texte" });
  await expect(plan).toContainText("Parties absentes\u00a0: Faits et procédure, Enoncé du moyen, Réponse de la Cour, Dispositif.");
  await page.getByRole("button", { name: "Insérer la structure" }).click();
  await expect(plan.getByRole("button")).toHaveText(["Faits et procédure", "Examen du moyen", "Enoncé du moyen", "Réponse de la Cour", "PAR CES MOTIFS, la Cour"]);
  await expect(plan).not.toContainText("absente");
  await expect(texte).toBeFocused();
  await page.keyboard.type("Selon l’arrêt attaqué.");
  await page.keyboard.press("Enter");
  const attendu = envoye(page);
  await page.keyboard.type("La société a saisi le tribunal.");
  await expect(texte.locator(NUMERO)).toHaveCount(4);
  // The number is what is shown, and no part of the text.
  expect(await attendu).toBe(
    "## Faits et procédure\n\n#. Selon l’arrêt attaqué.\n\n#. La société a saisi le tribunal.\n\n## Examen du moyen\n\n### Enoncé du moyen\n\n#. \n\n" +
      "### Réponse de la Cour\n\nVu les articles …\u00a0:\n\n#. \n\nPAR CES MOTIFS, la Cour\u00a0:\n\n",
  );
  await plan.getByRole("button", { name: "Réponse de la Cour" }).click();
  await expect(texte).toBeFocused();
  await expect(page.getByText("1\u00a0point à vérifier")).toBeVisible();
  await bilan(page);
  await outil(page, "Annuler").click();
  await expect(texte).not.toContainText("La société a saisi");
});

test("la barre d’outils se parcourt aux flèches, dit ce qui est actif, et Tab quitte le texte", async ({ page }) => {
  const texte = await ouvrir(page, "un mot");
  await texte.press("Control+a");
  await outil(page, "Gras").click();
  await expect(outil(page, "Gras")).toHaveAttribute("aria-pressed", "true");
  await expect(texte.locator("strong")).toHaveText("un mot");
  await expect(texte).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(outil(page, "Gras")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(outil(page, "Italique")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(texte.locator("strong em, em strong")).toHaveText("un mot");
  await page.keyboard.press("Home");
  await expect(outil(page, "Titre")).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(outil(page, "Rétablir")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(texte).toBeFocused();
  await page.keyboard.press("Control+End");
  await outil(page, "Liste").click();
  const attendu = envoye(page);
  await page.keyboard.press("Enter");
  await page.keyboard.type("deux");
  expect(await attendu).toBe("- ***un mot***\n- ***deux***");
  await page.keyboard.press("Tab");
  await expect(texte).not.toBeFocused();
});

test("une citation se vérifie pendant qu’on écrit, et l’on va à elle", async ({ page }) => {
  const texte = await ouvrir(page, "");
  await texte.click();
  await page.keyboard.type("Le pourvoi n° B 22-23.709, du 31 avril 2024, et l’article L133-4 du code du travail.");
  const citations = page.getByRole("region", { name: "Citations" });
  await expect(citations.getByRole("listitem")).toHaveText([
    "B 22-23.709 Attendu\u00a0: la lettre-clé A\u00a0: A 22-23.709.",
    "31 avril 2024 Attendu\u00a0: un jour d’avril 2024, qui en compte 30.",
    "L133-4 Attendu\u00a0: L. 133-4.",
  ]);
  await citations.getByRole("button", { name: "31 avril 2024" }).click();
  await expect(texte).toBeFocused();
  expect(await page.evaluate(() => String(getSelection()))).toBe("31 avril 2024");
  await page.keyboard.type("30 avril 2024");
  await expect(citations.getByRole("listitem")).toHaveCount(2);
  await bilan(page);
});

test("ce qui est collé se réduit à ce que le texte connaît", async ({ page }) => {
  const texte = await ouvrir(page, "");
  await texte.click();
  const attendu = envoye(page);
  await texte.evaluate((cible) => {
    const colle = new DataTransfer();
    colle.setData("text/html", '<h1 style="color:red">Faits</h1><ol><li>un <b>mot</b></li></ol><p><a href="https://ailleurs.example">lien</a><img src="https://ailleurs.example/x.png"></p><script>document.title = "pris"</script>');
    cible.dispatchEvent(new ClipboardEvent("paste", { clipboardData: colle, bubbles: true, cancelable: true }));
  });
  expect(await attendu).toBe("## Faits\n\n#. un **mot**\n\nlien");
  await expect(texte.locator("img, a, script, [style]")).toHaveCount(0);
  await expect(page).not.toHaveTitle("pris");
});

const ECRIT = "## Faits et procédure\n\n#. Selon **l’arrêt** *attaqué*\n\nVu l’article 455\u00a0:\n\n> cité\n\n- un\n- deux\n\n#. En statuant ainsi";

for (const [format, entete] of [["DOCX", "word/header1.xml"], ["ODT", "styles.xml"]] as const) {
  test(`un texte va au traitement de texte et en revient : ${format}`, async ({ page }) => {
    const texte = await ouvrir(page, ECRIT);
    const telecharge = page.waitForEvent("download");
    // What leaves is read anew, as a version: the read is decided and written down then.
    const relu = page.waitForRequest((requete) => requete.method() === "GET" && requete.url().endsWith(`/papiers/${PAPIER}?version=2`));
    await page.getByRole("button", { name: `Exporter en ${format}` }).click();
    const fichier = await telecharge;
    await relu;
    expect(fichier.suggestedFilename()).toBe(`${papier.title}.${format.toLowerCase()}`);
    const octets = await readFile(await fichier.path());
    const { strFromU8, unzipSync } = await import("fflate");
    expect(strFromU8(unzipSync(octets)[entete] ?? new Uint8Array())).toContain("lu par Paul Lenoir");

    await texte.press("Control+a");
    await page.keyboard.type("Un autre texte.");
    await expect(page.getByText(/^Enregistré à .*, version 3$/)).toBeVisible();
    await page.getByLabel("Reprendre un document").setInputFiles({ name: `projet.${format.toLowerCase()}`, mimeType: "application/octet-stream", buffer: octets });
    const lu = page.getByRole("group", { name: "Document à reprendre" });
    await expect(lu.locator(NUMERO)).toHaveText(["Selon l’arrêt attaqué", "En statuant ainsi"]);
    await expect(texte).toHaveText("Un autre texte.");
    await expect(lu).toContainText("Tout ce qu’il contient est repris.");
    // It was made from version 2, and says so; version 3 came since.
    const base = lu.getByLabel("Version dont part ce document");
    await expect(base).toHaveValue("2");
    await expect(lu).toContainText("La version 3 est venue depuis");
    await bilan(page);
    await base.selectOption("3");
    const attendu = envoye(page);
    await lu.getByRole("button", { name: "Remplacer le texte" }).click();
    expect(await attendu).toBe(ECRIT);
    await page.getByRole("button", { name: "Revenir au texte d’avant" }).click();
    await expect(texte).toHaveText("Un autre texte.");
  });
}

test("un document parti d’une version ancienne n’écrase pas celle qui est venue depuis", async ({ page }) => {
  const texte = await ouvrir(page, "Un texte en conflit.");
  const telecharge = page.waitForEvent("download");
  await page.getByRole("button", { name: "Exporter en ODT" }).click();
  const octets = await readFile(await (await telecharge).path());
  await texte.press("Control+a");
  await page.keyboard.type("Un autre texte.");
  await expect(page.getByText(/^Enregistré à .*, version 3$/)).toBeVisible();
  await page.getByLabel("Reprendre un document").setInputFiles({ name: "projet.odt", mimeType: "application/octet-stream", buffer: octets });
  await page.getByRole("button", { name: "Remplacer le texte", exact: true }).click();
  const conflit = page.getByRole("group", { name: "Une autre version est venue avant" });
  await expect(conflit).toContainText("Sophie Arnaud a enregistré la version 3.");
  await expect(page.getByRole("button", { name: "Exporter en ODT" })).toHaveCount(0);
  await page.getByRole("button", { name: "Revenir au texte d’avant" }).click();
  await expect(conflit).toHaveCount(0);
  await expect(texte).toHaveText("Un autre texte.");
});

test("un document dit ce qui n’en est pas repris", async ({ page }) => {
  await ouvrir(page, "Mon texte.");
  const { strToU8, zipSync } = await import("fflate");
  const espaces = ["office", "text", "table", "draw"].map((nom) => `xmlns:${nom}="urn:oasis:names:tc:opendocument:xmlns:${nom === "draw" ? "drawing" : nom}:1.0"`).join(" ");
  const corps =
    `<office:document-content ${espaces}><office:body><office:text><text:p>Lu.<draw:frame/></text:p>` +
    "<table:table><table:table-row><table:table-cell><text:p>cellule</text:p></table:table-cell></table:table-row></table:table></office:text></office:body></office:document-content>";
  const buffer = Buffer.from(zipSync({ "content.xml": strToU8(corps) }));
  await page.getByLabel("Reprendre un document").setInputFiles({ name: "tableau.odt", mimeType: "application/octet-stream", buffer });
  await expect(page.getByRole("list", { name: "Ce qui n’est pas repris tel quel" }).getByRole("listitem")).toHaveText([
    "1\u00a0tableau\u00a0: en paragraphes, l’un après l’autre",
    "1\u00a0image ou dessin\u00a0: sans reprise",
  ]);
  await bilan(page);
  const macros = Buffer.from(zipSync({ "content.xml": strToU8(corps), "Basic/Standard/Module1.xml": strToU8("<a/>") }));
  await page.getByLabel("Reprendre un document").setInputFiles({ name: "macros.odt", mimeType: "application/octet-stream", buffer: macros });
  await expect(page.getByRole("alert").filter({ hasText: "macros.odt ne se lit pas\u00a0: il contient des macros." })).toBeVisible();
});

test("un export refusé le dit", async ({ page }) => {
  await ouvrir(page, "Mon texte.");
  await page.route(`**/delibere/papiers/${PAPIER}?version=*`, (route) =>
    route.fulfill({ status: 503, contentType: "application/problem+json", json: { type: "about:blank", title: "Délibéré fermé", status: 503, code: "DEL-002", detail: "Le délibéré reste fermé." } }),
  );
  await page.getByRole("button", { name: "Exporter en DOCX" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Le délibéré reste fermé." })).toBeVisible();
});

test("un fichier qui ne se lit pas ne change rien", async ({ page }) => {
  const texte = await ouvrir(page, "Mon texte.");
  await page.getByLabel("Reprendre un document").setInputFiles({ name: "faux.docx", mimeType: "application/octet-stream", buffer: Buffer.from("rien") });
  await expect(page.getByRole("alert").filter({ hasText: "faux.docx ne se lit pas." })).toBeVisible();
  await expect(texte).toHaveText("Mon texte.");
  await bilan(page);
});

test("un enregistrement qui échoue laisse le texte à l’écran, et rien dans le navigateur", async ({ page }) => {
  const texte = await ouvrir(page, "");
  await page.route("**/versions", (route) => route.abort());
  await texte.click();
  await page.keyboard.type("Un secret.");
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByText("Non enregistré", { exact: true })).toBeVisible();
  const demandes: string[] = [];
  page.on("dialog", (boite) => {
    demandes.push(boite.message());
    void boite.dismiss();
  });
  await page.getByRole("link", { name: "Délibéré", exact: true }).first().click();
  await expect.poll(() => demandes.length).toBe(1);
  expect(demandes[0]).toContain("Votre texte n’est pas enregistré.");
  await expect(texte).toHaveText("Un secret.");
  const laisse = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(laisse).not.toContain("secret");
  await page.unroute("**/versions");
  await expect(page.getByText(/^Enregistré à /)).toBeVisible();
});

test("le texte s’imprime avec ses numéros, et le filigrane sur chaque page", async ({ page }) => {
  await ouvrir(page, Array.from({ length: 60 }, (_, rang) => `#. Paragraphe ${rang + 1} du projet, assez long pour tenir une ligne.`).join("\n\n"));
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("toolbar")).toHaveCount(0);
  const pdf = await getDocument({ data: new Uint8Array(await page.pdf()) }).promise;
  expect(pdf.numPages).toBeGreaterThan(1);
  const pages: string[] = [];
  for (let numero = 1; numero <= pdf.numPages; numero += 1) {
    const { items } = await (await pdf.getPage(numero)).getTextContent();
    pages.push(items.map((un) => ("str" in un ? un.str : "")).join("").replace(/\s+/g, " "));
  }
  for (const lue of pages) expect(lue).toContain("lu par Paul Lenoir");
  expect(pages.join(" ")).toContain("1. Paragraphe 1 du projet");
  expect(pages.join(" ")).toContain("60. Paragraphe 60 du projet");
});
