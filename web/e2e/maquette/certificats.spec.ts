/** Certificates of non-pourvoi: the counter, a decision, a list deposited at once, and a verification without a session. */
import { expect, type Page, test } from "./scene";
import { graves } from "../axe";
import * as donnees from "./donnees";
import { demarrer, type Maquette, probleme } from "./maquette";
import { fautesDeFrancais } from "./typographie";

let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
});
test.afterEach(() => maquette.arreter());

const aller = (page: Page, chemin: string) => page.goto(maquette.adresse + chemin);
const envoyee = (motif: RegExp) => maquette.recues.find(({ chemin }) => motif.test(chemin));
const saine = async (page: Page) => {
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
};

test("au guichet : un refus est dit au champ, la demande part telle qu’elle est écrite, le certificat s’affiche", async ({ page }) => {
  await aller(page, "/certificats");
  await page.getByRole("link", { name: "Demander un certificat" }).click();
  await page.getByLabel("Qualité").selectOption({ label: "Avocat" });
  await page.getByLabel("Nom ou dénomination").fill("Me Aubry");
  await page.getByRole("textbox", { name: /^Juridiction/ }).fill("CA Grenoble");
  await page.getByLabel("Rendue le").fill("2026-06-12");
  const champ = "La décision ne se distingue pas des autres du même jour.";
  maquette.prochaine(/^\/certificats$/, probleme(422, "CNP-001", "Décision mal désignée", champ, { errors: [{ field: "sought.case_number", code: "CNP-001", message: champ }] }), "POST");
  await page.getByRole("button", { name: "Chercher et délivrer" }).click();
  await expect(page.getByRole("alert")).toContainText("Décision mal désignée");
  await saine(page);
  await page.getByLabel("Parties").fill("Aubry\n\nsociété des Ateliers");
  await page.getByRole("button", { name: "Chercher et délivrer" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Certificat de non-pourvoi n° CNP-2026-00007/ })).toBeVisible();
  await expect(page.getByText("aucun pourvoi en cassation n’est enregistré")).toBeVisible();
  expect(maquette.recues[1]?.corps).toEqual({
    requester: { quality: "avocat", name: "Me Aubry" },
    sought: { court: "CA Grenoble", rendered_on: "2026-06-12", case_number: "", parties: ["Aubry", "société des Ateliers"], matter: "civile", reference: "" },
  });
  expect(maquette.recues[0]?.cle).not.toBe(maquette.recues[1]?.cle);
});

test("un doute : on voit pourquoi chaque dossier ressemble ; la décision part avec la version lue et reste écrite si la recherche a changé", async ({ page }) => {
  await aller(page, "/certificats?statut=a_decider");
  await page.getByRole("link", { name: /cour d’appel de Grenoble/ }).click();
  const lignes = page.getByLabel(/^Ressemblance du dossier/).locator("dd");
  await expect(lignes).toHaveCount(4);
  await expect(lignes.nth(1)).toContainText("Proche");
  await expect(page.getByText("Un dossier à accès restreint ressemble")).toBeVisible();
  await expect(page.getByRole("button", { name: "Décider" })).toBeDisabled();
  await page.getByText("Retenir le dossier C 26-10.001").click();
  await page.getByText("Attestation de pourvoi").click();
  await page.getByRole("textbox", { name: /^Motif/ }).fill("Le jour est celui du prononcé.");
  await saine(page);
  maquette.prochaine(/decision$/, probleme(412, "CNP-005", "La recherche a changé", "La recherche ne trouve plus ce que vous avez vu.", { current_version: 2 }), "POST");
  maquette.prochaine(/^\/certificats\/[^/]+$/, { corps: { ...donnees.aDecider, version: 2 } }, "GET");
  await page.getByRole("button", { name: "Décider" }).click();
  await expect(page.getByRole("alert")).toContainText("La recherche a changé");
  await expect(page.getByRole("textbox", { name: /^Motif/ })).toHaveValue("Le jour est celui du prononcé.");
  await expect.poll(() => maquette.lues.filter(({ pathname }) => pathname.endsWith(donnees.aDecider.demand_id)).length).toBe(2);
  maquette.prochaine(/^\/certificats\/[^/]+$/, { corps: { ...donnees.demandes[1], demand_id: donnees.aDecider.demand_id } }, "GET");
  await page.getByRole("button", { name: "Décider" }).click();
  await expect(page.getByRole("article", { name: /Certificat/ })).toBeVisible();
  expect(maquette.recues.map(({ version }) => version)).toEqual(['"1"', '"2"']);
  expect(maquette.recues[1]?.corps).toEqual({
    outcome: "date_pourvoi",
    dossier_ids: [donnees.dossier.dossier_id],
    reason: "Le jour est celui du prononcé.",
  });
});

test("une liste collée d’un tableur : chaque ligne a sa réponse", async ({ page }) => {
  await aller(page, "/certificats/lot");
  await page.getByLabel("Nom ou dénomination").fill("Aubry");
  await page.getByLabel("Décisions, une par ligne").fill("Juridiction;Date;Numéro\nCA Grenoble;12/06/2026;25/04518\nTJ Lyon;;24/00001");
  await expect(page.getByText("2 décisions lues")).toBeVisible();
  await page.getByRole("button", { name: "Déposer la liste" }).click();
  const lignes = page.getByRole("table", { name: "2 réponses" }).locator("tbody tr");
  await expect(lignes.nth(0)).toContainText("CNP-2026-00007");
  await expect(lignes.nth(1)).toContainText("La date de la décision manque.");
  await saine(page);
  expect((envoyee(/lots$/)?.corps.sought as unknown[])[0]).toMatchObject({ court: "CA Grenoble", rendered_on: "2026-06-12", case_number: "25/04518" });
});

test("n’importe qui vérifie un certificat, sans session", async ({ page }) => {
  maquette.prochaine(/^\/session$/, probleme(401, "SES-003", "Session absente", "Connectez-vous."), "GET");
  await aller(page, "/verification");
  await page.getByLabel("Numéro").fill("CNP-2026-00007");
  await page.getByLabel("Empreinte SHA-256").fill("00");
  await page.getByRole("button", { name: "Vérifier", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("Certificat non reconnu");
  await page.getByLabel("Empreinte SHA-256").fill(donnees.EMPREINTE);
  await page.getByRole("button", { name: "Vérifier", exact: true }).click();
  await expect(page.getByText("Ce certificat vient du greffe")).toBeVisible();
  await expect(page.getByRole("article", { name: /CNP-2026-00007/ })).toContainText("aucun pourvoi");
  await saine(page);
});

test("n’importe qui vérifie un papier scellé : le fichier reste sur le poste", async ({ page }) => {
  maquette.prochaine(/^\/session$/, probleme(401, "SES-003", "Session absente", "Connectez-vous."), "GET");
  await aller(page, "/verification");
  const choisir = (contenu: string) =>
    page.getByLabel("Papier à vérifier").setInputFiles({ name: "expedition.pdf", mimeType: "application/pdf", buffer: Buffer.from(contenu) });
  await choisir(`${donnees.papierScelle.contenu} modifié`);
  await expect(page.getByRole("alert")).toContainText("Papier inconnu");
  await choisir(donnees.papierScelle.contenu);
  await expect(page.getByText("Ce papier vient de la Cour et n’a pas été modifié")).toBeVisible();
  await expect(page.getByText("Cachet de la Cour")).toBeVisible();
  expect(maquette.recues).toEqual([]);
  await saine(page);
});

test("sur papier, le certificat et son empreinte seuls", async ({ page }) => {
  await aller(page, `/certificats/${donnees.demandes[1]?.demand_id}`);
  await expect(page.getByRole("article")).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText(donnees.EMPREINTE)).toBeVisible();
  await expect(page.getByRole("heading", { name: "Demande", exact: true })).toBeHidden();
  await expect(page.getByRole("link", { name: "Le registre des certificats" })).toBeHidden();
});
