/** Every screen, over the gateway in memory: nothing serious for axe, nothing refused by the security policy. */
import { graves } from "../axe";
import { aides } from "./aides";
import { AUTRE, PROJET, PUBLIEE, REUNION, TENUE } from "./audiences";
import { ARRET, REMIS } from "./decisions";
import { DEPOSE, PAPIER } from "./delibere";
import { avisDus, demandes, DEPOT, dossier, EMPREINTE, lotAvis, PANNE } from "./donnees";
import { DISTRIBUTION, SECOND } from "./distribution";
import { demarrer, type Maquette } from "./maquette";
import { expect, type Page, test } from "./scene";
import { fautesDeFrancais } from "./typographie";
import { AUTRE_JOUR, DEPASSE, ESSAI, ILLISIBLE, IMMOBILE } from "./versions";

const D = `/dossiers/${dossier.dossier_id}`;
const ECRANS: [string, string][] = [
  ["ma-journee", "/ma-journee"],
  ["dossiers", "/dossiers"],
  ["dossiers-vides", "/dossiers?q=introuvable"],
  ["jonctions", "/jonctions?chambre=civ1"],
  ["ouvrir", "/dossiers/ouvrir"],
  ["dossier", D],
  ["delibere", `${D}/delibere`],
  ["delibere-redaction", `${D}/delibere/${PAPIER}`],
  ["delibere-lecture", `${D}/delibere/${DEPOSE}`],
  ["papiers", `${D}/papiers`],
  ["dossier-echeances", `${D}?onglet=echeances`],
  ["dossier-avis", `${D}?onglet=avis`],
  ["dossier-controle", `${D}?onglet=controle`],
  ["controles", "/controles?chambre=civ1&jalon=prononce"],
  ["controles-role", `/controles?audience=${PUBLIEE}&jalon=prononce`],
  ["dossier-parties", `${D}?onglet=parties`],
  ["dossier-pieces", `${D}?onglet=pieces`],
  ["dossier-taches", `${D}?onglet=taches`],
  ["dossier-fiches", `${D}?onglet=fiches`],
  ["dossier-historique", `${D}?onglet=historique`],
  ["dossier-historique-passe", `${D}?onglet=historique&connu_le=2026-08-04&jour=2026-08-03`],
  ["dossier-historique-avant", `${D}?onglet=historique&connu_le=2026-07-01`],
  ["dossier-historique-faute", `${D}?onglet=historique&connu_le=2999-01-01&jour=hier`],
  ["dossier-comparer", `${D}?onglet=historique&vue=comparer`],
  ["dossier-comparer-change", `${D}?onglet=historique&vue=comparer&de_connu_le=2026-08-01&a_connu_le=2026-08-05`],
  ["dossier-comparer-rien", `${D}?onglet=historique&vue=comparer&de_connu_le=2026-08-10&a_connu_le=2026-08-12`],
  ["dossier-comparer-rebours", `${D}?onglet=historique&vue=comparer&de_connu_le=2026-08-05&a_connu_le=2026-08-01`],
  ["acte", `${D}/acte?type=memoire_depose`],
  ["acte-incident", `${D}/acte?type=pourvoi_incident_forme`],
  ["acte-avis", `${D}/acte?type=notification_faite&avis=not.civ.05&partie=${dossier.parties[1]?.party_id}`],
  ["acte-point", `${D}/acte?type=point_verifie&point=chk.civ.01`],
  ["correction", `${D}/actes/00000000-0000-4000-8000-000000000403/correction`],
  ["correction-ouverture", `${D}/actes/00000000-0000-4000-8000-000000000401/correction`],
  ["attribution", `${D}/attribution`],
  ["simulation", "/simulation"],
  ["simulation-date", "/simulation?regle=civil.memoire_ampliatif.depot&jour=2026-10-28&residence=outre_mer&evenements=aj_demande:2026-12-01,reduction_1009:3"],
  ["simulation-deux-lectures", "/simulation?regle=civil.memoire_ampliatif.signification&jour=2026-10-31"],
  ["simulation-heures", "/simulation?regle=penal.mae.transmission_48h&jour=2026-11-24&heure=10:30"],
  ["simulation-indetermine", "/simulation?regle=civil.pourvoi.delai&jour=2026-09-15&residence=inconnue"],
  ["simulation-faute", "/simulation?regle=penal.pourvoi.delai&jour=2026-02-30&decision=2026-03-01&calendrier=lune"],
  ["droit", "/droit"],
  ["droit-vide", "/droit?q=introuvable"],
  ["regle", "/droit/civil.memoire_ampliatif.depot"],
  ["regle-exemples", "/droit/civil.pourvoi.delai"],
  ["regle-penale", "/droit/penal.pourvoi.delai"],
  ["regle-judiciaire", "/droit/civil.interruption.reprise"],
  ["regle-introuvable", "/droit/nulle"],
  ["orientation", "/orientation"],
  ["orientation-chambre", "/orientation?ressort=civ1"],
  ["orientation-inconnue", "/orientation?ressort=nulle"],
  ["versions", "/droit/versions"],
  ["versions-differences", "/droit/versions/differences"],
  ["versions-differences-filtrees", "/droit/versions/differences?depuis=2026.11.2&version=2026.11.3&nature=regle&q=introuvable"],
  ["versions-differences-aucune", "/droit/versions/differences?depuis=2026.11.1&version=2026.11.2"],
  ["essai", `/droit/versions/essais/${ESSAI}`],
  ["essai-immobile", `/droit/versions/essais/${IMMOBILE}`],
  ["essai-illisible", `/droit/versions/essais/${ILLISIBLE}?nature=illisible`],
  ["essai-autre-jour", `/droit/versions/essais/${AUTRE_JOUR}`],
  ["essai-depasse", `/droit/versions/essais/${DEPASSE}`],
  ["essai-introuvable", "/droit/versions/essais/nul"],
  ["droit-procedure", "/droit/procedures/civil_representation_obligatoire"],
  ["droit-procedure-urgente", "/droit/procedures/requete_recusation"],
  ["droit-avis", "/droit/avis/not.civ.05"],
  ["droit-tache", "/droit/taches/soumettre_decheance"],
  ["droit-controle", "/droit/controles/chk.civ.01"],
  ["droit-acte", "/droit/actes/memoire_depose"],
  ["droit-introuvable", "/droit/actes/nul"],
  ["acte-panne", `${D}/acte?type=panne_signalee&jour=2026-10-05&panne=${PANNE}`],
  ["acte-arret-notifie", `${D}/acte?type=arret_notifie`],
  ["preferences", "/preferences"],
  ["audiences", "/audiences?chambre=civ1&mois=2027-01"],
  ["charge", "/charge?chambre=civ1&audiences=1&places=12&audiences_des=2"],
  ["audience-projet", `/audiences/${PROJET}`],
  ["audience-publiee", `/audiences/${PUBLIEE}`],
  ["audience-tenue", `/audiences/${TENUE}`],
  ["audience-reunion", `/audiences/${REUNION}`],
  ["audience-introuvable", "/audiences/nulle"],
  ["roles", "/roles?mois=2027-01"],
  ["roles-vides", "/roles?chambre=crim&mois=2027-01"],
  ["role", `/roles/${PUBLIEE}`],
  ["role-annule", `/roles/${AUTRE}`],
  ["role-introuvable", "/roles/nul"],
  ["distributions", "/distribution"],
  ["distribution", `/distribution/${DISTRIBUTION}`],
  ["comparaison de deux plans", `/distribution/${DISTRIBUTION}/comparaison/${SECOND}`],
  ["magistrats", "/magistrats"],
  ["la-cour", "/cour"],
  ["charge-du-parquet", "/charge/parquet"],
  ["acces", "/acces"],
  ["journal-acces", "/journal-acces"],
  ["journal-acces-delibere", "/journal-acces?delibere=true&du=2026-11-01"],
  ["pannes", "/pannes"],
  ["panne", `/pannes/${PANNE}`],
  ["panne-introuvable", "/pannes/nulle"],
  ["avis", "/avis"],
  ["avis-vides", "/avis?etat=attendu&avant=2026-12-31"],
  ["avis-a-preparer", `/avis/${avisDus[0]?.notice_id}`],
  ["avis-a-remettre", `/avis/${avisDus[1]?.notice_id}`],
  ["avis-inconnu", `/avis/${avisDus[2]?.notice_id}`],
  ["avis-envoye", `/avis/${avisDus[3]?.notice_id}`],
  ["avis-rectificatif", `/avis/${avisDus[4]?.notice_id}`],
  ["avis-introuvable", "/avis/nul"],
  ["avis-lot", `/avis/lots/${lotAvis.batch_id}`],
  ["depots", "/depots"],
  ["depots-vides", "/depots?etat=refuse"],
  ["depot", `/depots/${DEPOT}`],
  ["depot-introuvable", "/depots/nul"],
  ["decisions", "/decisions"],
  ["decisions-vides", "/decisions?diffusion=en_cours&q=introuvable&du=2026-11-01"],
  ["dossier-decision", `${D}?onglet=decision`],
  ["decision-prononcer", `${D}/decision`],
  ["decision-public", `${D}/decisions/${ARRET}/public`],
  ["decision-remise", `${D}/decisions/${REMIS}/public`],
  ["decision-inconnue", `${D}/decisions/nulle/public`],
  ["aides", "/aides"],
  ["aides-vides", "/aides?etat=annulee&q=introuvable&du=2026-11-01"],
  ["aide-inscrire", "/aides/inscrire"],
  ["aide-en-cours", `/aides/${aides[0]?.aid_id}`],
  ["aide-decidee", `/aides/${aides[1]?.aid_id}`],
  ["aide-rattachee", `/aides/${aides[2]?.aid_id}`],
  ["aide-introuvable", "/aides/nulle"],
  ["decisions-dues", "/decisions?dues=true"],
  ["certificats", "/certificats"],
  ["certificats-vides", "/certificats?statut=delivre&nature=partiel&q=introuvable&du=2026-11-01"],
  ["certificat-demander", "/certificats/demander"],
  ["certificat-lot", "/certificats/lot"],
  ["certificat-a-decider", `/certificats/${demandes[0]?.demand_id}`],
  ["certificat-delivre", `/certificats/${demandes[1]?.demand_id}`],
  ["certificat-renvoye", `/certificats/${demandes[2]?.demand_id}`],
  ["certificat-introuvable", "/certificats/nul"],
  ["verification", "/verification"],
  ["verification-reconnue", `/verification?numero=CNP-2026-00007&empreinte=${EMPREINTE}`],
  ["verification-refusee", "/verification?numero=CNP-2026-00007&empreinte=00"],
  ["introuvable", "/nulle-part"],
  ["dossier-introuvable", "/dossiers/99-99.999"],
  ["accessibilite", "/accessibilite"],
];

const DEPLIER = /Pourquoi cette date|Ce qu’il doit dire/;

let maquette: Maquette;
test.beforeEach(async ({ page }) => {
  maquette = await demarrer();
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
});
test.afterEach(() => maquette.arreter());

/** What sticks out of the window: only a table may be scrolled sideways. */
const debordements = (page: Page) =>
  page.evaluate(() => {
    const largeur = document.documentElement.clientWidth;
    const sort = (un: Element) => un.getBoundingClientRect().right > largeur + 1;
    const permis = ".greffe-table, .fr-sr-only, .fr-tabs__list, .greffe-visionneuse, .fr-modal, .fr-skiplinks";
    return Array.from(document.querySelectorAll("body *"))
      // What is folded away keeps the place that it had in a wider window.
      .filter((un) => sort(un) && !un.closest(permis) && !un.matches(".fr-header__navbar") && un.checkVisibility() && un.getClientRects().length > 0)
      .map((un) => `${un.tagName}.${un.className} ${un.textContent?.slice(0, 40)}`)
      .concat(document.documentElement.scrollWidth > largeur ? ["la page défile de côté"] : []);
  });

/** The long form (docs/promises.md) asks axe in the dark theme and in a narrow window too; the short one looks at what sticks out. */
const LONGUE = process.env.GREFFE_ECRANS === "longue";
// A window of 1280 px at a zoom of 200 %, and 320 px wide: the page reflows, nothing is lost.
const ETROITS = [
  { width: 640, height: 450 },
  { width: 320, height: 640 },
];
const capturer = async (page: Page, nom: string) => {
  if (process.env.GREFFE_CAPTURES) await page.screenshot({ path: `e2e/captures/${nom}.png`, fullPage: true });
};

for (const [nom, chemin] of ECRANS) {
  test(nom, async ({ page }) => {
    const refus: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().includes("status of 404")) refus.push(message.text());
    });
    page.on("pageerror", (erreur) => refus.push(erreur.message));
    await page.goto(maquette.adresse + chemin);
    await expect(page.locator("main h1")).toBeVisible();
    await page.waitForLoadState("load");
    await expect(page.locator(".greffe-attente")).toHaveCount(0);
    for (const bouton of await page.getByRole("button", { name: DEPLIER }).all()) await bouton.click();
    if (nom === "dossier-pieces") {
      await page.getByRole("button", { name: /^Lire/ }).click();
      await expect(page.getByText("Page 1 sur 1. Memoire ampliatif")).toBeAttached();
    }
    await page.mouse.move(0, 0);
    await capturer(page, `${nom}-light`);
    expect(await fautesDeFrancais(page)).toEqual([]);
    expect(await graves(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    await capturer(page, `${nom}-dark`);
    if (LONGUE) expect(await graves(page, "couleurs")).toEqual([]);
    for (const viewport of ETROITS) {
      await page.setViewportSize(viewport);
      await capturer(page, `${nom}-${viewport.width}`);
      await expect.poll(() => debordements(page)).toEqual([]);
    }
    // The page has one shape below 768 px: what is wrong at 640 is wrong at 320.
    if (LONGUE) expect(await graves(page, "structure")).toEqual([]);
    expect(refus).toEqual([]);
  });
}
