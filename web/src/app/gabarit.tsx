import { headerFooterDisplayItem } from "@codegouvfr/react-dsfr/Display";
import { Footer } from "@codegouvfr/react-dsfr/Footer";
import { Header } from "@codegouvfr/react-dsfr/Header";
import { SkipLinks } from "@codegouvfr/react-dsfr/SkipLinks";
import { useQuery } from "@tanstack/react-query";
import { Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { officesDe, peutDemanderCertificat, peutLireLaCour, peutLireLeJournal, peutLireLesAides, peutLireLesRegles, peutOuvrir, peutTenirLesAvis, peutTenirLesMagistrats, peutTraiterDepots, peutVoirLaCharge, peutVoirLaChargeDuParquet, peutVoirLesAcces, peutVoirLesAudiences } from "../api/droits";
import { useFlux } from "../api/flux";
import { ErreurApi } from "../api/probleme";
import { session } from "../api/requetes";
import { ZoneAnnonces } from "../composants/annonces";
import { Attente } from "../composants/attente";
import { EtatDirect } from "../composants/etat-direct";
import { AideClavier, boutonAideClavier } from "./aide-clavier";
import { Connexion } from "./connexion";
import { deconnecter } from "./deconnexion";
import { Erreur } from "./erreurs";
import { fermerRecherche } from "./recherche-entete";
import { SessionExpiree } from "./session-expiree";

const MARQUE = (
  <>
    Cour
    <br />
    de cassation
  </>
);
/** Pages that need no session. */
const OUVERTES = ["/session-retablie", "/accessibilite", "/verification", "/suivi", "/roles"];
const estOuverte = (pathname: string) => OUVERTES.some((page) => pathname === page || pathname.startsWith(`${page}/`));
const ACCUEIL = { href: "/ma-journee", title: "Greffe — Accueil" };
export function Gabarit() {
  const { pathname } = useLocation();
  const { data: ouverte, error, isPending } = useQuery(session);
  const flux = useFlux(Boolean(ouverte));
  const naviguer = useNavigate();
  // The page of the search has the same field, larger: two would be one too many.
  const cherche = ouverte && pathname !== "/recherche";
  const chercher = (q: string) => {
    fermerRecherche();
    void naviguer({ to: "/recherche", search: { q: q.trim() || undefined } });
  };
  const navigation = ouverte && [
    { text: "Ma journée", linkProps: { href: "/ma-journee" }, isActive: pathname === "/ma-journee" },
    {
      text: "Dossiers",
      linkProps: { href: "/dossiers" },
      isActive: pathname.startsWith("/dossiers") && pathname !== "/dossiers/ouvrir",
    },
    ...(peutOuvrir(ouverte)
      ? [{ text: "Ouvrir un dossier", linkProps: { href: "/dossiers/ouvrir" }, isActive: pathname === "/dossiers/ouvrir" }]
      : []),
    { text: "Recherche", linkProps: { href: "/recherche" }, isActive: pathname === "/recherche" },
    { text: "Décisions", linkProps: { href: "/decisions" }, isActive: pathname.startsWith("/decisions") },
    ...(peutTenirLesAvis(ouverte) ? [{ text: "Avis dus", linkProps: { href: "/avis" }, isActive: pathname.startsWith("/avis") }] : []),
    ...(officesDe(ouverte).length > 0
      ? [{ text: "Distribution", linkProps: { href: "/distribution" }, isActive: pathname.startsWith("/distribution") }]
      : []),
    ...(peutVoirLesAudiences(ouverte)
      ? [{ text: "Audiences", linkProps: { href: "/audiences" }, isActive: pathname.startsWith("/audiences") }]
      : []),
    ...(peutVoirLaCharge(ouverte) ? [{ text: "Charge", linkProps: { href: "/charge" }, isActive: pathname === "/charge" }] : []),
    ...(peutVoirLaChargeDuParquet(ouverte)
      ? [{ text: "Charge du parquet", linkProps: { href: "/charge/parquet" }, isActive: pathname === "/charge/parquet" }]
      : []),
    ...(peutTenirLesMagistrats(ouverte)
      ? [{ text: "Magistrats", linkProps: { href: "/magistrats" }, isActive: pathname === "/magistrats" }]
      : []),
    ...(peutLireLaCour(ouverte) ? [{ text: "La Cour", linkProps: { href: "/cour" }, isActive: pathname === "/cour" }] : []),
    ...(peutTraiterDepots(ouverte)
      ? [{ text: "Dépôts", linkProps: { href: "/depots" }, isActive: pathname.startsWith("/depots") }]
      : []),
    ...(peutDemanderCertificat(ouverte)
      ? [{ text: "Certificats", linkProps: { href: "/certificats" }, isActive: pathname.startsWith("/certificats") }]
      : []),
    ...(peutLireLesAides(ouverte)
      ? [{ text: "Aide juridictionnelle", linkProps: { href: "/aides" }, isActive: pathname.startsWith("/aides") }]
      : []),
    ...(peutLireLesRegles(ouverte)
      ? [{ text: "Orientation", linkProps: { href: "/orientation" }, isActive: pathname === "/orientation" }]
      : []),
    ...(peutVoirLesAcces(ouverte) ? [{ text: "Accès", linkProps: { href: "/acces" }, isActive: pathname === "/acces" }] : []),
    ...(peutLireLeJournal(ouverte)
      ? [{ text: "Journal des accès", linkProps: { href: "/journal-acces" }, isActive: pathname === "/journal-acces" }]
      : []),
    { text: "Simuler un délai", linkProps: { href: "/simulation" }, isActive: pathname === "/simulation" },
    { text: "Le droit appliqué", linkProps: { href: "/droit" }, isActive: pathname.startsWith("/droit") },
    { text: "Pannes", linkProps: { href: "/pannes" }, isActive: pathname.startsWith("/pannes") },
  ];
  return (
    <>
      <SkipLinks
        links={[
          { anchor: "#contenu", label: "Contenu" },
          { anchor: "#fr-header-main-navigation", label: "Menu" },
          { anchor: "#fr-footer", label: "Pied de page" },
        ]}
      />
      <Header
        id="fr-header"
        brandTop={MARQUE}
        homeLinkProps={ACCUEIL}
        serviceTitle="Greffe"
        serviceTagline="Suivi des pourvois"
        navigation={navigation}
        {...(cherche && {
          clearSearchInputOnSearch: true,
          onSearchButtonClick: chercher,
          renderSearchInput: (champ: { className: string; id: string; type: "search" }) => (
            <input {...champ} maxLength={400} placeholder="Dossiers, parties, pièces" aria-keyshortcuts="g r" />
          ),
        })}
        quickAccessItems={
          ouverte
            ? [
                <EtatDirect key="direct" etat={flux} />,
                <span key="agent" className="greffe-agent">
                  <span className="fr-icon-user-line fr-icon--sm" aria-hidden="true" /> {ouverte.agent.display_name}
                </span>,
                { iconId: "fr-icon-settings-5-line", text: "Mes préférences", linkProps: { href: "/preferences" } },
                boutonAideClavier,
                {
                  iconId: "fr-icon-logout-box-r-line",
                  text: "Se déconnecter",
                  buttonProps: { onClick: () => deconnecter(ouverte.csrf_token) },
                },
              ]
            : []
        }
      />
      <main id="contenu" tabIndex={-1} className="fr-container greffe-contenu">
        {ouverte || estOuverte(pathname) ? (
          <Outlet />
        ) : isPending ? (
          <Attente quoi="Greffe" />
        ) : error instanceof ErreurApi && error.statut === 401 ? (
          <Connexion />
        ) : (
          <Erreur cause={error} />
        )}
      </main>
      <Footer
        id="fr-footer"
        brandTop={MARQUE}
        homeLinkProps={ACCUEIL}
        accessibility="non compliant"
        accessibilityLinkProps={{ href: "/accessibilite" }}
        contentDescription="Greffe suit les pourvois devant la Cour de cassation, de la déclaration à la décision."
        license="Logiciel libre, sous licence publique de l’Union européenne (EUPL 1.2)."
        bottomItems={[
          { text: "Vérifier un certificat", linkProps: { href: "/verification" } },
          { text: "Rôles des audiences", linkProps: { href: "/roles" } },
          { text: "Suivre mon affaire", linkProps: { href: "/suivi" } },
          headerFooterDisplayItem,
        ]}
        domains={["courdecassation.fr", "legifrance.gouv.fr", "service-public.fr"]}
      />
      <SessionExpiree ouverte={ouverte} />
      <AideClavier actif={Boolean(ouverte)} peutOuvrir={Boolean(ouverte && peutOuvrir(ouverte))} />
      <ZoneAnnonces />
    </>
  );
}
