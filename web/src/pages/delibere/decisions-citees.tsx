import { useState } from "react";
import { useCommande } from "../../api/commandes";
import { type CitationVerifiee, verifierCitations } from "../../api/delibere";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { pluriel } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { type Citee, questionDe } from "./citees";

/** Citations of one question to the registry. */
const MAX = 100;

const ETATS: Record<string, [string, string]> = {
  connue: ["Connue", "success"],
  rabattue: ["Rabattue", "warning"],
  date_differe: ["Date différente", "warning"],
  numero_differe: ["Numéro différent", "warning"],
  lettre_differe: ["Lettre-clé différente", "warning"],
  inconnue: ["Inconnue ici", "info"],
};

interface Vue {
  citee: Citee;
  dite: CitationVerifiee;
}

/** Decisions cited, held against those that the Court keeps, when one asks: the numbers leave the délibéré, the text does not. */
export function DecisionsCitees({ lire, aller }: { lire: () => Citee[]; aller: (citee: Citee) => void }) {
  const [vues, setVues] = useState<Vue[]>();
  const verifier = useCommande(
    async (citees: Citee[]): Promise<Vue[]> => {
      if (citees.length === 0) return [];
      const dites = await verifierCitations(citees.map(({ numero, ecli, jour }) => ({ numero, ecli, jour })));
      return citees.flatMap((citee, rang) => (dites[rang] ? [{ citee, dite: dites[rang] }] : []));
    },
    (neuves) => {
      setVues(neuves);
      annoncer(neuves.length === 0 ? "Le texte ne cite aucune décision." : `${pluriel(neuves.length, "décision citée", "décisions citées")}.`);
    },
  );
  const demander = () => {
    const uniques = new Map(lire().map((citee) => [questionDe(citee), citee]));
    void verifier.envoyer([...uniques.values()].slice(0, MAX));
  };
  // The text may have changed since: one goes to where it is cited now.
  const rejoindre = (citee: Citee) => {
    const ici = lire().find((une) => questionDe(une) === questionDe(citee));
    if (ici) aller(ici);
    else annoncer("Cette citation n’est plus dans le texte.");
  };
  return (
    <section className="greffe-sans-impression fr-mt-2w" aria-labelledby="decisions-citees">
      <h2 id="decisions-citees" className="fr-h6 fr-mb-1w">
        Décisions citées
      </h2>
      <p className="greffe-mention fr-mb-1w">
        Les numéros, les ECLI et les dates sont comparés à ce que garde la Cour, quand vous le demandez. Votre texte ne quitte pas le délibéré.
      </p>
      <AlerteErreur erreur={verifier.erreur} />
      <Button size="small" priority="secondary" nativeButtonProps={occupe(verifier.enCours)} onClick={demander}>
        Vérifier les décisions citées
      </Button>
      {vues?.length === 0 && <p className="greffe-vide">Le texte ne cite aucune décision.</p>}
      {vues && vues.length > 0 && (
        <ul className="greffe-liste-nue fr-mt-1w">
          {vues.map(({ citee, dite }) => {
            const [mot, couleur] = ETATS[dite.state] ?? [dite.state, "info"];
            return (
              <li key={questionDe(citee)}>
                <button type="button" className="fr-link fr-link--sm" onClick={() => rejoindre(citee)}>
                  {citee.trouve}
                </button>{" "}
                <span className={`fr-badge fr-badge--sm fr-badge--no-icon fr-badge--${couleur}`}>{mot}</span>{" "}
                {dite.remedy && <span className="greffe-mention">{dite.remedy}</span>}
              </li>
            );
          })}
        </ul>
      )}
      {vues?.length === MAX && <p className="greffe-mention">Les {MAX} premières décisions citées sont vérifiées.</p>}
    </section>
  );
}
