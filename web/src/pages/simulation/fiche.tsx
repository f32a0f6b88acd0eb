import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { LigneSimulee, Regle, Regles, ReponseSimulee } from "../../api/regles";
import { simulation as simuler } from "../../api/requetes";
import { ErreurSection } from "../../app/erreurs";
import { useAnnonceDuChangement } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { DeuxLectures, Pas } from "../../composants/echeances";
import { dateLongue, INSECABLE, majuscule } from "../../composants/formats";
import { useImpression } from "../../composants/impression";
import { faitsEnMots } from "./faits";
import { CALCUL, type Simulation } from "./simulation";

interface Props {
  regles: Regles;
  regle: Regle;
  simulation: Simulation;
  ligne: LigneSimulee;
}

/** The answer and its reasons; on paper, the facts too, which the form shows on the screen. */
export function Fiche({ regles, regle, simulation, ligne }: Props) {
  const { data, error, refetch, isPlaceholderData } = useQuery(simuler(ligne));
  const imprime = useImpression();
  useAnnonceDuChangement(data && !isPlaceholderData ? phrase(data) : undefined);
  if (error) return <ErreurSection quoi="Le calcul" cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="le calcul" />;
  return (
    <div aria-busy={isPlaceholderData} className={isPlaceholderData ? "greffe-en-cours" : undefined}>
      {imprime && <FaitsRetenus faits={faitsEnMots(simulation, regle, regles.calendars)} />}
      <Reponse reponse={data} />
      {regle !== CALCUL && (
        <p className="greffe-sans-impression">
          <Link to="/droit/$regle" params={{ regle: regle.rule }}>
            Lire la règle<span className="fr-sr-only">{INSECABLE}: {regle.label}</span>
          </Link>
        </p>
      )}
      <p className="greffe-mention fr-mb-0">Catalogue du droit {data.catalogue}.</p>
    </div>
  );
}

function Reponse({ reponse }: { reponse: ReponseSimulee }) {
  const { due, raw, error, undetermined, steps = [] } = reponse;
  if (error) return <Alert severity="error" as="h3" title="Ce calcul n’est pas possible" description={error} className="fr-mb-2w" />;
  return (
    <>
      {undetermined ? (
        <Alert severity="warning" as="h3" title="Indéterminé" description={`Il manque ${undetermined}.`} className="fr-mb-2w" />
      ) : (
        <dl className="greffe-faits greffe-reponse">
          <div className="greffe-reponse__date">
            <dt>{reponse.not_before ? "Pas avant" : "Dernier jour utile"}</dt>
            <dd className="greffe-reponse__jour">{enMots(reponse)}</dd>
          </div>
          {raw && raw !== due && (
            <div>
              <dt>Avant report au premier jour ouvrable</dt>
              <dd>{dateLongue(raw)}</dd>
            </div>
          )}
          {reponse.alert && !reponse.ambiguous && (
            <div>
              <dt>Par prudence, agir au plus tard</dt>
              <dd>{dateLongue(reponse.alert)}</dd>
            </div>
          )}
          {reponse.sanction && (
            <div>
              <dt>Sanction</dt>
              <dd>{majuscule(reponse.sanction)}</dd>
            </div>
          )}
        </dl>
      )}
      {reponse.ambiguous && <DeuxLectures alerte={reponse.alert} />}
      {steps.length > 0 && (
        <>
          <h3 className="fr-h6 fr-mb-1w">{undetermined ? "Ce qui est établi" : `Pourquoi cette date${INSECABLE}?`}</h3>
          <div className="greffe-raisons">
            <Pas pas={steps} />
          </div>
        </>
      )}
    </>
  );
}

const enMots = ({ not_before, due_at, due }: ReponseSimulee) => dateLongue(not_before ?? due_at ?? due ?? "");

function phrase(reponse: ReponseSimulee): string {
  if (reponse.error) return `Ce calcul n’est pas possible. ${reponse.error}`;
  if (reponse.undetermined) return `Indéterminé${INSECABLE}: il manque ${reponse.undetermined}.`;
  return `${reponse.not_before ? "Pas avant" : "Dernier jour utile"}${INSECABLE}: ${enMots(reponse)}.`;
}

function FaitsRetenus({ faits }: { faits: [string, string][] }) {
  return (
    <dl className="greffe-faits">
      {faits.map(([terme, texte], rang) => (
        <div key={rang}>
          <dt>{terme}</dt>
          <dd>{texte}</dd>
        </div>
      ))}
    </dl>
  );
}
