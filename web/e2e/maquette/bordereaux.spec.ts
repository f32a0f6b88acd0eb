/** The file itself: where it is, and the bordereau of each of its movements, to print and to sign. */
import { expect, type Page, test } from "./scene";
import type * as T from "../../src/api/types";
import { graves } from "../axe";
import * as donnees from "./donnees";
import { demarrer, type Maquette } from "./maquette";
import { fautesDeFrancais } from "./typographie";

const D = `/dossiers/${donnees.dossier.dossier_id}`;
let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
});
test.afterEach(() => maquette.arreter());

const saine = async (page: Page) => {
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
};
const mouvement = (version: number, kind: string, label: string, reste: Partial<T.Acte>): T.Acte => ({
  ...(donnees.actes.at(-1) as T.Acte),
  act_id: `00000000-0000-4000-8000-00000000048${version}`,
  version,
  kind,
  label,
  recorded_at: "2026-08-10T09:00:00Z",
  ...reste,
});

test("où est le dossier, et le bordereau de chaque mouvement", async ({ page }) => {
  maquette.poser(`${D}/actes`, [
    mouvement(7, "dossier_prete", "Prêt du dossier", { dates: { prete: "2026-08-10" }, corps: { destinataire: "rapporteur", liasses: 3 } }),
    mouvement(6, "dossier_recu", "Réception du dossier de la juridiction", { dates: { recu: "2026-08-09" }, corps: { support: "papier" } }),
    ...donnees.actes,
  ]);
  await page.goto(`${maquette.adresse}${D}?onglet=pieces`);
  await expect(page.locator("[data-lieu]")).toHaveText(/Prêté.: rapporteur, le lundi.10.août.2026/);
  await expect(page.locator("[data-mouvements] [data-ligne]")).toHaveCount(2);
  await saine(page);
  await page.getByRole("link", { name: /Bordereau de prêt/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`Bordereau de prêt n° ${donnees.dossier.number} / 7`);
  await expect(page.getByRole("region", { name: "Pièces du dossier" })).toContainText(donnees.pieces[0]?.file_name ?? "");
  await expect(page.getByRole("heading", { name: "Reçu" })).toBeVisible();
  await saine(page);
  await page.goto(`${maquette.adresse}${D}/bordereaux/${donnees.actes[2]?.act_id}`);
  await expect(page.getByText("Cet acte n’est pas un mouvement du dossier.")).toBeVisible();
  await saine(page);
});
