import { Badge } from "@codegouvfr/react-dsfr/Badge";
import type { Libelle } from "../api/types";
import { horsCours } from "./stades";

/**
 * Where the case stands among the stages of its procedure. What stands now comes first: a radiation
 * has stopped the course, whose steps below are then neither passed nor current.
 */
export function FriseProcedure({ stades, stade, libelle }: { stades: Libelle[]; stade: string; libelle: string }) {
  const cours = stades.filter((un) => !horsCours(un));
  const ici = cours.findIndex(({ code }) => code === stade);
  return (
    <>
      {ici < 0 && (
        <p className="greffe-sceau fr-mb-0" data-stade={stade}>
          <span className="fr-sr-only">Stade{"\u00a0"}: </span>
          <Badge as="span" noIcon severity="warning">
            {libelle}
          </Badge>{" "}
          <span className="greffe-mention">Le cours ordinaire de la procédure est arrêté.</span>
        </p>
      )}
      <ol className="greffe-frise" aria-label="Stade de la procédure">
        {cours.map(({ code, label }, rang) => (
          <li
            key={code}
            className={rang < ici ? "greffe-frise__passe" : rang === ici ? "greffe-frise__ici" : undefined}
            aria-current={rang === ici ? "step" : undefined}
          >
            <span className="greffe-frise__borne" aria-hidden="true" />
            <span>
              {label}
              {rang < ici && <span className="fr-sr-only"> (franchi)</span>}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
