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
const mesure = ({ decides, agrees }: RaisonDeRegle, ou: string) =>
  decides === 0
    ? "Aucun dossier déjà attribué ne l’a mesurée."
    : `Sur ${pluriel(decides, "dossier déjà attribué", "dossiers déjà attribués")} où elle décide, ${agrees.toLocaleString("fr-FR")} ${agrees < 2 ? "est allé" : "sont allés"} ${ou}.`;

/** The chambers and the circuit that rules and dossiers already given suggest, and why; choosing one fills the form, a person proposes. */
export function Orientation({ dossier, retenir }: { dossier: string; retenir: Retenir }) {
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
        <Circuit circuit={data.circuit} dossier={dossier} retenir={retenir} />
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
                Règle « {rule.label} » : {rule.reason} <span className="greffe-mention">{mesure(rule, "à cette chambre")}</span>
              </p>
            )}
            <Raisons reasons={reasons} />
          </li>
        ))}
      </ul>
      <Circuit circuit={data.circuit} dossier={dossier} retenir={retenir} />
      <p className="greffe-mention">Appris de {appris}. C’est une aide : vous décidez.</p>
    </section>
  );
}

type Retenir = (chambre: string, circuit?: string) => void;

function Raisons({ reasons }: { reasons: RaisonOrientation[] }) {
  if (reasons.length === 0) return null;
  return (
    <ul className="greffe-mention">
      {reasons.map((une) => (
        <li key={`${une.field} ${une.found}`}>{raison(une)}</li>
      ))}
    </ul>
  );
}

/** The act that records what is suggested in a criminal case; the circuit of a civil one is of the act that gives it to its chamber. */
const ACTES: Record<string, string> = { restreinte: "formation_saisie", section: "formation_saisie", non_admission: "non_admission_ordonnee" };

function Circuit({ circuit, dossier, retenir }: { circuit: CircuitSuggere | null | undefined; dossier: string; retenir: Retenir }) {
  if (!circuit) return null;
  const acte = ACTES[circuit.circuit];
  return (
    <div data-circuit={circuit.circuit}>
      <p className="fr-mb-1v">
        Dans la {circuit.chambre_label}, suggestion : <strong>{circuit.label}</strong>
        {circuit.confidence > 0 && `, sûr à ${Math.round(circuit.confidence / 10)} %`}.
        {circuit.rule && (
          <>
            {" "}
            Règle « {circuit.rule.label} » : {circuit.rule.reason}
            {!acte && <span className="greffe-mention"> {mesure(circuit.rule, "dans ce circuit")}</span>}
          </>
        )}
      </p>
      <Raisons reasons={circuit.reasons} />
      <p className="greffe-mention">
        Décide {circuit.decided_by}.{" "}
        {acte ? (
          <Link to="/dossiers/$id/acte" params={{ id: dossier }} search={{ type: acte }}>
            Inscrire ce qui est décidé
          </Link>
        ) : (
          <Button
            priority="tertiary"
            size="small"
            onClick={() => {
              retenir(circuit.chambre, circuit.circuit);
              annoncer(`Le ${circuit.label} est choisi ; il reste à le proposer avec la chambre.`);
            }}
          >
            Retenir<span className="fr-sr-only"> le {circuit.label}</span>
          </Button>
        )}
      </p>
    </div>
  );
}
