import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { motDuCode } from "../../actes/codes";
import { PRONONCENT } from "../../actes/formulaires";
import { peut } from "../../api/droits";
import { decisionsDuDossier, referentiel } from "../../api/requetes";
import type { DecisionLue, Dossier } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { date, dateLongue, pluriel } from "../../composants/formats";
import { designation, DIFFUSIONS, ETATS_DECISION, FORMATIONS, PUBLICATIONS, REMISES, SOLUTIONS } from "./mots";

/** What the Court decided in the case, decision after decision, and what the public has of it. */
export function OngletDecision({ dossier }: { dossier: Dossier }) {
  const { data, error, refetch } = useQuery(decisionsDuDossier(dossier.dossier_id));
  const prononce = PRONONCENT.some((kind) => dossier.possible_acts.includes(kind)) && peut(dossier, "enregistrer_acte_de_la_cour");
  if (error && !data) return <ErreurSection quoi="Les décisions" cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="les décisions" />;
  return (
    <>
      {prononce && (
        <p>
          <Link to="/dossiers/$id/decision" params={{ id: dossier.dossier_id }} className="fr-btn fr-btn--secondary fr-btn--sm">
            Prononcer, rabattre ou rectifier
          </Link>
        </p>
      )}
      {data.decisions.length === 0 && <p className="greffe-vide">Aucune décision n’est prononcée dans ce dossier.</p>}
      {data.decisions.map((decision) => (
        <Decision key={decision.row.act_id} dossier={dossier} decision={decision} publie={data.permissions.includes("mettre_a_disposition")} />
      ))}
    </>
  );
}

function Decision({ dossier, decision, publie }: { dossier: Dossier; decision: DecisionLue; publie: boolean }) {
  const { row } = decision;
  const titre = `decision-${row.act_id}`;
  const faits: [string, string | null | undefined][] = [
    ["Solution", SOLUTIONS[row.solution] ?? row.solution],
    ["Étendue de la cassation", decision.etendue && motDuCode(row.kind, "etendue", decision.etendue)],
    ["Annulation", decision.extension && motDuCode(row.kind, "extension", decision.extension)],
    ["Frais", decision.frais && motDuCode(row.kind, "frais", decision.frais)],
    ["Formation", row.formation && (FORMATIONS[row.formation] ?? row.formation)],
    ["ECLI", row.ecli],
    ["Renvoi", decision.renvoi && motDuCode(row.kind, "renvoi", decision.renvoi)],
    ["Juridiction de renvoi", decision.renvoi_court],
    ["Pourvois joints", decision.joined_numbers.join(", ")],
    ["Publication", row.publication.map((code) => PUBLICATIONS[code] ?? code).join(", ")],
    ["Empreinte du texte", decision.text_sha256],
  ];
  return (
    <article className="greffe-bloc" aria-labelledby={titre}>
      <h3 id={titre} className="fr-h6">
        {designation(row)}
        {row.pronounced_on && ` du ${dateLongue(row.pronounced_on)}`}{" "}
        {row.state !== "en_vigueur" && (
          <Badge as="span" small severity={ETATS_DECISION[row.state].teinte}>
            {ETATS_DECISION[row.state].texte}
          </Badge>
        )}
      </h3>
      <p className="greffe-mention">{row.label}</p>
      <dl className="greffe-faits">
        {faits
          .filter(([, valeur]) => valeur)
          .map(([nom, valeur]) => (
            <div key={nom}>
              <dt>{nom}</dt>
              <dd>{valeur}</dd>
            </div>
          ))}
      </dl>
      {decision.outcomes.length > 0 && <Issues dossier={dossier} decision={decision} />}
      {decision.dispositif && (
        <>
          <h4 className="fr-text--md fr-text--bold fr-mb-1v">Dispositif</h4>
          <pre className="greffe-texte">{decision.dispositif}</pre>
        </>
      )}
      {row.release && <Diffusee dossier={dossier} decision={decision} publie={publie} />}
    </article>
  );
}

function Issues({ dossier, decision }: { dossier: Dossier; decision: DecisionLue }) {
  const nom = (id: string) => dossier.parties.find(({ party_id }) => party_id === id)?.name || "Nom réservé";
  const attaquee = (id: string) => {
    const lue = dossier.decisions.find(({ decision_id }) => decision_id === id);
    return lue ? [lue.court, lue.rendered_on && date(lue.rendered_on)].filter(Boolean).join(", ") : "Décision attaquée";
  };
  return (
    // Nothing in it takes the focus: the region does, so that one can scroll it by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="greffe-table" role="region" aria-label="Choses jugées" tabIndex={0}>
      <table>
        <caption>{pluriel(decision.outcomes.length, "chose jugée", "choses jugées")}</caption>
        <thead>
          <tr>
            <th scope="col">Solution</th>
            <th scope="col">À l’égard de</th>
            <th scope="col">Décision attaquée</th>
            <th scope="col">Chef</th>
          </tr>
        </thead>
        <tbody>
          {decision.outcomes.map((issue, rang) => (
            <tr key={rang} data-ligne>
              <th scope="row">
                {issue.solution_label} {issue.article && <span className="greffe-article">{issue.article}</span>}
              </th>
              <td>{issue.party_ids.length > 0 ? issue.party_ids.map(nom).join(", ") : "Toutes les parties"}</td>
              <td>{issue.decision_ids.length > 0 ? issue.decision_ids.map(attaquee).join("\u00a0; ") : "Toutes"}</td>
              <td>{issue.chef ?? "Tous"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Diffusee({ dossier, decision, publie }: { dossier: Dossier; decision: DecisionLue; publie: boolean }) {
  const { data: ref } = useQuery(referentiel);
  const { row, releases, categories } = decision;
  if (!row.release) return null;
  const categorie = (code: string) => ref?.occultations.find((une) => une.code === code)?.label ?? code;
  return (
    <>
      <h4 className="fr-text--md fr-text--bold fr-mb-1v">Mise à disposition du public</h4>
      <p className="fr-mb-1w">
        {DIFFUSIONS[row.release]}
        {row.release_by && row.release !== "remise" && row.release !== "retiree" && `\u00a0; due le ${date(row.release_by)} au plus tard`}.
      </p>
      {categories.length > 0 && <p className="fr-mb-1w">Occultation décidée&nbsp;: {categories.map(categorie).join(", ")}.</p>}
      {releases.length > 0 && (
        <ul className="fr-mb-1w">
          {releases.map((remise) => (
            <li key={remise.act_id}>
              {REMISES[remise.state]}, version du {date(remise.released_at)}
              {remise.handed_at && `, répondu le ${date(remise.handed_at)}`}
              {remise.attempts > 1 && `, ${remise.attempts} essais`}
              {remise.last_error && <span className="greffe-mention"> Dernière réponse&nbsp;: {remise.last_error}</span>}
            </li>
          ))}
        </ul>
      )}
      {publie && (
        <p>
          <Link to="/dossiers/$id/decisions/$acte/public" params={{ id: dossier.dossier_id, acte: row.act_id }} className="fr-link">
            {row.release === "remise" || row.release === "en_cours" ? "Voir ou retirer la version remise" : "Préparer la version du public"}
          </Link>
        </p>
      )}
      {publie && row.kind === "decision_partielle_prononcee" && (
        <p>
          <Link to="/dossiers/$id/acte" params={{ id: dossier.dossier_id }} search={{ type: "publication_faite" }} className="fr-link">
            Enregistrer une autre publication (Bulletin, Rapport, Lettre)
          </Link>
        </p>
      )}
    </>
  );
}
