import { SegmentedControl } from "@codegouvfr/react-dsfr/SegmentedControl";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { echeancesProches, referentiel, session, taches } from "../../api/requetes";
import type { Tache } from "../../api/types";
import { Erreur } from "../../app/erreurs";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { BadgeEcheance, JourEcheance, parUrgence } from "../../composants/echeances";
import { aujourdhui, dateLongue, pluriel } from "../../composants/formats";
import { ListeTaches, parGravite } from "../../composants/taches";
import { TitrePage } from "../../composants/titre-page";

export function MaJourneePage() {
  return (
    <>
      <div className="greffe-entete">
        <div>
          <TitrePage titre="Ma journée" />
          <p className="greffe-mention fr-mb-0">{dateLongue(aujourdhui())}</p>
        </div>
      </div>
      <div className="fr-grid-row fr-grid-row--gutters">
        <div className="fr-col-12 fr-col-lg-7">
          <Taches />
        </div>
        <div className="fr-col-12 fr-col-lg-5">
          <Proches />
        </div>
      </div>
    </>
  );
}

type Filtre = "toutes" | "miennes" | "libres";

function Taches() {
  const { data, error, refetch } = useQuery(taches);
  const { data: ouverte } = useQuery(session);
  const [filtre, setFiltre] = useState<Filtre>("toutes");
  useAnnonceNouvelles(data?.items);
  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="vos tâches" />;
  const moi = ouverte?.agent.subject;
  const gardee = (tache: Tache) =>
    filtre === "toutes" || (filtre === "miennes" ? tache.claimed_by === moi : !tache.claimed_by);
  const ouvertes = data.items.filter(({ status }) => status === "ouverte");
  const choix = (valeur: Filtre, label: string) => ({
    label,
    nativeInputProps: { checked: filtre === valeur, onChange: () => setFiltre(valeur) },
  });
  return (
    <section aria-labelledby="titre-taches">
      <div className="greffe-bloc__tete">
        <h2 id="titre-taches" className="fr-h4 fr-mb-0">
          À faire <span className="greffe-mention">({pluriel(ouvertes.length, "tâche")})</span>
        </h2>
        <SegmentedControl
          small
          hideLegend
          legend="Tâches montrées"
          segments={[choix("toutes", "Toutes"), choix("miennes", "Les miennes"), choix("libres", "À prendre")]}
        />
      </div>
      <ListeTaches
        taches={ouvertes.filter(gardee).sort(parGravite)}
        vide={
          filtre === "toutes"
            ? "Aucune tâche ne vous attend. Une tâche nouvelle apparaîtra ici d’elle-même."
            : "Aucune tâche ne répond à ce filtre."
        }
      />
    </section>
  );
}

/** Says the tasks that came while the page was open. */
function useAnnonceNouvelles(liste: Tache[] | undefined): void {
  const connues = useRef<Set<string>>(undefined);
  useEffect(() => {
    if (!liste) return;
    const avant = connues.current;
    connues.current = new Set(liste.map(({ task_id }) => task_id));
    if (!avant) return;
    const nouvelles = liste.filter((tache) => tache.status === "ouverte" && !avant.has(tache.task_id));
    if (nouvelles.length === 1) annoncer(`Nouvelle tâche : ${nouvelles[0]?.label}, dossier ${nouvelles[0]?.dossier_number}.`);
    if (nouvelles.length > 1) annoncer(`${nouvelles.length} tâches nouvelles.`);
  }, [liste]);
}

const FENETRES = [8, 15, 30, 90];

function Proches() {
  const [dans, setDans] = useState(30);
  const { data, error, refetch } = useQuery(echeancesProches(dans));
  const { data: ref } = useQuery(referentiel);
  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  const chambre = (code: string | null | undefined) => ref?.chambres.find((c) => c.code === code)?.label;
  return (
    <section aria-labelledby="titre-echeances">
      <div className="greffe-bloc__tete">
        <h2 id="titre-echeances" className="fr-h4 fr-mb-0">
          Échéances proches
        </h2>
        <div className="greffe-actions">
          <label className="greffe-mention" htmlFor="fenetre">
            Dans les
          </label>
          <select id="fenetre" className="fr-select greffe-select-court" value={dans} onChange={(e) => setDans(Number(e.target.value))}>
            {FENETRES.map((jours) => (
              <option key={jours} value={jours}>
                {jours} jours
              </option>
            ))}
          </select>
        </div>
      </div>
      {!data ? (
        <Attente quoi="les échéances" />
      ) : data.items.length === 0 ? (
        <p className="greffe-vide">Aucune échéance dans les {dans} prochains jours.</p>
      ) : (
        <ul className="greffe-echeances">
          {[...data.items].sort(parUrgence).map((echeance) => (
            <li key={echeance.deadline_id}>
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
      )}
    </section>
  );
}
