import { Alert } from "@codegouvfr/react-dsfr/Alert";
import type { DateLegale, FicheProcedure, Jalon, Lien, Stade } from "../../api/droit";
import { INSECABLE, majuscule, pluriel } from "../../composants/formats";
import { Definitions, LienDroit, Liens, PhraseDActes, SectionDuDroit } from "./elements";

/** A procedure as a whole: what opens it, its stages, what is looked at, what is owed and told. */
export function Procedure({ fiche }: { fiche: FicheProcedure }) {
  const { opened_by, urgency, statutory, stages, milestones, rules, notices, tasks } = fiche;
  return (
    <>
      {urgency && <Alert severity="warning" small description={`Affaire pressante${INSECABLE}: ${urgency}.`} />}
      <Definitions
        lignes={[
          ["Texte", fiche.article],
          ["S’ouvre par", <LienDroit key="ouverture" lien={opened_by} />],
          statutory ? ["Date légale de jugement", <Statutaire key="date" date={statutory} />] : false,
        ]}
      />
      <Stades stades={stages} />
      <ActesParStade stades={stages} />
      <Jalons jalons={milestones} />
      <SectionDuDroit titre="Délais" singulier="délai" entrees={rules} note="Longueur" />
      <SectionDuDroit titre="Avis et notifications dus" singulier="avis" plusieurs="avis" entrees={notices} note="Destinataire" />
      <SectionDuDroit titre="Tâches dues" singulier="tâche" entrees={tasks} note="À qui" />
    </>
  );
}

/** The day by which the Court must have ruled, and what happens if it has not. */
function Statutaire({ date: { rule, article, length, missed, warnings, prorogation } }: { date: DateLegale }) {
  return (
    <ul>
      <li>
        <LienDroit lien={rule} />
        {INSECABLE}: {length} <span className="greffe-article">{article}</span>
      </li>
      <li>
        Si elle passe{INSECABLE}: {missed ?? "aucune suite que le catalogue connaisse"}.
      </li>
      {!prorogation && <li>Elle ne se reporte jamais au jour ouvrable suivant.</li>}
      {warnings.length > 0 && (
        <li>
          L’alerte est donnée {warnings.join(", ")}
          {INSECABLE}jours avant.
        </li>
      )}
    </ul>
  );
}

function Stades({ stades }: { stades: Stade[] }) {
  return (
    <section aria-label="Stades">
      <h2 className="fr-h5 fr-mt-3w">Stades</h2>
      <div className="greffe-table">
        <table>
          <caption>Le dossier est au dernier dont la condition est remplie</caption>
          <thead>
            <tr>
              <th scope="col">Rang</th>
              <th scope="col">Stade</th>
              <th scope="col">Ce qui y mène</th>
              <th scope="col">Texte</th>
            </tr>
          </thead>
          <tbody>
            {stades.map(({ label, when, article, terminal, suspended }, rang) => (
              <tr key={rang} data-ligne>
                <td>{rang + 1}</td>
                <th scope="row">
                  {label}
                  {terminal && <span className="greffe-mention"> · fin de l’affaire</span>}
                  {suspended && <span className="greffe-mention"> · l’affaire attend</span>}
                </th>
                <td>
                  <PhraseDActes phrase={when} vide="L’ouverture du dossier" />
                </td>
                <td>{article}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Acts once each, with the ranks of the stages where they are possible. */
export function actesDesStades(stades: Pick<Stade, "acts">[]): { acte: Lien; ici: boolean[] }[] {
  const actes = new Map(stades.flatMap(({ acts }) => acts).map((acte) => [acte.id, acte]));
  return [...actes.values()].map((acte) => ({ acte, ici: stades.map(({ acts }) => acts.some(({ id }) => id === acte.id)) }));
}

function ActesParStade({ stades }: { stades: Stade[] }) {
  const actes = actesDesStades(stades);
  return (
    <section>
      <h2 className="fr-h5 fr-mt-3w">Actes possibles à chaque stade</h2>
      {/* The table may be scrolled: the keyboard must reach it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="greffe-table" tabIndex={0} role="region" aria-label="Table des actes et des stades">
        <table>
          <caption>{pluriel(actes.length, "acte")}</caption>
          <thead>
            <tr>
              <th scope="col">Acte</th>
              {stades.map(({ label }, rang) => (
                <th key={rang} scope="col" title={label}>
                  {rang + 1}
                  <span className="fr-sr-only">, {label}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {actes.map(({ acte, ici }) => (
              <tr key={acte.id} data-ligne>
                <th scope="row">
                  <LienDroit lien={acte} />
                </th>
                {ici.map((possible, rang) => (
                  <td key={rang}>
                    {possible && (
                      <>
                        <span aria-hidden="true">×</span>
                        <span className="fr-sr-only">possible</span>
                      </>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Jalons({ jalons }: { jalons: Jalon[] }) {
  if (jalons.length === 0) return null;
  return (
    <section aria-label="Jalons et contrôles">
      <h2 className="fr-h5 fr-mt-3w">Jalons et contrôles</h2>
      <div className="greffe-table">
        <table>
          <caption>{pluriel(jalons.length, "jalon")}</caption>
          <thead>
            <tr>
              <th scope="col">Jalon</th>
              <th scope="col">Franchi par</th>
              <th scope="col">Contrôles qui le précèdent</th>
            </tr>
          </thead>
          <tbody>
            {jalons.map(({ code, label, passed_by, checks }) => (
              <tr key={code} data-ligne>
                <th scope="row">{label}</th>
                <td>
                  <Liens liens={passed_by} vide="Aucun acte." />
                </td>
                <td>
                  <ul className="fr-m-0">
                    {checks.map((controle) => (
                      <li key={controle.id}>
                        <LienDroit lien={controle} /> <span className="greffe-mention">({majuscule(controle.note)})</span>
                      </li>
                    ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
