/** What people do, over the gateway in memory: what is sent, once, and what is kept when it is refused. */
import { graves } from "../axe";
import { expect, type Page, test } from "./scene";
import * as donnees from "./donnees";
import { demarrer, type Maquette, probleme } from "./maquette";
import { fautesDeFrancais } from "./typographie";

const ID = donnees.dossier.dossier_id;
let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
});
test.afterEach(() => maquette.arreter());

async function remplirOuverture(page: Page): Promise<void> {
  await page.goto(`${maquette.adresse}/dossiers/ouvrir`);
  await page.getByLabel("Jour", { exact: true }).fill("2026-11-24");
  const demandeur = page.getByRole("region", { name: "Demandeur" });
  await demandeur.getByLabel("Nom", { exact: true }).fill("Aubry");
  const cabinet = demandeur.getByRole("combobox", { name: /Avocat aux Conseils/ });
  await cabinet.fill("mart");
  await expect(page.getByRole("option", { name: "SCP Martin & Roux" })).toBeVisible();
  await cabinet.press("ArrowDown");
  await cabinet.press("Enter");
  await expect(cabinet).toHaveValue("SCP Martin & Roux");
  await page.getByRole("region", { name: "Défendeur" }).getByLabel("Nom", { exact: true }).fill("Besson");
  await page.getByLabel("Juridiction").fill("Cour d’appel de Lyon");
}

test("un cabinet tapé mais non choisi n’est pas perdu en silence", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers/ouvrir`);
  const cabinet = page.getByRole("region", { name: "Demandeur" }).getByRole("combobox", { name: /Avocat aux Conseils/ });
  await cabinet.fill("mart");
  await cabinet.press("Tab");
  await expect(cabinet).toHaveValue("");
  await expect(page.getByText("n’a pas été retenu")).toBeVisible();
});

const ouvertures = () => maquette.recues.filter(({ chemin }) => chemin === "/dossiers");

test("ouvrir un dossier : deux clics, une commande", async ({ page }) => {
  await remplirOuverture(page);
  await page.getByRole("button", { name: "Ouvrir le dossier" }).dblclick();
  await expect(page.getByRole("heading", { level: 1, name: /Ateliers du Vercors/ })).toBeVisible();
  expect(ouvertures()).toHaveLength(1);
  const [recue] = ouvertures();
  expect(recue?.cle).toMatch(/^[0-9a-f-]{36}$/);
  expect(recue?.corps).toMatchObject({
    procedure: "civil_representation_obligatoire",
    formed: { day: "2026-11-24" },
    parties: [
      { role: "demandeur", office_id: donnees.cabinets[0]?.office_id, person: { nature: "personne_physique", name: "Aubry" } },
      { role: "defendeur", person: { name: "Besson" } },
    ],
    decisions: [{ court: "Cour d’appel de Lyon", nature: "arret" }],
    warnings_confirmed: false,
  });
});

test("ouvrir un dossier : la lettre qui ne convient pas se confirme, puis qu’il s’agit d’un autre pourvoi", async ({ page }) => {
  await remplirOuverture(page);
  await page.getByLabel("Numéro indiqué par l’expéditeur").fill("X 26-10.001");
  await page.getByRole("button", { name: "Ouvrir le dossier" }).click();
  await expect(page.getByRole("alertdialog")).toContainText("la lettre X");
  await page.getByRole("button", { name: "Confirmer et ouvrir le dossier" }).click();
  await expect(page.getByRole("alertdialog", { name: "Pourvoi peut-être déjà ouvert" })).toContainText("C 26-10.001, Delaunay");
  await page.getByRole("button", { name: "Confirmer et ouvrir le dossier" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Ateliers du Vercors/ })).toBeVisible();
  const [premiere, seconde, troisieme] = ouvertures();
  expect(seconde?.corps).toMatchObject({ warnings_confirmed: true, duplicate_excluded: false, received_number: "X 26-10.001" });
  expect(troisieme?.corps).toMatchObject({ warnings_confirmed: true, duplicate_excluded: true });
  expect(new Set([premiere?.cle, seconde?.cle, troisieme?.cle]).size).toBe(3);
});

test("ouvrir un dossier : ce qui manque est dit, rien n’est envoyé, la saisie survit au rechargement", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers/ouvrir`);
  await page.getByRole("region", { name: "Demandeur" }).getByLabel("Nom", { exact: true }).fill("Aubry");
  await page.getByRole("button", { name: "Ouvrir le dossier" }).click();
  await expect(page.getByRole("alert")).toContainText("Indiquez le jour de la déclaration");
  expect(ouvertures()).toHaveLength(0);
  await page.reload();
  await expect(page.getByRole("region", { name: "Demandeur" }).getByLabel("Nom", { exact: true })).toHaveValue("Aubry");
});

test("ouvrir un dossier : une panne garde la clé, la reprise la réutilise", async ({ page }) => {
  await remplirOuverture(page);
  maquette.prochaine(/^\/dossiers$/, probleme(503, "SYS-001", "Service indisponible", "Recommencez dans un instant."));
  await page.getByRole("button", { name: "Ouvrir le dossier" }).click();
  await expect(page.getByRole("alert")).toContainText("Service indisponible");
  await page.getByRole("button", { name: "Ouvrir le dossier" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Ateliers du Vercors/ })).toBeVisible();
  expect(ouvertures()).toHaveLength(2);
  expect(ouvertures()[0]?.cle).toBe(ouvertures()[1]?.cle);
});

test("une session expirée garde la saisie et reprend dans l’onglet voisin", async ({ page, context }) => {
  await remplirOuverture(page);
  maquette.prochaine(/^\/dossiers$/, probleme(401, "SES-001", "Session expirée", "Reconnectez-vous."));
  await page.getByRole("button", { name: "Ouvrir le dossier" }).click();
  const fenetre = page.getByRole("dialog", { name: "Votre session a expiré" });
  await expect(fenetre).toBeVisible();
  const voisin = await context.newPage();
  await voisin.goto(`${maquette.adresse}/session-retablie`);
  await expect(voisin.getByRole("heading", { level: 1 })).toBeVisible();
  await page.bringToFront();
  await expect(fenetre).toBeHidden();
  await expect(page.getByLabel("Juridiction")).toHaveValue("Cour d’appel de Lyon");
  await page.getByRole("button", { name: "Ouvrir le dossier" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Ateliers du Vercors/ })).toBeVisible();
});

test("enregistrer un acte : conséquences, puis dossier changé entre-temps, puis reprise", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers/${ID}/acte`);
  await page.getByLabel("Type d’acte").selectOption("memoire_depose");
  await page.getByRole("button", { name: "Voir les conséquences" }).click();
  await expect(page.getByRole("alert")).toContainText("2 réponses manquent");
  await page.getByLabel("Jour", { exact: true }).fill("2026-11-24");
  await page.getByLabel("Heure (Paris)").fill("10:30");
  await page.getByLabel("Nature du mémoire").selectOption("ampliatif");
  await page.getByLabel("Mémoire et pièces jointes").setInputFiles({ name: "memoire.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4") });
  await expect(page.getByText("memoire.pdf (", { exact: false })).toContainText("reçu)");
  await page.getByRole("checkbox", { name: /Ateliers du Vercors/ }).check({ force: true });
  await page.getByRole("button", { name: "Voir les conséquences" }).click();
  await expect(page.getByRole("heading", { name: "Ce que cet acte changera" })).toBeFocused();
  await page.getByRole("button", { name: "Enregistrer l’acte" }).click();
  const alerte = page.getByRole("alert").filter({ hasText: "Le dossier a changé" });
  await expect(alerte).toContainText("Mémoire déposé");
  maquette.prochaine(/\/actes$/, { statut: 201, corps: { version: 7, act_id: donnees.actes[0]?.act_id, findings: [] } });
  await alerte.getByRole("button", { name: "J’ai lu, enregistrer quand même" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Ateliers du Vercors/ })).toBeVisible();
  const envois = maquette.recues.filter(({ chemin }) => chemin.endsWith("/actes"));
  expect(envois.map(({ version }) => version)).toEqual(['"5"', '"6"']);
  expect(envois[1]?.corps).toMatchObject({
    type: "memoire_depose",
    dates: { depose: "2026-11-24T09:30:00Z" },
    portee: { parties: [donnees.dossier.parties[0]?.party_id] },
    corps: { nature: "ampliatif", pieces: [donnees.pieces[0]?.piece_id] },
  });
});

test("corriger un acte : la raison est exigée, l’annulation part seule", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers/${ID}/actes/${donnees.actes[2]?.act_id}/correction`);
  await expect(page.getByLabel("Nature du mémoire")).toHaveValue("ampliatif");
  await expect(page.getByLabel("Jour", { exact: true })).toHaveValue("2026-08-03");
  await expect(page.getByLabel("Heure (Paris)")).toHaveValue("16:05");
  await page.getByRole("radio", { name: /L’annuler/ }).check({ force: true });
  await page.getByRole("button", { name: "Voir les conséquences" }).click();
  await expect(page.getByText("Dites pourquoi l’acte est corrigé.")).toBeVisible();
  await page.getByLabel("Raison de la correction").fill("Déposé dans un autre dossier.");
  await page.getByRole("button", { name: "Voir les conséquences" }).click();
  maquette.prochaine(/\/actes$/, { statut: 201, corps: { version: 6, act_id: donnees.actes[0]?.act_id, findings: [] } });
  await page.getByRole("button", { name: "Enregistrer l’acte" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Ateliers du Vercors/ })).toBeVisible();
  expect(maquette.recues.at(-1)?.corps).toMatchObject({
    type: "acte_annule",
    supersedes: donnees.actes[2]?.act_id,
    reason: "Déposé dans un autre dossier.",
  });
});

test("corriger la date d’une déclaration : le reste de l’acte est repris tel quel", async ({ page }) => {
  const declaration = donnees.actes.at(-1);
  await page.route("**/api/v1/referentiel", (route) => route.fulfill({ json: { ...donnees.referentiel, acts: donnees.ouvertures.acts } }));
  await page.goto(`${maquette.adresse}/dossiers/${ID}/actes/${declaration?.act_id}/correction`);
  await expect(page.getByText("le reste de l’acte est repris tel qu’il fut enregistré")).toBeVisible();
  await expect(page.getByLabel("Jour", { exact: true })).toHaveValue("2026-08-03");
  await page.getByLabel("Jour", { exact: true }).fill("2026-08-01");
  await page.getByLabel("Lieu de la déclaration").selectOption({ label: "Greffe de la Cour de cassation" });
  await page.getByLabel("Raison de la correction").fill("Le cachet du greffe dit le 1er août.");
  await page.getByRole("button", { name: "Voir les conséquences" }).click();
  await expect(page.getByRole("heading", { name: "Ce que cet acte changera" })).toBeFocused();
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  maquette.prochaine(/\/actes$/, { statut: 201, corps: { version: 6, act_id: donnees.actes[0]?.act_id, findings: [] } });
  await page.getByRole("button", { name: "Enregistrer l’acte" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Ateliers du Vercors/ })).toBeVisible();
  expect(maquette.recues.at(-1)?.corps).toMatchObject({
    type: "pourvoi_forme",
    dates: { forme: "2026-08-01" },
    corps: { ...declaration?.corps, lieu: "greffe_de_la_cour" },
    supersedes: declaration?.act_id,
    reason: "Le cachet du greffe dit le 1er août.",
  });
});

test("une tâche apparaît sans rechargement et s’annonce", async ({ page }) => {
  maquette.poser("/taches", []);
  await page.goto(`${maquette.adresse}/ma-journee`);
  await expect(page.getByText("Aucune tâche ne vous attend")).toBeVisible();
  await expect(page.getByText("En direct").first()).toBeVisible();
  maquette.poser("/taches", donnees.taches.slice(0, 1));
  maquette.pousser({ dossier_id: ID, source: "notification", type: "tasks_changed" });
  await expect(page.locator("[data-tache]")).toHaveCount(1);
  await expect(page.getByRole("status").filter({ hasText: "Nouvelle tâche" })).toBeAttached();
});

test("les filtres tiennent dans l’adresse et reviennent avec elle", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers`);
  await page.getByLabel("Chambre", { exact: true }).selectOption("soc");
  await page.locator("main").getByRole("searchbox").fill("26-10.001");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/chambre=soc/);
  await expect(page).toHaveURL(/q=26-10\.001/);
  await page.reload();
  await expect(page.getByLabel("Chambre", { exact: true })).toHaveValue("soc");
  await expect(page.locator("main").getByRole("searchbox")).toHaveValue("26-10.001");
});

test("un changement de page donne le foyer à son titre", async ({ page }) => {
  await page.goto(`${maquette.adresse}/ma-journee`);
  await page.getByRole("navigation", { name: "Menu principal" }).getByRole("link", { name: "Dossiers" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Dossiers" })).toBeFocused();
  await expect(page).toHaveTitle("Dossiers — Greffe");
});

test("911 parties : une page s’en dessine, les autres se cherchent", async ({ page }) => {
  const [modele] = donnees.dossier.parties;
  const parties = Array.from({ length: 911 }, (_, rang) => ({
    ...modele,
    party_id: `00000000-0000-4000-9000-${String(rang).padStart(12, "0")}`,
    name: `Salarié ${rang + 1}`,
  }));
  const reponse = { corps: { ...donnees.dossier, parties, party_count: 911 } };
  const lues = (items: typeof parties, total: number) => ({ items: items.map((party) => ({ party })), offices: [], next_cursor: null, total });
  maquette.prochaine(/^\/dossiers\/[^/]+$/, reponse);
  await page.goto(`${maquette.adresse}/dossiers/${ID}`);
  // The list is searched where the case is kept: a page of it, then what was looked for.
  await page.route(/\/parties\?/, (route) => {
    const mot = new URL(route.request().url()).searchParams.get("q");
    const trouvees = parties.filter(({ name }) => !mot || name === mot);
    return route.fulfill({ json: lues(trouvees.slice(0, 50), trouvees.length) });
  });
  const onglet = page.getByRole("tab", { name: "Parties (911)" });
  await expect(onglet).toBeVisible();
  await onglet.click();
  // What keeps the page quick: a page of them is drawn, however many they are.
  await expect(page.getByRole("region", { name: "Parties" }).getByRole("rowheader")).toHaveCount(50);
  await page.getByLabel("Chercher une partie").fill("Salarié 905");
  await expect(page.getByRole("rowheader", { name: "Salarié 905" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Parties" }).getByRole("rowheader")).toHaveCount(1);
});

test("au clavier : liens d’évitement, onglets aux flèches", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers/${ID}`);
  await expect(page.getByRole("tab", { name: /Frise/ })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Contenu", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#contenu")).toBeFocused();
  await page.getByRole("tab", { name: /Frise/ }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: /Échéances/ })).toHaveAttribute("aria-selected", "true");
  await expect(page.locator('[data-regle="civil.memoire_ampliatif.depot"]').first()).toBeVisible();
});

test("la frise nomme la chambre et les personnes ; Radié se montre au-dessus du cours qu’il arrête", async ({ page }) => {
  const [modele] = donnees.actes;
  const acte = (version: number, kind: string, label: string, corps: Record<string, unknown>) => ({
    ...modele,
    version,
    act_id: `00000000-0000-4000-b000-00000000000${version}`,
    kind,
    label,
    class: "acte_de_la_cour",
    dates: { designation: "2026-03-01" },
    corps,
    portee: {},
    supersedes: null,
    reason: null,
  });
  const [premier, second] = donnees.agents;
  maquette.poser(`/dossiers/${ID}/actes`, [
    acte(9, "rapporteur_designe", "Désignation du rapporteur", { person_id: premier?.agent_id }),
    // No longer in charge: named by the register.
    acte(8, "rapporteur_designe", "Désignation du rapporteur", { person_id: second?.agent_id }),
    acte(7, "chambre_attribuee", "Attribution à une chambre", { chambre: "civ1" }),
  ]);
  maquette.prochaine(/^\/dossiers\/[^/]+$/, { corps: { ...donnees.dossier, stage: "radie", stage_label: "Radié" } });
  await page.goto(`${maquette.adresse}/dossiers/${ID}`);
  await expect(page.locator("[data-acte=chambre_attribuee]")).toContainText("Première chambre civile");
  await expect(page.locator("[data-version='9']")).toContainText("Paul Lenoir");
  await expect(page.locator("[data-version='8']")).toContainText("Sophie Arnaud");
  await expect(page.locator("[data-version='8']")).toContainText("dimanche 1er mars 2026");
  await expect(page.locator("[data-stade=radie]")).toBeVisible();
  await expect(page.getByRole("list", { name: "Stade de la procédure" })).not.toContainText("Radié");
  expect(await fautesDeFrancais(page)).toEqual([]);
});
