import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { orientation } from "../../api/requetes";
import type { CircuitSuggere, RaisonDeRegle, RaisonOrientation } from "../../api/types";
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
  matiere: "la matière",
  mot: "les mots-clés",
  texte: "les textes que citent les mémoires",
};

const raison = ({ field, found, here, everywhere }: RaisonOrientation) =>
  `« ${found} », dans ${OU[field] ?? field} : ${here.toLocaleString("fr")} des ${pluriel(everywhere, "dossier")} où ce trait figure`;

/** How well the rule did, where dossiers measure it. */
const mesure = ({ decides, agrees }: RaisonDeRegle) =>
  decides === 0
    ? "Aucun dossier déjà attribué ne l’a mesurée."
    : `Sur ${pluriel(decides, "dossier déjà attribué", "dossiers déjà attribués")} où elle décide, ${agrees.toLocaleString("fr-FR")} ${agrees < 2 ? "est allé" : "sont allés"} à cette chambre.`;

/** The chambers that rules and dossiers already given suggest, and why; choosing one fills the form, a person proposes. */
export function Orientation({ dossier, retenir }: { dossier: string; retenir: (chambre: string) => void }) {
  const { data, error, refetch } = useQuery(orientation(dossier));
  if (error && !data) return <ErreurSection quoi="La suggestion de chambre" cause={error} reessayer={() => void refetch()} />;
  if (!data) return null;
  const appris = `${pluriel(data.taught_by, "dossier déjà attribué", "dossiers déjà attribués")}, lus le ${dateLongue(data.taught_on)}`;
  if (!data.suggestions.length) {
    return (
      <>
        <p className="greffe-mention">
          Aucune règle ne s’applique à ce dossier, et trop peu de dossiers sont attribués pour suggérer une chambre : {appris}.
        </p>
        <Circuit circuit={data.circuit} dossier={dossier} />
      </>
    );
  }
  return (
    <section aria-labelledby="titre-orientation" className="fr-mb-2w">
      <h3 id="titre-orientation" className="fr-h6 fr-mb-1w">
        Ce que suggèrent les règles et les dossiers déjà attribués
      </h3>
      <ul className="greffe-echeances">
        {data.suggestions.map(({ chambre, label, confidence, reasons, rule }) => (
          <li key={chambre} data-suggestion={chambre}>
            <div className="greffe-echeances__ligne">
              <strong>{label}</strong>
              <span>{confidence ? `sûr à ${Math.round(confidence / 10)} %` : "justesse pas encore mesurée"}</span>
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
            {rule && (
              <p className="fr-mb-1v" data-regle={rule.rule_id}>
                Règle « {rule.label} » : {rule.reason} <span className="greffe-mention">{mesure(rule)}</span>
              </p>
            )}
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
      <Circuit circuit={data.circuit} dossier={dossier} />
      <p className="greffe-mention">Appris de {appris}. C’est une aide : vous décidez.</p>
    </section>
  );
}

/** The act that records what is suggested in a criminal case; no act records the circuit of a civil one. */
const ACTES: Record<string, string> = { restreinte: "formation_saisie", section: "formation_saisie", non_admission: "non_admission_ordonnee" };

function Circuit({ circuit, dossier }: { circuit: CircuitSuggere | null | undefined; dossier: string }) {
  if (!circuit) return null;
  const acte = ACTES[circuit.circuit];
  return (
    <div data-circuit={circuit.circuit}>
      <p className="fr-mb-1v">
        Dans la {circuit.chambre_label}, suggestion : <strong>{circuit.label}</strong>.
        {circuit.rule && (
          <>
            {" "}
            Règle « {circuit.rule.label} » : {circuit.rule.reason}
          </>
        )}
      </p>
      <p className="greffe-mention">
        Décide {circuit.decided_by}.{" "}
        {acte ? (
          <Link to="/dossiers/$id/acte" params={{ id: dossier }} search={{ type: acte }}>
            Inscrire ce qui est décidé
          </Link>
        ) : (
          "Aucun acte du journal ne dit le circuit : il se choisit à l’ouverture d’une distribution."
        )}
      </p>
    </div>
  );
}
