import { useQuery } from "@tanstack/react-query";
import { chargeDuParquet } from "../../api/requetes";
import type { ChargeDuParquet } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { dateLongue, INSECABLE, pluriel } from "../../composants/formats";
import { TitrePage } from "../../composants/titre-page";
import { enPourcent } from "../distribution/mots";
import { enDossiers, enPoids } from "./mots";

/** What waits for the conclusions of the parquet général: to the procureur général with its people, to an avocat général their own line. */
export function ChargeDuParquetPage() {
  const { data, error, refetch } = useQuery(chargeDuParquet);
  return (
    <>
      <TitrePage titre="Charge du parquet général" />
      <p>
        Ce qui attend des conclusions, ce qui vient, et en combien de temps au rythme du parquet. Rien n’évalue personne{INSECABLE}: chacun y va au rythme de tous,
        pour le temps dont il dispose.
      </p>
      {error && !data ? (
        <ErreurSection quoi="La charge du parquet général" cause={error} reessayer={() => void refetch()} />
      ) : data ? (
        <Lue lue={data} />
      ) : (
        <Attente quoi="la charge du parquet général" />
      )}
    </>
  );
}

function Lue({ lue: { scope, day, coming, concluded, past_weeks, people } }: { lue: ChargeDuParquet }) {
  if (people.length === 0) return <p className="greffe-vide">Aucun avocat général n’est inscrit au registre.</p>;
  return (
    <>
      {scope === "parquet" && (
        <dl className="greffe-faits" data-resume>
          <div>
            <dt>Dossiers sans avocat général</dt>
            <dd>{coming.toLocaleString("fr-FR")}</dd>
          </div>
          <div>
            <dt>Conclusions par semaine</dt>
            <dd>{enDossiers(Math.round((concluded * 1000) / past_weeks))}</dd>
          </div>
        </dl>
      )}
      <div className="greffe-table">
        <table>
          <caption>{scope === "parquet" ? `${pluriel(people.length, "membre")} du parquet général, le ${dateLongue(day)}` : `Votre charge, le ${dateLongue(day)}`}</caption>
          <thead>
            <tr>
              <th scope="col">Avocat général</th>
              <th scope="col" className="greffe-nombre">
                À conclure
              </th>
              <th scope="col" className="greffe-nombre">
                Poids
              </th>
              <th scope="col" className="greffe-nombre">
                À plein temps
              </th>
              <th scope="col" className="greffe-nombre">
                Reçus cette année
              </th>
              <th scope="col" className="greffe-nombre">
                Part reçue
              </th>
              <th scope="col" className="greffe-nombre">
                Part du temps
              </th>
              <th scope="col" className="greffe-nombre">
                Durée au rythme de tous
              </th>
            </tr>
          </thead>
          <tbody>
            {people.map((une) => (
              <tr key={une.agent_id} data-personne={une.agent_id}>
                <th scope="row">{une.name}</th>
                <td className="greffe-nombre">{une.dossiers}</td>
                <td className="greffe-nombre">{enPoids(une.weight)}</td>
                <td className="greffe-nombre">{typeof une.relative === "number" ? enPoids(une.relative) : "—"}</td>
                <td className="greffe-nombre">{une.given}</td>
                <td className="greffe-nombre">{enPourcent(une.share)}</td>
                <td className="greffe-nombre">{enPourcent(une.due_share)}</td>
                <td className="greffe-nombre">{typeof une.cleared === "number" ? pluriel(une.cleared, "semaine") : "—"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="greffe-mention">
        Méthode{INSECABLE}: les conclusions des {past_weeks} dernières semaines, toutes personnes ensemble. Les dossiers scellés ou suspendus n’y sont pas comptés.
      </p>
    </>
  );
}
