import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useRef } from "react";
import { decisions, referentiel } from "../../api/requetes";
import type { LigneDecision } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { nomDeChambre } from "../../composants/chambres";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { date, joursJusque, joursRestants, pluriel } from "../../composants/formats";
import { MentionImpression } from "../../composants/impression";
import { Suite, suiteDe } from "../../composants/suite";
import { TitrePage } from "../../composants/titre-page";
import { exporterDecisions } from "./export-registre";
import { enMots, Filtres } from "./filtres";
import { designation, DIFFUSIONS, ETATS_DECISION, joints, SOLUTIONS } from "./mots";

/** The register of decisions: of the cases that the reader may know of. */
export function DecisionsPage() {
  const filtres = useSearch({ from: "/decisions" });
  const { data: ref } = useQuery(referentiel);
  const lus = useInfiniteQuery(decisions(filtres));
  const { data, error, refetch, isPlaceholderData, hasNextPage } = lus;
  const liste = useRef<HTMLDivElement>(null);
  const chambre = (code: string) => nomDeChambre(ref, code) ?? code;
  return (
    <>
      <div className="greffe-entete">
        <TitrePage titre="Décisions" />
        <div className="greffe-actions">
          <Button
            priority="secondary"
            size="small"
            iconId="fr-icon-download-line"
            disabled={!data?.items.length}
            onClick={() => data && exporterDecisions(data.items, chambre)}
          >
            Exporter la liste affichée (CSV)
          </Button>
        </div>
      </div>
      <MentionImpression>{enMots(filtres).join(" · ") || "Tout le registre"}</MentionImpression>
      <Filtres filtres={filtres} ref_={ref} />
      {error && !data ? (
        <ErreurSection quoi="Le registre" cause={error} reessayer={() => void refetch()} />
      ) : !data ? (
        <Attente quoi="le registre" />
      ) : (
        <div ref={liste} aria-busy={isPlaceholderData} className={isPlaceholderData ? "greffe-en-cours" : undefined}>
          {data.items.length > 0 ? (
            <>
              {filtres.dues && data.total !== null && (
                <p role="status">
                  {pluriel(data.total, "décision")} que le public attend encore, le terme le plus proche d’abord (COJ R111-10).
                </p>
              )}
              <Tableau decisions={data.items} encore={hasNextPage} chambre={chambre} />
            </>
          ) : (
            <div className="greffe-vide">
              <p className="fr-text--bold fr-mb-1w">Aucune décision ne répond à ces filtres.</p>
              <p className="fr-mb-1w">Élargissez-les, ou vérifiez le numéro.</p>
            </div>
          )}
          <Suite
            key={JSON.stringify(filtres)}
            liste={liste}
            montres={data.items.length}
            total={data.total}
            nom={["décision", "décisions"]}
            {...suiteDe(lus)}
          />
        </div>
      )}
    </>
  );
}

/** Does the public still wait for it? */
const attendue = ({ release, state }: LigneDecision) =>
  state === "en_vigueur" && (release === "a_mettre" || release === "en_cours" || release === "refusee");

interface TableauProps {
  decisions: LigneDecision[];
  encore: boolean;
  chambre: (code: string) => string;
}

function Tableau({ decisions: lues, encore, chambre }: TableauProps) {
  return (
    <div className="greffe-table">
      <table>
        <caption>
          {encore ? "Plus de " : ""}
          {pluriel(lues.length, "décision")}
        </caption>
        <thead>
          <tr>
            <th scope="col">Décision</th>
            <th scope="col">Pourvoi</th>
            <th scope="col">Chambre</th>
            <th scope="col">Solution</th>
            <th scope="col">Diffusion</th>
            <th scope="col" className="greffe-nombre">
              Prononcée le
            </th>
          </tr>
        </thead>
        <tbody>
          {lues.map((decision) => (
            <tr key={decision.act_id} data-ligne>
              <th scope="row">
                <Link to="/dossiers/$id" params={{ id: decision.dossier_id }} search={{ onglet: "decision" }}>
                  {designation(decision)}
                </Link>
                {decision.ecli && <span className="greffe-mention"> {decision.ecli}</span>}
              </th>
              <td>
                {decision.number}
                {decision.title && <span className="greffe-mention"> {decision.title}</span>}
                {decision.joined_count > 0 && (
                  <span className="greffe-mention" data-joints>
                    {" "}
                    {joints(decision)}
                  </span>
                )}
              </td>
              <td>{decision.chambre ? chambre(decision.chambre) : "—"}</td>
              <td>
                {SOLUTIONS[decision.solution] ?? decision.solution}
                {decision.state !== "en_vigueur" && (
                  <>
                    {" "}
                    <span className={`fr-badge fr-badge--sm fr-badge--${ETATS_DECISION[decision.state].teinte ?? "info"}`}>
                      {ETATS_DECISION[decision.state].texte}
                    </span>
                  </>
                )}
              </td>
              <td>
                {decision.release ? DIFFUSIONS[decision.release] : "—"}
                {attendue(decision) && decision.release_by && (
                  <span className="greffe-mention">
                    {" "}
                    avant le {date(decision.release_by)}, {joursRestants(joursJusque(decision.release_by))}
                  </span>
                )}
              </td>
              <td className="greffe-nombre">{decision.pronounced_on ? date(decision.pronounced_on) : "Inconnue"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
