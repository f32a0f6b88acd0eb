import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { actes, dossier, pieces } from "../../api/requetes";
import { useToutLire } from "../../api/tout-lire";
import type { Acte, Dossier, Piece } from "../../api/types";
import { Erreur } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { date, dateLongue, pluriel, taille } from "../../composants/formats";
import { MentionImpression } from "../../composants/impression";
import { TitrePage } from "../../composants/titre-page";
import { CorpsActe, useNoms } from "./acte-en-mots";
import { FilDossier } from "./fil-dossier";
import { bordereauDe } from "./mouvements";
import { titreAffaire } from "./titre-affaire";

/** The bordereau of a movement of the file: what moves, from whom to whom, and a place to sign for it. */
export function BordereauPage() {
  const { id, acte: acteId } = useParams({ from: "/dossiers/$id/bordereaux/$acte" });
  const lu = useQuery(dossier(id));
  const journal = useInfiniteQuery(actes(id));
  const jointes = useQuery(pieces(id));
  const acte = journal.data?.items.find(({ act_id }) => act_id === acteId);
  useToutLire(journal, !acte);
  const cause = lu.error ?? journal.error ?? jointes.error;
  const relire = () => [lu, journal, jointes].forEach(({ refetch }) => void refetch());
  if (cause && !(lu.data && journal.data && jointes.data)) return <Erreur cause={cause} reessayer={relire} />;
  if (!lu.data || !journal.data || !jointes.data || (!acte && journal.hasNextPage)) return <Attente quoi="le bordereau" />;
  const titre = acte && bordereauDe(acte);
  if (!acte || !titre) {
    return (
      <>
        <TitrePage titre="Bordereau introuvable" />
        <p>
          Cet acte n’est pas un mouvement du dossier.{" "}
          <Link to="/dossiers/$id" params={{ id }} search={{ onglet: "pieces" }}>
            Revenir aux pièces
          </Link>
        </p>
      </>
    );
  }
  return <Bordereau titre={titre} acte={acte} dossier={lu.data} jointes={jointes.data.items.filter((piece) => recueAvant(piece, acte))} />;
}

/** What came in after the movement did not move with it. */
const recueAvant = (piece: Piece, acte: Acte) => piece.received_at <= acte.recorded_at;

function Bordereau({ titre, acte, dossier: lu, jointes }: { titre: string; acte: Acte; dossier: Dossier; jointes: Piece[] }) {
  const noms = useNoms(lu, [acte]);
  const numero = `${lu.number} / ${acte.version}`;
  return (
    <>
      <FilDossier dossier={lu} page={titre} />
      <div className="greffe-entete">
        <TitrePage titre={`${titre} — ${lu.number}`}>
          {titre} <span className="greffe-mention">n° {numero}</span>
        </TitrePage>
        <div className="greffe-actions greffe-sans-impression">
          <Button priority="secondary" size="small" iconId="fr-icon-printer-line" onClick={() => window.print()}>
            Imprimer le bordereau
          </Button>
        </div>
      </div>
      <MentionImpression reserve="Un exemplaire signé revient au greffe.">{`${titre} n° ${numero}`}</MentionImpression>
      {acte.superseded_by && <p className="fr-error-text">Cet acte a été corrigé depuis&nbsp;: ce bordereau ne vaut plus.</p>}
      <dl className="greffe-faits">
        <div>
          <dt>Affaire</dt>
          <dd>{titreAffaire(lu)}</dd>
        </div>
        {lu.decisions.map((attaquee) => (
          <div key={attaquee.decision_id}>
            <dt>Décision attaquée</dt>
            <dd>{[attaquee.court, attaquee.rendered_on && date(attaquee.rendered_on), attaquee.case_number].filter(Boolean).join(", ")}</dd>
          </div>
        ))}
      </dl>
      <h2 className="fr-h5">{acte.label}</h2>
      <CorpsActe acte={acte} dossier={lu} noms={noms} nomDe={() => undefined} />
      <Pieces jointes={jointes} />
      <h2 className="fr-h5">Reçu</h2>
      <p>Le ……………………………… Nom et qualité&nbsp;: ………………………………………………………………</p>
      <p>Signature&nbsp;:</p>
    </>
  );
}

function Pieces({ jointes }: { jointes: Piece[] }) {
  if (jointes.length === 0) return <p>Aucune pièce électronique n’accompagne le dossier.</p>;
  return (
    // Nothing in it takes the focus: the region does, so that one can scroll it by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="greffe-table" role="region" aria-label="Pièces du dossier" tabIndex={0}>
      <table>
        <caption>{pluriel(jointes.length, "pièce électronique", "pièces électroniques")}</caption>
        <thead>
          <tr>
            <th scope="col">Pièce</th>
            <th scope="col">Reçue</th>
            <th scope="col" className="greffe-nombre">
              Taille
            </th>
            <th scope="col">Empreinte</th>
          </tr>
        </thead>
        <tbody>
          {jointes.map((piece) => (
            <tr key={piece.piece_id} data-ligne>
              <th scope="row">{piece.file_name}</th>
              <td>{dateLongue(piece.received_at)}</td>
              <td className="greffe-nombre">{taille(piece.size)}</td>
              <td>
                <code className="greffe-empreinte">{piece.sha256}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
