import { createRootRoute, createRoute, createRouter, redirect } from "@tanstack/react-router";
import type { Prefixe } from "../actes/saisie";
import type { FiltresDossiers } from "../api/requetes";
import { ActePage } from "../pages/dossier/acte";
import { AttributionPage } from "../pages/dossier/attribution";
import { CorrectionPage } from "../pages/dossier/correction";
import { DossierPage } from "../pages/dossier/dossier";
import { DepotPage } from "../pages/depots/depot";
import { DepotsPage } from "../pages/depots/depots";
import { ETATS, type EtatDepot } from "../pages/depots/mots";
import { DossiersPage } from "../pages/dossiers/dossiers";
import { MaJourneePage } from "../pages/ma-journee/ma-journee";
import { FENETRES, VUES_TACHES, type VueDuJour } from "../pages/ma-journee/vue";
import { DroitPage } from "../pages/droit/droit";
import type { FiltresDroit } from "../pages/droit/procedures";
import { ReglePage } from "../pages/droit/regle";
import { CertificatPage } from "../pages/pannes/certificat";
import { PannesPage } from "../pages/pannes/pannes";
import { OuvrirPage } from "../pages/ouvrir/ouvrir";
import { SimulationPage } from "../pages/simulation/page";
import { simulationDe } from "../pages/simulation/simulation";
import { AccessibilitePage } from "./accessibilite";
import { Introuvable, PageErreur } from "./erreurs";
import { Gabarit } from "./gabarit";
import { ONGLETS, type Onglet } from "./onglets";
import { SessionRetablie } from "./session-retablie";

const racine = createRootRoute({ component: Gabarit, notFoundComponent: Introuvable, errorComponent: PageErreur });

const texte = (valeur: unknown) => (typeof valeur === "string" && valeur !== "" ? valeur : undefined);
/** What was sought: digits alone are words too. */
const cherche = (valeur: unknown) => texte(typeof valeur === "number" ? String(valeur) : valeur);
const vrai = (valeur: unknown) => (valeur === true || valeur === "true" ? true : undefined);

const accueil = createRoute({
  getParentRoute: () => racine,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/ma-journee" });
  },
});

const maJournee = createRoute({
  getParentRoute: () => racine,
  path: "/ma-journee",
  component: MaJourneePage,
  validateSearch: (brut: Record<string, unknown>): VueDuJour => ({
    taches: VUES_TACHES.find((vue) => vue === brut.taches),
    dans: FENETRES.find((jours) => jours === Number(brut.dans)),
    chambre: texte(brut.chambre),
  }),
});

const dossiers = createRoute({
  getParentRoute: () => racine,
  path: "/dossiers",
  component: DossiersPage,
  validateSearch: (brut: Record<string, unknown>): FiltresDossiers => ({
    q: cherche(brut.q),
    chambre: texte(brut.chambre),
    stade: texte(brut.stade),
    rapporteur: texte(brut.rapporteur),
    urgent: vrai(brut.urgent),
    clos: vrai(brut.clos),
    tri: (["recent", "number", "oldest"] as const).find((tri) => tri === brut.tri),
  }),
});

const ouvrir = createRoute({ getParentRoute: () => racine, path: "/dossiers/ouvrir", component: OuvrirPage });

const dossier = createRoute({
  getParentRoute: () => racine,
  path: "/dossiers/$id",
  component: DossierPage,
  validateSearch: (brut: Record<string, unknown>): { onglet?: Onglet; acte?: string } => ({
    onglet: ONGLETS.find((onglet) => onglet === brut.onglet),
    acte: texte(brut.acte),
  }),
});

const acte = createRoute({
  getParentRoute: () => racine,
  path: "/dossiers/$id/acte",
  component: ActePage,
  validateSearch: (brut: Record<string, unknown>): { type?: string } & Prefixe => ({
    type: texte(brut.type),
    avis: texte(brut.avis),
    partie: texte(brut.partie),
    point: texte(brut.point),
  }),
});

const correction = createRoute({
  getParentRoute: () => racine,
  path: "/dossiers/$id/actes/$acteId/correction",
  component: CorrectionPage,
});

const attribution = createRoute({
  getParentRoute: () => racine,
  path: "/dossiers/$id/attribution",
  component: AttributionPage,
});

const simulation = createRoute({
  getParentRoute: () => racine,
  path: "/simulation",
  component: SimulationPage,
  validateSearch: simulationDe,
});

const droit = createRoute({
  getParentRoute: () => racine,
  path: "/droit",
  component: DroitPage,
  validateSearch: (brut: Record<string, unknown>): FiltresDroit => ({ q: cherche(brut.q), procedure: texte(brut.procedure) }),
});

const regle = createRoute({ getParentRoute: () => racine, path: "/droit/$regle", component: ReglePage });

const pannes = createRoute({ getParentRoute: () => racine, path: "/pannes", component: PannesPage });
const panne = createRoute({ getParentRoute: () => racine, path: "/pannes/$panne", component: CertificatPage });

const depots = createRoute({
  getParentRoute: () => racine,
  path: "/depots",
  component: DepotsPage,
  validateSearch: (brut: Record<string, unknown>): { etat?: EtatDepot } => ({
    etat: (Object.keys(ETATS) as EtatDepot[]).find((etat) => etat === brut.etat),
  }),
});
const depot = createRoute({ getParentRoute: () => racine, path: "/depots/$depot", component: DepotPage });

const sessionRetablie = createRoute({ getParentRoute: () => racine, path: "/session-retablie", component: SessionRetablie });
const accessibilite = createRoute({ getParentRoute: () => racine, path: "/accessibilite", component: AccessibilitePage });

export const routeur = createRouter({
  routeTree: racine.addChildren([
    accueil,
    maJournee,
    dossiers,
    ouvrir,
    dossier,
    acte,
    correction,
    attribution,
    simulation,
    droit,
    regle,
    pannes,
    panne,
    depots,
    depot,
    sessionRetablie,
    accessibilite,
  ]),
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof routeur;
  }
}
