import type { Libelle } from "../api/types";

/** Where the case stands among the stages of its procedure. */
export function FriseProcedure({ stades, stade, libelle }: { stades: Libelle[]; stade: string; libelle: string }) {
  const ici = stades.findIndex(({ code }) => code === stade);
  if (ici < 0) return <p className="fr-badge fr-badge--info fr-badge--no-icon">{libelle}</p>;
  return (
    <ol className="greffe-frise" aria-label="Stade de la procédure">
      {stades.map(({ code, label }, rang) => (
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
  );
}
