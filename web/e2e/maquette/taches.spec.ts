/** Tasks: one gesture over many, looked at first and gone back on; warnings, hand-overs, absences, what one follows. */
import { expect, test } from "./scene";
import { graves } from "../axe";
import * as donnees from "./donnees";
import { demarrer, type Maquette } from "./maquette";
import { fautesDeFrancais } from "./typographie";

let maquette: Maquette;
test.beforeEach(async ({ page }) => {
  maquette = await demarrer();
  maquette.poser("/taches", [donnees.alerte, donnees.transmise, ...donnees.taches]);
  await page.goto(`${maquette.adresse}/ma-journee`);
});
test.afterEach(() => maquette.arreter());

const gestes = () => maquette.recues.filter(({ chemin }) => chemin === "/taches/gestes").map(({ corps }) => corps);

test("un geste sur plusieurs tâches : aperçu, résultat par ligne, retour", async ({ page }) => {
  const bloc = page.getByRole("region", { name: "Agir sur plusieurs tâches" });
  for (const { label, dossier_number } of donnees.taches.slice(0, 2)) {
    await page.getByRole("checkbox", { name: `Choisir la tâche ${label}, dossier ${dossier_number}` }).check();
  }
  await expect(bloc).toContainText("2 tâches choisies");
  await bloc.getByRole("button", { name: "Aperçu" }).click();
  const resultat = page.getByRole("region", { name: "Résultat du geste" });
  await expect(resultat).toContainText("rien n’est fait");
  await expect(resultat.locator("[data-resultat=fait]")).toHaveCount(1);
  await expect(resultat.locator("[data-resultat=TAC-004]")).toContainText("Demandez-lui de la rendre");
  expect(await graves(page)).toEqual([]);
  await bloc.getByRole("button", { name: "Prendre", exact: true }).click();
  await expect(resultat.locator("caption")).toContainText("Prendre");
  await resultat.getByRole("button", { name: "Annuler ce geste" }).click();
  await expect(resultat.locator("caption")).toContainText("Annulation");
  const ids = donnees.taches.slice(0, 2).map(({ task_id }) => task_id);
  expect(gestes()).toEqual([
    { gesture: "prendre", task_ids: ids, preview: true },
    { gesture: "prendre", task_ids: ids, preview: false },
    { gesture: "annuler", undoes: donnees.GESTE },
  ]);
});

test("transmettre et différer demandent à qui, jusqu’à quand, pourquoi", async ({ page }) => {
  const bloc = page.getByRole("region", { name: "Agir sur plusieurs tâches" });
  const [premiere] = donnees.taches;
  await page.getByRole("checkbox", { name: `Choisir la tâche ${premiere?.label}, dossier ${premiere?.dossier_number}` }).check();
  await bloc.getByLabel("Geste").selectOption("differer");
  await bloc.getByLabel("Jusqu’au").fill("2026-12-01");
  await bloc.getByLabel("Motif").fill("Pièce attendue");
  await bloc.getByRole("button", { name: "Différer" }).click();
  await expect.poll(gestes).toEqual([
    { gesture: "differer", task_ids: [premiere?.task_id], preview: false, until: "2026-12-01", reason: "Pièce attendue" },
  ]);
});

test("une ligne dit pourquoi elle est là, qui l’a transmise, ce qui fut dit et lu", async ({ page }) => {
  const alerte = page.locator("[data-ligne]").filter({ hasText: "Délai expiré" });
  await expect(alerte).toContainText("terme passé depuis 5 jours");
  await expect(alerte).toContainText("Signalée plus haut");
  const dits = alerte.getByRole("list", { name: "Avertissements" }).getByRole("listitem");
  await expect(dits).toHaveCount(2);
  await expect(dits.first()).toContainText("dit en retard");
  await expect(dits.last()).toContainText("personne n’a accusé réception");
  await expect(page.getByText("Je suis en audience")).toBeVisible();
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
});

test("absences et suivis se lisent et se changent", async ({ page }) => {
  const absences = page.getByRole("region", { name: "Absences" });
  await expect(absences).toContainText("vous suppléez");
  await absences.getByRole("button", { name: "Déclarer une absence" }).click();
  await absences.getByLabel("Premier jour").fill("2026-12-21");
  await absences.getByLabel("Dernier jour").fill("2026-12-24");
  await absences.getByRole("button", { name: "Déclarer l’absence" }).click();
  await expect.poll(() => maquette.recues.find(({ chemin }) => chemin === "/absences")?.corps).toMatchObject({ from_day: "2026-12-21", to_day: "2026-12-24" });
  const suivis = page.getByRole("region", { name: "Ce que je suis" });
  await expect(suivis).toContainText("Audience fixée");
  await suivis.getByRole("button", { name: /Marquer comme lu/ }).click();
  await expect.poll(() => maquette.recues.some(({ chemin }) => chemin.endsWith("/lecture"))).toBe(true);
  expect(await graves(page)).toEqual([]);
});

test("la tâche d’une audience mène à l’audience, et se prend comme les autres", async ({ page }) => {
  maquette.poser("/taches", [donnees.tacheDAudience]);
  await page.reload();
  const ligne = page.locator("[data-tache=arreter_la_composition]");
  const chemin = `/audiences/${donnees.tacheDAudience.audience_id}`;
  await expect(ligne.getByRole("link", { name: "Audience du mardi 12 janvier 2027", exact: true })).toHaveAttribute("href", chemin);
  await expect(ligne.getByRole("link", { name: "Ouvrir l’audience du mardi 12 janvier 2027" })).toHaveAttribute("href", chemin);
  await expect(ligne.getByRole("button", { name: "Prendre la tâche Arrêter la composition, audience du mardi 12 janvier 2027" })).toBeVisible();
  expect(await graves(page)).toEqual([]);
  expect(await fautesDeFrancais(page)).toEqual([]);
});
