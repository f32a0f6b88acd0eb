/** The sheet of a decision: whatever the API gives of it stands on the page. */
import { expect, test } from "./scene";
import { dossier, fiches } from "./donnees";
import { demarrer, type Maquette } from "./maquette";

let maquette: Maquette;
test.beforeAll(async () => {
  maquette = await demarrer();
});
test.afterAll(() => maquette.arreter());

/** Every text of a value, wherever it stands; days as the page writes them, and the label where a code has one. */
function textes(valeur: unknown): string[] {
  if (valeur === null || valeur === undefined || typeof valeur === "boolean") return [];
  if (Array.isArray(valeur)) return valeur.flatMap(textes);
  if (typeof valeur === "object") return Object.entries(valeur).flatMap(([nom, dit]) => (nom === "function" || (nom === "code" && "label" in valeur) ? [] : textes(dit)));
  const texte = String(valeur);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(texte)) return [texte];
  return [new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(texte))];
}

test("chaque mention de la fiche se lit sur la page", async ({ page }) => {
  await page.goto(`${maquette.adresse}/dossiers/${dossier.dossier_id}?onglet=fiches`);
  const panneau = page.getByRole("tabpanel", { name: "Fiche de décision" });
  await expect(panneau.getByRole("heading", { level: 3 })).toBeVisible();
  const lu = (await panneau.innerText()).replace(/\s+/g, " ");
  const absents = fiches.flatMap(textes).filter((texte) => !lu.includes(texte.replace(/\s+/g, " ")));
  expect(absents).toEqual([]);
  await expect(panneau.getByText("Pourvois joints")).toBeVisible();
  await expect(panneau.getByText("statue aussi sur un pourvoi incident")).toBeVisible();
});
