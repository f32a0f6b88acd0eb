/** The gate before a milestone: what stops it, who answered, the act that cures one press away, and the way of two persons past it. */
import { expect, type Page, test } from "./scene";
import type * as T from "../../src/api/types";
import { graves } from "../axe";
import { INSCRIT, PUBLIEE, REFUSE } from "./audiences";
import * as donnees from "./donnees";
import * as groupes from "./groupes";
import { demarrer, type Maquette, probleme } from "./maquette";
import { fautesDeFrancais } from "./typographie";

const D = `/dossiers/${donnees.dossier.dossier_id}`;
let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
});
test.afterEach(() => maquette.arreter());

/** Somebody of the chamber, with these rights. */
async function ouvrir(page: Page, rapport: T.RapportControle, droits: string[], sujet = donnees.session.agent.subject, lu = donnees.dossier) {
  const permissions = ["lire_dossier", "enregistrer_fait", "enregistrer_acte_de_la_cour", ...droits];
  await page.route(`**/api/v1${D}?*`, (route) => route.fulfill({ json: { ...lu, permissions } }));
  await page.route(`**/api/v1${D}`, (route) => route.fulfill({ json: { ...lu, permissions } }));
  await page.route("**/controle?*", (route) => route.fulfill({ json: rapport }));
  await page.route("**/controle", (route) => route.fulfill({ json: rapport }));
  const agent = { ...donnees.session.agent, subject: sujet };
  await page.route("**/api/v1/session", (route) => route.fulfill({ json: { ...donnees.session, agent } }));
  await page.goto(`${maquette.adresse}${D}?onglet=controle&jalon=prononce`);
}

test("ce qui arrête d’abord, avec l’article et le remède à portée", async ({ page }) => {
  await ouvrir(page, donnees.rapportArrete, []);
  await expect(page.getByRole("tab", { name: "Contrôle de régularité" })).toHaveAttribute("aria-selected", "true");
  await expect(page.locator("[data-arrete]")).toContainText("une irrégularité l’arrête, et une part n’est pas vérifiée");
  const groupes = page.locator("[data-gravite]");
  expect(await groupes.evaluateAll((tous) => tous.map((groupe) => groupe.getAttribute("data-gravite")))).toEqual(["bloquante", "avertissement"]);
  const bloquant = page.locator('[data-constat="chk.civ.01"]');
  await expect(bloquant).toContainText("CPC 1012, 1019");
  await expect(page.locator('[data-part="deadline"]')).toContainText("Non vérifiée");
  await expect(page.locator('[data-part="document"]')).toContainText("Vérifiée");
  await expect(page.locator("[data-passages]")).toHaveCount(0);
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await bloquant.getByRole("link", { name: /Enregistrer la vérification/ }).click();
  await expect(page.getByLabel("Point vérifié")).toHaveValue("chk.civ.01");
});

test("le remède ouvre le formulaire de l’acte", async ({ page }) => {
  await ouvrir(page, donnees.rapportArrete, []);
  await page.locator('[data-constat="chk.civ.01"]').getByRole("link", { name: /Enregistrer.: Mémoire déposé/ }).click();
  await expect(page).toHaveURL(/type=memoire_depose/);
});

test("le président demande le passage, motif et lecture exigés", async ({ page }) => {
  await ouvrir(page, donnees.rapportMuet, ["demander_passage"]);
  await expect(page.locator("[data-offert]")).toContainText("possible dès maintenant");
  await page.getByRole("button", { name: "Demander le passage" }).click();
  await expect(page.getByText("Dites en une phrase pourquoi")).toBeVisible();
  await expect(page.getByText("Confirmez que vous l’avez lu.")).toBeVisible();
  expect(await graves(page)).toEqual([]);
  await page.getByLabel("Motif du passage").fill("Le titre de détention expire ce soir.");
  await page.getByText("J’ai lu ce qui n’est pas vérifié").click();
  maquette.prochaine(/\/passages$/, probleme(409, "CTL-005", "Rien à passer", "Chaque service a répondu."), "POST");
  await page.getByRole("button", { name: "Demander le passage" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Chaque service a répondu." })).toBeVisible();
  maquette.prochaine(/\/passages$/, { statut: 201, corps: donnees.passage }, "POST");
  await page.getByRole("button", { name: "Demander le passage" }).click();
  await expect(page.getByRole("status").filter({ hasText: "une autre personne doit le confirmer" })).toBeAttached();
  expect(maquette.recues.at(-1)).toMatchObject({ corps: { jalon: "prononce", motif: "Le titre de détention expire ce soir.", commun: false } });
  expect(maquette.recues.at(-1)?.cle).toMatch(/^[0-9a-f-]{36}$/);
});

test("une autre personne confirme, jamais celle qui demande", async ({ page }) => {
  const demande = { ...donnees.rapportMuet, passages: [donnees.passage] };
  await ouvrir(page, demande, ["demander_passage", "confirmer_passage"], donnees.passage.asked_by);
  await expect(page.locator('[data-passage="attend"]')).toContainText("Une autre personne que vous doit le confirmer.");
  await expect(page.getByRole("button", { name: "Confirmer ce passage" })).toHaveCount(0);
  // Names come after the passage.
  await expect.poll(() => fautesDeFrancais(page)).toEqual([]);
  await page.unrouteAll();
  await ouvrir(page, demande, ["confirmer_passage"], "conseiller.civ1");
  maquette.prochaine(/\/confirmation$/, { corps: { ...donnees.passage, confirmed_by: "conseiller.civ1" } }, "POST");
  await page.getByRole("button", { name: "Confirmer ce passage" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Le passage est confirmé" })).toBeAttached();
  expect(maquette.recues.at(-1)?.chemin).toBe(`/passages/${donnees.passage.passage_id}/confirmation`);
});

test("au dossier de tête, une demande pour le groupe et ce qu’elle écarte dans chacun", async ({ page }) => {
  const joint: T.RapportControle = { ...donnees.rapportMuet, dossier_id: groupes.groupe(1).members[0]?.dossier_id ?? "", number: "L 26-10.100" };
  maquette.poser("/controles", [joint]);
  await ouvrir(page, { ...donnees.rapportMuet, stops: false, parts: [] }, ["demander_passage"], undefined, groupes.tete);
  await expect(page.locator("[data-joints] [data-ligne]")).toHaveCount(1);
  const pourTous = page.getByLabel(/Demander aussi pour 39.dossiers joints/);
  await expect(pourTous).toBeChecked();
  await page.getByLabel("Motif du passage").fill("Le titre de détention expire ce soir.");
  await page.getByText("J’ai lu ce qui n’est pas vérifié").click();
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  maquette.prochaine(/\/passages$/, { statut: 201, corps: donnees.passage }, "POST");
  await page.getByRole("button", { name: "Demander le passage" }).click();
  await expect.poll(() => maquette.recues.at(-1)?.corps).toMatchObject({ commun: true });
  await page.unrouteAll();
  const membre = (number: string, reste: Partial<T.PassageJalon["members"][number]>) => ({
    dossier_id: joint.dossier_id,
    number,
    passage_id: number,
    not_checked: [],
    overridden: [],
    remaining: [],
    ...reste,
  });
  const members = [membre("K 26-10.001", {}), membre("L 26-10.100", { not_checked: ["deadline"], remaining: ["chk.civ.19"] })];
  await ouvrir(page, { ...donnees.rapportMuet, passages: [{ ...donnees.passage, members }] }, ["confirmer_passage"], "conseiller.civ1", groupes.tete);
  const table = page.locator("[data-groupe-passage]");
  await expect(table).toContainText("Rien n’y arrêtait le jalon");
  await expect(table.getByRole("row", { name: /L 26-10\.100/ })).toContainText(/1.part non vérifiée.*1.irrégularité à régulariser/);
  await expect(page.getByRole("button", { name: "Confirmer ces passages" })).toBeVisible();
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
});

test("une chambre à la fois, du constat au dossier", async ({ page }) => {
  maquette.poser("/controles", [donnees.rapportArrete]);
  await page.goto(`${maquette.adresse}/controles?chambre=civ1&jalon=prononce`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Contrôle de régularité");
  const ligne = page.locator("main [data-ligne]");
  await expect(ligne).toHaveCount(1);
  await expect(ligne).toContainText("une irrégularité l’arrête");
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await page.getByLabel("Jalon", { exact: true }).selectOption({ label: "Audiencement" });
  await expect(page).toHaveURL(/jalon=audiencement/);
  await page.getByRole("link", { name: donnees.dossier.number }).click();
  await expect(page).toHaveURL(/onglet=controle/);
});

test("un rôle à la fois, dans l’ordre où l’on appelle", async ({ page }) => {
  maquette.poser("/controles", [
    { ...donnees.rapportArrete, dossier_id: REFUSE, number: "D 26-10.002" },
    { ...donnees.rapportArrete, dossier_id: INSCRIT, number: "C 26-10.001" },
  ]);
  await page.goto(`${maquette.adresse}/audiences/${PUBLIEE}`);
  await page.getByRole("link", { name: "Contrôler le rôle" }).click();
  await expect(page).toHaveURL(/\/controles\?audience=.*jalon=prononce/);
  await expect(page.locator("main [data-ligne] a")).toHaveText(["C 26-10.001", "D 26-10.002"]);
  const demande = maquette.lues.find(({ pathname }) => pathname.endsWith("/controles"))?.searchParams;
  expect(demande?.get("dossiers")).toBe(`${INSCRIT},${REFUSE}`);
  expect(demande?.get("chambre")).toBeNull();
  await expect(page.getByLabel("Chambre", { exact: true })).toHaveCount(0);
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await page.getByLabel("Jalon", { exact: true }).selectOption({ label: "Notification" });
  await expect(page).toHaveURL(/audience=.*jalon=notification/);
});
