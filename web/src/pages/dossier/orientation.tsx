import { useQuery } from "@tanstack/react-query";
import { orientation } from "../../api/requetes";
import type { RaisonOrientation } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { dateLongue, pluriel } from "../../composants/formats";

const OU: Record<string, string> = {
  serie: "la série du numéro",
  juridiction: "la juridiction",
  section: "la section",
  nature: "la nature de la décision",
  demandeur: "le nom du demandeur",
  defendeur: "le nom du défendeur",
};

const raison = ({ field, found, here, everywhere }: RaisonOrientation) =>
  `« ${found} », dans ${OU[field] ?? field} : ${here.toLocaleString("fr")} des ${pluriel(everywhere, "dossier")} où ce trait figure`;

/** The chambers that dossiers already given suggest, and why; choosing one fills the form, a person proposes. */
export function Orientation({ dossier, retenir }: { dossier: string; retenir: (chambre: string) => void }) {
  const { data, error, refetch } = useQuery(orientation(dossier));
  if (error && !data) return <ErreurSection quoi="La suggestion de chambre" cause={error} reessayer={() => void refetch()} />;
  if (!data) return null;
  const appris = `${pluriel(data.taught_by, "dossier déjà attribué", "dossiers déjà attribués")}, lus le ${dateLongue(data.taught_on)}`;
  if (!data.suggestions.length) {
    return <p className="greffe-mention">Trop peu de dossiers sont attribués pour suggérer une chambre : {appris}.</p>;
  }
  return (
    <section aria-labelledby="titre-orientation" className="fr-mb-2w">
      <h3 id="titre-orientation" className="fr-h6 fr-mb-1w">
        Ce que suggèrent les dossiers déjà attribués
      </h3>
      <ul className="greffe-echeances">
        {data.suggestions.map(({ chambre, label, confidence, reasons }) => (
          <li key={chambre} data-suggestion={chambre}>
            <div className="greffe-echeances__ligne">
              <strong>{label}</strong>
              <span>sûr à {Math.round(confidence / 10)} %</span>
              <Button
                priority="tertiary"
                size="small"
                onClick={() => {
                  retenir(chambre);
                  annoncer(`${label} est choisie ; il reste à la proposer.`);
                }}
              >
                Retenir<span className="fr-sr-only"> {label}</span>
              </Button>
            </div>
            {reasons.length > 0 && (
              <ul className="greffe-mention">
                {reasons.map((une) => (
                  <li key={`${une.field} ${une.found}`}>{raison(une)}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
      <p className="greffe-mention">Appris de {appris}. C’est une aide : vous décidez.</p>
    </section>
  );
}
