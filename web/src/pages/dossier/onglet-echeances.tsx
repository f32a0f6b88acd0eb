import { useQuery } from "@tanstack/react-query";
import { echeancesDuDossier } from "../../api/requetes";
import type { Dossier, Echeance } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { BadgeEcheance, JourEcheance, parUrgence, PourquoiCetteDate } from "../../composants/echeances";
import { dateLongue } from "../../composants/formats";

export function OngletEcheances({ dossier }: { dossier: Dossier }) {
  const { data, error, refetch } = useQuery(echeancesDuDossier(dossier.dossier_id));
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
          <UneEcheance key={echeance.deadline_id} echeance={echeance} dossier={dossier} />
        ))}
      </ul>
      <p className="greffe-mention fr-mt-2w">Calculé pour le {dateLongue(data.derived_for)}.</p>
    </>
  );
}

function UneEcheance({ echeance, dossier }: { echeance: Echeance; dossier: Dossier }) {
  const partie = dossier.parties.find(({ party_id }) => party_id === echeance.party_id);
  return (
    <li data-regle={echeance.rule} data-statut={echeance.status}>
      <div className="greffe-echeances__ligne">
        <h3>{echeance.label}</h3>
        <BadgeEcheance echeance={echeance} />
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
