import { Tabs } from "@codegouvfr/react-dsfr/Tabs";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { finirSuivi, suivre, useCommande } from "../../api/commandes";
import { peut, peutAttribuer, peutEnregistrer } from "../../api/droits";
import { actes, dossier, echeancesDuDossier, fiches, pieces, referentiel, session, suivis, tachesDuDossier } from "../../api/requetes";
import type { Dossier } from "../../api/types";
import { ONGLETS, type Onglet } from "../../app/onglets";
import { Erreur } from "../../app/erreurs";
import { AlerteErreur, Constats } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { majuscule, pluriel } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { FriseProcedure } from "../../composants/frise-procedure";
import { MentionImpression, useImpression } from "../../composants/impression";
import { TitrePage } from "../../composants/titre-page";
import { resteAFaire, voitAvis } from "./avis";
import { AccesAuDossier, AnnonceUrgence, Habilitations } from "../acces/au-dossier";
import { AidesARattacher } from "../aides/proposees";
import { BandeauEcheance } from "./bandeau-echeance";
import { Faits } from "./faits";
import { FilDossier } from "./fil-dossier";
import { OngletAvis } from "./onglet-avis";
import { titreAffaire } from "./titre-affaire";
import { OngletControle } from "./onglet-controle";
import { OngletDecision } from "../decisions/onglet-decision";
import { OngletEcheances } from "./onglet-echeances";
import { OngletFiches } from "./onglet-fiches";
import { OngletFrise } from "./onglet-frise";
import { OngletHistorique } from "./onglet-historique";
import { OngletParties } from "./onglet-parties";
import { OngletPieces } from "./onglet-pieces";
import { OngletProches } from "./onglet-proches";
import { OngletTaches } from "./onglet-taches";

export function DossierPage() {
  const { id } = useParams({ from: "/dossiers/$id" });
  const { data, error, refetch } = useQuery(dossier(id));
  useAnnonceVersion(data);
  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="le dossier" />;
  return (
    <>
      <FilDossier dossier={data} />
      <EnTete dossier={data} />
      {peut(data, "lire_dossier") ? (
        <Corps dossier={data} />
      ) : (
        <>
          <p className="greffe-vide">
            Vous pouvez connaître l’existence et le stade de ce dossier ; vos fonctions n’en ouvrent pas le contenu.
          </p>
          <AccesAuDossier dossier={data.dossier_id} />
        </>
      )}
    </>
  );
}

/** Says that somebody else's act has just changed the page. */
function useAnnonceVersion(lu: Dossier | undefined): void {
  const vue = useRef<{ id: string; version: number }>(undefined);
  useEffect(() => {
    if (!lu) return;
    const avant = vue.current;
    vue.current = { id: lu.dossier_id, version: lu.version };
    if (avant?.id === lu.dossier_id && lu.version > avant.version) annoncer(`Le dossier ${lu.number} vient de changer.`);
  }, [lu]);
}

/** Each act to come in the case will stand in one's day, among what one follows. */
function Suivre({ dossier: lu }: { dossier: Dossier }) {
  const client = useQueryClient();
  const { data: suivi } = useQuery({
    ...suivis,
    retry: false,
    select: ({ items }) => items.find(({ kind, target }) => kind === "dossier" && target === lu.dossier_id),
  });
  const changer = useCommande(
    (_: undefined, cle) =>
      suivi
        ? finirSuivi(suivi.follow_id, cle)
        : suivre({ kind: "dossier", target: lu.dossier_id, label: `Dossier ${lu.number}` }, cle),
    () => {
      annoncer(suivi ? "Le dossier n’est plus suivi." : "Le dossier est suivi.");
      void client.invalidateQueries({ queryKey: ["suivis"] });
    },
  );
  return (
    <>
      <AlerteErreur erreur={changer.erreur} />
      <Button
        priority="tertiary"
        onClick={() => void changer.envoyer(undefined)}
        nativeButtonProps={{ "aria-pressed": Boolean(suivi), ...occupe(changer.enCours) }}
      >
        {suivi ? "Ne plus suivre" : "Suivre"}
      </Button>
    </>
  );
}

const SIEGE = new Set(["premier_president", "president", "magistrat_siege"]);

function EnTete({ dossier: lu }: { dossier: Dossier }) {
  const { data: ref } = useQuery(referentiel);
  // The way to the délibéré is shown to every magistrate of the siège: that it is there says nothing of the case.
  const { data: roles = [] } = useQuery({ ...session, select: ({ agent }) => agent.roles });
  const siege = roles.some((role) => SIEGE.has(role));
  const { onglet } = useSearch({ from: "/dossiers/$id" });
  // A sheet of the past says nothing of today but the names.
  const autrefois = useImpression() && onglet === "historique";
  return (
    <>
      <div className="greffe-entete">
        <div>
          <p className="fr-mb-1v">
            <span className="greffe-numero">Pourvoi {lu.number}</span>
            {lu.urgent && (
              <>
                {" "}
                <span className="fr-badge fr-badge--sm fr-badge--warning">Urgent</span>
              </>
            )}
            {lu.urgency && (
              <>
                {" "}
                <span className="fr-badge fr-badge--sm fr-badge--warning">{majuscule(lu.urgency)}</span>
              </>
            )}
          </p>
          <EnGroupe dossier={lu} />
          <TitrePage titre={`${titreAffaire(lu)} — ${lu.number}`} className="fr-h2">
            {titreAffaire(lu)}
          </TitrePage>
        </div>
        <div className="greffe-actions">
          {peutEnregistrer(lu) && (
            <Link to="/dossiers/$id/acte" params={{ id: lu.dossier_id }} className="fr-btn fr-btn--icon-left fr-icon-add-line">
              Enregistrer un acte
            </Link>
          )}
          {peutAttribuer(lu) && (
            <Link to="/dossiers/$id/attribution" params={{ id: lu.dossier_id }} className="fr-btn fr-btn--secondary">
              Attribuer
            </Link>
          )}
          {(lu.group || peut(lu, "enregistrer_acte_de_la_cour")) && (
            <Link to="/dossiers/$id/groupe" params={{ id: lu.dossier_id }} className="fr-btn fr-btn--secondary">
              {lu.group ? "Dossiers joints" : "Joindre"}
            </Link>
          )}
          {siege && (
            <Link to="/dossiers/$id/delibere" params={{ id: lu.dossier_id }} className="fr-btn fr-btn--secondary">
              Délibéré
            </Link>
          )}
          {peut(lu, "lire_dossier") && <Suivre dossier={lu} />}
          {peut(lu, "lire_dossier") && (
            <Button priority="tertiary" iconId="fr-icon-printer-line" onClick={() => window.print()}>
              Imprimer
            </Button>
          )}
        </div>
      </div>
      <MentionImpression />
      {!autrefois && (
        <>
          {ref && <FriseProcedure stades={ref.stages} stade={lu.stage} libelle={lu.stage_label} />}
          {peut(lu, "lire_dossier") && <BandeauEcheance dossier={lu} />}
          <Constats constats={lu.irregularities} />
          {peut(lu, "lire_dossier") && <AnnonceUrgence dossier={lu.dossier_id} />}
          {peut(lu, "lire_dossier") && <Habilitations dossier={lu.dossier_id} />}
          {/* A délégué follows cases whose papers he reads on a recorded request alone. */}
          {roles.includes("delegue_premier_president") && peut(lu, "lire_dossier") && <AccesAuDossier dossier={lu.dossier_id} />}
          {peut(lu, "lire_dossier") && <AidesARattacher dossier={lu} />}
          {peut(lu, "lire_dossier") && <Faits dossier={lu} />}
        </>
      )}
    </>
  );
}

/** The head's number stands in every joined dossier, with the way to it. */
function EnGroupe({ dossier: lu }: { dossier: Dossier }) {
  if (!lu.group) return null;
  const { head_id: tete, head_number: numero, members } = lu.group;
  return (
    <p className="fr-mb-1v" data-groupe={numero}>
      {tete === lu.dossier_id ? (
        <>Dossier de tête de {pluriel(members.length, "dossier joint", "dossiers joints")}</>
      ) : (
        <>
          Joint au dossier de tête{" "}
          <Link to="/dossiers/$id" params={{ id: tete }}>
            {numero}
          </Link>
        </>
      )}
    </p>
  );
}

function Corps({ dossier: lu }: { dossier: Dossier }) {
  const { onglet: demande = "frise" } = useSearch({ from: "/dossiers/$id" });
  const naviguer = useNavigate({ from: "/dossiers/$id" });
  const { data: echeances } = useQuery(echeancesDuDossier(lu.dossier_id));
  const { data: taches } = useInfiniteQuery(tachesDuDossier(lu.dossier_id));
  const { data: jointes } = useQuery(pieces(lu.dossier_id));
  const { data: enoncees } = useQuery(fiches(lu.dossier_id));
  // Read whatever the tab: paper shows the timeline too, and cannot wait for it.
  useInfiniteQuery(actes(lu.dossier_id));
  const imprime = useImpression();
  const onglets = ONGLETS.filter(
    (un) => ((un !== "avis" && un !== "controle") || voitAvis(lu)) && (un !== "fiches" || enoncees?.items.length !== 0),
  );
  const onglet = onglets.find((un) => un === demande) ?? "frise";
  const compte = (nom: string, nombre: number | undefined) => (nombre ? `${nom} (${nombre})` : nom);
  const noms: Record<Onglet, string> = {
    frise: "Frise chronologique",
    decision: "Décision",
    echeances: compte("Échéances", echeances?.items.filter(({ status }) => status === "ouverte" || status === "expiree").length),
    avis: compte("Avis et contrôles", resteAFaire(lu)),
    controle: "Contrôle de régularité",
    parties: compte("Parties", lu.party_count),
    pieces: compte("Pièces", jointes?.items.length),
    taches: compte("Tâches", taches?.items.filter(({ status }) => status === "ouverte").length),
    fiches: "Fiche de décision",
    proches: "Affaires proches",
    historique: "Historique",
  };
  if (imprime) {
    // A sheet tells the case of today or of another day, never both.
    // What the services find now is printed when it is what one looks at.
    const lus = onglets.filter((un) => (un === "historique") === (onglet === "historique") && ((un !== "controle" && un !== "proches") || onglet === un));
    return <Fiche dossier={lu} onglets={lus} noms={noms} />;
  }
  return (
    <Tabs
      label="Contenu du dossier"
      selectedTabId={onglet}
      tabs={onglets.map((tabId) => ({ tabId, label: noms[tabId] }))}
      onTabChange={(choisi) =>
        void naviguer({ search: { onglet: choisi === "frise" ? undefined : (choisi as Onglet) }, replace: true, resetScroll: false })
      }
    >
      <Panneau dossier={lu} onglet={onglet} />
    </Tabs>
  );
}

function Panneau({ dossier: lu, onglet }: { dossier: Dossier; onglet: Onglet }) {
  switch (onglet) {
    case "frise":
      return <OngletFrise dossier={lu} />;
    case "echeances":
      return <OngletEcheances dossier={lu} />;
    case "decision":
      return <OngletDecision dossier={lu} />;
    case "avis":
      return <OngletAvis dossier={lu} />;
    case "controle":
      return <OngletControle dossier={lu} />;
    case "parties":
      return <OngletParties dossier={lu} />;
    case "pieces":
      return <OngletPieces dossier={lu} />;
    case "taches":
      return <OngletTaches dossier={lu} />;
    case "fiches":
      return <OngletFiches dossier={lu} />;
    case "proches":
      return <OngletProches dossier={lu} />;
    case "historique":
      return <OngletHistorique dossier={lu} />;
  }
}

/** On paper there are no tabs: each stands under its title. */
function Fiche({ dossier: lu, onglets, noms }: { dossier: Dossier; onglets: Onglet[]; noms: Record<Onglet, string> }) {
  return onglets.map((onglet) => (
    <section key={onglet} className="greffe-fiche">
      <h2 className="fr-h4">{noms[onglet]}</h2>
      <Panneau dossier={lu} onglet={onglet} />
    </section>
  ));
}
