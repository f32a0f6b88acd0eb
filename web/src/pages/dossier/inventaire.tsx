import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { peut } from "../../api/droits";
import { inventaire } from "../../api/requetes";
import type { Dossier, PieceRequise } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { date, pluriel } from "../../composants/formats";

const ETATS = {
  presente: { texte: "Présente", gravite: "success" },
  demandee: { texte: "Demandée", gravite: "info" },
  manquante: { texte: "Manquante", gravite: "warning" },
} as const;

/** Which pieces the procedure requires, which are there with their seal, which are missing and asked for in one click. */
export function Inventaire({ dossier }: { dossier: Dossier }) {
  const { data, error, refetch } = useQuery(inventaire(dossier.dossier_id));
  if (error && !data) return <ErreurSection quoi="L’inventaire" cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="l’inventaire" />;
  if (data.items.length === 0) return null;
  const manquent = data.items.filter(({ presence }) => presence !== "presente").length;
  return (
    <section aria-labelledby="titre-inventaire" className="fr-mb-4w">
      <h3 id="titre-inventaire" className="fr-h6">
        Pièces requises
      </h3>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="greffe-table" role="region" aria-label="Pièces requises" tabIndex={0}>
        <table>
          <caption>{manquent === 0 ? "Toutes les pièces requises sont là" : `${pluriel(manquent, "pièce manque", "pièces manquent")}`}</caption>
          <thead>
            <tr>
              <th scope="col">Pièce</th>
              <th scope="col">État</th>
              <th scope="col">De qui, quand</th>
              <th scope="col">Scellement</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((requise) => (
              <Ligne key={requise.required} requise={requise} dossier={dossier} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Ligne({ requise, dossier }: { requise: PieceRequise; dossier: Dossier }) {
  const { texte, gravite } = ETATS[requise.presence as keyof typeof ETATS];
  const demande = requise.ask;
  return (
    <tr data-piece={requise.required}>
      <th scope="row">
        {requise.label} <span className="greffe-article">{requise.article}</span>
      </th>
      <td>
        <Badge as="span" small severity={gravite}>
          {texte}
        </Badge>{" "}
        {requise.presence !== "presente" && <span className="greffe-mention">Sinon, {requise.consequence}.</span>}
        {requise.asked_on && <span className="greffe-mention"> Demandée le {date(requise.asked_on)}.</span>}
        {demande && peut(dossier, "enregistrer_acte_de_la_cour") && (
          <Link
            to="/dossiers/$id/acte"
            params={{ id: dossier.dossier_id }}
            search={{ type: demande.kind, objet: demande.codes.objet }}
            className="fr-link fr-link--sm greffe-ecran"
          >
            {requise.asked_on ? "Demander de nouveau" : "Demander"}
            <span className="fr-sr-only"> {requise.label}</span>
          </Link>
        )}
      </td>
      <td>
        {requise.papers.length === 0
          ? `À remettre par : ${requise.due_from}`
          : requise.papers.map(({ act_id, piece_id, act_label, from, on, file_name }) => (
              <div key={piece_id ?? act_id}>
                {file_name ?? act_label}
                {from && `, ${from}`}
                {on && `, ${date(on)}`}
              </div>
            ))}
      </td>
      <td>
        {requise.papers.map(
          ({ sha256, act_id, piece_id }) =>
            sha256 && (
              <code key={piece_id ?? act_id} title={sha256}>
                {sha256.slice(0, 16)}…
              </code>
            ),
        )}
      </td>
    </tr>
  );
}
