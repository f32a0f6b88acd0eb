import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { Link } from "@tanstack/react-router";
import type { Papier } from "../../api/delibere";
import { LienAide } from "../../app/erreurs";
import { Button } from "../../composants/bouton";
import { dateLongue } from "../../composants/formats";

/** What the dossier's journal was told of a report that was deposited; of another paper it is told nothing. */
export function Inscription({ papier: { dossier_id, entry }, relire }: { papier: Papier; relire: () => void }) {
  if (!entry) return null;
  if (entry.state === "refuse") {
    return (
      <Alert
        className="fr-mb-3w"
        severity="warning"
        as="h2"
        title="Dépôt du rapport non inscrit au journal du dossier"
        description={
          <>
            {entry.reason} {entry.code && <LienAide code={entry.code} />}
          </>
        }
      />
    );
  }
  if (entry.state === "inscrit") {
    return (
      <>
        <p className="greffe-mention">Dépôt du rapport inscrit au journal du dossier le {dateLongue(entry.settled_at ?? entry.owed_since)}.</p>
        {entry.piece_id && (
          <p className="greffe-mention">
            Le rapport, tel que déposé alors, est aux{" "}
            <Link to="/dossiers/$id" params={{ id: dossier_id }} search={{ onglet: "pieces" }}>
              pièces du dossier
            </Link>
            . Une version nouvelle prend sa place dès que vous la déposez.
          </p>
        )}
      </>
    );
  }
  return (
    <p className="greffe-mention">
      Rapport déposé le {dateLongue(entry.owed_since)}. Le journal du dossier ne l’a pas encore inscrit.{" "}
      <Button size="small" priority="tertiary" onClick={relire}>
        Vérifier
      </Button>
    </p>
  );
}
