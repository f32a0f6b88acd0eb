import { Button } from "../../composants/bouton";
import { visa, type Vise } from "./visas";

/** Articles that the text relies on and does not look at: each becomes a visa when one asks, and nothing is written unasked. */
export function VisasProposes({ vises, poser }: { vises: Vise[]; poser: (texte: string) => void }) {
  if (vises.length === 0) return null;
  return (
    <section className="greffe-sans-impression fr-mt-2w" aria-labelledby="visas-proposes">
      <h2 id="visas-proposes" className="fr-h6 fr-mb-1w">
        Visas proposés
      </h2>
      <p className="greffe-mention fr-mb-1w">D’après les articles que le texte cite sans les viser. Une aide&nbsp;: la Cour choisit ce qu’elle vise.</p>
      <ul className="greffe-liste-nue">
        {vises.map((un) => (
          <li key={un.code} className="fr-mb-1v">
            {visa(un)}{" "}
            <Button size="small" priority="tertiary no outline" onClick={() => poser(visa(un))}>
              Insérer<span className="fr-sr-only"> {visa(un)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
