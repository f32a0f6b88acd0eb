import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { adressePiece } from "../../api/client";
import { enErreurApi, lireProbleme } from "../../api/probleme";
import type { Piece } from "../../api/types";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import Pdf from "../../composants/pdf";

async function contenu(piece: Piece, signal: AbortSignal): Promise<Blob> {
  const reponse = await fetch(adressePiece(piece.piece_id, true), { signal });
  if (!reponse.ok) throw await lireProbleme(reponse);
  return reponse.blob();
}

/**
 * Reads a piece in the page. A PDF is drawn by our own reader, never by a plug-in: what a piece holds
 * runs nothing.
 */
export default function Visionneuse({ piece, fermer }: { piece: Piece; fermer: () => void }) {
  const { data, error } = useQuery({
    queryKey: ["piece", piece.piece_id],
    queryFn: ({ signal }) => contenu(piece, signal),
    staleTime: Infinity,
    gcTime: 60_000,
  });
  const titre = useRef<HTMLHeadingElement>(null);
  useEffect(() => titre.current?.focus(), []);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section aria-labelledby="titre-piece" onKeyDown={(touche) => touche.key === "Escape" && fermer()}>
      <div className="greffe-bloc__tete">
        <h3 id="titre-piece" ref={titre} tabIndex={-1}>
          {piece.file_name}
        </h3>
        <Button size="small" priority="tertiary no outline" iconId="fr-icon-close-line" iconPosition="right" onClick={fermer}>
          Fermer
        </Button>
      </div>
      <div className="greffe-visionneuse">
        {error ? <p className="greffe-vide">{enErreurApi(error).message}</p> : !data ? <Attente quoi={piece.file_name} /> : <Contenu piece={piece} donnees={data} />}
      </div>
    </section>
  );
}

function Contenu({ piece, donnees }: { piece: Piece; donnees: Blob }) {
  if (piece.media_type === "application/pdf") return <Pdf donnees={donnees} />;
  if (piece.media_type.startsWith("image/")) return <Image piece={piece} />;
  if (piece.media_type.startsWith("text/")) return <Texte donnees={donnees} />;
  return <p className="greffe-vide">Ce type de fichier ne se lit pas dans la page. Téléchargez la pièce pour l’ouvrir.</p>;
}

function Image({ piece }: { piece: Piece }) {
  return <img src={adressePiece(piece.piece_id, true)} alt={`Pièce ${piece.file_name}`} />;
}

function Texte({ donnees }: { donnees: Blob }) {
  const [texte, setTexte] = useState("");
  useEffect(() => {
    let actif = true;
    void donnees.text().then((lu) => actif && setTexte(lu));
    return () => {
      actif = false;
    };
  }, [donnees]);
  return <pre>{texte}</pre>;
}
