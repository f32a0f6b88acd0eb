import { INSECABLE } from "../../composants/formats";
import type { Plan } from "./structure";

/** The outline of a text, from where one goes to its parts; those that a projet lacks are told. */
export function PlanDuTexte({ plan: { entrees, absentes }, aller }: { plan: Plan; aller: (rang: number) => void }) {
  return (
    <nav className="greffe-plan greffe-sans-impression" aria-label="Plan du texte">
      <p className="fr-text--bold fr-mb-1w">Plan</p>
      {entrees.length === 0 && <p className="greffe-mention">Aucun titre.</p>}
      <ul className="greffe-liste-nue">
        {entrees.map(({ titre, niveau, rang }) => (
          <li key={rang} className={`greffe-plan__niveau-${niveau}`}>
            <button type="button" className="fr-link fr-link--sm" onClick={() => aller(rang)}>
              {titre}
            </button>
          </li>
        ))}
      </ul>
      {absentes.length > 0 && (
        <p className="greffe-mention fr-mt-1w">
          {absentes.length > 1 ? "Parties absentes" : "Partie absente"}
          {INSECABLE}: {absentes.join(", ")}.
        </p>
      )}
    </nav>
  );
}
