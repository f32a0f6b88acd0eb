import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy, PDFWorker } from "pdfjs-dist";
import ouvrierPdf from "pdfjs-dist/build/pdf.worker.min.mjs?url";
import { startTransition, useCallback, useEffect, useMemo, useState } from "react";
import { Attente } from "./attente";
import { type Cible, occurrences, type PageDisant } from "./pdf-mots";
import { morceauxDe, PagePdf } from "./pdf-page";
import { type Chercheur, RechercheDansLePdf } from "./pdf-recherche";

GlobalWorkerOptions.workerSrc = ouvrierPdf;
/** One for all documents, begun with the module: by the time that one is opened, it is there. */
const ouvrier = new PDFWorker();

/** Bytes asked at once of a document that is read by parts: what its service checks at once. */
const PARTIE = 256 * 1024;

/** Bytes at hand, or where they are read by parts as they are needed. */
export type SourcePdf = Blob | string;

interface PdfProps {
  source: SourcePdf;
  /** Pages that say some words, where somebody knows them without the document; undefined: its own text is searched. */
  chercher?: (mots: string, signal: AbortSignal) => Promise<PageDisant[] | undefined>;
  /** Says why an address could not be read. */
  refuse?: () => void;
  /** Page at which it is opened, from 1; beyond the last, the last. */
  page?: number;
}

interface Ouvert {
  pdf: PDFDocumentProxy;
  format: [number, number];
}

async function parametres(source: SourcePdf) {
  const communs = { isEvalSupported: false, useWasm: false, worker: ouvrier };
  if (typeof source !== "string") return { ...communs, data: await source.arrayBuffer() };
  // Only what is looked at is fetched: page 1 of a long document is there before the rest, which may never be asked.
  return { ...communs, url: source, withCredentials: true, rangeChunkSize: PARTIE, disableAutoFetch: true, disableStream: true };
}

/** A PDF, drawn by our own reader, never by a plug-in: what it holds runs nothing. */
export default function Pdf({ source, chercher, refuse, page }: PdfProps) {
  const [ouvert, setOuvert] = useState<Ouvert>();
  const [illisible, setIllisible] = useState(false);
  const [cible, setCible] = useState<Cible>();
  useEffect(() => {
    let ferme = false;
    let chargement: ReturnType<typeof getDocument> | undefined;
    const ouvrir = async () => {
      const voulus = await parametres(source);
      if (ferme) return;
      chargement = getDocument(voulus);
      const pdf = await chargement.promise;
      const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
      if (!ferme) setOuvert({ pdf, format: [width, height] });
    };
    ouvrir().catch(() => {
      if (ferme) return;
      setIllisible(true);
      refuse?.();
    });
    return () => {
      ferme = true;
      setOuvert(undefined);
      setCible(undefined);
      void chargement?.destroy();
    };
  }, [source, refuse]);

  const pdf = ouvert?.pdf;
  const chercherDansLesPages = useCallback<Chercheur>(
    async (mots, signal) => (await chercher?.(mots, signal)) ?? (pdf ? pagesDisant(pdf, mots, signal) : []),
    [pdf, chercher],
  );
  const derniere = pdf?.numPages;
  const depart = useMemo<Cible | undefined>(() => (page && derniere ? { mots: "", page: Math.min(page, derniere), rang: 0 } : undefined), [page, derniere]);
  if (illisible) return <p className="greffe-vide">Ce PDF ne peut pas être lu dans la page. Téléchargez-le pour l’ouvrir.</p>;
  if (!ouvert) return <Attente quoi="le document" />;
  return (
    <>
      <RechercheDansLePdf chercher={chercherDansLesPages} montrer={setCible} />
      <Pages ouvert={ouvert} cible={cible ?? depart} premiere={depart?.page ?? 1} />
    </>
  );
}

/** How many pages have their place before the first is drawn; the others follow. */
const DABORD = 8;

interface PagesProps {
  ouvert: Ouvert;
  cible: Cible | undefined;
  /** The page that is looked at first: once it is drawn, all the others have their place. */
  premiere: number;
}

function Pages({ ouvert: { pdf, format }, cible, premiere }: PagesProps) {
  const [toutes, setToutes] = useState(false);
  const combien = toutes ? pdf.numPages : Math.min(pdf.numPages, Math.max(DABORD, premiere));
  const suivre = useCallback(() => startTransition(() => setToutes(true)), []);
  return (
    // A scrolling region is reached by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="greffe-visionneuse__pages" tabIndex={0} role="region" aria-label={`Document de ${pdf.numPages} pages`}>
      {Array.from({ length: combien }, (_, rang) => (
        <PagePdf
          key={rang}
          pdf={pdf}
          numero={rang + 1}
          format={format}
          mots={cible?.mots ?? ""}
          cible={cible?.page === rang + 1 ? cible : undefined}
          finie={rang + 1 === premiere ? suivre : undefined}
        />
      ))}
    </div>
  );
}

/** Pages of the document whose own text says the words. */
async function pagesDisant(pdf: PDFDocumentProxy, mots: string, signal: AbortSignal): Promise<PageDisant[]> {
  const pages: PageDisant[] = [];
  for (let page = 1; page <= pdf.numPages; page++) {
    signal.throwIfAborted();
    const lue = await pdf.getPage(page);
    const times = occurrences(morceauxDe(await lue.getTextContent()), mots).length;
    if (times > 0) pages.push({ page, times });
  }
  return pages;
}
