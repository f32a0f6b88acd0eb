/** The délibéré: a text is saved by itself, one that came second stays on the screen, each reading bears its reader's name. */
import { expect, type Page, test } from "./scene";
import { graves } from "../axe";
import { arnaud, DEPOSE, PAPIER, papierDe, RAPPORT, rapport, VARIANTE } from "./delibere";
import { dossier, session } from "./donnees";
import { demarrer, type Maquette } from "./maquette";
import { fautesDeFrancais } from "./typographie";

const D = `/dossiers/${dossier.dossier_id}/delibere`;
let maquette: Maquette;
test.beforeEach(async () => {
  maquette = await demarrer();
});
test.afterEach(() => maquette.arreter());

test("un texte s’enregistre de lui-même ; venu second, il reste à l’écran et se garde comme variante", async ({ page }) => {
  await page.goto(`${maquette.adresse}${D}`);
  await page.getByRole("link", { name: "Projet de cassation" }).first().click();
  const texte = page.getByLabel("Texte", { exact: true });
  await expect(texte).toContainText("CASSE ET ANNULE");
  await texte.fill("Un texte en conflit.");
  const conflit = page.getByRole("group", { name: "Une autre version est venue avant" });
  await expect(conflit).toContainText("Sophie Arnaud a enregistré la version 3.");
  await expect(texte).toHaveText("Un texte en conflit.");
  await expect(conflit.locator("del")).toHaveText("1103");
  expect(await graves(page)).toEqual([]);
  expect(await fautesDeFrancais(page)).toEqual([]);
  await conflit.getByRole("button", { name: "Remplacer par mon texte" }).click();
  await expect(page.getByText(/^Enregistré à .*, version 4$/)).toBeVisible();
  await expect(conflit).toHaveCount(0);
  await texte.fill("Un autre texte.");
  await expect(page.getByText(/^Enregistré à .*, version 5$/)).toBeVisible();
});

test("un texte venu second se garde comme variante, sans que rien soit demandé en quittant le papier", async ({ page }) => {
  const demandes: string[] = [];
  page.on("dialog", (boite) => {
    demandes.push(boite.message());
    void boite.dismiss();
  });
  await page.goto(`${maquette.adresse}${D}/${PAPIER}`);
  await page.getByLabel("Texte", { exact: true }).fill("Un texte en conflit.");
  await page.getByRole("button", { name: "Garder comme variante" }).click();
  await expect(page).toHaveURL(new RegExp(`${DEPOSE}$`));
  expect(demandes).toEqual([]);
});

test("ce qui s’écrit juste avant de quitter le papier s’enregistre", async ({ page }) => {
  await page.goto(`${maquette.adresse}${D}/${PAPIER}`);
  await page.getByLabel("Texte", { exact: true }).fill("Le dernier mot.");
  const envoi = page.waitForRequest((requete) => requete.url().endsWith("/versions"));
  await page.getByRole("link", { name: "Délibéré", exact: true }).first().click();
  expect((await envoi).postDataJSON()).toMatchObject({ base_version: 2, text: "### Le dernier mot.", apart: false });
  await expect(page).toHaveURL(/\/delibere$/);
});

test("ce qui fut déposé se lit au nom du lecteur, se compare et se commente", async ({ page }) => {
  await page.goto(`${maquette.adresse}${D}/${DEPOSE}`);
  await expect(page.getByText("lu par Paul Lenoir")).toHaveCount(2);
  await expect(page.getByLabel("Texte", { exact: true })).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Réponse de la Cour", level: 3 })).toBeVisible();
  const seconds = page.locator("main").getByText("En statuant ainsi, elle l’a violé.");
  expect(await seconds.evaluate((un) => getComputedStyle(un, "::before").content)).toContain("counter(numero)");
  await page.getByLabel("Comparer avec la version").selectOption("1");
  const ecart = page.getByRole("group", { name: "De la version 1 à la version 2" });
  await expect(ecart.locator("ins")).toHaveText("455");
  await page.getByLabel("Commenter la version 2").fill("Vu.");
  await page.getByRole("button", { name: "Commenter" }).click();
  await expect(page.getByLabel("Commenter la version 2")).toHaveValue("");
  await expect(page.getByText("Le visa est à compléter.")).toBeVisible();
  await page.getByRole("button", { name: "Dire relu" }).click();
  await expect(page.getByRole("status").filter({ hasText: "C’est inscrit." })).toBeAttached();
});

test("le dépôt d’un rapport dit ce que le journal du dossier en a fait", async ({ page }) => {
  let entry: typeof rapport.entry = null;
  await page.route(`**/delibere/papiers/${RAPPORT}*`, (route) => {
    const lu = papierDe(RAPPORT);
    return route.fulfill({ json: { ...lu, paper: { ...lu.paper, entry } } });
  });
  await page.goto(`${maquette.adresse}${D}/${RAPPORT}`);
  await expect(page.getByText("Son dépôt s’inscrira au journal du dossier")).toBeVisible();
  entry = rapport.entry ?? null;
  await page.reload();
  await expect(page.getByText("Le journal du dossier ne l’a pas encore inscrit.")).toBeVisible();
  expect(await graves(page)).toEqual([]);
  expect(await fautesDeFrancais(page)).toEqual([]);
  entry = {
    state: "inscrit",
    owed_since: "2026-11-24T09:40:00Z",
    settled_at: "2026-11-24T09:40:02Z",
    piece_id: "00000000-0000-4000-8000-000000000931",
  };
  await page.getByRole("button", { name: "Vérifier", exact: true }).click();
  await expect(page.getByText(/^Dépôt du rapport inscrit au journal du dossier le mardi 24 novembre 2026 à 10.h.40\.$/)).toBeVisible();
  await expect(page.getByRole("link", { name: "pièces du dossier" })).toHaveAttribute("href", /onglet=pieces/);
  entry = { state: "refuse", owed_since: "2026-11-24T09:40:00Z", code: "DEL-008", reason: "Le journal du dossier ne désigne pas l’auteur du rapport comme rapporteur." };
  await page.reload();
  await expect(page.getByRole("heading", { name: "Dépôt du rapport non inscrit au journal du dossier" })).toBeVisible();
  await expect(page.getByText("ne désigne pas l’auteur du rapport comme rapporteur.")).toBeVisible();
  await expect(page.getByRole("link", { name: "DEL-008" })).toHaveAttribute("href", "/aide/erreurs/DEL-008");
  expect(await graves(page)).toEqual([]);
  expect(await fautesDeFrancais(page)).toEqual([]);
});

/** The dossier, with the reader and another as its rapporteurs. */
const aDeuxRapporteurs = (page: Page) =>
  page.route(`**/api/v1/dossiers/${dossier.dossier_id}`, (route) => {
    const [designee] = dossier.designations;
    const rapporteurs = [{ agent_id: session.agent.agent_id, name: session.agent.display_name }, arnaud];
    const avocat = { ...designee, role: "avocat_general", agent_id: "00000000-0000-4000-8000-000000000913", name: "Luc Morin" };
    return route.fulfill({ json: { ...dossier, designations: [...rapporteurs.map((un) => ({ ...designee, ...un })), avocat] } });
  });

test("un papier s’ouvre avec un autre rapporteur de l’affaire, et avec nul autre", async ({ page }) => {
  await aDeuxRapporteurs(page);
  await page.goto(`${maquette.adresse}${D}`);
  const avec = page.getByRole("group", { name: /^L’écrire avec/ });
  await expect(avec.getByRole("checkbox")).toHaveCount(1);
  await expect(page.getByText("Ses auteurs seuls lisent ce papier jusqu’à son dépôt.")).toBeVisible();
  await page.getByLabel("Nature").selectOption("projet");
  await page.getByRole("textbox", { name: "Titre" }).fill("Projet à deux mains");
  await avec.getByRole("checkbox", { name: "Sophie Arnaud" }).press("Space");
  await expect(avec.getByRole("checkbox", { name: "Sophie Arnaud" })).toBeChecked();
  expect(await graves(page)).toEqual([]);
  expect(await fautesDeFrancais(page)).toEqual([]);
  await page.getByRole("button", { name: "Ouvrir", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${PAPIER}$`));
  expect(maquette.recues.at(-1)?.corps).toEqual({ kind: "projet", title: "Projet à deux mains", text: "", co_author_ids: [arnaud.agent_id] });
});

test("d’un projet s’écrit une variante, qui part de son texte et dit d’où elle vient", async ({ page }) => {
  await aDeuxRapporteurs(page);
  await page.goto(`${maquette.adresse}${D}/${PAPIER}`);
  const ecrire = page.getByRole("button", { name: "Écrire une variante" });
  await ecrire.click();
  await expect(page.getByRole("heading", { name: "Écrire une variante" })).toBeFocused();
  await page.getByRole("button", { name: "Abandonner" }).click();
  await expect(ecrire).toBeFocused();
  await ecrire.press("Enter");
  await page.getByLabel("Titre de la variante").fill("Projet de rejet");
  await page.getByRole("checkbox", { name: "Sophie Arnaud" }).press("Space");
  expect(await graves(page)).toEqual([]);
  expect(await fautesDeFrancais(page)).toEqual([]);
  await page.getByRole("button", { name: "Ouvrir la variante" }).click();
  await expect(page).toHaveURL(new RegExp(`${VARIANTE}$`));
  expect(maquette.recues.at(-1)?.corps).toEqual({
    kind: "projet",
    title: "Projet de rejet",
    text: papierDe(PAPIER).text,
    co_author_ids: [arnaud.agent_id],
    alternative_of: PAPIER,
  });
  await expect(page.getByText("Variante du projet Projet de cassation.")).toBeVisible();
  await expect(page.getByLabel("Titre de la variante")).toHaveCount(0);
  expect(await graves(page)).toEqual([]);
  await page.locator("main").getByRole("link", { name: "Projet de cassation" }).click();
  await expect(page).toHaveURL(new RegExp(`${PAPIER}$`));
  await expect(page.getByText(/Variante du projet/)).toHaveCount(0);
  // The list says it as well.
  await page.goto(`${maquette.adresse}${D}`);
  const ligne = page.getByRole("listitem").filter({ hasText: "Projet de rejet" });
  await expect(ligne.getByRole("link", { name: "Projet de cassation" })).toHaveAttribute("href", new RegExp(`${PAPIER}$`));
});

test("qui n’ouvre pas de papier n’écrit pas de variante, et d’une note il ne s’en propose pas", async ({ page }) => {
  await page.route("**/delibere/papiers", async (route) => {
    const reponse = await route.fetch();
    const lue = await reponse.json();
    await route.fulfill({ json: { papers: lue.papers.filter((un: { paper_id: string }) => un.paper_id !== PAPIER), may_open: false } });
  });
  await page.goto(`${maquette.adresse}${D}/${VARIANTE}`);
  await expect(page.getByText("Variante d’un papier qui ne vous est pas ouvert.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Écrire une variante" })).toHaveCount(0);
  await page.unroute("**/delibere/papiers");
  await page.goto(`${maquette.adresse}${D}/${DEPOSE}`);
  await expect(page.getByRole("heading", { name: "Commentaires" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Écrire une variante" })).toHaveCount(0);
});

/** Where a browser keeps what a page gives it, as text. */
const garde = (page: Page) =>
  page.evaluate(async () => {
    const bases = await Promise.all(
      (await indexedDB.databases()).map(async ({ name = "" }) => {
        const base = await new Promise<IDBDatabase>((ouverte, refusee) => {
          const demande = indexedDB.open(name);
          demande.onsuccess = () => ouverte(demande.result);
          demande.onerror = () => refusee(demande.error);
        });
        const noms = Array.from(base.objectStoreNames);
        const lire = (nom: string) =>
          new Promise<unknown[]>((lu, refuse) => {
            const demande = base.transaction(nom).objectStore(nom).getAll();
            demande.onsuccess = () => lu(demande.result);
            demande.onerror = () => refuse(demande.error);
          });
        const contenus = await Promise.all(noms.map(lire));
        base.close();
        return [name, noms, contenus];
      }),
    );
    const caches_ = await Promise.all(
      (await caches.keys()).map(async (nom) => {
        const cache = await caches.open(nom);
        return Promise.all((await cache.keys()).map(async (cle) => [cle.url, await (await cache.match(cle))?.text()]));
      }),
    );
    const gardes = [{ ...localStorage }, { ...sessionStorage }, bases, caches_, document.cookie, window.name, history.state];
    return gardes.map((un) => JSON.stringify(un));
  });

/** The same word, put in each of them by hand. */
const planter = (page: Page, mot: string) =>
  page.evaluate(async (mot) => {
    localStorage.setItem("temoin", mot);
    sessionStorage.setItem("temoin", mot);
    const base = await new Promise<IDBDatabase>((ouverte, refusee) => {
      const demande = indexedDB.open("temoin", 1);
      demande.onupgradeneeded = () => demande.result.createObjectStore("mots");
      demande.onsuccess = () => ouverte(demande.result);
      demande.onerror = () => refusee(demande.error);
    });
    await new Promise<void>((fait, refuse) => {
      const ecrit = base.transaction("mots", "readwrite");
      ecrit.objectStore("mots").put(mot, "mot");
      ecrit.oncomplete = () => fait();
      ecrit.onerror = () => refuse(ecrit.error);
    });
    base.close();
    await (await caches.open("temoin")).put("/temoin", new Response(mot));
    document.cookie = `temoin=${mot}`;
    window.name = mot;
    history.replaceState({ ...history.state, temoin: mot }, "");
  }, mot);

test("de ce qui s’écrit au délibéré, le navigateur ne garde rien", async ({ page }) => {
  const [temoin, canari] = ["bkdmfpgvtemoin", "gvfpdmbkcanari"];
  await page.goto(`${maquette.adresse}${D}/${PAPIER}`);
  await planter(page, temoin);
  for (const lieu of await garde(page)) expect(lieu).toContain(temoin);

  await page.getByLabel("Texte", { exact: true }).fill(`Un texte qui dit ${canari}.`);
  await expect(page.getByText(/^Enregistré à /)).toBeVisible();
  for (const lieu of await garde(page)) expect(lieu).not.toContain(canari);
  // Written and not yet saved: nor as a draft.
  await page.getByLabel("Texte", { exact: true }).fill(`Un autre texte, ${canari}.`);
  for (const lieu of await garde(page)) expect(lieu).not.toContain(canari);
  await page.goto(`${maquette.adresse}${D}/${DEPOSE}`);
  await expect(page.getByText("lu par Paul Lenoir").first()).toBeVisible();
  await page.reload();
  for (const lieu of await garde(page)) expect(lieu).not.toContain(canari);
});
