import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useRef } from "react";
import { tientLeGuichet } from "../../api/droits";
import { certificats, session } from "../../api/requetes";
import type { Demande } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { date, pluriel } from "../../composants/formats";
import { MentionImpression } from "../../composants/impression";
import { Suite, suiteDe } from "../../composants/suite";
import { TitrePage } from "../../composants/titre-page";
import { exporterRegistre } from "./export-registre";
import { enMots, Filtres } from "./filtres";
import { designation, issue, QUALITES } from "./mots";

/** The register of certificates: all of it for the registry, one's own for others. */
export function CertificatsPage() {
  const filtres = useSearch({ from: "/certificats" });
  const { data: ouverte } = useQuery(session);
  const lus = useInfiniteQuery(certificats(filtres));
  const { data, error, refetch, isPlaceholderData, hasNextPage } = lus;
  const liste = useRef<HTMLDivElement>(null);
  return (
    <>
      <div className="greffe-entete">
        <TitrePage titre="Certificats de non-pourvoi" />
        <div className="greffe-actions">
          <Button size="small" iconId="fr-icon-add-line" linkProps={{ href: "/certificats/demander" }}>
            Demander un certificat
          </Button>
          <Button size="small" priority="secondary" linkProps={{ href: "/certificats/lot" }}>
            Déposer une liste
          </Button>
          <Button
            priority="secondary"
            size="small"
            iconId="fr-icon-download-line"
            disabled={!data?.items.length}
            onClick={() => data && exporterRegistre(data.items)}
          >
            Exporter la liste affichée (CSV)
          </Button>
        </div>
      </div>
      <MentionImpression>{enMots(filtres).join(" · ") || "Tout le registre"}</MentionImpression>
      <p>
        Le greffe atteste l’absence de pourvoi contre une décision, ou donne la date du pourvoi (CPC 505). Sans ressemblance avec un
        dossier, la réponse est immédiate&nbsp;; un doute attend la décision d’un greffier.
      </p>
      <Filtres filtres={filtres} />
      {error && !data ? (
        <ErreurSection quoi="Le registre" cause={error} reessayer={() => void refetch()} />
      ) : !data ? (
        <Attente quoi="le registre" />
      ) : (
        <div ref={liste} aria-busy={isPlaceholderData} className={isPlaceholderData ? "greffe-en-cours" : undefined}>
          {data.items.length > 0 ? (
            <Tableau demandes={data.items} encore={hasNextPage} guichet={Boolean(ouverte && tientLeGuichet(ouverte))} />
          ) : (
            <div className="greffe-vide">
              <p className="fr-text--bold fr-mb-1w">Aucune demande ne répond à ces filtres.</p>
              <p className="fr-mb-1w">Élargissez-les, ou demandez un certificat.</p>
            </div>
          )}
          <Suite
            key={JSON.stringify(filtres)}
            liste={liste}
            montres={data.items.length}
            total={data.total}
            nom={["demande", "demandes"]}
            {...suiteDe(lus)}
          />
        </div>
      )}
    </>
  );
}

function Tableau({ demandes, encore, guichet }: { demandes: Demande[]; encore: boolean; guichet: boolean }) {
  return (
    <div className="greffe-table">
      <table>
        <caption>
          {encore ? "Plus de " : ""}
          {pluriel(demandes.length, "demande")}
        </caption>
        <thead>
          <tr>
            <th scope="col">Demande</th>
            <th scope="col">Décision du</th>
            {guichet && <th scope="col">Demandeur</th>}
            <th scope="col">Issue</th>
            <th scope="col">Certificat</th>
            <th scope="col" className="greffe-nombre">
              Reçue le
            </th>
          </tr>
        </thead>
        <tbody>
          {demandes.map((demande) => (
            <tr key={demande.demand_id} data-ligne>
              <th scope="row">
                <Link to="/certificats/$demande" params={{ demande: demande.demand_id }}>
                  {designation(demande.sought)}
                </Link>
              </th>
              <td>{date(demande.sought.rendered_on)}</td>
              {guichet && (
                <td>
                  {demande.requester.name} ({QUALITES[demande.requester.quality].toLocaleLowerCase("fr")})
                </td>
              )}
              <td>
                {demande.status === "a_decider" ? (
                  <span className="fr-badge fr-badge--sm fr-badge--warning">À décider</span>
                ) : (
                  issue(demande)
                )}
              </td>
              <td>{demande.certificate?.number ?? "—"}</td>
              <td className="greffe-nombre">{date(demande.received_at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
