import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { etablitDesMinutes } from "../../api/droits";
import { dossier, minutesDues, session } from "../../api/requetes";
import type { MinuteDue } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { date, INSECABLE, pluriel } from "../../composants/formats";

/** To the greffier of a chamber: arrêts whose minute is to be made, then to be signed. */
export function Minutes() {
  const { data: ouverte } = useQuery(session);
  const greffier = Boolean(ouverte && etablitDesMinutes(ouverte));
  const { data, error, refetch } = useQuery({ ...minutesDues, enabled: greffier });
  if (!greffier) return null;
  return (
    <section aria-labelledby="titre-minutes" className="fr-mt-4w">
      <h2 id="titre-minutes" className="fr-h4 fr-mb-2w">
        Minutes {data && <span className="greffe-mention">({pluriel(data.items.length, "minute")})</span>}
      </h2>
      {error && !data && <ErreurSection quoi="Les minutes" cause={error} reessayer={() => void refetch()} />}
      {data?.items.length === 0 && <p className="greffe-vide">Aucune minute n’est à établir ni à signer.</p>}
      <ul className="greffe-echeances">
        {data?.items.map((due) => (
          <Due key={due.dossier_id} due={due} />
        ))}
      </ul>
    </section>
  );
}

function Due({ due: { dossier_id: id, pronounced_on: le, state, signatures } }: { due: MinuteDue }) {
  const { data: lu } = useQuery(dossier(id));
  return (
    <li data-minute={id}>
      <Link to="/dossiers/$id" params={{ id }} className="greffe-numero">
        {lu?.number ?? "Dossier"}
      </Link>{" "}
      arrêt du {date(le)}
      {INSECABLE}:{" "}
      {state === "a_etablir" ? (
        <Link to="/dossiers/$id/papiers" params={{ id }}>
          minute à établir<span className="fr-sr-only"> dans le dossier {lu?.number}</span>
        </Link>
      ) : (
        `minute à signer, ${signatures === 0 ? "sans signature" : "une signature sur deux"}`
      )}
    </li>
  );
}
