import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Panne } from "../../api/types";
import { pannes } from "../../api/requetes";
import { ErreurSection } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { date, heure, pluriel } from "../../composants/formats";
import { TitrePage } from "../../composants/titre-page";

const CAUSES: Record<Panne["cause"], string> = {
  arret: "Le service de dépôt était arrêté",
  service: "Une partie du service ne répondait pas",
};

/** Outages of the way of deposits, as the product has watched itself: each has its certificate. */
export function PannesPage() {
  const { data, error, refetch } = useQuery(pannes);
  return (
    <>
      <TitrePage titre="Pannes de la voie de dépôt" />
      <p>
        L’application surveille elle-même la voie électronique. Un délai qui expire pendant une panne est prorogé au premier jour
        ouvrable qui suit (CPC 748-7)&nbsp;: chaque panne a son certificat.
      </p>
      {error && !data ? (
        <ErreurSection quoi="Les pannes" cause={error} reessayer={() => void refetch()} />
      ) : data ? (
        data.length > 0 ? (
          <Tableau pannes={data} />
        ) : (
          <div className="greffe-vide">
            <p className="fr-text--bold fr-mb-1w">Aucune panne n’a été constatée.</p>
            <p className="fr-mb-1w">Une interruption de plus de trente secondes paraîtrait ici.</p>
          </div>
        )
      ) : (
        <Attente quoi="les pannes" />
      )}
    </>
  );
}

function Tableau({ pannes: lues }: { pannes: Panne[] }) {
  return (
    <div className="greffe-table">
      <table>
        <caption>{pluriel(lues.length, "panne")}</caption>
        <thead>
          <tr>
            <th scope="col">Début</th>
            <th scope="col">Fin</th>
            <th scope="col">Cause</th>
            <th scope="col">Certificat</th>
          </tr>
        </thead>
        <tbody>
          {lues.map((panne) => (
            <tr key={panne.outage_id} data-panne={panne.outage_id}>
              <th scope="row">{moment(panne.began_at)}</th>
              <td>{panne.ended_at ? moment(panne.ended_at) : "En cours"}</td>
              <td>{CAUSES[panne.cause]}</td>
              <td>
                <Link to="/pannes/$panne" params={{ panne: panne.outage_id }}>
                  Certificat du {moment(panne.began_at)}
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A moment in Paris, in words. */
export function moment(instant: string): string {
  return `${date(instant)} à ${heure(instant)}`;
}
