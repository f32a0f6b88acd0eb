/** The case as it was and as it was known: the steps from act to act, the banner, what two moments differ by, what paper says. */
import { expect, type Page, test } from "./scene";
import { graves } from "../axe";
import * as donnees from "./donnees";
import { demarrer, type Maquette, probleme } from "./maquette";
import { fautesDeFrancais } from "./typographie";

const D = `/dossiers/${donnees.dossier.dossier_id}`;
let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
});
test.afterEach(() => maquette.arreter());

const lire = (page: Page, suite = "") => page.goto(`${maquette.adresse}${D}?onglet=historique${suite}`);
const bandeau = (page: Page) => page.getByRole("region", { name: "Moment regardé" });
const connuLe = (page: Page) => page.getByLabel("Tel qu’on le connaissait le");
const delai = (page: Page) => page.getByRole("region", { name: /échéances$/ }).getByRole("row").filter({ hasText: "Dépôt du mémoire ampliatif" });
const moments = () => maquette.lues.filter(({ pathname }) => pathname.includes("/moment"));

test("d’acte en acte au clavier : l’état, le bandeau et l’adresse suivent ; le lien montre le même moment", async ({ page, context }) => {
  await lire(page);
  await expect(page.getByRole("tab", { name: "Historique" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("heading", { name: "Le dossier aujourd’hui" })).toBeVisible();
  await expect(bandeau(page)).toHaveCount(0);
  await expect(delai(page)).toContainText("Respectée");
  const reculer = page.getByRole("button", { name: /^Reculer/ });
  await expect(reculer).toHaveText("Reculer au 5\u00a0août\u00a02026");
  await reculer.focus();
  for (const jour of ["2026-08-05", "2026-08-04", "2026-08-03", "2026-08-02"]) {
    await page.keyboard.press("Enter");
    await expect(connuLe(page)).toHaveValue(jour);
  }
  await expect(reculer).toBeFocused();
  await expect(bandeau(page)).toContainText("Vous regardez le dossier tel qu’il était connu le dimanche 2 août 2026.");
  await expect(page.getByRole("status").filter({ hasText: "tel qu’il était connu le dimanche 2 août 2026" })).toBeAttached();
  await expect(page.getByText(/Enregistré ce jour-là.: Pourvoi enregistré\./)).toBeVisible();
  await expect(page).toHaveURL(/onglet=historique&connu_le=2026-08-02$/);
  // The first act has another day in its dates: it is not counted as of the 2nd.
  await expect(page.getByText("1\u00a0acte", { exact: true })).toBeVisible();
  await page.getByLabel(/^Au/).fill("2026-08-03");
  await expect(bandeau(page)).toContainText("tel qu’il était le lundi 3 août 2026, avec ce qu’on en savait le dimanche 2 août 2026");
  await expect(delai(page)).toContainText("Ouverte");
  await expect(delai(page)).toContainText("CPC 978");
  await expect(delai(page)).toContainText("3\u00a0décembre\u00a02026");
  await expect(delai(page)).toContainText("Ateliers du Vercors");
  expect(await fautesDeFrancais(page)).toEqual([]);
  expect(await graves(page)).toEqual([]);
  const autre = await context.newPage();
  await autre.goto(page.url());
  await expect(bandeau(autre)).toContainText("avec ce qu’on en savait le dimanche 2 août 2026");
  await bandeau(page).getByRole("button", { name: "Revenir à aujourd’hui" }).press("Enter");
  await expect(bandeau(page)).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Le dossier aujourd’hui" })).toBeFocused();
  await expect(page).toHaveURL(/\?onglet=historique$/);
});

test("aux bouts du journal, le bouton ne mène nulle part et garde le foyer", async ({ page }) => {
  await lire(page, "&connu_le=2026-08-02");
  const reculer = page.getByRole("button", { name: /^Reculer/ });
  await expect(reculer).toHaveText("Reculer au 1er\u00a0août\u00a02026");
  await reculer.press("Enter");
  await expect(connuLe(page)).toHaveValue("2026-08-01");
  await expect(reculer).toHaveAttribute("aria-disabled", "true");
  await expect(reculer).toHaveText("Reculer");
  await page.keyboard.press("Enter");
  await expect(reculer).toBeFocused();
  await expect(connuLe(page)).toHaveValue("2026-08-01");
  await connuLe(page).fill("2026-07-01");
  await expect(page.getByText("Aucun acte n’était encore enregistré dans ce dossier.")).toBeVisible();
  await expect(page.getByText("Aucun acte n’a été enregistré ce jour-là.")).toBeVisible();
  await page.getByRole("button", { name: "Avancer au 1er\u00a0août\u00a02026" }).click();
  await expect(page.getByText("Aucun des actes alors connus n’avait encore eu lieu à ce jour.")).toBeVisible();
});

test("un jour à venir ou illisible est dit au champ, et rien n’est montré à sa place", async ({ page }) => {
  await lire(page, "&connu_le=2026-08-04");
  await expect(bandeau(page)).toBeVisible();
  await connuLe(page).fill("2999-01-01");
  await expect(connuLe(page)).toHaveAccessibleDescription(/Ce jour est à venir/);
  await expect(page.getByRole("status").filter({ hasText: /Pas de dossier à montrer sans ces corrections/ })).toBeVisible();
  await expect(bandeau(page)).toHaveCount(0);
  const avant = moments().length;
  await lire(page, "&jour=hier");
  await expect(page.getByLabel(/^Au/)).toHaveAccessibleDescription(/un jour qui existe/);
  expect(moments()).toHaveLength(avant);
  await lire(page, "&vue=comparer&de_connu_le=2026-08-01&a_jour=2999-01-01");
  await expect(page.getByRole("group", { name: "Second moment", exact: true }).getByLabel(/^Au/)).toHaveAccessibleDescription(/Ce jour est à venir/);
  await expect(page.getByRole("status").filter({ hasText: /Pas de comparaison/ })).toBeVisible();
});

test("comparer : qui a changé quoi et pourquoi, puis les effets ; l’acte mène à la frise", async ({ page }) => {
  await lire(page, "&connu_le=2026-08-02&jour=2026-08-03");
  await bandeau(page).getByRole("button", { name: "Comparer à aujourd’hui" }).click();
  await expect(page).toHaveURL(/vue=comparer.*de_connu_le=2026-08-02/);
  const actes = page.getByRole("list", { name: /Actes que le premier moment ne comptait pas/ }).locator(":scope > li");
  await expect(actes).toHaveCount(3);
  await expect(actes.last()).toContainText("Correction");
  await expect(actes.last()).toContainText("Le cabinet saisi n’était pas celui de la constitution.");
  await expect(actes.last()).toContainText(/enregistré le mercredi 5 août 2026 à 11.h.30 par Anne Delorme/);
  await expect(actes.last()).toContainText("SARL Dubreuil");
  const effets = page.locator("[data-nature]");
  await expect(effets.filter({ hasText: "Respectée" })).toContainText("CPC 978");
  const second = page.getByRole("group", { name: "Second moment", exact: true });
  await second.getByLabel("Tel qu’on le connaissait le").fill("2026-08-03");
  await expect(actes).toHaveCount(1);
  await expect(page.getByRole("status").filter({ hasText: /1.acte, 1.changement/ })).toBeAttached();
  expect(await graves(page)).toEqual([]);
  await actes.getByRole("link", { name: /Voir dans la frise/ }).click();
  await expect(page).toHaveURL(/\?acte=/);
  await expect(page.getByRole("tab", { name: /Frise/ })).toHaveAttribute("aria-selected", "true");
});

test("comparer : rien choisi, rien changé, à rebours", async ({ page }) => {
  await lire(page);
  await expect(page.getByRole("heading", { name: "Le dossier aujourd’hui" })).toBeVisible();
  await page.getByText("Comparer deux moments").click();
  await expect(page.getByText(/Choisissez un premier moment/)).toBeVisible();
  expect(moments().filter(({ pathname }) => pathname.endsWith("/difference"))).toHaveLength(0);
  const premier = page.getByRole("group", { name: "Premier moment", exact: true });
  await premier.getByLabel("Tel qu’on le connaissait le").fill("2026-08-10");
  await expect(page.locator(".greffe-vide")).toHaveText("Rien n’a changé entre ces deux moments.");
  await page.getByRole("group", { name: "Second moment", exact: true }).getByLabel("Tel qu’on le connaissait le").fill("2026-08-02");
  await expect(page.getByText(/Le second moment précède le premier/)).toBeVisible();
  await expect(page.locator("[data-nature]").first()).toBeVisible();
  await page.getByRole("button", { name: "Intervertir les deux moments" }).click();
  await expect(premier.getByLabel("Tel qu’on le connaissait le")).toHaveValue("2026-08-02");
  await expect(page.getByText(/Le second moment précède le premier/)).toHaveCount(0);
  await expect(page.locator("[data-acte]").first()).toBeVisible();
});

test("la comparaison qui ne se lit pas le dit, et se redemande ; la lenteur se voit", async ({ page }) => {
  maquette.prochaine(/\/moment\/difference$/, probleme(422, "SYS-009", "Lecture impossible", "Ce service reprend. Recommencez dans un instant."));
  await lire(page, "&vue=comparer&de_connu_le=2026-08-01&a_connu_le=2026-08-05");
  await expect(page.getByRole("tabpanel").getByRole("alert")).toContainText("Ce service reprend");
  const liberer = maquette.retenir(/\/moment\/difference$/, "GET");
  await page.getByRole("button", { name: /Réessayer/ }).click();
  await expect(page.getByRole("status").filter({ hasText: /Chargement.: la comparaison…/ })).toBeVisible();
  liberer();
  await expect(page.locator("[data-nature]").first()).toBeVisible();
});

test("sur le papier : le moment regardé et lui seul, sans le dossier d’aujourd’hui", async ({ page }) => {
  await lire(page, "&connu_le=2026-08-04");
  await expect(delai(page)).toContainText("Respectée");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { level: 2, name: "Historique" })).toBeVisible();
  await expect(bandeau(page)).toContainText("tel qu’il était connu le mardi 4 août 2026");
  await expect(page.getByText(/Édité le .* par Anne Delorme/)).toBeVisible();
  await expect(page.getByRole("heading", { level: 2 })).toHaveCount(1);
  await expect(page.getByRole("region", { name: "Échéance la plus urgente" })).toHaveCount(0);
  await expect(page.getByRole("form", { name: "Moment à voir" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Revenir à aujourd’hui" })).toBeHidden();
  if (process.env.GREFFE_CAPTURES) await page.screenshot({ path: "e2e/captures/historique-papier.png", fullPage: true });
  await page.emulateMedia({ media: "screen" });
  await lire(page, "&vue=comparer&de_connu_le=2026-08-01&a_connu_le=2026-08-05");
  await expect(page.locator("[data-nature]").first()).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText(/Du dossier tel qu’il était connu le samedi 1er.août 2026, au dossier tel qu’il était connu le mercredi 5 août 2026/)).toBeVisible();
  await expect(page.getByText("Le cabinet saisi n’était pas celui de la constitution.")).toBeVisible();
  await page.emulateMedia({ media: "screen" });
  await page.goto(`${maquette.adresse}${D}`);
  await expect(page.locator("[data-acte]").first()).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { level: 2, name: "Historique" })).toHaveCount(0);
});
