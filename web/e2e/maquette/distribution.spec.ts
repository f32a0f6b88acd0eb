/** Distribution, over the gateway in memory: what waits, why her and why not him, a card moved, all validated at once. */
import { expect, type Page, test } from "./scene";
import { graves } from "../axe";
import { attente, comparaison, DISTRIBUTION, distribution, EMPECHE, JOINT, PERSONNES, PREMIER, presidente, SECOND } from "./distribution";
import { agents, dossier, empechement } from "./donnees";
import { demarrer, type Maquette, probleme } from "./maquette";
import { fautesDeFrancais } from "./typographie";

let maquette: Maquette;
test.beforeEach(async ({ page }) => {
  maquette = await demarrer();
  await page.route("**/api/v1/session", (route) => route.fulfill({ json: presidente }));
});
test.afterEach(() => maquette.arreter());

const carte = (page: Page, dossier: string) => page.locator(`[data-carte="${dossier}"]`);

test("ce qui attend se choisit, et une distribution se propose", async ({ page }) => {
  await page.goto(`${maquette.adresse}/distribution`);
  await expect(page.locator("[data-ligne]")).toHaveCount(2);
  await expect(page.locator(`[data-ligne="${PREMIER}"]`)).toContainText(/Urgent.*Avec 1.dossier joint/s);
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await page.getByLabel("Circuit du dossier 26-10.001").selectOption("approfondi");
  await page.getByLabel("26-10.003", { exact: true }).uncheck();
  await page.getByRole("button", { name: /Proposer une distribution de 1.dossier/ }).dblclick();
  await expect(page).toHaveURL(new RegExp(`/distribution/${DISTRIBUTION}$`));
  const corps = { chambre: "civ1", office: "rapporteur", dossiers: [{ dossier_id: PREMIER, circuit: "approfondi" }] };
  expect(maquette.recues.map(({ chemin, corps: envoye }) => [chemin, envoye])).toEqual([["/distributions", corps]]);
});

test("chaque carte dit à qui, pourquoi elle, pourquoi pas lui ; les charges avant et après", async ({ page }) => {
  await page.goto(`${maquette.adresse}/distribution/${DISTRIBUTION}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Distribution du .*24.novembre.2026, ouverte à 10.h.00/);
  await expect(carte(page, PREMIER)).toContainText(/26-10\.001.*Paul Lenoir/s);
  await expect(carte(page, JOINT)).toContainText(/Joint au dossier 26-10\.001/);
  await expect(carte(page, EMPECHE)).toContainText(/Personne.*3.personnes.: a connu de l’affaire/s);
  await expect(page.locator(`[data-charge="${PERSONNES.LENOIR}"]`)).toContainText(/3\s*1,2\s*3\s*4,2/);
  await carte(page, PREMIER).getByRole("button", { name: /Pourquoi/ }).press("Enter");
  await expect(page.locator(`[data-candidat="${PERSONNES.ARNAUD}"]`)).toContainText(/charge 5,1 \+ hors de ses spécialités 0,6.*5,7/s);
  await expect(page.locator(`[data-candidat="${PERSONNES.VASSEUR}"]`)).toContainText(/Interdit.*s’est déporté.*L\. 111-7/s);
  await expect(page.getByLabel("Donner à").getByRole("option", { name: /Vasseur/ })).toHaveCount(0);
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
});

test("une carte se déplace avec un motif ; un refus se dit et ne perd rien", async ({ page }) => {
  await page.goto(`${maquette.adresse}/distribution/${DISTRIBUTION}`);
  await carte(page, PREMIER).getByRole("button", { name: /Pourquoi/ }).click();
  const deplacer = page.getByRole("button", { name: /Déplacer/ });
  await deplacer.click();
  await expect(page.getByText("Choisissez dans la liste.")).toBeVisible();
  await expect(page.getByText("Dites en une phrase ce qui justifie ce choix.")).toBeVisible();
  await page.getByLabel("Donner à").selectOption(PERSONNES.ARNAUD);
  await page.getByLabel(/^Motif/).fill("Connaît la matière.");
  maquette.prochaine(/deplacements$/, probleme(412, "DIS-004", "Distribution modifiée entre-temps", "Quelqu’un a changé cette distribution."));
  await deplacer.click();
  await expect(page.getByRole("alert").filter({ hasText: "Quelqu’un a changé cette distribution" })).toBeVisible();
  await expect(page.getByLabel(/^Motif/)).toHaveValue("Connaît la matière.");
  await deplacer.click();
  await expect(carte(page, PREMIER)).toContainText(/Sophie Arnaud.*Déplacée.*Proposé d’abord à Paul Lenoir.*Motif.*Connaît la matière/s);
  await expect(page.locator(`[data-charge="${PERSONNES.ARNAUD}"]`)).toContainText(/4,5\s*1,2/);
  expect(maquette.recues.at(-1)?.corps).toEqual({ version: 1, dossier_id: PREMIER, rank: 1, agent_id: PERSONNES.ARNAUD, reason: "Connaît la matière." });
  expect(await fautesDeFrancais(page)).toEqual([]);
});

test("valider : une fois, et l’on voit ce que devient chaque désignation", async ({ page }) => {
  await page.goto(`${maquette.adresse}/distribution/${DISTRIBUTION}`);
  await page.getByRole("button", { name: /Valider 1.désignation/ }).dblclick();
  await expect(carte(page, PREMIER)).toContainText("En cours d’enregistrement");
  await expect(page.getByRole("button", { name: /Valider/ })).toHaveCount(0);
  expect(maquette.recues.map(({ corps }) => corps)).toEqual([{ version: 1, decision: "valider" }]);
  await page.getByRole("button", { name: "Recalculer la proposition" }).click();
  await expect(page.getByText("à l’octet près")).toBeVisible();
});

test("un second plan des mêmes dossiers se demande, pesé autrement, et mène à la comparaison", async ({ page }) => {
  await page.goto(`${maquette.adresse}/distribution?chambre=civ1&office=rapporteur&plan=${DISTRIBUTION}`);
  await expect(page.getByRole("heading", { name: "Second plan" })).toBeVisible();
  // None of its dossiers can be left out; what the first plan says of each can be forgotten.
  await expect(page.getByRole("checkbox", { name: /^26-/ })).toHaveCount(0);
  await expect(page.getByRole("checkbox", { name: /^Oublier ce que le premier plan en dit/ })).toHaveCount(2);
  const poids = page.getByLabel(/Poids du dossier 26-10.001/);
  await poids.fill("beaucoup");
  const proposer = page.getByRole("button", { name: /Proposer une distribution de 2.dossiers/ });
  await proposer.press("Enter");
  await expect(page.getByText("Indiquez un nombre de 0,01 à 100, ou rien pour le poids des règles.")).toBeVisible();
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await poids.fill("2,5");
  await proposer.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/distribution/${DISTRIBUTION}/comparaison/${SECOND}$`));
  const dossiers = [{ dossier_id: PREMIER, weight: 250 }, { dossier_id: EMPECHE }];
  expect(maquette.recues.map(({ corps }) => corps)).toEqual([{ chambre: "civ1", office: "rapporteur", beside: DISTRIBUTION, dossiers }]);
});

test("un second plan ne se demande plus d’un premier plan clos, ni de dossiers qui n’attendent plus", async ({ page }) => {
  await page.route("**/api/v1/distributions/attente?*", (route) => route.fulfill({ json: { items: attente.slice(0, 1), next_cursor: null, total: 1 } }));
  await page.goto(`${maquette.adresse}/distribution?chambre=civ1&office=rapporteur&plan=${DISTRIBUTION}`);
  await expect(page.getByText(/l’un d’eux n’attend plus de désignation.: 26-10\.003\. Abandonnez le premier plan/)).toBeVisible();
  await expect(page.getByRole("button", { name: /Proposer/ })).toHaveCount(0);
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await page.route(`**/api/v1/distributions/${DISTRIBUTION}`, (route) => route.fulfill({ json: distribution(2, "abandonnee") }));
  await page.reload();
  await expect(page.getByText(/Le premier plan est clos.*26-10\.001, 26-10\.003/)).toBeVisible();
  await expect(page.getByRole("button", { name: /Proposer/ })).toHaveCount(0);
});

test("deux plans se comparent : mesures, charges, dossiers attribués autrement et pourquoi ; l’un se valide", async ({ page }) => {
  await page.goto(`${maquette.adresse}/distribution`);
  const choisir = page.getByRole("form", { name: "Comparer deux plans" });
  await choisir.getByLabel("Plan A").selectOption(SECOND);
  await choisir.getByRole("button", { name: "Comparer" }).press("Enter");
  await expect(choisir.getByText("Choisissez un autre plan que le plan A.")).toBeVisible();
  await choisir.getByLabel("Plan A").selectOption(DISTRIBUTION);
  await choisir.getByRole("button", { name: "Comparer" }).press("Enter");
  await expect(page).toHaveURL(new RegExp(`/comparaison/${SECOND}$`));
  await expect(page.locator("[data-mesure^='Écart']")).toContainText(/1,5\s*2,7/);
  await expect(page.locator(`[data-charge="${PERSONNES.ARNAUD}"]`)).toContainText(/4,5\s*4,5.*4,5\s*5,7\s*\+1,2/s);
  await expect(page.locator(`[data-charge="${PERSONNES.VASSEUR}"]`)).toContainText(/Hors du plan/);
  const comparees = page.locator("[data-comparee]");
  await expect(comparees).toHaveCount(1);
  await expect(comparees).toContainText(/26-10\.001.*Paul Lenoir.*Sophie Arnaud.*À une autre personne.*une limite écarte/s);
  await comparees.getByText(/^Détail/).press("Enter");
  await expect(page.locator(`[data-compte="B ${PERSONNES.LENOIR}"]`)).toContainText(/Écarté.: est absent pour longtemps/);
  await expect(page.locator(`[data-compte="A ${PERSONNES.LENOIR}"]`)).toContainText(/sur la carte.*charge 3,6/);
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await page.getByLabel("Changement").selectOption("tous");
  await expect(comparees).toHaveCount(2);
  await page.getByLabel("Magistrat").selectOption(PERSONNES.ARNAUD);
  await page.getByLabel("Raison").selectOption("equilibre");
  await expect(page.getByText(/0.carte sur 2/)).toBeVisible();
  await page.getByLabel("Raison").selectOption("limite");
  const fichier = page.waitForEvent("download");
  await page.getByRole("button", { name: "Enregistrer en CSV" }).press("Enter");
  expect((await fichier).suggestedFilename()).toMatch(/^comparaison-de-plans-.*\.csv$/);
  const [une, changee] = [comparaison(), comparaison()];
  changee.right.summary = { ...changee.right.summary, version: une.right.summary.version + 1 };
  await page.route("**/api/v1/distributions/*/comparaison/*", (route) => route.fulfill({ json: changee }));
  maquette.prochaine(/decision$/, probleme(412, "DIS-004", "Distribution modifiée entre-temps", "Quelqu’un a changé cette distribution."));
  await page.getByRole("button", { name: "Valider le plan B" }).press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "Quelqu’un a changé cette distribution" })).toBeVisible();
  await page.getByRole("button", { name: "Valider le plan B" }).press("Enter");
  await expect(page).toHaveURL(new RegExp(`/distribution/${DISTRIBUTION}$`));
  expect(maquette.recues.slice(-2).map(({ chemin, corps }) => [chemin, corps])).toEqual([
    [`/distributions/${SECOND}/decision`, { version: 1, decision: "valider" }],
    [`/distributions/${SECOND}/decision`, { version: 2, decision: "valider" }],
  ]);
});

test("les absences s’inscrivent et se retirent, sans motif", async ({ page }) => {
  await page.goto(`${maquette.adresse}/magistrats`);
  await expect(page.locator(`[data-ligne="${PERSONNES.LENOIR}"]`)).toContainText(/Conseiller.*80.%.*Absence du 1er.décembre.2026 au 15.décembre.2026/s);
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await page.getByRole("button", { name: "Inscrire" }).click();
  await expect(page.getByText("Indiquez le premier jour.")).toBeVisible();
  await page.getByLabel("Magistrat", { exact: true }).selectOption(PERSONNES.ARNAUD);
  await page.getByLabel("Part du temps").selectOption("500");
  await page.getByLabel("Premier jour").fill("2026-12-01");
  await page.getByRole("button", { name: "Inscrire" }).click();
  await expect(page.getByRole("status").filter({ hasText: "L’absence est inscrite." })).toBeAttached();
  await page.getByRole("button", { name: /Retirer de Paul Lenoir/ }).click();
  await expect(page.getByRole("status").filter({ hasText: "L’absence est retirée." })).toBeAttached();
  const [inscrite, retiree] = maquette.recues.map(({ corps }) => corps);
  expect(inscrite).toEqual({ agent_id: PERSONNES.ARNAUD, from: "2026-12-01", part: 500 });
  expect(retiree).toEqual({ absence_id: "00000000-0000-4000-9000-000000000031" });
});

test("la fiche d’un magistrat se modifie par qui tient le registre, et lui seul", async ({ page }) => {
  const chambre = { ...presidente.agent, roles: ["president"] };
  await page.route("**/api/v1/session", (route) => route.fulfill({ json: { ...presidente, agent: chambre } }));
  await page.goto(`${maquette.adresse}/magistrats`);
  await expect(page.locator("[data-ligne]")).toHaveCount(2);
  await expect(page.getByRole("button", { name: /Modifier la fiche/ })).toHaveCount(0);
  const tient = { ...presidente.agent, roles: ["administration"], chambres: [] };
  await page.route("**/api/v1/session", (route) => route.fulfill({ json: { ...presidente, agent: tient } }));
  await page.goto(`${maquette.adresse}/magistrats`);
  const modifier = page.getByRole("button", { name: "Modifier la fiche de Paul Lenoir" });
  await modifier.click();
  const fiche = page.getByRole("form", { name: "Fiche de Paul Lenoir" });
  await expect(fiche.getByRole("heading")).toBeFocused();
  await expect(fiche.getByLabel("Fonction")).toHaveValue("conseiller");
  await fiche.getByLabel("Fonction").selectOption("doyen");
  await fiche.getByLabel("Départ").fill("2027-08-31");
  await fiche.getByLabel("Temps de travail, en pour cent").fill("120");
  await fiche.getByLabel("Spécialités").fill("contrats, vente");
  await fiche.getByLabel("Ajouter un parent ou un allié").selectOption({ label: "Sophie Arnaud" });
  await fiche.getByRole("button", { name: "Enregistrer la fiche" }).click();
  await expect(fiche.getByText("Indiquez un nombre de 0 à 100.")).toBeVisible();
  await expect(fiche.getByText("Choisissez dans la liste.")).toBeVisible();
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await fiche.getByLabel("Temps de travail, en pour cent").fill("62,5");
  await fiche.getByLabel("Lien avec Sophie Arnaud").selectOption({ label: "2e degré" });
  await fiche.getByRole("button", { name: "Enregistrer la fiche" }).click();
  await expect(page.getByRole("status").filter({ hasText: "La fiche est enregistrée." })).toBeAttached();
  await expect(fiche).toHaveCount(0);
  await expect(modifier).toBeFocused();
  expect(maquette.recues.map(({ corps }) => corps)).toEqual([
    {
      agent_id: PERSONNES.LENOIR,
      version: 2,
      fonction: "doyen",
      section: "1",
      arrived_on: "2020-09-01",
      left_on: "2027-08-31",
      part_time: 625,
      specialities: ["contrats", "vente"],
      kin: [{ agent_id: PERSONNES.ARNAUD, degree: 2 }],
    },
  ]);
});

test("les dossiers d’un magistrat absent pour longtemps se redistribuent d’un geste", async ({ page }) => {
  await page.goto(`${maquette.adresse}/distribution`);
  const quoi = page.getByLabel("Dossiers", { exact: true });
  await quoi.selectOption({ label: "De Paul Lenoir, à redistribuer" });
  await expect(page.getByRole("heading", { name: "Dossiers à redistribuer" })).toBeVisible();
  const parti = await quoi.inputValue();
  await expect(page).toHaveURL(new RegExp(`remplace=${parti}`));
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await page.getByRole("button", { name: /Proposer une distribution de 2.dossiers/ }).click();
  await expect(page).toHaveURL(new RegExp(`/distribution/${DISTRIBUTION}$`));
  expect(maquette.recues[0]?.corps).toMatchObject({ replaces: parti, office: "rapporteur" });
});

test("un rapporteur désigné se remplace par un acte, avec sa cause", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers/${dossier.dossier_id}/attribution`);
  const rapporteur = page.getByRole("form", { name: "Rapporteur" });
  await expect(rapporteur.getByRole("combobox")).toHaveCount(0);
  await rapporteur.getByRole("link", { name: /Remplacer/ }).click();
  await expect(page).toHaveURL(/type=magistrat_remplace/);
});

test("un empêchement se déclare avec sa cause, et se retire une fois confirmé", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers/${dossier.dossier_id}/attribution`);
  const section = page.getByRole("region", { name: "Empêchements" });
  const ligne = section.locator(`[data-empechement="${empechement.impediment_id}"]`);
  await expect(ligne).toContainText(/Paul Lenoir.: A connu de l’affaire.*Dit par Sophie Arnaud, le vendredi.20.novembre.2026/s);
  await section.getByRole("button", { name: "Déclarer l’empêchement" }).click();
  await expect(section.getByText("Choisissez dans la liste.")).toHaveCount(2);
  await section.getByLabel("Magistrat empêché").selectOption({ label: "Sophie Arnaud" });
  await section.getByLabel("Cause").selectOption("recusation_demandee");
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  await section.getByRole("button", { name: "Déclarer l’empêchement" }).click();
  await expect(page.getByRole("status").filter({ hasText: "L’empêchement est déclaré." })).toBeAttached();
  expect(maquette.recues.map(({ corps }) => corps)).toEqual([{ agent_id: agents[1]?.agent_id, kind: "recusation_demandee" }]);
  await ligne.getByRole("button", { name: "Retirer l’empêchement de Paul Lenoir" }).click();
  await expect(page.getByRole("alertdialog")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(ligne.getByRole("button", { name: /Retirer/ })).toBeFocused();
  await ligne.getByRole("button", { name: /Retirer/ }).click();
  expect(await graves(page)).toEqual([]);
  await page.getByRole("button", { name: "Confirmer le retrait" }).click();
  await expect(page.getByRole("status").filter({ hasText: "L’empêchement est retiré." })).toBeAttached();
  expect(maquette.recues.at(-1)?.corps).toEqual({ impediment_id: empechement.impediment_id });
});

test("qui ne tient pas la chambre du dossier ne lit pas ses empêchements", async ({ page }) => {
  await page.route("**/api/v1/session", (route) => route.fulfill({ json: { ...presidente, agent: { ...presidente.agent, chambres: ["soc"] } } }));
  await page.goto(`${maquette.adresse}/dossiers/${dossier.dossier_id}/attribution`);
  await expect(page.getByRole("form", { name: "Chambre" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Empêchements" })).toHaveCount(0);
  expect(maquette.lues.some(({ pathname }) => pathname.endsWith("/empechements"))).toBe(false);
});

test("un second rapporteur se propose par la même porte, à son rang, et le refus de la loi se dit", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers/${dossier.dossier_id}/attribution`);
  await page.getByRole("button", { name: /Désigner un second rapporteur/ }).press("Enter");
  const second = page.getByRole("form", { name: "Second rapporteur" });
  await second.getByRole("combobox").selectOption({ index: 1 });
  const refus = "serait second rapporteur d’une affaire qui n’en a qu’un (COJ, art. R. 431-14).";
  maquette.prochaine(/\/designations$/, probleme(409, "DIS-006", "Désignation que la loi interdit", refus));
  await second.getByRole("button", { name: /Proposer/ }).press("Enter");
  await expect(second.getByRole("alert")).toContainText("serait second rapporteur");
  await second.getByRole("button", { name: /Proposer/ }).press("Enter");
  await expect.poll(() => maquette.recues.map(({ corps }) => corps)).toContainEqual(expect.objectContaining({ kind: "rapporteur_designe", rank: 2 }));
});

test("une limite que le président peut passer demande son motif, et le garde", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers/${dossier.dossier_id}/attribution`);
  await page.getByRole("button", { name: /Désigner un second rapporteur/ }).press("Enter");
  const second = page.getByRole("form", { name: "Second rapporteur" });
  await second.getByRole("combobox").selectOption({ index: 1 });
  await expect(second.getByLabel(/Motif de la désignation/)).toHaveCount(0);
  const limite = "est absent pour longtemps à la date de la désignation.";
  maquette.prochaine(/\/designations$/, probleme(409, "AFF-019", "Désignation à motiver", limite));
  await second.getByRole("button", { name: /Proposer/ }).press("Enter");
  await expect(second.getByRole("alert")).toContainText("absent pour longtemps");
  await expect(second.getByLabel(/Motif de la désignation/)).toBeFocused();
  await second.getByLabel(/Motif de la désignation/).fill("Seul à suivre cette série.");
  await second.getByRole("button", { name: /Proposer/ }).press("Enter");
  await expect.poll(() => maquette.recues.map(({ corps }) => corps)).toContainEqual(expect.objectContaining({ rank: 2, reason: "Seul à suivre cette série." }));
});

test("une chambre est suggérée avec ses raisons, retenue au clavier, et proposée par qui décide", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers/${dossier.dossier_id}/attribution`);
  const chambre = page.getByRole("form", { name: "Chambre" });
  const premiere = chambre.locator("[data-suggestion=civ1]");
  await expect(premiere).toContainText(/sûr à 91.%/);
  await expect(premiere).toContainText("118 des 127");
  await expect(premiere).toContainText(/Règle «.Première chambre de la cour d’appel.».*Ce que juge cette section/);
  await expect(premiere).toContainText(/118.dossiers déjà attribués où elle décide, 108 sont allés à cette chambre/);
  await expect(chambre.locator("[data-circuit=court]")).toContainText(/circuit court, sûr à 85.%.*34 sont allés dans ce circuit.*Décide le président de la chambre/);
  await premiere.getByRole("button", { name: "Retenir Première chambre civile" }).press("Enter");
  await expect(chambre.getByRole("combobox").first()).toHaveValue("civ1");
  await chambre.getByRole("button", { name: "Retenir le circuit court" }).press("Enter");
  await expect(chambre.getByLabel("Circuit")).toHaveValue("court");
  await chambre.getByRole("button", { name: /Proposer/ }).press("Enter");
  await expect.poll(() => maquette.recues.map(({ corps }) => corps)).toContainEqual({ kind: "chambre_attribuee", chambre: "civ1", circuit: "court" });
});
