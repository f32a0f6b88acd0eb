import { useQuery } from "@tanstack/react-query";
import { adressePiece } from "../../api/client";
import { pieces } from "../../api/requetes";
import { ErreurSection } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { date, libelle, pluriel } from "../../composants/formats";

/** The papers of a dossier that one was let into: each reading is in the trail. */
export function PiecesOuvertes({ dossier }: { dossier: string }) {
  const { data, error, refetch } = useQuery(pieces(dossier));
  if (error && !data) return <ErreurSection quoi="Les pièces" cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="les pièces" />;
  if (data.items.length === 0) return <p className="greffe-vide">Cet accès n’ouvre aucune pièce à ce jour.</p>;
  return (
    <>
      <p className="fr-mb-1v fr-text--bold">{pluriel(data.items.length, "pièce ouverte", "pièces ouvertes")}</p>
      <ul>
        {data.items.map(({ piece_id, file_name, kind, received_at }) => (
          <li key={piece_id}>
            <a href={adressePiece(piece_id, true)} target="_blank" rel="noreferrer" title={`${file_name} — nouvelle fenêtre`}>
              {file_name}
            </a>{" "}
            <span className="greffe-mention">
              {libelle(kind)}, reçue le {date(received_at)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
