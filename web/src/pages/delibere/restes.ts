import { pluriel } from "../../composants/formats";
import { documentXml, elements } from "./archive";

/** What a file holds that the text does not keep as it is: how much of it, and what becomes of it. */
export interface Reste {
  quoi: string;
  sort: string;
}

const LAISSE = "sans reprise";
const A_LA_SUITE = "en paragraphes, l’un après l’autre";
const A_LA_FIN = "à la fin du texte";

/** Names of the elements of each kind, in the one format and in the other. */
const NATURES: { un: string; des: string; sort: string; docx: string[]; odt: string[] }[] = [
  { un: "tableau", des: "tableaux", sort: A_LA_SUITE, docx: ["tbl"], odt: ["table"] },
  { un: "note", des: "notes", sort: A_LA_FIN, docx: ["footnoteReference", "endnoteReference"], odt: ["note"] },
  { un: "image ou dessin", des: "images ou dessins", sort: LAISSE, docx: ["drawing", "pict"], odt: ["frame", "custom-shape"] },
  { un: "objet d’un autre logiciel", des: "objets d’autres logiciels", sort: LAISSE, docx: ["object"], odt: ["object"] },
  { un: "formule", des: "formules", sort: LAISSE, docx: ["oMath"], odt: ["math"] },
  { un: "commentaire", des: "commentaires", sort: LAISSE, docx: ["commentReference"], odt: ["annotation"] },
  { un: "passage supprimé en suivi des modifications", des: "passages supprimés en suivi des modifications", sort: LAISSE, docx: ["del"], odt: ["deletion"] },
];

/** The text that stands in the margins of the pages, our own watermark apart. */
const entetes = (documents: (Document | undefined)[], noms: string[]): number =>
  documents
    .flatMap((un) => noms.flatMap((nom) => elements(un, nom)))
    .filter(({ textContent }) => textContent?.trim() && !textContent.includes("Secret du délibéré")).length;

export function restesDe(parties: Record<string, Uint8Array>, format: "docx" | "odt"): Reste[] {
  const noms = Object.keys(parties);
  const corps = documentXml(parties[format === "odt" ? "content.xml" : (noms.find((nom) => /^word\/document\d*\.xml$/.test(nom)) ?? "")]);
  const restes = NATURES.flatMap(({ un, des, sort, ...de }) => {
    const nombre = de[format].reduce((somme, nom) => somme + elements(corps, nom).length, 0);
    return nombre > 0 ? [{ quoi: pluriel(nombre, un, des), sort }] : [];
  });
  const marges =
    format === "odt"
      ? entetes([documentXml(parties["styles.xml"])], ["header", "footer"])
      : entetes(noms.filter((nom) => /^word\/(header|footer)\d*\.xml$/.test(nom)).map((nom) => documentXml(parties[nom])), ["hdr", "ftr"]);
  if (marges > 0) restes.push({ quoi: pluriel(marges, "en-tête ou pied de page", "en-têtes ou pieds de page"), sort: LAISSE });
  return restes;
}
