/** Notices that the registry owes: chosen and sent together, filled mention by mention, settled by who knows. */
import { expect, test } from "./scene";
import { graves } from "../axe";
import { avisDus, lotAvis } from "./donnees";
import { demarrer, type Maquette } from "./maquette";

let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
});
test.afterEach(() => maquette.arreter());

const recues = () => maquette.recues.map(({ chemin, corps }) => [chemin, corps]);

test("les chiffres concordent à l’accueil et mènent aux avis", async ({ page }) => {
  await page.goto(`${maquette.adresse}/ma-journee`);
  const bloc = page.getByRole("region", { name: "Avis du greffe" });
  await expect(bloc).toContainText("12");
  await bloc.getByRole("link", { name: "dont 4 à préparer" }).click();
  await expect(page).toHaveURL(/\/avis\?etat=a_preparer$/);
  await expect(page.locator("tr[data-place]")).toHaveCount(2);
});

test("les avis choisis se préparent ensemble, et le lot part", async ({ page }) => {
  await page.goto(`${maquette.adresse}/avis`);
  await expect(page.locator("tr[data-place]")).toHaveCount(avisDus.length);
  const preparer = page.getByRole("button", { name: /ensemble$/ });
  await expect(preparer).toBeDisabled();
  await page.getByLabel(/Titre du lot/).fill("Rôle du 8 décembre");
  await page.getByRole("button", { name: "Choisir tout ce qui est à l’écran" }).click();
  await expect(preparer).toHaveText("Préparer 3 avis ensemble");
  await preparer.click();
  await expect(page).toHaveURL(new RegExp(`/avis/lots/${lotAvis.batch_id}$`));
  await expect(page.getByText("1 avis ne peut pas partir")).toBeVisible();
  expect(await graves(page)).toEqual([]);
  await page.getByRole("button", { name: "Remettre 1 avis prêt" }).click();
  await expect.poll(recues).toEqual([
    ["/avis/lots", { title: "Rôle du 8 décembre", notice_ids: [avisDus[0], avisDus[1], avisDus[4]].map((un) => un?.notice_id) }],
    [`/avis/lots/${lotAvis.batch_id}/remise`, {}],
  ]);
});

test("une mention du droit ne s’écrit pas ; une mention manquante empêche le départ", async ({ page }) => {
  await page.goto(`${maquette.adresse}/avis/${avisDus[1]?.notice_id}`);
  await expect(page.getByText("Si vous entendez vous défendre")).toBeVisible();
  await expect(page.getByLabel("Obligation de constituer un avocat aux Conseils pour se défendre")).toHaveCount(0);
  await page.getByRole("button", { name: "Remettre au canal" }).click();
  await expect(page.getByText(/Une mention obligatoire manque/)).toBeVisible();
  await page.getByLabel("Copie de la déclaration", { exact: true }).fill("Jointe à la présente.");
  await page.getByRole("button", { name: "Enregistrer la préparation" }).click();
  await expect.poll(() => maquette.recues.at(-1)?.corps).toMatchObject({
    step: "preparer",
    expected_version: 1,
    expected_state: "prepare",
    fields: [{ mention: "copie de la déclaration", text: "Jointe à la présente.", keep: false }, {}],
  });
});

test("un envoi dont nul ne sait rien attend qu’on dise ce qu’il est devenu", async ({ page }) => {
  await page.goto(`${maquette.adresse}/avis/${avisDus[2]?.notice_id}`);
  await expect(page.getByText(/Il ne repart jamais de lui-même/)).toBeVisible();
  await page.getByLabel("Ce qu’il est devenu").selectOption("pas_parti");
  await page.getByLabel("D’où vous le savez").fill("Registre du relais");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect.poll(() => maquette.recues.at(-1)?.corps).toMatchObject({ step: "constater", outcome: "pas_parti", reason: "Registre du relais" });
});

test("un avis rectificatif se prépare, ou se refuse avec sa raison", async ({ page }) => {
  await page.goto(`${maquette.adresse}/avis/${avisDus[4]?.notice_id}`);
  const refuser = page.getByRole("button", { name: "Dire pourquoi aucun" });
  await expect(refuser).toBeDisabled();
  await page.getByLabel("Motif", { exact: true }).fill("Les parties l’ont su à l’audience.");
  await refuser.click();
  await expect.poll(() => maquette.recues.at(-1)?.corps).toMatchObject({ step: "sans_rectificatif", reason: "Les parties l’ont su à l’audience." });
});
