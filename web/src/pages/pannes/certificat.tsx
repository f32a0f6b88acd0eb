import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { panne } from "../../api/requetes";
import type { CertificatDePanne } from "../../api/types";
import { Erreur } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { pluriel } from "../../composants/formats";
import { MentionImpression } from "../../composants/impression";
import { TitrePage } from "../../composants/titre-page";
import { moment } from "./pannes";
import { EcheancesDePanne } from "./signaler";

/** What the Court certifies of an outage, and what it concerns; made to be printed. */
export function CertificatPage() {
  const { panne: id } = useParams({ from: "/pannes/$panne" });
  const { data, error, refetch } = useQuery(panne(id));
  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  return (
    <>
      <div className="greffe-entete">
        <TitrePage titre="Certificat de panne" />
        <div className="greffe-actions">
          <Button
            priority="secondary"
            size="small"
            iconId="fr-icon-printer-line"
            disabled={!data?.text}
            onClick={() => window.print()}
          >
            Imprimer
          </Button>
        </div>
      </div>
      <MentionImpression>{data && moment(data.outage.began_at)}</MentionImpression>
      {data ? <Certificat certificat={data} /> : <Attente quoi="le certificat" />}
      <p className="fr-mt-3w">
        <Link to="/pannes">Toutes les pannes</Link>
      </p>
    </>
  );
}

function Certificat({ certificat }: { certificat: CertificatDePanne }) {
  const { text, refused, deadlines, more, outage } = certificat;
  return (
    <>
      {text ? (
        <p className="fr-text--lead">{text}</p>
      ) : (
        <Alert
          severity="warning"
          small
          description={`La panne, commencée ${moment(outage.began_at)}, dure encore : le certificat s’établit à sa fin.`}
        />
      )}
      <section aria-labelledby="titre-echeances">
        <h2 id="titre-echeances" className="fr-h5">
          Échéances de {outage.days.length > 1 ? "ces jours" : "ce jour"}
        </h2>
        {deadlines.length === 0 ? (
          <p>Aucune échéance des dossiers que vous pouvez lire n’expirait alors.</p>
        ) : (
          <>
            <EcheancesDePanne certificat={certificat} />
            {more && <p>Seules les 200 premières échéances sont montrées.</p>}
          </>
        )}
      </section>
      <section aria-labelledby="titre-depots">
        <h2 id="titre-depots" className="fr-h5">
          Dépôts écartés pendant la panne
        </h2>
        <p>
          {refused.length === 0
            ? "Aucun dépôt n’est parvenu jusqu’à nous pendant la panne."
            : `${pluriel(refused.length, "tentative")} de dépôt, dont voici l’heure :`}
        </p>
        <ul>
          {refused.map((depot) => (
            <li key={depot.refused_at + (depot.dossier_id ?? "")}>{moment(depot.refused_at)}</li>
          ))}
        </ul>
      </section>
    </>
  );
}
