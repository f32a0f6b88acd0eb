import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { adresseFiche } from "../../api/papiers";
import { actes, echeancesDuDossier, regles } from "../../api/requetes";
import { useToutLire } from "../../api/tout-lire";
import type { Dossier, Echeance } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { BadgeEcheance, JourEcheance, parUrgence, PourquoiCetteDate } from "../../composants/echeances";
import { dateLongue } from "../../composants/formats";
import { simulationDeEcheance } from "../simulation/preremplir";
import type { Simulation } from "../simulation/simulation";

export function OngletEcheances({ dossier }: { dossier: Dossier }) {
  const { data, error, refetch } = useQuery(echeancesDuDossier(dossier.dossier_id));
  const simulationDe = useSimulationDe(dossier, data?.items);
  if (error && !data) return <ErreurSection quoi="Les échéances" cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="les échéances" />;
  if (data.items.length === 0) return <p className="greffe-vide">Aucun délai ne court dans ce dossier.</p>;
  const enRetard = data.journal_version < dossier.version;
  return (
    <>
      {enRetard && (
        <p className="greffe-mention" role="status">
          Calcul en cours : ces échéances ne tiennent pas encore compte du dernier acte.
        </p>
      )}
      <ul className="greffe-echeances">
        {[...data.items].sort(parUrgence).map((echeance) => (
          <UneEcheance key={echeance.deadline_id} echeance={echeance} dossier={dossier} simulation={simulationDe(echeance)} />
        ))}
      </ul>
      <p className="greffe-mention fr-mt-2w">Calculé pour le {dateLongue(data.derived_for)}.</p>
    </>
  );
}

/** Where « what if » starts from: the facts of each deadline, as the journal tells them. */
function useSimulationDe(dossier: Dossier, echeances: Echeance[] = []): (echeance: Echeance) => Simulation {
  const { data: droit } = useQuery(regles);
  const journal = useInfiniteQuery(actes(dossier.dossier_id));
  const lus = journal.data?.items ?? [];
  useToutLire(
    journal,
    echeances.some(({ trigger_act_id }) => !lus.some(({ act_id }) => act_id === trigger_act_id)),
  );
  return (echeance) => simulationDeEcheance(echeance, dossier, droit?.rules.find(({ rule }) => rule === echeance.rule), lus);
}

function UneEcheance({ echeance, dossier, simulation }: { echeance: Echeance; dossier: Dossier; simulation: Simulation }) {
  const partie = dossier.parties.find(({ party_id }) => party_id === echeance.party_id);
  return (
    <li data-regle={echeance.rule} data-statut={echeance.status}>
      <div className="greffe-echeances__ligne">
        <h3>{echeance.label}</h3>
        <BadgeEcheance echeance={echeance} />
        <Link to="/simulation" search={simulation} className="fr-link fr-link--sm greffe-sans-impression">
          Simuler<span className="fr-sr-only"> {echeance.label}</span>
        </Link>
        {echeance.due && (
          <a
            className="fr-link fr-link--sm greffe-sans-impression"
            href={adresseFiche(dossier.dossier_id, echeance.deadline_id)}
            target="_blank"
            rel="noreferrer"
          >
            Fiche de calcul<span className="fr-sr-only"> de {echeance.label} (nouvelle fenêtre)</span>
          </a>
        )}
      </div>
      <p className="fr-mb-0">
        <JourEcheance echeance={echeance} />
        {echeance.met_on && <span className="greffe-mention"> — accompli le {dateLongue(echeance.met_on)}</span>}
      </p>
      {partie && <p className="greffe-mention fr-mb-0">Pour {partie.name || "une partie dont le nom est réservé"}</p>}
      <PourquoiCetteDate echeance={echeance} />
    </li>
  );
}
