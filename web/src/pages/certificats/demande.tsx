import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { adresseCertificat } from "../../api/papiers";
import { demandeDeCertificat } from "../../api/requetes";
import type { Demande } from "../../api/types";
import { Erreur } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { date, dateLongue } from "../../composants/formats";
import { TitrePage } from "../../composants/titre-page";
import { Candidats } from "./candidats";
import { Certificat } from "./certificat";
import { Decider } from "./decider";
import { issue, MATIERES, NATURES, QUALITES, VOIES } from "./mots";

/** A demand: what was asked, what the search found, and the answer, made to be printed. */
export function DemandePage() {
  const { demande: id } = useParams({ from: "/certificats/$demande" });
  const { data, error, refetch } = useQuery(demandeDeCertificat(id));
  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  const certificat = data?.certificate;
  return (
    <>
      <div className="greffe-entete greffe-sans-impression">
        <TitrePage titre={certificat ? `${NATURES[certificat.kind]} n° ${certificat.number}` : "Demande de certificat"} />
        <div className="greffe-actions">
          {certificat && data && (
            <a className="fr-link fr-link--sm" href={adresseCertificat(data.demand_id)} target="_blank" rel="noreferrer">
              Certificat en PDF<span className="fr-sr-only"> (nouvelle fenêtre)</span>
            </a>
          )}
          <Button
            priority="secondary"
            size="small"
            iconId="fr-icon-printer-line"
            disabled={!certificat}
            onClick={() => window.print()}
          >
            Imprimer le certificat
          </Button>
        </div>
      </div>
      {!data ? (
        <Attente quoi="la demande" />
      ) : (
        <>
          {certificat && <Certificat certificat={certificat} />}
          <div className="greffe-sans-impression">
            <Resume demande={data} />
            <Suites demande={data} />
          </div>
        </>
      )}
      <p className="fr-mt-3w greffe-sans-impression">
        <Link to="/certificats">Le registre des certificats</Link>
      </p>
    </>
  );
}

function Resume({ demande }: { demande: Demande }) {
  const { requester, sought, received_at, channel } = demande;
  const lignes: [string, string | null | undefined][] = [
    ["Issue", issue(demande)],
    ["Demandeur", `${requester.name} (${QUALITES[requester.quality].toLocaleLowerCase("fr")})`],
    ["Juridiction", sought.court],
    ["Décision du", date(sought.rendered_on)],
    ["Numéro d’affaire", sought.case_number],
    ["Parties", sought.parties?.join(", ")],
    ["Matière", MATIERES[sought.matter ?? ""]],
    ["Référence", sought.reference],
    ["Reçue", `${dateLongue(received_at)}, ${VOIES[channel].toLocaleLowerCase("fr")}`],
  ];
  return (
    <section aria-labelledby="titre-demande" className="fr-mt-3w">
      <h2 id="titre-demande" className="fr-h5">
        Demande
      </h2>
      <dl className="greffe-faits">
        {lignes.map(
          ([nom, valeur]) =>
            valeur && (
              <div key={nom}>
                <dt>{nom}</dt>
                <dd>{valeur}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}

/** What follows: a decision to take, the reason of one taken, or nothing but to wait. */
function Suites({ demande }: { demande: Demande }) {
  if (demande.status === "a_decider") {
    if (demande.permissions.includes("decider_certificat")) return <Decider demande={demande} />;
    return (
      <>
        <Alert
          severity="info"
          small
          description="Un dossier ressemble à cette décision, la matière veut une vérification, ou des pourvois clos dans l’ancien système sont à regarder : un greffier décide de la réponse."
        />
        <Candidats candidats={demande.candidates} />
      </>
    );
  }
  return (
    <>
      {demande.reason && (
        <section aria-labelledby="titre-motif">
          <h2 id="titre-motif" className="fr-h5">
            {demande.status === "renvoye" ? "Pourquoi la demande est renvoyée" : "Motif de la décision"}
          </h2>
          <p>{demande.reason}</p>
        </section>
      )}
      {demande.candidates.length > 0 && <Candidats candidats={demande.candidates} />}
    </>
  );
}
