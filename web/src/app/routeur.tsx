import { createRootRoute, createRoute, createRouter, redirect } from "@tanstack/react-router";
import type { Prefixe } from "../actes/saisie";
import type {
  FiltresAides,
  FiltresAvis,
  FiltresCertificats,
  FiltresDecisions,
  FiltresDossiers,
  FiltresJournal,
  FiltresRecherche,
} from "../api/requetes";
import type { Office } from "../api/types";
import { AccesPage } from "../pages/acces/acces";
import { AvisPage } from "../pages/avis/avis";
import { AvisDusPage } from "../pages/avis/avis-dus";
import { LotAvisPage } from "../pages/avis/lot-avis";
import { PLACES } from "../pages/avis/mots";
import { AidePage } from "../pages/aides/aide";
import { AidesPage } from "../pages/aides/aides";
import { InscrireAidePage } from "../pages/aides/inscrire";
import { ETATS as ETATS_AIDE } from "../pages/aides/mots";
import { CertificatsPage } from "../pages/certificats/certificats";
import { DemandePage } from "../pages/certificats/demande";
import { DemanderPage } from "../pages/certificats/demander";
import { LotPage } from "../pages/certificats/lot";
import { VerificationPage } from "../pages/certificats/verification";
import { NATURES, QUALITES, STATUTS } from "../pages/certificats/mots";
import { ControlesPage, type FiltresControles } from "../pages/controle/controles";
import { type Jalon, jalonDe } from "../pages/controle/mots";
import { ActePage } from "../pages/dossier/acte";
import { AttributionPage } from "../pages/dossier/attribution";
import { CorrectionPage } from "../pages/dossier/correction";
import { DossierPage } from "../pages/dossier/dossier";
import { BordereauPage } from "../pages/dossier/bordereau";
import { GroupePage } from "../pages/dossier/groupe";
import { DeliberePage } from "../pages/delibere/delibere";
import { PapierPage } from "../pages/delibere/papier";
import { LiensPersonnelsPage } from "../pages/dossier/liens-personnels";
import { ModifierPage } from "../pages/dossier/modifier";
import { QUOI, type Quoi } from "../pages/dossier/quoi";
import { JonctionsPage } from "../pages/jonctions/jonctions";
import { DecisionsPage } from "../pages/decisions/decisions";
import { DIFFUSIONS, NATURES_DECISION } from "../pages/decisions/mots";
import { PrononcerPage } from "../pages/decisions/prononcer";
import { PublicPage } from "../pages/decisions/public";
import { DepotPage } from "../pages/depots/depot";
import { DepotsPage } from "../pages/depots/depots";
import { ETATS, type EtatDepot } from "../pages/depots/mots";
import { AudiencePage } from "../pages/audiences/audience";
import { AudiencesPage } from "../pages/audiences/calendrier";
import { ChargePage } from "../pages/charge/charge";
import { ChargeDuParquetPage } from "../pages/charge/parquet";
import { lireReglages } from "../pages/charge/reglages";
import { ComparaisonPage } from "../pages/distribution/comparer";
import { DistributionPage } from "../pages/distribution/distribution";
import { DistributionsPage } from "../pages/distribution/distributions";
import { CourPage } from "../pages/cour/cour";
import { MagistratsPage } from "../pages/distribution/magistrats";
import { type Historique, historiqueDe } from "../pages/dossier/historique";
import { DossiersPage } from "../pages/dossiers/dossiers";
import { MaJourneePage } from "../pages/ma-journee/ma-journee";
import { FENETRES, VUES_TACHES, type VueDuJour } from "../pages/ma-journee/vue";
import { FichePage } from "../pages/droit/fiche";
import { DroitPage } from "../pages/droit/droit";
import type { FiltresDroit } from "../pages/droit/procedures";
import { ORDRE } from "../pages/droit/natures";
import { ReglePage } from "../pages/droit/regle";
import { CertificatPage } from "../pages/pannes/certificat";
import { PapiersPage } from "../pages/papiers/papiers";
import { PannesPage } from "../pages/pannes/pannes";
import { PreferencesPage } from "../pages/preferences/preferences";
import { GENRES } from "../pages/recherche/mots";
import { RecherchePage } from "../pages/recherche/recherche";
import { RolePage } from "../pages/roles/role";
import { RolesPage } from "../pages/roles/roles";
import { SuiviPage } from "../pages/suivi/suivi";
import { JournalAccesPage } from "../pages/journal/journal";
import { OuvrirPage } from "../pages/ouvrir/ouvrir";
import { SimulationPage } from "../pages/simulation/page";
import { simulationDe } from "../pages/simulation/simulation";
import type { FiltresDifferences } from "../pages/versions/champs";
import { ReglesOrientationPage } from "../pages/orientation/regles-page";
import { DifferencesPage } from "../pages/versions/differences";
import { EssaiPage } from "../pages/versions/essai";
import { VersionsPage } from "../pages/versions/versions-page";
import { AccessibilitePage } from "./accessibilite";
import { Introuvable, PageErreur } from "./erreurs";
import { Gabarit } from "./gabarit";
import { ONGLETS, type Onglet } from "./onglets";
import { SessionRetablie } from "./session-retablie";

const racine = createRootRoute({ component: Gabarit, notFoundComponent: Introuvable, errorComponent: PageErreur });

const texte = (valeur: unknown) => (typeof valeur === "string" && valeur !== "" ? valeur : undefined);
/** What was sought: digits alone are words too. */
const cherche = (valeur: unknown) => texte(typeof valeur === "number" ? String(valeur) : valeur);
/** A rank, from 1. */
const rang = (valeur: unknown) => (Number.isSafeInteger(Number(valeur)) && Number(valeur) >= 1 ? Number(valeur) : undefined);
const vrai = (valeur: unknown) => (valeur === true || valeur === "true" ? true : undefined);

/** A calendar of a chamber, or of all, in a month. */
const chambreEtMois = (brut: Record<string, unknown>): { chambre?: string; mois?: string } => ({
  chambre: texte(brut.chambre),
  mois: /^\d{4}-(0[1-9]|1[0-2])$/.test(texte(brut.mois) ?? "") ? texte(brut.mois) : undefined,
});

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
  validateSearch: (brut: Record<string, unknown>): { onglet?: Onglet; acte?: string; partie?: string; piece?: string; page?: number; jalon?: Jalon } & Historique => ({
    onglet: ONGLETS.find((onglet) => onglet === brut.onglet),
    acte: texte(brut.acte),
    partie: texte(brut.partie),
    piece: texte(brut.piece),
    page: rang(brut.page),
    jalon: jalonDe(brut.jalon),
    ...historiqueDe(brut),
  }),
});

const controles = createRoute({
  getParentRoute: () => racine,
  path: "/controles",
  component: ControlesPage,
  validateSearch: (brut: Record<string, unknown>): FiltresControles => ({
    chambre: texte(brut.chambre),
    audience: texte(brut.audience),
    jalon: jalonDe(brut.jalon),
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
    pourvoi: texte(brut.pourvoi),
    panne: texte(brut.panne),
    jour: texte(brut.jour),
    objet: texte(brut.objet),
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

const groupe = createRoute({
  getParentRoute: () => racine,
  path: "/dossiers/$id/groupe",
  component: GroupePage,
  validateSearch: (brut: Record<string, unknown>): { joindre?: string } => ({ joindre: cherche(brut.joindre) }),
});

const jonctions = createRoute({
  getParentRoute: () => racine,
  path: "/jonctions",
  component: JonctionsPage,
  validateSearch: (brut: Record<string, unknown>): { chambre?: string } => ({ chambre: texte(brut.chambre) }),
});

const bordereau = createRoute({
  getParentRoute: () => racine,
  path: "/dossiers/$id/bordereaux/$acte",
  component: BordereauPage,
});

const modifier = createRoute({
  getParentRoute: () => racine,
  path: "/dossiers/$id/modifier",
  component: ModifierPage,
  validateSearch: (brut: Record<string, unknown>): { quoi?: Quoi; partie?: string; decision?: string } => ({
    quoi: QUOI.find((quoi) => quoi === brut.quoi),
    partie: texte(brut.partie),
    decision: texte(brut.decision),
  }),
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
  validateSearch: (brut: Record<string, unknown>): FiltresDroit => ({
    q: cherche(brut.q),
    nature: ORDRE.find((nature) => nature === brut.nature),
    procedure: texte(brut.procedure),
  }),
});

const regle = createRoute({ getParentRoute: () => racine, path: "/droit/$regle", component: ReglePage });

const versions = createRoute({ getParentRoute: () => racine, path: "/droit/versions", component: VersionsPage });
const differences = createRoute({
  getParentRoute: () => racine,
  path: "/droit/versions/differences",
  component: DifferencesPage,
  validateSearch: (brut: Record<string, unknown>): FiltresDifferences => ({
    depuis: texte(brut.depuis),
    version: texte(brut.version),
    nature: texte(brut.nature),
    q: cherche(brut.q),
  }),
});
const essai = createRoute({
  getParentRoute: () => racine,
  path: "/droit/versions/essais/$essai",
  component: EssaiPage,
  validateSearch: (brut: Record<string, unknown>): { nature?: string } => ({ nature: texte(brut.nature) }),
});
const reglesOrientation = createRoute({
  getParentRoute: () => racine,
  path: "/orientation",
  component: ReglesOrientationPage,
  validateSearch: (brut: Record<string, unknown>): { ressort?: string } => ({ ressort: texte(brut.ressort) }),
});
const ficheDuDroit = createRoute({ getParentRoute: () => racine, path: "/droit/$dossier/$id", component: FichePage });

const pannes = createRoute({ getParentRoute: () => racine, path: "/pannes", component: PannesPage });
const lesAcces = createRoute({ getParentRoute: () => racine, path: "/acces", component: AccesPage });

const journalDesAcces = createRoute({
  getParentRoute: () => racine,
  path: "/journal-acces",
  component: JournalAccesPage,
  validateSearch: (brut: Record<string, unknown>): FiltresJournal => ({
    delibere: vrai(brut.delibere),
    dossier: texte(brut.dossier),
    personne: texte(brut.personne),
    du: jour(brut.du),
    au: jour(brut.au),
    refus: vrai(brut.refus),
  }),
});

const panne = createRoute({ getParentRoute: () => racine, path: "/pannes/$panne", component: CertificatPage });

const distributions = createRoute({
  getParentRoute: () => racine,
  path: "/distribution",
  component: DistributionsPage,
  validateSearch: (brut: Record<string, unknown>): { chambre?: string; office?: Office; remplace?: string; plan?: string } => ({
    chambre: texte(brut.chambre),
    remplace: texte(brut.remplace),
    plan: texte(brut.plan),
    office: (["rapporteur", "avocat_general"] as const).find((office) => office === brut.office),
  }),
});

const distribution = createRoute({ getParentRoute: () => racine, path: "/distribution/$distribution", component: DistributionPage });
const comparaison = createRoute({
  getParentRoute: () => racine,
  path: "/distribution/$distribution/comparaison/$autre",
  component: ComparaisonPage,
});

const calendrier = createRoute({
  getParentRoute: () => racine,
  path: "/audiences",
  component: AudiencesPage,
  validateSearch: chambreEtMois,
});

const uneAudience = createRoute({ getParentRoute: () => racine, path: "/audiences/$audience", component: AudiencePage });

const charge = createRoute({ getParentRoute: () => racine, path: "/charge", component: ChargePage, validateSearch: lireReglages });

const chargeDuParquet = createRoute({ getParentRoute: () => racine, path: "/charge/parquet", component: ChargeDuParquetPage });

const magistrats = createRoute({
  getParentRoute: () => racine,
  path: "/magistrats",
  component: MagistratsPage,
  validateSearch: (brut: Record<string, unknown>): { chambre?: string; jour?: string } => ({ chambre: texte(brut.chambre), jour: texte(brut.jour) }),
});

const cour = createRoute({
  getParentRoute: () => racine,
  path: "/cour",
  component: CourPage,
  validateSearch: (brut: Record<string, unknown>): { jour?: string; connu?: string } => ({ jour: texte(brut.jour), connu: texte(brut.connu) }),
});

const depots = createRoute({
  getParentRoute: () => racine,
  path: "/depots",
  component: DepotsPage,
  validateSearch: (brut: Record<string, unknown>): { etat?: EtatDepot } => ({
    etat: (Object.keys(ETATS) as EtatDepot[]).find((etat) => etat === brut.etat),
  }),
});
const depot = createRoute({ getParentRoute: () => racine, path: "/depots/$depot", component: DepotPage });
const code = <C extends string>(codes: Record<C, string>, valeur: unknown) =>
  (Object.keys(codes) as C[]).find((connu) => connu === valeur);
const jour = (valeur: unknown) => (typeof valeur === "string" && /^\d{4}-\d{2}-\d{2}$/.test(valeur) ? valeur : undefined);

const avisDus = createRoute({
  getParentRoute: () => racine,
  path: "/avis",
  component: AvisDusPage,
  validateSearch: (brut: Record<string, unknown>): FiltresAvis => ({
    etat: code(PLACES, brut.etat),
    avant: jour(brut.avant),
    chambre: texte(brut.chambre),
  }),
});
const lotAvis = createRoute({ getParentRoute: () => racine, path: "/avis/lots/$lot", component: LotAvisPage });
const avis = createRoute({ getParentRoute: () => racine, path: "/avis/$avis", component: AvisPage });

const aides = createRoute({
  getParentRoute: () => racine,
  path: "/aides",
  component: AidesPage,
  validateSearch: (brut: Record<string, unknown>): FiltresAides => ({
    q: cherche(brut.q),
    etat: code(ETATS_AIDE, brut.etat),
    du: jour(brut.du),
    au: jour(brut.au),
  }),
});
const inscrireAide = createRoute({ getParentRoute: () => racine, path: "/aides/inscrire", component: InscrireAidePage });
const aide = createRoute({ getParentRoute: () => racine, path: "/aides/$aide", component: AidePage });

const certificats = createRoute({
  getParentRoute: () => racine,
  path: "/certificats",
  component: CertificatsPage,
  validateSearch: (brut: Record<string, unknown>): FiltresCertificats => ({
    q: cherche(brut.q),
    statut: code(STATUTS, brut.statut),
    nature: code(NATURES, brut.nature),
    qualite: code(QUALITES, brut.qualite),
    du: jour(brut.du),
    au: jour(brut.au),
    lot: texte(brut.lot),
  }),
});
const demander = createRoute({ getParentRoute: () => racine, path: "/certificats/demander", component: DemanderPage });
const lot = createRoute({ getParentRoute: () => racine, path: "/certificats/lot", component: LotPage });
const demande = createRoute({ getParentRoute: () => racine, path: "/certificats/$demande", component: DemandePage });
const verification = createRoute({
  getParentRoute: () => racine,
  path: "/verification",
  component: VerificationPage,
  validateSearch: (brut: Record<string, unknown>): { numero?: string; empreinte?: string } => ({
    numero: cherche(brut.numero),
    empreinte: cherche(brut.empreinte),
  }),
});

const roles = createRoute({
  getParentRoute: () => racine,
  path: "/roles",
  component: RolesPage,
  validateSearch: chambreEtMois,
});
const unRole = createRoute({ getParentRoute: () => racine, path: "/roles/$audience", component: RolePage });
const suivi = createRoute({ getParentRoute: () => racine, path: "/suivi", component: SuiviPage });
const delibere = createRoute({ getParentRoute: () => racine, path: "/dossiers/$id/delibere", component: DeliberePage });
const papierDuDelibere = createRoute({ getParentRoute: () => racine, path: "/dossiers/$id/delibere/$papier", component: PapierPage });
const papiers = createRoute({
  getParentRoute: () => racine,
  path: "/dossiers/$id/papiers",
  component: PapiersPage,
  validateSearch: (brut: Record<string, unknown>): { modele?: string } => ({ modele: texte(brut.modele) }),
});
const liensPersonnels = createRoute({ getParentRoute: () => racine, path: "/dossiers/$id/liens", component: LiensPersonnelsPage });

const registreDesDecisions = createRoute({
  getParentRoute: () => racine,
  path: "/decisions",
  component: DecisionsPage,
  validateSearch: (brut: Record<string, unknown>): FiltresDecisions => ({
    q: cherche(brut.q),
    chambre: texte(brut.chambre),
    solution: texte(brut.solution),
    nature: code(NATURES_DECISION, brut.nature),
    diffusion: code(DIFFUSIONS, brut.diffusion),
    dues: vrai(brut.dues),
    du: jour(brut.du),
    au: jour(brut.au),
  }),
});
const recherche = createRoute({
  getParentRoute: () => racine,
  path: "/recherche",
  component: RecherchePage,
  validateSearch: (brut: Record<string, unknown>): FiltresRecherche => ({
    q: cherche(brut.q),
    genre: code(GENRES, brut.genre),
    chambre: texte(brut.chambre),
    du: jour(brut.du),
    au: jour(brut.au),
  }),
});
const prononcer = createRoute({
  getParentRoute: () => racine,
  path: "/dossiers/$id/decision",
  component: PrononcerPage,
  validateSearch: (brut: Record<string, unknown>): { type?: string } => ({ type: texte(brut.type) }),
});
const versionPublique = createRoute({ getParentRoute: () => racine, path: "/dossiers/$id/decisions/$acte/public", component: PublicPage });

const sessionRetablie = createRoute({ getParentRoute: () => racine, path: "/session-retablie", component: SessionRetablie });
const accessibilite = createRoute({ getParentRoute: () => racine, path: "/accessibilite", component: AccessibilitePage });

const preferences = createRoute({ getParentRoute: () => racine, path: "/preferences", component: PreferencesPage });

export const routeur = createRouter({
  routeTree: racine.addChildren([
    accueil,
    maJournee,
    dossiers,
    recherche,
    ouvrir,
    dossier,
    controles,
    acte,
    correction,
    attribution,
    groupe,
    jonctions,
    bordereau,
    modifier,
    simulation,
    droit,
    regle,
    versions,
    reglesOrientation,
    differences,
    essai,
    ficheDuDroit,
    lesAcces,
    journalDesAcces,
    pannes,
    panne,
    distributions,
    distribution,
    comparaison,
    calendrier,
    uneAudience,
    charge,
    chargeDuParquet,
    magistrats,
    cour,
    preferences,
    depots,
    depot,
    avisDus,
    lotAvis,
    avis,
    aides,
    inscrireAide,
    aide,
    certificats,
    demander,
    lot,
    demande,
    verification,
    roles,
    unRole,
    suivi,
    liensPersonnels,
    delibere,
    papierDuDelibere,
    papiers,
    registreDesDecisions,
    prononcer,
    versionPublique,
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
