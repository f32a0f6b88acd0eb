import { type PDFDocumentProxy, type PDFPageProxy, Util } from "pdfjs-dist";
import { type CSSProperties, useEffect, useMemo, useRef, useState } from "react";
import { type Cible, occurrences } from "./pdf-mots";

const ECHELLE = 1.5;

type Texte = Awaited<ReturnType<PDFPageProxy["getTextContent"]>>;
type Run = Extract<Texte["items"][number], { str: string }>;
/** Runs of a page that say something, as the reader gives them. */
export const morceauxDe = (lu: Texte): Run[] => lu.items.filter((morceau): morceau is Run => "str" in morceau);

interface Lue {
  largeur: number;
  hauteur: number;
  /** From the page's own units to those of the drawing. */
  vers: number[];
  morceaux: Run[];
}

/** Whether an element is near what its scrolling region shows. */
function useProche(ref: React.RefObject<HTMLElement | null>): boolean {
  const [proche, setProche] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const vue = new IntersectionObserver((entrees) => setProche(entrees.at(-1)?.isIntersecting ?? false), {
      // Of the region itself: the margin is of no effect on what it hides.
      root: element.parentElement,
      rootMargin: "800px 0px",
    });
    vue.observe(element);
    return () => vue.disconnect();
  }, [ref]);
  return proche;
}

interface PageProps {
  pdf: PDFDocumentProxy;
  numero: number;
  /** Width and height of the first page: what is kept free for one that is not drawn yet. */
  format: [number, number];
  /** Marked. */
  mots: string;
  /** The time to show, where it is one of this page's. */
  cible: Cible | undefined;
  /** Told once it is drawn, or cannot be. */
  finie: (() => void) | undefined;
}

/** A page, drawn while it is near, its words told to who cannot see the drawing; blank again when it is far: 500 pages hold no memory. */
export function PagePdf({ pdf, numero, format, mots, cible, finie }: PageProps) {
  const cadre = useRef<HTMLDivElement>(null);
  const toile = useRef<HTMLCanvasElement>(null);
  const [lue, setLue] = useState<Lue>();
  const [dessinee, setDessinee] = useState(false);
  const proche = useProche(cadre);
  useEffect(() => {
    const canvas = toile.current;
    if (!proche || !canvas) return;
    let ferme = false;
    let page: PDFPageProxy | undefined;
    let tache: ReturnType<PDFPageProxy["render"]> | undefined;
    const dessiner = async () => {
      page = await pdf.getPage(numero);
      if (ferme) return;
      const viewport = page.getViewport({ scale: ECHELLE });
      [canvas.width, canvas.height] = [viewport.width, viewport.height];
      tache = page.render({ canvas, viewport });
      await tache.promise;
      if (ferme) return;
      setDessinee(true);
      finie?.();
      const morceaux = morceauxDe(await page.getTextContent());
      if (!ferme) setLue({ largeur: viewport.width, hauteur: viewport.height, vers: viewport.transform, morceaux });
    };
    // A page that cannot be drawn stays blank: the document can still be downloaded.
    dessiner().catch(() => !ferme && finie?.());
    return () => {
      ferme = true;
      tache?.cancel();
      page?.cleanup();
      [canvas.width, canvas.height] = [0, 0];
      setDessinee(false);
    };
  }, [pdf, numero, proche, finie]);

  const marques = useMemo(() => (lue && mots ? rectangles(lue, mots) : []), [lue, mots]);
  // The text that the service keeps may say a word once more or less than the drawing's.
  const vue = cible && Math.min(cible.rang, marques.length - 1);
  const montree = useRef<Cible>(undefined);
  useEffect(() => {
    // Once: who scrolls away and comes back is not taken there again.
    if (!cible || !cadre.current || montree.current === cible) return;
    const marque = cadre.current.querySelector<HTMLElement>("[data-courante]");
    montrer(marque ?? cadre.current, marque ? "milieu" : "haut");
    if (lue) montree.current = cible;
  }, [cible, lue, marques]);

  const [largeur, hauteur] = lue ? [lue.largeur, lue.hauteur] : [format[0] * ECHELLE, format[1] * ECHELLE];
  return (
    <div
      ref={cadre}
      className="greffe-visionneuse__page"
      data-page={numero}
      data-dessinee={dessinee || undefined}
      style={{ width: largeur, aspectRatio: `${largeur} / ${hauteur}` }}
    >
      <canvas ref={toile} width={0} height={0} aria-hidden="true" />
      {marques.map((traits, rang) =>
        traits.map((style, trait) => (
          <span
            key={`${rang}-${trait}`}
            aria-hidden="true"
            data-courante={rang === vue || undefined}
            className={`greffe-visionneuse__marque${rang === vue ? " greffe-visionneuse__marque--courante" : ""}`}
            style={style}
          />
        )),
      )}
      <p className="fr-sr-only">
        Page {numero} sur {pdf.numPages}. {lue?.morceaux.map(({ str }) => str).join(" ")}
      </p>
    </div>
  );
}

/** Where the page says the words, in parts of its width and height: letters of a run share its length. */
function rectangles({ largeur, hauteur, vers, morceaux }: Lue, mots: string): CSSProperties[][] {
  const cent = (part: number, tout: number) => `${(100 * part) / tout}%`;
  return occurrences(morceaux, mots).map((traits) =>
    traits.flatMap(({ morceau, de, a }) => {
      const run = morceaux[morceau];
      if (!run) return [];
      const [, , c = 0, d = 0, x = 0, y = 0] = Util.transform(vers, run.transform) as number[];
      const [haut, long] = [Math.hypot(c, d), run.width * ECHELLE];
      return [
        {
          left: cent(x + (long * de) / run.str.length, largeur),
          top: cent(y - haut, hauteur),
          width: cent((long * (a - de)) / run.str.length, largeur),
          height: cent(haut * 1.2, hauteur),
        },
      ];
    }),
  );
}

/** Scrolls the region of the pages, which is brought where it is seen. */
function montrer(element: HTMLElement, ou: "haut" | "milieu"): void {
  const region = element.closest<HTMLElement>(".greffe-visionneuse__pages");
  if (!region) return;
  region.scrollIntoView({ block: "nearest" });
  const ecart = element.getBoundingClientRect().top - region.getBoundingClientRect().top;
  region.scrollTop += ecart - (ou === "milieu" ? region.clientHeight / 2 : 0);
}
