/** Decisions: the register, a decision of several outcomes, the version that the public reads, a withdrawal. */
import { expect, type Page, test } from "./scene";
import { graves } from "../axe";
import { ARRET, REMIS, SHA, TEXTE } from "./decisions";
import { dossier } from "./donnees";
import { demarrer, type Maquette, probleme } from "./maquette";
import { fautesDeFrancais } from "./typographie";

let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
});
test.afterEach(() => maquette.arreter());

const aller = (page: Page, chemin: string) => page.goto(maquette.adresse + chemin);
const saine = async (page: Page) => {
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
};

test("le registre : cherché, filtré dans l’adresse, exporté", async ({ page }) => {
  await aller(page, "/decisions");
  await expect(page.getByRole("table", { name: "3 décisions" }).locator("tbody tr")).toHaveCount(3);
  await expect(page.locator("[data-joints]")).toHaveText("joint à D 26-10.002");
  await saine(page);
  await page.getByLabel("Diffusion").selectOption({ label: "À mettre à disposition" });
  await expect(page).toHaveURL(/diffusion=a_mettre/);
  await page.locator("main").getByRole("searchbox").fill("ECLI:FR:CCASS:2026:C200121");
  await page.locator("main").getByRole("button", { name: "Rechercher" }).click();
  await expect.poll(() => maquette.lues.some(({ search }) => search.includes("q=ECLI") && search.includes("diffusion=a_mettre"))).toBe(true);
  const telecharge = page.waitForEvent("download");
  await page.getByRole("button", { name: /Exporter/ }).click();
  expect((await telecharge).suggestedFilename()).toMatch(/^decisions-.*\.csv$/);
  await page.getByRole("link", { name: "Arrêt n° 121" }).click();
  await expect(page.getByRole("heading", { name: /Arrêt n° 121 du/ })).toBeVisible();
  await expect(page.getByRole("table", { name: "2 choses jugées" })).toContainText("pour le surplus");
  await saine(page);
});

test("une décision de plusieurs issues part telle qu’elle est saisie ; un refus est dit à sa ligne", async ({ page }) => {
  await aller(page, `/dossiers/${dossier.dossier_id}/decision`);
  await page.getByLabel("Formation").selectOption({ label: "Formation de section" });
  await page.getByLabel("Renvoi après cassation").selectOption({ label: "Avec renvoi" });
  await page.getByLabel("Juridiction de renvoi").fill("cour d’appel de Chambéry");
  await page.getByLabel("Solution").selectOption({ label: "Cassation" });
  await page.getByLabel("Chef").fill("en ce qu’il condamne");
  await page.getByRole("button", { name: "Ajouter une chose jugée" }).click();
  const seconde = page.getByRole("group", { name: "Chose jugée n° 2" });
  await seconde.getByLabel("Solution").selectOption({ label: "Rejet" });
  await seconde.getByLabel("Chef").fill("pour le surplus");
  await seconde.getByText("Ateliers du Vercors").click();
  await page.getByRole("textbox", { name: "Dispositif", exact: true }).fill("CASSE ET ANNULE");
  await page.getByText("Bulletin").click();
  await saine(page);
  const dit = "Le même pourvoi recevrait «\u00a0Cassation\u00a0» et «\u00a0Rejet\u00a0».";
  maquette.prochaine(/actes$/, probleme(422, "ARR-012", "Lignes contradictoires", dit, { errors: [{ field: "corps.outcomes[1]", code: "ARR-012", message: dit }] }), "POST");
  await page.getByRole("button", { name: "Enregistrer la décision" }).click();
  await expect(seconde).toContainText(dit);
  maquette.prochaine(/actes$/, { statut: 201, corps: { version: 6, act_id: ARRET, findings: [] } }, "POST");
  await page.getByRole("button", { name: "Enregistrer la décision" }).click();
  await expect(page).toHaveURL(/onglet=decision/);
  const { corps } = maquette.recues.at(-1) ?? {};
  expect(corps).toMatchObject({
    type: "decision_prononcee",
    corps: {
      nature: "arret",
      formation: "fs",
      renvoi: "avec_renvoi",
      publication: ["b"],
      outcomes: [
        { solution: "cassation", chef: 1, on_parties: [] },
        { solution: "rejet", chef: 2, on_parties: [dossier.parties[0]?.party_id] },
      ],
    },
    decision: { dispositif: "CASSE ET ANNULE", allot_minute: true, renvoi_court: "cour d’appel de Chambéry", chefs: ["en ce qu’il condamne", "pour le surplus"] },
  });
  // A decision on a priority question has the same words and the same minute, and its own sense.
  await aller(page, `/dossiers/${dossier.dossier_id}/acte?type=qpc_decidee`);
  await expect(page.getByRole("button", { name: "Voir les conséquences" })).toHaveCount(0);
  await page.getByRole("link", { name: /prononcer, rabattre ou rectifier/ }).click();
  await page.getByRole("combobox", { name: /^Décision/ }).selectOption({ label: "Décision sur la question prioritaire" });
  await page.getByLabel("Sens", { exact: true }).selectOption({ label: "Renvoi au Conseil constitutionnel" });
  await expect(page.getByLabel("Formation")).toHaveCount(0);
  await page.getByRole("textbox", { name: "Dispositif", exact: true }).fill("RENVOIE la question");
  await page.getByLabel("Pourvois joints").fill("D 26-10.002");
  await saine(page);
  maquette.prochaine(/actes$/, { statut: 201, corps: { version: 6, act_id: ARRET, findings: [] } }, "POST");
  await page.getByRole("button", { name: "Enregistrer la décision" }).click();
  await expect(page).toHaveURL(/onglet=decision/);
  const question = maquette.recues.at(-1)?.corps as { corps: unknown };
  expect(question).toMatchObject({
    type: "qpc_decidee",
    dates: { decidee: expect.any(String) },
    decision: { dispositif: "RENVOIE la question", allot_minute: true, renvoi_court: "", joined_numbers: ["D 26-10.002"], chefs: [] },
  });
  expect(question.corps).toEqual({ sens: "renvoi" });
});

test("la version du public : les noms sont cachés, un passage s’ajoute à la main, la version relue est celle qui part", async ({ page }) => {
  await aller(page, `/dossiers/${dossier.dossier_id}/decisions/${ARRET}/public`);
  const version = page.getByRole("region", { name: "Ce que lira le public" });
  await expect(version).toContainText("Mme [A]");
  await page.getByRole("button", { name: "Cacher la sélection" }).click();
  await expect(page.getByText("Sélectionnez d’abord un passage")).toBeVisible();
  const original = page.getByLabel("Original");
  const debut = TEXTE.indexOf("Ali Ben");
  await original.evaluate((zone: HTMLTextAreaElement, de) => zone.setSelectionRange(de, de + 7), debut);
  await page.getByRole("button", { name: "Cacher la sélection" }).click();
  await expect(version).toContainText("M. [2]");
  await saine(page);
  await page.getByRole("button", { name: /mettre à la disposition du public/ }).click();
  await expect.poll(() => maquette.recues.at(-1)?.chemin).toMatch(/mise-a-disposition$/);
  const remise = maquette.recues.at(-1);
  expect(remise?.version).toBe(`"${dossier.version}"`);
  expect(remise?.corps).toEqual({
    added: [{ start: debut, end: debut + 7, category: "personne_physique", label: "" }],
    kept: [],
    version_sha256: SHA,
  });
});

test("une décision d’occultation : ce que chacun décide, et un retrait avec son motif", async ({ page }) => {
  await aller(page, `/dossiers/${dossier.dossier_id}/decisions/${ARRET}/public`);
  await page.getByLabel("Auteur").selectOption({ label: "Premier président" });
  await expect(page.getByText("Localité", { exact: true })).toHaveCount(1);
  await page.getByText("Élément qui permet d’identifier un magistrat").click();
  maquette.prochaine(/actes$/, { statut: 201, corps: { version: 6, act_id: ARRET, findings: [] } }, "POST");
  await page.getByRole("button", { name: "Enregistrer la décision d’occultation" }).click();
  await expect.poll(() => maquette.recues.at(-1)?.corps).toMatchObject({
    type: "occultation_decidee",
    refers_to: ARRET,
    corps: { auteur: "premier_president", sens: "complements", categories: ["magistrat_greffe"] },
  });
  await aller(page, `/dossiers/${dossier.dossier_id}/decisions/${REMIS}/public`);
  await expect(page.getByRole("heading", { name: "Remise au public" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Retirer du public" })).toBeDisabled();
  await page.getByLabel("Motif du retrait").selectOption({ label: "Occultation insuffisante" });
  await saine(page);
  await page.getByRole("button", { name: "Retirer du public" }).click();
  await expect.poll(() => maquette.recues.at(-1)?.chemin).toMatch(/retrait$/);
  expect(maquette.recues.at(-1)?.corps).toEqual({ motif: "occultation_insuffisante" });
});
