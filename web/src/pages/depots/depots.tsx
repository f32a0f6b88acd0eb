import { Select } from "@codegouvfr/react-dsfr/Select";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useRef } from "react";
import { depots } from "../../api/requetes";
import type { Depot } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { pluriel } from "../../composants/formats";
import { Suite, suiteDe } from "../../composants/suite";
import { TitrePage } from "../../composants/titre-page";
import { moment } from "../pannes/pannes";
import { ETATS, type EtatDepot, nomDuDepot, TYPES } from "./mots";

/** Messages that partners deposited: first those that wait for somebody to look at them. */
export function DepotsPage() {
  const { etat = "en_attente" } = useSearch({ from: "/depots" });
  const naviguer = useNavigate();
  const lecture = useInfiniteQuery(depots(etat));
  const { data, error, refetch } = lecture;
  return (
    <>
      <TitrePage titre="Dépôts en attente" />
      <p>
        Les partenaires déposent ici leurs messages par machine. Ce qui convient entre aussitôt au journal&nbsp;; le reste attend
        qu’un greffier le répare, le rattache ou le refuse. L’instant de la réception reste le premier.
      </p>
      <Select
        label="État"
        nativeSelectProps={{
          value: etat,
          onChange: (e) => void naviguer({ to: "/depots", search: { etat: e.target.value as EtatDepot } }),
        }}
      >
        {Object.entries(ETATS).map(([code, nom]) => (
          <option key={code} value={code}>
            {nom}
          </option>
        ))}
      </Select>
      {error && !data ? (
        <ErreurSection quoi="Les dépôts" cause={error} reessayer={() => void refetch()} />
      ) : data ? (
        data.items.length > 0 ? (
          <Tableau depots={data.items} suite={suiteDe(lecture)} />
        ) : (
          <div className="greffe-vide">
            <p className="fr-text--bold fr-mb-0">{etat === "en_attente" ? "Aucun dépôt n’attend." : "Aucun dépôt n’est dans cet état."}</p>
          </div>
        )
      ) : (
        <Attente quoi="les dépôts" />
      )}
    </>
  );
}

function Tableau({ depots: lus, suite }: { depots: Depot[]; suite: ReturnType<typeof suiteDe> }) {
  const liste = useRef<HTMLDivElement>(null);
  return (
    <div ref={liste}>
      <div className="greffe-table">
        <table>
          <caption>{pluriel(lus.length, "dépôt")}</caption>
          <thead>
            <tr>
              <th scope="col">Dépôt</th>
              <th scope="col">Type</th>
              <th scope="col">Expéditeur</th>
              <th scope="col">Reçu</th>
              <th scope="col">Suite</th>
            </tr>
          </thead>
          <tbody>
            {lus.map((depot) => (
              <tr key={depot.deposit_id} data-ligne={depot.deposit_id}>
                <th scope="row">
                  <Link to="/depots/$depot" params={{ depot: depot.deposit_id }}>
                    {nomDuDepot(depot)}
                  </Link>
                </th>
                <td>{depot.kind ? TYPES[depot.kind] : "Illisible"}</td>
                <td>{depot.sender}</td>
                <td>{moment(depot.received_at)}</td>
                <td>{depot.reason?.message ?? depot.motive ?? depot.dossier_number ?? ETATS[depot.status]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Suite liste={liste} montres={lus.length} nom={["dépôt", "dépôts"]} {...suite} />
    </div>
  );
}
