import { useQuery } from "@tanstack/react-query";
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from "pdfjs-dist";
import ouvrierPdf from "pdfjs-dist/build/pdf.worker.min.mjs?url";
import { useEffect, useRef, useState } from "react";
import { adressePiece } from "../../api/client";
import { enErreurApi, lireProbleme } from "../../api/probleme";
import type { Piece } from "../../api/types";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";

GlobalWorkerOptions.workerSrc = ouvrierPdf;

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

function Pdf({ donnees }: { donnees: Blob }) {
  const [pdf, setPdf] = useState<PDFDocumentProxy>();
  const [illisible, setIllisible] = useState(false);
  useEffect(() => {
    let ferme = false;
    let chargement: ReturnType<typeof getDocument> | undefined;
    void donnees.arrayBuffer().then((octets) => {
      if (ferme) return;
      chargement = getDocument({ data: octets, isEvalSupported: false, useWasm: false });
      chargement.promise.then(
        (ouvert) => !ferme && setPdf(ouvert),
        () => !ferme && setIllisible(true),
      );
    });
    return () => {
      ferme = true;
      void chargement?.destroy();
    };
  }, [donnees]);
  if (illisible) return <p className="greffe-vide">Ce PDF ne peut pas être lu dans la page. Téléchargez-le pour l’ouvrir.</p>;
  if (!pdf) return <Attente quoi="le document" />;
  return (
    // A scrolling region is reached by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="greffe-visionneuse__pages" tabIndex={0} role="region" aria-label={`Document de ${pdf.numPages} pages`}>
      {Array.from({ length: pdf.numPages }, (_, rang) => (
        <PagePdf key={rang} pdf={pdf} numero={rang + 1} />
      ))}
    </div>
  );
}

const ECHELLE = 1.5;

/** A page, drawn when it comes near; its text is given to who cannot see the drawing. */
function PagePdf({ pdf, numero }: { pdf: PDFDocumentProxy; numero: number }) {
  const ref = useRef<HTMLCanvasElement>(null);
  const [texte, setTexte] = useState("");
  useEffect(() => {
    const toile = ref.current;
    if (!toile) return;
    let ferme = false;
    const dessiner = async () => {
      const page = await pdf.getPage(numero);
      if (ferme) return;
      const viewport = page.getViewport({ scale: ECHELLE });
      toile.width = viewport.width;
      toile.height = viewport.height;
      await page.render({ canvas: toile, viewport }).promise;
      const lu = await page.getTextContent();
      if (!ferme) setTexte(lu.items.map((morceau) => ("str" in morceau ? morceau.str : "")).join(" "));
    };
    const vue = new IntersectionObserver(
      (entrees) => {
        if (!entrees.some(({ isIntersecting }) => isIntersecting)) return;
        vue.disconnect();
        // A page that cannot be drawn stays blank: the document can still be downloaded.
        dessiner().catch(() => undefined);
      },
      { rootMargin: "400px" },
    );
    vue.observe(toile);
    return () => {
      ferme = true;
      vue.disconnect();
    };
  }, [pdf, numero]);
  return (
    <>
      <canvas ref={ref} className="greffe-visionneuse__page" aria-hidden="true" />
      <p className="fr-sr-only">
        Page {numero} sur {pdf.numPages}. {texte}
      </p>
    </>
  );
}
