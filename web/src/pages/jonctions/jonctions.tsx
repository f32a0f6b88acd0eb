import { Select } from "@codegouvfr/react-dsfr/Select";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useRef } from "react";
import { peutJoindre } from "../../api/droits";
import { jonctionsPossibles, referentiel, session } from "../../api/requetes";
import type { JonctionPossible } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { dateLongue, pluriel } from "../../composants/formats";
import { Suite, suiteDe } from "../../composants/suite";
import { TitrePage } from "../../composants/titre-page";
import { SANS_CHAMBRE } from "../dossiers/filtres";
import { aJoindre } from "./mots";

/** Open dossiers of a chamber that could be joined, with why. A help: the joinder stays an act that one records. */
export function JonctionsPage() {
  const adresse = useSearch({ from: "/jonctions" });
  const naviguer = useNavigate({ from: "/jonctions" });
  const { data: ref } = useQuery(referentiel);
  const { data: ouverte } = useQuery(session);
  const chambre = adresse.chambre ?? ouverte?.agent.chambres[0] ?? SANS_CHAMBRE.code;
  return (
    <>
      <TitrePage titre="Jonctions possibles" />
      <p className="greffe-mention">
        Rapprochements proposés d’après la décision attaquée, les parties et les moyens, parmi les dossiers ouverts que vous pouvez lire. Une
        aide&nbsp;: rien n’en est décidé, et la jonction reste un acte que l’on enregistre (CPC 367).
      </p>
      {ref && ouverte ? (
        <>
          <div className="greffe-filtres" role="search" aria-label="Chambre">
            <Select
              label="Chambre"
              nativeSelectProps={{ value: chambre, onChange: (e) => void naviguer({ search: { chambre: e.target.value }, replace: true }) }}
            >
              {[...ref.chambres, SANS_CHAMBRE].map(({ code, label }) => (
                <option key={code} value={code}>
                  {label}
                </option>
              ))}
            </Select>
          </div>
          <Liste key={chambre} chambre={chambre} joint={peutJoindre(ouverte)} />
        </>
      ) : (
        <Attente quoi="les chambres" />
      )}
    </>
  );
}

function Liste({ chambre, joint }: { chambre: string; joint: boolean }) {
  const lus = useInfiniteQuery(jonctionsPossibles(chambre));
  const { data, error, refetch } = lus;
  const liste = useRef<HTMLDivElement>(null);
  if (error && !data) return <ErreurSection quoi="Les jonctions possibles" cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="les jonctions possibles" />;
  return (
    <div ref={liste}>
      {data.items.length === 0 ? (
        <p className="greffe-vide">Aucun rapprochement n’est trouvé parmi les dossiers ouverts de cette chambre.</p>
      ) : (
        <ul className="greffe-liste-nue">
          {data.items.map((une) => (
            <li key={une.head_id} className="greffe-bloc fr-mb-3w" data-ligne>
              <Rapprochement une={une} joint={joint} />
            </li>
          ))}
        </ul>
      )}
      {data.more && <p className="greffe-mention">Les dossiers les plus anciens de la chambre n’ont pas été comparés.</p>}
      <Suite liste={liste} montres={data.items.length} total={data.total} nom={["rapprochement", "rapprochements"]} {...suiteDe(lus)} />
    </div>
  );
}

function Rapprochement({ une, joint }: { une: JonctionPossible; joint: boolean }) {
  const autres = aJoindre(une);
  const titre = `jonction-${une.head_id}`;
  return (
    <section aria-labelledby={titre}>
      <h2 id={titre} className="fr-h6 fr-mb-1v">
        {pluriel(une.count, "dossier")} autour du {une.head_number}
      </h2>
      <ul>
        {une.reasons.map((raison) => (
          <li key={raison}>{raison}</li>
        ))}
      </ul>
      <ul className="greffe-liste-nue">
        {une.members.map(({ dossier_id: id, number, title, stage_label, formed_on, joined }) => (
          <li key={id}>
            <Link to="/dossiers/$id" params={{ id }}>
              {[number, title].filter(Boolean).join(" — ")}
            </Link>
            <span className="greffe-mention">
              {formed_on && ` formé le ${dateLongue(formed_on)}`}
              {stage_label && `, ${stage_label}`}
              {joined && ", déjà joint"}
            </span>
          </li>
        ))}
      </ul>
      {une.count > une.members.length && <p className="greffe-mention">Les {une.members.length} premiers sont montrés.</p>}
      {joint && autres && (
        <p className="greffe-sans-impression fr-mt-1w fr-mb-0">
          <Link to="/dossiers/$id/groupe" params={{ id: une.head_id }} search={{ joindre: autres }} className="fr-link fr-link--sm">
            Examiner la jonction<span className="fr-sr-only"> au dossier {une.head_number}</span>
          </Link>
        </p>
      )}
    </section>
  );
}
