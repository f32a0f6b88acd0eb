/** Audiences, over the gateway in memory: the calendar, a plan filled, what a change leads to before it is made. */
import { expect, test } from "./scene";
import { ATTEND, AUTRE, calendrier, INSCRIT, PROJET, proposition, PUBLIEE, REUNION, SUIVANT, TARDIF, TENUE } from "./audiences";
import { graves } from "../axe";
import { agents, dossier } from "./donnees";
import { presidente } from "./distribution";
import { demarrer, type Maquette, probleme } from "./maquette";
import { fautesDeFrancais } from "./typographie";

let maquette: Maquette;
test.beforeEach(async ({ page }) => {
  maquette = await demarrer();
  await page.route("**/api/v1/session", (route) => route.fulfill({ json: presidente }));
});
test.afterEach(() => maquette.arreter());

test("le calendrier se lit par mois, une audience s’y prévoit, une série dit ce qu’elle saute", async ({ page }) => {
  await page.goto(`${maquette.adresse}/audiences?chambre=civ1&mois=2027-01`);
  await expect(page.getByRole("heading", { name: "Janvier 2027" })).toBeVisible();
  await expect(page.locator(`[data-audience="${PROJET}"]`)).toContainText(/de 9.h.30 à 12.h.30.*Projet.*Formation restreinte, Salle Bellart/s);
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await page.getByRole("button", { name: "Voir les jours" }).click();
  await expect(page.getByText(/29 mars 2027.: jour férié/)).toBeVisible();
  // Answered between the two clicks, the second would fall on what came in the place of the button.
  const repondre = maquette.retenir(/^\/audiences\/recurrences$/);
  await page.getByRole("button", { name: /Prévoir 1.audience/ }).dblclick();
  repondre();
  await expect.poll(() => maquette.recues.map(({ chemin }) => chemin)).toContain("/audiences/recurrences");
  const une = page.getByRole("form", { name: "Prévoir une audience" });
  await une.getByLabel("Jour").fill("2027-01-12");
  await une.getByRole("button", { name: "Prévoir l’audience" }).click();
  await expect(page).toHaveURL(new RegExp(`/audiences/${PROJET}$`));
  expect(maquette.recues.at(-1)?.corps).toEqual({
    chambre: "civ1",
    sitting: { formation: "fs", day: "2027-01-12", from: 570, to: 750, room: "" },
  });
});

test("un rôle se remplit d’une proposition, et chaque refus se lit", async ({ page }) => {
  await page.goto(`${maquette.adresse}/audiences/${PROJET}`);
  await expect(page.locator('[data-constat="aud.compo.presidence"]')).toContainText(/Empêche la publication.*Personne ne préside.*R\. 431-1/s);
  await page.getByRole("button", { name: "Proposer des dossiers" }).click();
  await expect(page.locator(`[data-refus="${TARDIF}"]`)).toContainText(/26-10\.004.: avis aux parties trop tardif de 2 jour/);
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await expect(page.getByRole("button", { name: /Mettre au rôle 2.dossiers/ })).toBeVisible();
  await page.getByLabel("26-10.005", { exact: true }).uncheck();
  await expect(page.getByLabel("Minutes du dossier 26-10.005")).toBeDisabled();
  const minutes = page.getByLabel("Minutes du dossier 26-10.003");
  for (const faute of ["", "0"]) {
    await minutes.fill(faute);
    await page.getByRole("button", { name: /Mettre au rôle 1.dossier/ }).click();
    await expect(page.getByText("Indiquez un nombre entier de minutes, de 1 à 600.")).toBeVisible();
  }
  expect(maquette.recues.filter(({ chemin }) => chemin.endsWith("/actes"))).toEqual([]);
  await minutes.fill("25");
  await expect(page.getByRole("caption").filter({ hasText: /1.dossier retenu, 25.minutes/ })).toBeVisible();
  await page.getByRole("button", { name: /Mettre au rôle 1.dossier/ }).click();
  await expect(page.locator(`[data-dossier="${ATTEND}"]`)).toContainText("Prévu");
  expect(maquette.recues.at(-1)?.corps).toEqual({ kind: "role_arrete", version: 3, entries: [{ dossier_id: ATTEND, minutes: 25 }] });
});

test("les dossiers prêts se répartissent entre les projets du mois, et chaque rôle se retient ou non", async ({ page }) => {
  const mois = calendrier();
  const items = mois.items.map((une, rang) => ({ ...une, stage: rang < 2 ? "provisoire" : "publiee", sitting: { ...une.sitting, day: `2099-01-${12 + rang}` } }));
  await page.route("**/api/v1/audiences?*", (route) => route.fulfill({ json: { ...mois, items } }));
  await page.goto(`${maquette.adresse}/audiences?chambre=civ1&mois=2099-01`);
  const [un, deux] = [{ ...proposition.placed[0], audience_id: PROJET }, { ...proposition.placed[1], audience_id: PUBLIEE }];
  maquette.prochaine(/roles\/proposition$/, { corps: { ...proposition, placed: [un, deux] } });
  await page.getByRole("button", { name: "Répartir les dossiers prêts" }).press("Enter");
  const role = page.locator(`[data-repartie="${PROJET}"]`);
  await expect(role).toContainText(/Audience du.*12.janvier.2099.*0.minutes prises et 10 proposées, sur 180/s);
  await expect(page.locator(`[data-repartie="${PUBLIEE}"]`)).toContainText("26-10.005");
  await expect(page.locator(`[data-refus="${TARDIF}"]`)).toContainText(/avis aux parties trop tardif/);
  await expect(page.getByRole("heading", { level: 3, name: "Pourquoi pas les autres" })).toBeVisible();
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await role.getByRole("button", { name: /Mettre au rôle 1.dossier/ }).press("Enter");
  await expect(role.getByText(/le rôle du projet est arrêté/)).toBeFocused();
  expect(maquette.recues.map(({ chemin, corps }) => [chemin, corps])).toEqual([
    ["/audiences/roles/proposition", { chambre: "civ1", from: "2099-01-01", to: "2099-01-31" }],
    [`/audiences/${PROJET}/actes`, { kind: "role_arrete", version: 3, entries: [{ dossier_id: ATTEND, minutes: 10 }] }],
  ]);
});

test("publier dit d’abord ce qui manque", async ({ page }) => {
  await page.goto(`${maquette.adresse}/audiences/${PROJET}`);
  await page.getByRole("button", { name: "Publier le rôle" }).click();
  const essai = page.locator("[data-essai]");
  await expect(essai).toContainText(/Cela ne peut pas se faire.*Refus.*Personne ne préside/s);
  await expect(essai.getByRole("button", { name: /Confirmer/ })).toHaveCount(0);
  expect(await graves(page)).toEqual([]);
});

test("un dossier se retire d’un rôle publié, ses conséquences montrées d’abord", async ({ page }) => {
  await page.goto(`${maquette.adresse}/audiences/${PUBLIEE}`);
  const ligne = page.locator(`[data-dossier="${INSCRIT}"]`);
  await ligne.getByText("Déplacer ou retirer").click();
  await ligne.getByLabel("Motif du retrait").selectOption("contradictoire");
  await ligne.getByRole("button", { name: "Retirer le dossier 26-10.001" }).click();
  await expect(ligne.locator("[data-essai]")).toContainText(/Journal.*Avis du report à adresser/s);
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await ligne.getByRole("button", { name: /Confirmer.: retirer le dossier 26-10\.001/ }).dblclick();
  await expect.poll(() => maquette.recues.at(-1)?.corps).toEqual({ kind: "affaire_retiree", dossier_id: INSCRIT, reason: "contradictoire", version: 3 });
  expect(maquette.recues.filter(({ chemin }) => chemin.endsWith("/actes"))).toHaveLength(1);
});

test("le parquet général dit qui conclura, et ne compose rien d’autre", async ({ page }) => {
  const parquet = { ...presidente, agent: { ...presidente.agent, roles: ["parquet_secretariat"], chambres: [] } };
  await page.route("**/api/v1/session", (route) => route.fulfill({ json: parquet }));
  await page.goto(`${maquette.adresse}/audiences/${PUBLIEE}`);
  await page.getByText("Dire qui conclura").click();
  await expect(page.getByText("Modifier la composition")).toHaveCount(0);
  const [conclut = ""] = agents.map(({ agent_id }) => agent_id);
  await page.getByLabel("Avocat général").selectOption(conclut);
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await page.getByRole("button", { name: "Prévoir l’avocat général" }).click();
  await page.getByRole("button", { name: /Confirmer.: prévoir l’avocat général/ }).click();
  await expect
    .poll(() => maquette.recues.at(-1)?.corps)
    .toEqual({ kind: "avocat_general_prevu", avocat_general_id: conclut, version: 3 });
});

test("un rôle publié se lit sans session, se filtre, se suit et s’imprime", async ({ page }) => {
  await page.unroute("**/api/v1/session");
  await page.route("**/api/v1/session", (route) => route.fulfill({ status: 401, contentType: "application/problem+json", json: { title: "Session requise", status: 401, code: "SES-003" } }));
  await page.goto(`${maquette.adresse}/roles?mois=2027-01`);
  await expect(page.locator(`[data-role="${PUBLIEE}"]`)).toContainText(/19 janvier 2027 de 9.h.30 à 12.h.30.*Première chambre civile, formation restreinte, Salle Bellart, 2.affaires/s);
  await expect(page.locator(`[data-role="${AUTRE}"]`)).toContainText("Annulée");
  await page.getByLabel("Chambre", { exact: true }).selectOption("civ1");
  await expect(page).toHaveURL(/\/roles\?.*chambre=civ1/);
  await expect(page.getByRole("link", { name: "Agenda des rôles de cette chambre" })).toHaveAttribute("href", /greffe\.ics\?chambre=civ1$/);
  await page.getByRole("link", { name: /19 janvier 2027/ }).click();
  await expect(page.locator("[data-affaire]")).toHaveText(["Pourvoi C 26-10.001", "Pourvoi D 26-10.002"]);
  await expect(page.getByRole("link", { name: /Imprimer le rôle/ })).toHaveAttribute("href", `/api/v1/roles/${PUBLIEE}/papier`);
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await page.goto(`${maquette.adresse}/roles/${AUTRE}`);
  await expect(page.getByText("Cette audience ne sera pas tenue.")).toBeVisible();
  await expect(page.getByRole("link", { name: /Imprimer/ })).toHaveCount(0);
});

test("une séance d’instruction a un ordre du jour rempli par numéro, et n’est jamais publiée", async ({ page }) => {
  await page.goto(`${maquette.adresse}/audiences/${REUNION}`);
  await expect(page.getByRole("heading", { level: 1, name: /^Séance d’instruction du mardi 24 novembre 2026/ })).toBeVisible();
  await expect(page.getByText("aucune partie n’en est avisée")).toBeVisible();
  await expect(page.getByRole("button", { name: "Publier le rôle" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Dire que la réunion a été tenue" })).toBeVisible();
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await page.getByLabel("Numéro du pourvoi").fill("99-99.999");
  await page.getByRole("button", { name: "Ajouter à l’ordre du jour" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.getByLabel("Numéro du pourvoi").fill("2610001");
  await page.getByRole("button", { name: "Ajouter à l’ordre du jour" }).click();
  await expect(page.locator("[data-dossier]")).toHaveCount(1);
  // As long as the formation takes: the service says.
  expect(maquette.recues.at(-1)?.corps).toMatchObject({ kind: "role_arrete", entries: [{ minutes: 0 }] });
});

test("après l’audience, le délibéré s’ouvre dossier par dossier, et ce qui est refusé reste choisi", async ({ page }) => {
  const possible = { possible_acts: ["delibere_ouvert"], urgency: null, group: null };
  for (const [id, reste] of [[INSCRIT, possible], [ATTEND, possible], [SUIVANT, { ...possible, possible_acts: [], stage_label: "En délibéré" }]] as const) {
    await page.route(new RegExp(`/api/v1/dossiers/${id}(\\?.*)?$`), (route) => route.fulfill({ json: { ...dossier, ...reste, dossier_id: id } }));
  }
  await page.goto(`${maquette.adresse}/audiences/${TENUE}`);
  const formulaire = page.getByRole("form", { name: "Mettre en délibéré" });
  const ligne = (id: string) => formulaire.locator(`[data-appele="${id}"]`);
  const envoyer = (nombre: RegExp) => formulaire.getByRole("button", { name: nombre }).click();
  await expect(ligne(SUIVANT)).toContainText("En délibéré");
  await expect(ligne(SUIVANT).getByRole("checkbox")).toHaveCount(0);
  await envoyer(/Mettre en délibéré 2.dossiers/);
  await expect(formulaire.getByText("Indiquez le jour du prononcé.")).toBeVisible();
  await formulaire.getByLabel("Jour du prononcé").fill("2026-11-23");
  await envoyer(/Mettre en délibéré 2.dossiers/);
  await expect(formulaire.getByText("Le prononcé ne précède pas l’audience.")).toBeVisible();
  await formulaire.getByLabel("Jour du prononcé").fill("2026-12-15");
  const fait = { statut: 201, corps: { version: 6, act_id: INSCRIT, findings: [] } };
  maquette.prochaine(/\/actes$/, fait, "POST");
  maquette.prochaine(/\/actes$/, probleme(409, "ACT-001", "Acte refusé", "Les débats précèdent le délibéré."), "POST");
  await envoyer(/Mettre en délibéré 2.dossiers/);
  await expect(ligne(INSCRIT)).toContainText("Délibéré ouvert");
  await expect(ligne(ATTEND)).toContainText(/Refus.: Les débats précèdent le délibéré\./);
  await expect(ligne(ATTEND).getByRole("checkbox")).toBeChecked();
  await expect(page.getByRole("status").filter({ hasText: /1.délibéré ouvert, 1.refus/ })).toBeAttached();
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  maquette.prochaine(/\/actes$/, fait, "POST");
  await envoyer(/Mettre en délibéré 1.dossier/);
  await expect(ligne(ATTEND)).toContainText("Délibéré ouvert");
  expect(maquette.recues.map(({ chemin, version }) => [chemin, version])).toEqual([INSCRIT, ATTEND, ATTEND].map((id) => [`/dossiers/${id}/actes`, '"5"']));
  expect(new Set(maquette.recues.map(({ cle }) => cle)).size).toBe(3);
  expect(maquette.recues[0]?.corps).toEqual({ type: "delibere_ouvert", dates: { ouvert: "2026-11-24" }, corps: { prononce_le: "2026-12-15" } });
  // Read anew, the dossier has the last word: what was opened and since undone is offered again.
  await page.reload();
  await expect(ligne(INSCRIT).getByRole("checkbox")).toBeChecked();
  await expect(formulaire.getByText("Délibéré ouvert")).toHaveCount(0);
});
