import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { actes } from "../../api/requetes";
import { useToutLire } from "../../api/tout-lire";
import type { Dossier } from "../../api/types";
import { dateActe, INSECABLE } from "../../composants/formats";
import { bordereauDe, destinataireDe, lieuDe, mouvementsDe } from "./mouvements";

/** Where the file itself is, and each of its movements with its bordereau. */
export function LeDossierLuiMeme({ dossier }: { dossier: Dossier }) {
  const journal = useInfiniteQuery(actes(dossier.dossier_id));
  useToutLire(journal, true);
  const mouvements = mouvementsDe(journal.data?.items ?? []);
  const lieu = lieuDe(mouvements);
  if (!lieu) return null;
  return (
    <section aria-labelledby="titre-mouvements" data-mouvements>
      <h3 className="fr-h6 fr-mt-3w" id="titre-mouvements">
        Le dossier lui-même
      </h3>
      <p className="fr-mb-1w" data-lieu>
        {lieu}.
      </p>
      <ul>
        {mouvements.map((acte) => (
          <li key={acte.act_id} data-ligne>
            {acte.label}
            {INSECABLE}: {[...Object.values(acte.dates).map(dateActe), destinataireDe(acte)].filter(Boolean).join(", ")}.{" "}
            <Link to="/dossiers/$id/bordereaux/$acte" params={{ id: dossier.dossier_id, acte: acte.act_id }} className="fr-link fr-link--sm">
              {bordereauDe(acte)}
              <span className="fr-sr-only"> (acte n° {acte.version})</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
