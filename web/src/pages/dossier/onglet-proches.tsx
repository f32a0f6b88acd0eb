import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { peut } from "../../api/droits";
import { affairesProches } from "../../api/requetes";
import type { Dossier } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { Passage } from "../../composants/passage";
import { SANS_CHAMBRE } from "../dossiers/filtres";

/** Affairs like this one, with why: read when it is looked at. A help, never a decision. */
export function OngletProches({ dossier }: { dossier: Dossier }) {
  const { data, error, refetch } = useQuery(affairesProches(dossier.dossier_id));
  if (error) return <ErreurSection quoi="Les affaires proches" cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="les affaires proches" />;
  // As on the page of joined dossiers: who keeps the case, at its head.
  const { group } = dossier;
  const joint = peut(dossier, "enregistrer_acte_de_la_cour") && (!group || group.head_id === dossier.dossier_id);
  return (
    <>
      <p className="greffe-mention">
        Rapprochements proposés d’après les textes cités, la matière, les mots des moyens et la décision attaquée, parmi les affaires que
        vous pouvez lire. Une aide à la lecture : rien n’en est décidé.{" "}
        <Link to="/jonctions" search={{ chambre: dossier.chambre || SANS_CHAMBRE.code }}>
          Jonctions possibles de la chambre
        </Link>
      </p>
      {data.items.length === 0 ? (
        <p className="greffe-vide">Aucune affaire proche n’est trouvée.</p>
      ) : (
        <ul className="greffe-liste-nue">
          {data.items.map((une) => (
            <li key={une.dossier_id} className="fr-mb-3w">
              <h3 className="fr-h6 fr-mb-0">
                <Link to="/dossiers/$id" params={{ id: une.dossier_id }}>
                  {[une.number, une.title].filter(Boolean).join(" — ")}
                </Link>
                {une.joinder && <span className="fr-badge fr-badge--sm fr-badge--info fr-ml-1w">Jonction possible</span>}
              </h3>
              {une.joinder && joint && !group?.members.some(({ dossier_id }) => dossier_id === une.dossier_id) && (
                <p className="greffe-sans-impression fr-mb-1v">
                  <Link to="/dossiers/$id/groupe" params={{ id: dossier.dossier_id }} search={{ joindre: une.number }} className="fr-link fr-link--sm">
                    Examiner la jonction<span className="fr-sr-only"> du dossier {une.number}</span>
                  </Link>
                </p>
              )}
              <ul>
                {une.reasons.map((raison) => (
                  <li key={raison}>{raison}</li>
                ))}
              </ul>
              {une.passage.length > 0 && (
                <p className="greffe-mention fr-mb-0">
                  <Passage parts={une.passage} />
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
