import { INSECABLE } from "./formats";

/** Why nothing is shown: the fields to mend, said again where the answer would stand. */
export function Corrections({ quoi, erreurs }: { quoi: string; erreurs: Map<string, string> }) {
  return (
    <div className="greffe-vide" role="status">
      <p className="fr-text--bold fr-mb-1w">
        {quoi} sans ces corrections{INSECABLE}:
      </p>
      <ul className="fr-mb-0">
        {[...erreurs].map(([champ, message]) => (
          <li key={champ}>{message}</li>
        ))}
      </ul>
    </div>
  );
}
