import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { adressePiece, api, recu } from "../../api/client";
import { enErreurApi, lireProbleme } from "../../api/probleme";
import type { Piece } from "../../api/types";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import Pdf from "../../composants/pdf";

interface VisionneuseProps {
  piece: Piece;
  /** Page of a PDF at which it is opened, from 1. */
  page?: number;
  fermer: () => void;
}

async function contenu(piece: Piece, signal: AbortSignal): Promise<Blob> {
  const reponse = await fetch(adressePiece(piece.piece_id, true), { signal });
  if (!reponse.ok) throw await lireProbleme(reponse);
  return reponse.blob();
}

/**
 * Reads a piece in the page. A PDF is drawn by our own reader, never by a plug-in: what a piece holds
 * runs nothing.
 */
export default function Visionneuse({ piece, page, fermer }: VisionneuseProps) {
  const titre = useRef<HTMLHeadingElement>(null);
  useEffect(() => titre.current?.focus(), []);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section aria-labelledby="titre-piece" onKeyDown={(touche) => touche.key === "Escape" && fermer()}>
      <div className="greffe-bloc__tete">
        <h3 id="titre-piece" ref={titre} tabIndex={-1}>
          {piece.file_name}
          {page && <span className="greffe-mention"> ouverte à la page {page}</span>}
        </h3>
        <Button size="small" priority="tertiary no outline" iconId="fr-icon-close-line" iconPosition="right" onClick={fermer}>
          Fermer
        </Button>
      </div>
      <div className="greffe-visionneuse">
        <Contenu piece={piece} page={page} />
      </div>
    </section>
  );
}

function Contenu({ piece, page }: { piece: Piece; page: number | undefined }) {
  if (piece.media_type === "application/pdf") return <PdfDeLaPiece piece={piece} page={page} />;
  if (piece.media_type.startsWith("image/")) return <Image piece={piece} />;
  if (piece.media_type.startsWith("text/")) return <Texte piece={piece} />;
  return <p className="greffe-vide">Ce type de fichier ne se lit pas dans la page. Téléchargez la pièce pour l’ouvrir.</p>;
}

/** A PDF read by parts. Its words are sought in the text that the service keeps, which knows those of scans, once it is all read. */
function PdfDeLaPiece({ piece, page }: { piece: Piece; page: number | undefined }) {
  const { piece_id } = piece;
  const [refusee, setRefusee] = useState(false);
  // Why it was refused is asked of who refused it.
  const { error } = useQuery({ queryKey: ["piece", piece_id, "refus"], queryFn: ({ signal }) => contenu(piece, signal), enabled: refusee, retry: false });
  const refuse = useCallback(() => setRefusee(true), []);
  const chercher = useCallback(
    async (q: string, signal: AbortSignal) => {
      try {
        const { pages, progress } = await recu(api.GET("/pieces/{piece_id}/mots", { params: { path: { piece_id }, query: { q } }, signal }));
        return progress && ["faite", "sans_texte"].includes(progress.state) ? pages : undefined;
      } catch (cause) {
        // The document is there: a service that does not answer keeps nobody from searching it.
        const { statut } = enErreurApi(cause);
        if (signal.aborted || (statut >= 400 && statut < 500)) throw cause;
        return undefined;
      }
    },
    [piece_id],
  );
  if (error) return <p className="greffe-vide">{enErreurApi(error).message}</p>;
  return <Pdf source={adressePiece(piece_id, true)} chercher={chercher} refuse={refuse} page={page} />;
}

function Image({ piece }: { piece: Piece }) {
  return <img src={adressePiece(piece.piece_id, true)} alt={`Pièce ${piece.file_name}`} />;
}

function Texte({ piece }: { piece: Piece }) {
  const { data, error } = useQuery({
    queryKey: ["piece", piece.piece_id],
    queryFn: async ({ signal }) => (await contenu(piece, signal)).text(),
    staleTime: Infinity,
    gcTime: 60_000,
  });
  if (error) return <p className="greffe-vide">{enErreurApi(error).message}</p>;
  if (data === undefined) return <Attente quoi={piece.file_name} />;
  return <pre>{data}</pre>;
}
