import { SegmentedControl } from "@codegouvfr/react-dsfr/SegmentedControl";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { echeancesProches, type Lignes, referentiel, session, taches } from "../../api/requetes";
import { peutTenirLesAvis } from "../../api/droits";
import { useToutLire } from "../../api/tout-lire";
import type { Tache } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { chambresCherchables, nomDeChambre } from "../../composants/chambres";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { BadgeEcheance, JourEcheance } from "../../composants/echeances";
import { aujourdhui, dateLongue, pluriel } from "../../composants/formats";
import { Suite, suiteDe } from "../../composants/suite";
import { ListeTaches, objet } from "../../composants/taches";
import { TitrePage } from "../../composants/titre-page";
import { Chiffres } from "../avis/chiffres";
import { Absences } from "./absences";
import { Gestes } from "./gestes";
import { Minutes } from "./minutes";
import { Suivis } from "./suivis";
import { FENETRE_HABITUELLE, FENETRES, type VueDuJour } from "./vue";

export function MaJourneePage() {
  return (
    <>
      <div className="greffe-entete">
        <div>
          <TitrePage titre="Ma journée" />
          <p className="greffe-mention fr-mb-0">{dateLongue(aujourdhui())}</p>
        </div>
      </div>
      <ChiffresDesAvis />
      <div className="fr-grid-row fr-grid-row--gutters">
        <div className="fr-col-12 fr-col-lg-7">
          <Taches />
        </div>
        <div className="fr-col-12 fr-col-lg-5">
          <Minutes />
          <Proches />
          <Suivis />
          <Absences />
        </div>
      </div>
    </>
  );
}

/** To those who keep the notices. */
function ChiffresDesAvis() {
  const { data: ouverte } = useQuery(session);
  return ouverte && peutTenirLesAvis(ouverte) ? <Chiffres niveau="h2" /> : null;
}

/** Changes what the page shows; it stands in the address. */
function useVue() {
  const vue = useSearch({ from: "/ma-journee" });
  const naviguer = useNavigate({ from: "/ma-journee" });
  const changer = (champs: VueDuJour) =>
    void naviguer({ search: (avant) => ({ ...avant, ...champs }), replace: true, resetScroll: false });
  return { vue, changer };
}

const VIDES: Record<NonNullable<VueDuJour["taches"]> | "toutes", string> = {
  toutes: "Aucune tâche ne vous attend. Une tâche nouvelle apparaîtra ici d’elle-même.",
  miennes: "Vous n’avez pris aucune tâche. Choisissez « À prendre » pour en trouver.",
  libres: "Toutes les tâches ont été prises.",
  differees: "Aucune tâche n’est différée.",
  closes: "Aucune tâche n’a encore été close.",
};

function Taches() {
  const { vue, changer } = useVue();
  const filtre = vue.taches ?? "toutes";
  const lues = useInfiniteQuery(taches(filtre === "toutes" ? "equipe" : filtre));
  const { data, error, refetch, hasNextPage, isFetchNextPageError } = lues;
  const { data: ouverte } = useQuery(session);
  const liste = useRef<HTMLDivElement>(null);
  const [choisies, setChoisies] = useState<readonly string[]>([]);
  useAnnonceNouvelles(filtre === "closes" ? undefined : data);
  // Who took what may change under a page: the rest is read before one says that there is none.
  const aTrier = filtre === "miennes" || filtre === "libres";
  useToutLire(lues, aTrier);
  const moi = ouverte?.agent.subject;
  const gardee = (tache: Tache) => !aTrier || (filtre === "miennes" ? tache.claimed_by === moi || Boolean(tache.in_absence_of) : !tache.claimed_by);
  const montrees = data?.items.filter(gardee) ?? [];
  const choix = (valeur: typeof filtre, label: string) => ({
    label,
    nativeInputProps: { checked: filtre === valeur, onChange: () => changer({ taches: valeur === "toutes" ? undefined : valeur }) },
  });
  return (
    <section aria-labelledby="titre-taches">
      <div className="greffe-bloc__tete">
        <h2 id="titre-taches" className="fr-h4 fr-mb-0">
          {filtre === "closes" ? "Tâches closes" : "À faire"}{" "}
          {data && (
            <span className="greffe-mention">
              ({hasNextPage ? "plus de " : ""}
              {pluriel(montrees.length, "tâche")})
            </span>
          )}
        </h2>
        <SegmentedControl
          small
          hideLegend
          legend="Tâches montrées"
          segments={[choix("toutes", "Toutes"), choix("miennes", "Les miennes"), choix("libres", "À prendre"), choix("differees", "Différées"), choix("closes", "Closes")]}
        />
      </div>
      {error && !data ? (
        <ErreurSection quoi="Vos tâches" cause={error} reessayer={() => void refetch()} />
      ) : !data || (aTrier && hasNextPage && montrees.length === 0 && !isFetchNextPageError) ? (
        <Attente quoi="vos tâches" />
      ) : (
        <div ref={liste}>
          {filtre !== "closes" && <Gestes taches={montrees} choisies={choisies} choisir={setChoisies} />}
          <ListeTaches
            taches={montrees}
            vide={VIDES[filtre]}
            choix={filtre === "closes" ? undefined : { choisies, choisir: setChoisies }}
          />
          <Suite key={filtre} liste={liste} montres={montrees.length} nom={["tâche", "tâches"]} {...suiteDe(lues)} />
        </div>
      )}
    </section>
  );
}

/** Says the tasks that came while the page was open; those of a page that one asked for are no news. */
function useAnnonceNouvelles(lues: Lignes<Tache> | undefined): void {
  const connues = useRef<{ ids: Set<string>; pages: number }>(undefined);
  useEffect(() => {
    if (!lues) return;
    const avant = connues.current;
    connues.current = { ids: new Set(lues.items.map(({ task_id }) => task_id)), pages: lues.pages };
    if (!avant || avant.pages !== lues.pages) return;
    const nouvelles = lues.items.filter((tache) => tache.status === "ouverte" && !avant.ids.has(tache.task_id));
    const [seule] = nouvelles;
    if (seule && nouvelles.length === 1) annoncer(`Nouvelle tâche\u00a0: ${seule.label}, ${objet(seule)}.`);
    if (nouvelles.length > 1) annoncer(`${nouvelles.length} tâches nouvelles.`);
  }, [lues]);
}

function Proches() {
  const { vue, changer } = useVue();
  const dans = vue.dans ?? FENETRE_HABITUELLE;
  const lues = useInfiniteQuery(echeancesProches(dans, vue.chambre));
  const { data, error, refetch } = lues;
  const { data: ref } = useQuery(referentiel);
  const liste = useRef<HTMLUListElement>(null);
  const chambre = (code: string | null | undefined) => nomDeChambre(ref, code);
  return (
    <section aria-labelledby="titre-echeances">
      <h2 id="titre-echeances" className="fr-h4 fr-mb-2w">
        Échéances proches
      </h2>
      <div className="greffe-filtres greffe-filtres--courts">
        <Select
          label="Dans les"
          nativeSelectProps={{
            value: dans,
            onChange: (e) => {
              const choisie = FENETRES.find((jours) => jours === Number(e.target.value));
              changer({ dans: choisie === FENETRE_HABITUELLE ? undefined : choisie });
            },
          }}
        >
          {FENETRES.map((jours) => (
            <option key={jours} value={jours}>
              {jours} jours
            </option>
          ))}
        </Select>
        <Select
          label="Chambre"
          nativeSelectProps={{ value: vue.chambre ?? "", onChange: (e) => changer({ chambre: e.target.value || undefined }) }}
        >
          <option value="">Toutes les chambres</option>
          {(ref ? chambresCherchables(ref) : []).map(({ code, label }) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </Select>
      </div>
      {error && !data ? (
        <ErreurSection quoi="Les échéances" cause={error} reessayer={() => void refetch()} />
      ) : !data ? (
        <Attente quoi="les échéances" />
      ) : data.items.length === 0 ? (
        <p className="greffe-vide">
          Aucune échéance dans les {dans} prochains jours{vue.chambre ? ` pour la chambre choisie` : ""}.
        </p>
      ) : (
        <>
          <ul ref={liste} className="greffe-echeances">
            {data.items.map((echeance) => (
              <li key={echeance.deadline_id} data-ligne>
                <div className="greffe-echeances__ligne">
                  <Link
                    to="/dossiers/$id"
                    params={{ id: echeance.dossier_id }}
                    search={{ onglet: "echeances" }}
                    className="greffe-numero"
                  >
                    {echeance.dossier_number}
                  </Link>
                  <BadgeEcheance echeance={echeance} />
                </div>
                <p className="fr-mb-0">{echeance.label}</p>
                <p className="fr-mb-1w">
                  <JourEcheance echeance={echeance} />
                  {chambre(echeance.chambre) && <span className="greffe-mention"> · {chambre(echeance.chambre)}</span>}
                </p>
              </li>
            ))}
          </ul>
          <Suite
            key={`${dans} ${vue.chambre}`}
            liste={liste}
            montres={data.items.length}
            nom={["échéance", "échéances"]}
            {...suiteDe(lues)}
          />
        </>
      )}
    </section>
  );
}
