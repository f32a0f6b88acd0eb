/** Opening a dossier of another family: the words, the fields and the command are those of what seises the Court. */
import { expect, type Page, test } from "./scene";
import { graves } from "../axe";
import * as donnees from "./donnees";
import { demarrer, type Maquette } from "./maquette";
import { fautesDeFrancais } from "./typographie";

let maquette: Maquette;
test.beforeEach(async ({ page }) => {
  maquette = await demarrer();
  maquette.prochaine(/^\/referentiel$/, { corps: { ...donnees.referentiel, ...donnees.ouvertures } });
  await page.goto(`${maquette.adresse}/dossiers/ouvrir`);
});
test.afterEach(() => maquette.arreter());

const procedure = (page: Page) => page.getByLabel("Procédure");
const nommer = (page: Page, region: string, nom: string) =>
  page.getByRole("region", { name: region }).getByLabel("Nom", { exact: true }).fill(nom);
const ouvrir = (page: Page) => page.getByRole("button", { name: "Ouvrir le dossier" }).click();
const envoyee = () => maquette.recues.find(({ chemin }) => chemin === "/dossiers")?.corps;

test("les procédures sont rangées par famille", async ({ page }) => {
  const familles = procedure(page).locator("optgroup");
  await expect(familles).toHaveCount(4);
  expect(await familles.evaluateAll((groupes) => groupes.map((groupe) => (groupe as HTMLOptGroupElement).label))).toEqual([
    "Pourvois en matière civile",
    "Pourvois en matière pénale",
    "Demandes d’avis",
    "Requêtes",
  ]);
});

test("une requête : ses mots, ses champs, ce qui manque est dit, ce qui part est dit par codes", async ({ page }) => {
  await procedure(page).selectOption("requete_recusation");
  await expect(page.getByText("un mois pour statuer")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Requête", exact: true })).toBeVisible();
  await expect(page.getByRole("group", { name: "Dépôt de la requête au greffe" })).toBeVisible();
  await ouvrir(page);
  await expect(page.getByRole("alert")).toContainText("Indiquez le jour du dépôt de la requête");
  await expect(page.getByRole("alert")).toContainText("Nature de la requête");
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  // A request of another kind is not offered.
  await expect(page.getByLabel("Nature de la requête").locator("option")).toHaveText(["Choisir…", "Récusation", "Renvoi pour suspicion légitime"]);
  await page.getByLabel("Nature de la requête").selectOption({ label: "Récusation" });
  await page.getByLabel("Requête et pièces jointes").setInputFiles({ name: "requete.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") });
  await expect(page.getByText(/requete.pdf .*reçu/).first()).toBeVisible();
  expect(maquette.deposees).toEqual(["requete"]);
  await page.getByLabel("Matière").selectOption({ label: "Matière civile" });
  await page.getByLabel("Jour", { exact: true }).fill("2026-11-24");
  await nommer(page, "Demandeur", "Aubry");
  // Nobody answers a request of recusation.
  await page.getByRole("button", { name: "Retirer Défendeur" }).click();
  await page.getByLabel("Juridiction").fill("Cour d’appel de Lyon");
  await ouvrir(page);
  await expect(page.getByRole("heading", { level: 1, name: /Ateliers du Vercors/ })).toBeVisible();
  expect(envoyee()).toMatchObject({ procedure: "requete_recusation", nature: "recusation", matiere: "civile", formed: { day: "2026-11-24" } });
  expect(envoyee()).not.toHaveProperty("auteur");
  expect(envoyee()?.parties).toHaveLength(1);
});

test("une saisine dit son auteur ; la nature d’un pourvoi ne se demande pas", async ({ page }) => {
  await procedure(page).selectOption("avis_civil");
  await expect(page.getByRole("group", { name: "Réception de la saisine à la Cour" })).toBeVisible();
  await expect(page.getByLabel("Auteur de la saisine (facultatif)")).toBeVisible();
  await procedure(page).selectOption("penal_detention_provisoire");
  await expect(page.getByLabel("Lieu de la déclaration (facultatif)")).toBeVisible();
  await expect(page.getByLabel("Auteur de la déclaration (facultatif)")).toBeVisible();
  await expect(page.getByLabel("Nature du pourvoi")).toHaveCount(0);
  await expect(page.getByLabel("Auteur de la saisine (facultatif)")).toHaveCount(0);
  expect(await graves(page)).toEqual([]);
  await procedure(page).selectOption("civil_representation_obligatoire");
  await expect(page.getByLabel("Lieu de la déclaration (facultatif)")).toHaveCount(0);
});

test("la base des juridictions propose, le greffier reprend ou non", async ({ page }) => {
  await procedure(page).selectOption("civil_representation_obligatoire");
  const bloc = page.getByRole("region", { name: "Décision", exact: true });
  const chercher = bloc.getByRole("button", { name: "Chercher dans la base des juridictions" });
  await expect(chercher).toBeDisabled();
  await bloc.getByLabel("Juridiction").fill("cour d’appel de Lyon");
  await bloc.getByLabel("Numéro RG (facultatif)").fill("25/01234");
  // It may be silent: the form waits for nobody.
  maquette.prochaine(/^\/juridictions\/decisions$/, {
    statut: 503,
    corps: { type: "about:blank", title: "Base des juridictions sans réponse", status: 503, code: "VOI-008", detail: "La base des décisions des juridictions ne répond pas." },
  });
  await chercher.click();
  await expect(bloc.getByRole("alert")).toContainText("ne répond pas");
  await chercher.click();
  await expect(bloc.getByText("La base propose 1 décision. Rien n’est repris sans vous.")).toBeVisible();
  await expect(bloc.getByLabel("Rendue le (facultatif)")).toHaveValue("");
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await bloc.getByRole("button", { name: "Reprendre la décision JURICA-1" }).click();
  await expect(bloc.getByLabel("Rendue le (facultatif)")).toHaveValue("2026-09-10");
  await expect(bloc.getByLabel("Chambre ou section (facultatif)")).toHaveValue("1re chambre civile");
  await expect(page.getByLabel("Nature de l’affaire (facultatif)")).toHaveValue("50A");
  await expect(page.getByText("Vente", { exact: true })).toBeVisible();
  expect(await graves(page)).toEqual([]);
});

test("une liste de parties se colle : ce qui est lu se voit, une ligne fautive se corrige, le reste ne bouge pas", async ({ page }) => {
  await procedure(page).selectOption("civil_representation_obligatoire");
  await nommer(page, "Demandeur", "Aubry");
  await page.getByRole("button", { name: "Coller une liste" }).click();
  const bloc = page.getByRole("group", { name: "Liste de parties à coller" });
  const liste = bloc.getByRole("textbox");
  const lignes = ["Nom;Prénoms;Qualité", "Besson;Claire;défendeur;;1, rue du Port, Brest;métropole", "SCI du Port;;bailleur;personne morale", "Colin;Marc;demandeur"];
  await liste.fill(lignes.join("\n"));
  await expect(bloc.getByRole("status")).toContainText(/2.parties lues.*1.ligne à corriger/);
  const fautive = bloc.getByRole("table", { name: "Lignes à corriger" }).locator("tbody tr");
  await expect(fautive).toHaveText(/^3.*bailleur.*n’est pas une qualité admise ici.*demandeur, défendeur/);
  await expect(bloc.getByRole("button", { name: /^Ajouter/ })).toBeDisabled();
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await liste.fill(lignes.join("\n").replace("bailleur", "défendeur"));
  await expect(bloc.getByRole("table", { name: "Parties lues" }).locator("tbody tr")).toHaveCount(3);
  await bloc.getByRole("button", { name: /^Ajouter 3.parties$/ }).click();
  await expect(bloc).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Demandeur 1" }).getByLabel("Nom", { exact: true })).toHaveValue("Aubry");
  await expect(page.getByRole("region", { name: "Défendeur 2" }).getByLabel("Dénomination")).toHaveValue("SCI du Port");
  await page.getByLabel("Jour", { exact: true }).fill("2026-11-24");
  await page.getByRole("region", { name: "Décision", exact: true }).getByLabel("Juridiction").fill("Cour d’appel de Lyon");
  await ouvrir(page);
  await expect.poll(() => envoyee()?.parties).toMatchObject([
    { role: "demandeur", residence: "metropole", person: { name: "Aubry" } },
    { role: "demandeur", residence: "inconnue", person: { name: "Colin", first_names: "Marc" } },
    { role: "defendeur", residence: "metropole", person: { name: "Besson", address: "1, rue du Port, Brest" } },
    { role: "defendeur", residence: "inconnue", person: { nature: "personne_morale", name: "SCI du Port" } },
  ]);
});
