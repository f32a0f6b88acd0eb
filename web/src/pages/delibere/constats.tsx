import { INSECABLE, pluriel } from "../../composants/formats";
import type { Constat } from "./citations";

/** What is cited otherwise than the Court cites: told under the text, and nothing is held back for it. */
export function Constats({ constats, aller }: { constats: Constat[]; aller: (constat: Constat) => void }) {
  return (
    <section className="greffe-sans-impression fr-mt-3w" aria-labelledby="citations">
      <h2 id="citations" className="fr-h6 fr-mb-1w">
        Citations
      </h2>
      <p className="greffe-mention fr-mb-1w">
        {constats.length === 0 ? "Rien à vérifier." : `${pluriel(constats.length, "point")} à vérifier. Rien n’empêche d’enregistrer ni de déposer.`}
      </p>
      <ul className="greffe-liste-nue">
        {constats.map((constat) => (
          <li key={`${constat.debut}-${constat.fin}-${constat.attendu}`}>
            <button type="button" className="fr-link fr-link--sm" onClick={() => aller(constat)}>
              {constat.trouve}
            </button>{" "}
            <span className="greffe-mention">
              Attendu{INSECABLE}: {constat.attendu}.
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
