/** Papers: what is missing is told while one writes, the paper stands beside its form, and is kept once it is complete; what is typed is not lost before. */
import { expect, type Page, test } from "./scene";
import { graves } from "../axe";
import { dossier } from "./donnees";
import { demarrer, type Maquette, probleme } from "./maquette";
import { fautesDeFrancais } from "./typographie";

let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
});
test.afterEach(() => maquette.arreter());

test("un papier dit ce qui lui manque, se montre une fois complet, et se garde comme pièce", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers/${dossier.dossier_id}?onglet=pieces`);
  await page.getByRole("link", { name: "Faire un papier à partir du dossier" }).click();
  await page.getByLabel("Modèle").selectOption("ordonnance");
  const manque = page.getByText("Les motifs («\u00a0motifs\u00a0»)\u00a0: manque");
  await expect(manque).toBeVisible();
  const garder = page.getByRole("button", { name: "Garder comme pièce" });
  await expect(garder).toHaveAttribute("aria-disabled", "true");
  expect(await graves(page)).toEqual([]);
  expect(await fautesDeFrancais(page)).toEqual([]);
  await page.getByLabel("La nature de l’ordonnance").selectOption("decheance");
  await page.getByLabel("Les motifs").fill("Aucun mémoire n’a été déposé.");
  await page.getByLabel("Le dispositif").fill("CONSTATE la déchéance du pourvoi.");
  await expect(page.getByRole("region", { name: /^Document de \d+ pages$/ })).toBeVisible();
  await expect(manque).toHaveCount(0);
  await page.getByText("Ce qui est repris, et d’où").click();
  await expect(page.getByText("Jeanne Fauvel").last()).toBeVisible();
  await expect(page.getByText(/^Les demandeurs au pourvoi, d’une personne/)).toBeVisible();
  await expect(page.getByRole("link", { name: "d’une personne du dossier" })).toHaveAttribute(
    "href",
    `/dossiers/${dossier.dossier_id}?onglet=parties&partie=00000000-0000-4000-8000-000000000101`,
  );
  expect(await graves(page)).toEqual([]);
  await garder.click();
  await expect(page.getByText("Un acte peut le nommer.")).toBeVisible();
});

test("un bordereau prend les pièces choisies", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers/${dossier.dossier_id}/papiers`);
  await page.getByLabel("Modèle").selectOption("bordereau");
  const premiere = page.getByRole("group", { name: "Pièces remises" }).getByRole("checkbox").first();
  await premiere.check({ force: true });
  await expect(premiere).toBeChecked();
  expect(await graves(page)).toEqual([]);
});

test("une liste à plusieurs champs s’écrit ligne à ligne, et se réduit de même", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers/${dossier.dossier_id}/papiers`);
  await page.getByLabel("Modèle").selectOption("rapport");
  const manque = page.getByText("L’analyse des moyens («\u00a0moyens\u00a0»)\u00a0: manque");
  await expect(manque).toBeVisible();
  const ajouter = page.getByRole("button", { name: /^Ajouter une ligne/ });
  await ajouter.click();
  await page.getByLabel("Le moyen", { exact: true }).fill("Moyen unique");
  await page.getByLabel("Ce que le moyen soutient").fill("La lettre de voiture est dénaturée.");
  await ajouter.click();
  await page.getByLabel("Le moyen", { exact: true }).last().fill("Second moyen");
  await expect(manque).toHaveCount(0);
  expect(await graves(page)).toEqual([]);
  expect(await fautesDeFrancais(page)).toEqual([]);
  await page.getByRole("button", { name: /^Retirer la ligne 1/ }).click();
  await expect(page.getByLabel("Le moyen", { exact: true })).toHaveValue("Second moyen");
  await expect(ajouter).toBeFocused();
});

const PAPIERS = `/dossiers/${dossier.dossier_id}/papiers`;
const CONTROLE = "**/papiers/controle";
const garde = (page: Page) => page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
const partir = (page: Page) => page.getByRole("navigation", { name: "Menu principal" }).getByRole("link", { name: "Ma journée" }).click();

/** Answers each question as wanted at that moment, and tells those that were asked. */
function questions(page: Page) {
  const etat = { rester: false, dites: [] as string[] };
  page.on("dialog", (boite) => {
    etat.dites.push(boite.type() === "beforeunload" ? "rechargement" : boite.message());
    void (etat.rester ? boite.dismiss() : boite.accept());
  });
  return etat;
}

test("ce qui s’écrit survit à un détour et à un rechargement, se reprend à neuf, et s’oublie une fois gardé comme pièce", async ({ page }) => {
  const demande = questions(page);
  await page.goto(`${maquette.adresse}${PAPIERS}`);
  await page.getByLabel("Modèle").selectOption("ordonnance");
  const [motifs, dispositif] = [page.getByLabel("Les motifs"), page.getByLabel("Le dispositif")];
  await motifs.fill("Aucun mémoire n’a été déposé.");
  await dispositif.fill("CONSTATE la déchéance du pourvoi.\nORDONNE la notification.");
  await expect.poll(() => garde(page)).toContain("ORDONNE la notification.");

  demande.rester = true;
  await partir(page);
  await expect.poll(() => demande.dites).toEqual([expect.stringContaining("Votre saisie reste dans cet onglet")]);
  await expect(motifs).toHaveValue("Aucun mémoire n’a été déposé.");
  demande.rester = false;
  await partir(page);
  await expect(page.getByRole("heading", { level: 1, name: "Ma journée" })).toBeVisible();
  await page.goBack();
  const reprise = page.getByText("Votre saisie a été reprise.");
  await expect(reprise).toBeVisible();
  await expect(motifs).toHaveValue("Aucun mémoire n’a été déposé.");
  await expect(dispositif).toHaveValue("CONSTATE la déchéance du pourvoi.\nORDONNE la notification.");
  expect(await graves(page)).toEqual([]);
  expect(await fautesDeFrancais(page)).toEqual([]);
  await page.reload();
  await expect(reprise).toBeVisible();
  await expect(dispositif).toHaveValue("CONSTATE la déchéance du pourvoi.\nORDONNE la notification.");

  // Each template has its own, and going from one to the other asks nothing.
  demande.dites.length = 0;
  await page.getByLabel("Modèle").selectOption("bordereau");
  await expect(page.getByLabel("L’intitulé du bordereau")).toHaveValue("");
  await page.getByLabel("Modèle").selectOption("ordonnance");
  await expect(motifs).toHaveValue("Aucun mémoire n’a été déposé.");
  expect(demande.dites).toEqual([]);

  await page.getByRole("button", { name: "Repartir d’un formulaire vide" }).click();
  await expect(motifs).toHaveValue("");
  await expect(dispositif).toHaveValue("");
  await expect(page.getByLabel("La nature de l’ordonnance")).toBeFocused();
  expect(await garde(page)).not.toContain("Aucun mémoire");

  await page.getByLabel("La nature de l’ordonnance").selectOption("decheance");
  await motifs.fill("Le délai est passé.");
  await dispositif.fill("CONSTATE la déchéance.");
  await expect.poll(() => garde(page)).toContain("Le délai est passé.");
  const garder = page.getByRole("button", { name: "Garder comme pièce" });
  await expect(garder).toHaveAttribute("aria-disabled", "false");
  await garder.click();
  await expect(page.getByText("Un acte peut le nommer.")).toBeVisible();
  expect(await garde(page)).not.toContain("Le délai est passé.");
  await partir(page);
  await expect(page.getByRole("heading", { level: 1, name: "Ma journée" })).toBeVisible();
  expect(demande.dites).toEqual([]);
  await page.goBack();
  await expect(motifs).toHaveValue("");
  await expect(reprise).toHaveCount(0);
});

test("ce qui s’écrit pendant que la session est finie se retrouve", async ({ page }) => {
  questions(page);
  await page.goto(`${maquette.adresse}${PAPIERS}?modele=ordonnance`);
  const motifs = page.getByLabel("Les motifs");
  await motifs.fill("Avant.");
  await expect.poll(() => garde(page)).toContain("Avant.");
  const { corps: json } = probleme(401, "AUT-001", "Session finie", "Votre session a expiré.");
  await page.route(CONTROLE, (route) => route.fulfill({ status: 401, contentType: "application/problem+json", json }));
  await motifs.fill("Avant, puis après.");
  await expect(page.getByRole("dialog", { name: "Votre session a expiré" })).toBeVisible();
  await page.unroute(CONTROLE);
  await page.reload();
  await expect(motifs).toHaveValue("Avant, puis après.");
});

test("de ce qui est encore du délibéré, le navigateur ne garde rien et la page ne se quitte pas sans question", async ({ page }) => {
  const demande = questions(page);
  await page.goto(`${maquette.adresse}${PAPIERS}?modele=ordonnance`);
  const motifs = page.getByLabel("Les motifs");
  await motifs.fill("bkdmfpgvtemoin");
  await expect.poll(() => garde(page)).toContain("bkdmfpgvtemoin");
  const { corps: json } = probleme(409, "PAP-012", "Refus", "Aucun arrêt n’est au journal du dossier\u00a0: avant son prononcé, la minute est du délibéré.");
  await page.route(CONTROLE, (route) => route.fulfill({ status: 409, contentType: "application/problem+json", json }));
  await motifs.fill("gvfpdmbkcanari");
  await expect(page.getByText("avant son prononcé, la minute est du délibéré.")).toBeVisible();
  // What was kept before the refusal goes as well.
  expect(await garde(page)).not.toMatch(/temoin|canari/);
  // Nor while the next answer is awaited.
  let repondre = () => {};
  const attente = new Promise<void>((suite) => (repondre = suite));
  await page.route(CONTROLE, async (route) => {
    await attente;
    await route.fallback();
  });
  const demandee = page.waitForRequest(CONTROLE);
  await motifs.fill("gvfpdmbkcanari, encore");
  await demandee;
  await page.evaluate(() => new Promise((dessinee) => requestAnimationFrame(() => requestAnimationFrame(dessinee))));
  expect(await garde(page)).not.toContain("canari");
  repondre();

  demande.rester = true;
  await page.getByLabel("Modèle").selectOption("bordereau");
  await expect.poll(() => demande.dites).toEqual(["Ce papier n’est pas gardé comme pièce. Quitter cette page et perdre votre saisie\u00a0?"]);
  await expect(motifs).toHaveValue("gvfpdmbkcanari, encore");
  await expect(page.getByLabel("Modèle")).toHaveValue("ordonnance");
  demande.rester = false;
  await partir(page);
  await expect(page.getByRole("heading", { level: 1, name: "Ma journée" })).toBeVisible();
  await page.goBack();
  await expect(motifs).toHaveValue("");
});
