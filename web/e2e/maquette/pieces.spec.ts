/** Pieces of a dossier: what their checks found, and the bundle that chosen ones make. */
import { expect, test } from "./scene";
import { graves } from "../axe";
import { arretASigner, dossier, minuteASigner, pieces, piecesControlees } from "./donnees";
import { demarrer, type Maquette } from "./maquette";
import { fautesDeFrancais } from "./typographie";

let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
  maquette.poser(`/dossiers/${dossier.dossier_id}/pieces`, piecesControlees);
});
test.afterEach(() => maquette.arreter());

test("chaque pièce dit ce que son contrôle a trouvé ; seule une pièce saine s’ouvre", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers/${dossier.dossier_id}?onglet=pieces`);
  const ligne = (nom: string) => page.getByRole("row").filter({ hasText: nom });
  await expect(ligne("memoire-ampliatif.pdf")).toContainText("Saine");
  await expect(ligne("memoire-ampliatif.pdf").getByRole("button", { name: /^Lire/ })).toBeVisible();
  await expect(ligne("memoire-ampliatif.pdf").getByRole("link", { name: "Copie PDF/A de memoire-ampliatif.pdf" })).toHaveAttribute(
    "href",
    `/api/v1/pieces/${pieces[0]?.piece_id}/contenu?forme=archivage`,
  );
  await expect(ligne("annexe.pdf").getByRole("link", { name: /Copie PDF\/A/ })).toBeHidden();
  await expect(ligne("annexe.pdf")).toContainText("Sans antivirus");
  await expect(ligne("annexe.pdf")).toContainText("12 sur 40 pages");
  await expect(ligne("formulaire.pdf")).toContainText("imprimez-le en PDF");
  await expect(ligne("formulaire.pdf").getByRole("link", { name: /Que faire/ })).toHaveAttribute("href", "/aide/erreurs/PIE-014");
  for (const nom of ["formulaire.pdf", "note.txt"]) {
    await expect(ligne(nom).getByRole("button", { name: /^Lire/ })).toBeHidden();
    await expect(ligne(nom).getByRole("checkbox")).toBeDisabled();
  }
  expect(await graves(page)).toEqual([]);
  expect(await fautesDeFrancais(page)).toEqual([]);
});

test("un recueil réunit les pièces choisies, dans l’ordre voulu", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers/${dossier.dossier_id}?onglet=pieces`);
  await page.getByRole("checkbox", { name: "Mettre memoire-ampliatif.pdf au recueil" }).check();
  await page.getByRole("checkbox", { name: "Mettre annexe.pdf au recueil" }).check();
  const recueil = page.getByRole("region", { name: "Recueil de 2 pièces" });
  await recueil.getByRole("button", { name: "Avancer annexe.pdf" }).click();
  await expect(recueil.getByRole("listitem").first()).toContainText("annexe.pdf");
  expect(await graves(page)).toEqual([]);
  expect(await fautesDeFrancais(page)).toEqual([]);
  const descente = page.waitForEvent("download");
  await recueil.getByRole("link", { name: "Réunir en un PDF" }).click();
  await descente;
  const demande = maquette.lues.find(({ pathname }) => pathname.endsWith("/recueil"));
  expect(demande?.searchParams.get("pieces")).toBe([piecesControlees[1]?.piece_id, pieces[0]?.piece_id].join(","));
  expect(demande?.searchParams.get("format")).toBe("pdf");
});

test("une minute dit qui l’a signée, et se renvoie signée par qui le peut", async ({ page }) => {
  maquette.poser(`/dossiers/${dossier.dossier_id}/pieces`, [arretASigner]);
  await page.goto(`${maquette.adresse}/dossiers/${dossier.dossier_id}?onglet=pieces`);
  await page.getByRole("button", { name: /^Minute à signer/ }).click();
  const minute = page.getByRole("region", { name: /^Minute/ });
  await expect(minute.getByRole("listitem")).toContainText("Mme Anne Arnaud");
  await expect(minute.getByRole("listitem")).toContainText("certificat de Anne ARNAUD");
  await expect(minute.getByRole("link", { name: /telle qu’elle est signée/ })).toHaveAttribute("href", `/api/v1/pieces/${minuteASigner.piece_id}/contenu?forme=signee`);
  expect(await graves(page)).toEqual([]);
  expect(await fautesDeFrancais(page)).toEqual([]);
  const envoi = minute.getByRole("button", { name: "Renvoyer la minute signée" });
  await expect(envoi).toBeDisabled();
  await minute.getByLabel("Minute signée").setInputFiles({ name: "arret.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") });
  await envoi.click();
  await expect(minute.getByRole("listitem")).toHaveCount(2);
  await expect(minute.getByRole("form")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(minute).toHaveCount(0);
});

test("le greffe constate qu’une minute a été signée à la main", async ({ page }) => {
  maquette.poser(`/dossiers/${dossier.dossier_id}/pieces`, [arretASigner]);
  await page.route("**/pieces/*/minute", (lecture) => lecture.fulfill({ json: { ...minuteASigner, signatures: [], electronic: false } }));
  await page.goto(`${maquette.adresse}/dossiers/${dossier.dossier_id}?onglet=pieces`);
  await page.getByRole("button", { name: /^Minute à signer/ }).click();
  const minute = page.getByRole("region", { name: /^Minute/ });
  await expect(minute).toContainText("ne reçoit pas de signature électronique");
  await minute.getByText("Constater que la minute a été signée à la main").click();
  await minute.getByLabel("Signée le").fill("2026-11-23");
  await minute.getByLabel("Qui présidait, ou qui a signé à sa place").fill("Mme Anne Arnaud");
  await minute.getByLabel("Greffier", { exact: true }).fill("Mme Lucie Ferré");
  expect(await graves(page)).toEqual([]);
  await minute.getByRole("button", { name: "Constater les deux signatures" }).click();
  await expect(minute.getByRole("listitem").first()).toContainText("à la main");
});
