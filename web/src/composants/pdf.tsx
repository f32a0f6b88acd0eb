import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from "pdfjs-dist";
import ouvrierPdf from "pdfjs-dist/build/pdf.worker.min.mjs?url";
import { useEffect, useRef, useState } from "react";
import { Attente } from "./attente";

GlobalWorkerOptions.workerSrc = ouvrierPdf;

/** A PDF, drawn by our own reader, never by a plug-in: what it holds runs nothing. */
export default function Pdf({ donnees }: { donnees: Blob }) {
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
