import type { Charge } from "../../api/types";
import { date } from "../../composants/formats";
import { connu, enDossiers, enPoids, PHASES, semaines } from "./mots";

/** A table wider than the screen is scrolled in a region that takes the focus. */
const DEFILE = { role: "region", tabIndex: 0, className: "greffe-table" } as const;

export function Semaines({ lue: { present, supposed } }: { lue: Charge }) {
  const marge = present.weeks.some(({ low }) => connu(low));
  return (
    <div {...DEFILE} aria-label="Semaines à venir">
      <table>
        <caption>Semaines à venir, en dossiers</caption>
        <thead>
          <tr>
            <th scope="col">Semaine du</th>
            <th scope="col" className="greffe-nombre">
              Entrées
            </th>
            <th scope="col" className="greffe-nombre">
              Sorties
            </th>
            <th scope="col" className="greffe-nombre">
              En attente
            </th>
            {marge && (
              <th scope="col" className="greffe-nombre">
                Marge
              </th>
            )}
            {supposed && (
              <th scope="col" className="greffe-nombre">
                Simulé
              </th>
            )}
            <th scope="col" className="greffe-nombre">
              Places d’audience
            </th>
            <th scope="col" className="greffe-nombre">
              Magistrats
            </th>
          </tr>
        </thead>
        <tbody>
          {present.weeks.map((semaine, rang) => {
            // Audiences and magistrats supposed are of what is simulated.
            const montree = supposed?.weeks[rang] ?? semaine;
            return (
              <tr key={semaine.from} data-semaine={semaine.from}>
                <th scope="row">{date(semaine.from)}</th>
                <td className="greffe-nombre">{enDossiers(semaine.entries)}</td>
                <td className="greffe-nombre">{enDossiers(semaine.exits)}</td>
                <td className="greffe-nombre">{enDossiers(semaine.after)}</td>
                {marge && (
                  <td className="greffe-nombre">
                    {connu(semaine.low) && connu(semaine.high) && `${enDossiers(semaine.low)} à ${enDossiers(semaine.high)}`}
                  </td>
                )}
                {supposed && <td className="greffe-nombre">{enDossiers(montree.after)}</td>}
                <td className="greffe-nombre">{montree.places}</td>
                <td className="greffe-nombre">{enDossiers(montree.time)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

export function EnAttente({ stock }: { stock: Charge["stock"] }) {
  return (
    <section className="greffe-section" aria-labelledby="titre-attente">
      <h2 id="titre-attente" className="fr-h5">
        Ce qui attend
      </h2>
      <div {...DEFILE} aria-label="Ce qui attend">
        <table>
          <caption>Dossiers en attente, et leur poids en dossiers ordinaires</caption>
          <thead>
            <tr>
              <th scope="col">Où en sont les dossiers</th>
              <th scope="col" className="greffe-nombre">
                Dossiers
              </th>
              <th scope="col" className="greffe-nombre">
                Poids
              </th>
            </tr>
          </thead>
          <tbody>
            {stock.map(({ phase, dossiers, weight }) => (
              <tr key={phase} data-phase={phase}>
                <th scope="row">{PHASES[phase]}</th>
                <td className="greffe-nombre">{dossiers}</td>
                <td className="greffe-nombre">{enPoids(weight)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

export function Personnes({ lue: { scope, present, supposed, sight } }: { lue: Charge }) {
  const titre = scope === "chambre" ? "Charge de chacun" : "Votre charge";
  return (
    <section className="greffe-section" aria-labelledby="titre-personnes">
      <h2 id="titre-personnes" className="fr-h5">
        {titre}
      </h2>
      <p className="greffe-mention">
        {scope === "chambre"
          ? "Chaque magistrat voit sa charge et elle seule. Elle sert à répartir les dossiers, et n’évalue personne (COJ, art. L. 111-13)."
          : "Vous seul et le président de la chambre voyez ces chiffres. Ils n’évaluent personne (COJ, art. L. 111-13)."}
      </p>
      <div {...DEFILE} aria-label={titre}>
        <table>
          <caption>Poids en dossiers ordinaires, dans cette chambre</caption>
          <thead>
            <tr>
              <th scope="col">Magistrat</th>
              <th scope="col" className="greffe-nombre">
                Dossiers
              </th>
              <th scope="col" className="greffe-nombre">
                Poids
              </th>
              <th scope="col" className="greffe-nombre">
                À temps plein
              </th>
              <th scope="col" className="greffe-nombre">
                À la fin de la période
              </th>
              {supposed && (
                <th scope="col" className="greffe-nombre">
                  Simulé
                </th>
              )}
              <th scope="col" className="greffe-nombre">
                Faits en
              </th>
            </tr>
          </thead>
          <tbody>
            {present.people.map(({ agent_id, name, dossiers, weight, relative, weeks, cleared }) => (
              <tr key={agent_id} data-personne={agent_id}>
                <th scope="row">{name}</th>
                <td className="greffe-nombre">{dossiers}</td>
                <td className="greffe-nombre">{enPoids(weight)}</td>
                <td className="greffe-nombre">{connu(relative) ? enPoids(relative) : "absent"}</td>
                <td className="greffe-nombre">{enDossiers(weeks.at(-1)?.after ?? 0)}</td>
                {supposed && (
                  <td className="greffe-nombre">
                    {enDossiers(supposed.people.find((un) => un.agent_id === agent_id)?.weeks.at(-1)?.after ?? 0)}
                  </td>
                )}
                <td className="greffe-nombre">{dossiers === 0 ? "" : semaines(cleared, sight)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
