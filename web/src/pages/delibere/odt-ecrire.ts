import { strToU8, zipSync } from "fflate";
import { ecrireOrigine, type Origine, PROPRIETE } from "./origine";
import { type Bloc, type Ligne, sansControle } from "./texte";

const TYPE = "application/vnd.oasis.opendocument.text";
const ESPACES = ["office", "style", "text", "meta"].map((nom) => `xmlns:${nom}="urn:oasis:names:tc:opendocument:xmlns:${nom}:1.0"`).join(" ");
const FO = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"';
const RACINE = `${ESPACES} ${FO} office:version="1.3"`;
const ENTETE = '<?xml version="1.0" encoding="UTF-8"?>';

const ENTITES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const xml = (texte: string) => sansControle(texte).replace(/[&<>"]/g, (signe) => ENTITES[signe] ?? signe);
/** XML makes one space of several, and none of the first: each is written as an element. */
const mots = (texte: string) => xml(texte).replaceAll("\t", "<text:tab/>").replace(/^ | (?= )| $/g, "<text:s/>");

const passage = ({ texte, gras, italique }: Ligne[number]) => {
  const style = [gras && "Gras", italique && "Italique"].filter(Boolean).join("");
  return style ? `<text:span text:style-name="${style}">${mots(texte)}</text:span>` : mots(texte);
};
const passages = (lignes: Ligne[]) => lignes.map((ligne) => ligne.map(passage).join("")).join("<text:line-break/>");
const paragraphe = (style: string, lignes: Ligne[]) => `<text:p text:style-name="${style}">${passages(lignes)}</text:p>`;
const point = (lignes: Ligne[]) => `<text:list-item>${paragraphe("Texte", lignes)}</text:list-item>`;

/** Each numbered paragraph goes on from the one before, whatever stands between them. */
function corps(blocs: Bloc[]): string {
  let numeros = 0;
  return blocs
    .map((bloc) => {
      switch (bloc.nature) {
        case "titre":
          return `<text:h text:style-name="Titre${bloc.niveau - 1}" text:outline-level="${bloc.niveau - 1}">${passages([bloc.ligne])}</text:h>`;
        case "numero": {
          numeros += 1;
          const suite = numeros > 1 ? ` text:continue-list="n${numeros - 1}"` : "";
          return `<text:list xml:id="n${numeros}" text:style-name="Numeros"${suite}>${point(bloc.lignes)}</text:list>`;
        }
        case "citation":
          return bloc.paragraphes.map((lignes) => paragraphe("Quotations", lignes)).join("");
        case "liste":
          return `<text:list text:style-name="Puces">${bloc.points.map(point).join("")}</text:list>`;
        case "paragraphe":
          return paragraphe("Texte", bloc.lignes);
      }
    })
    .join("");
}

const deTexte = (nom: string, proprietes: string) =>
  `<style:style style:name="${nom}" style:family="text"><style:text-properties ${proprietes}/></style:style>`;
const deParagraphe = (nom: string, paragraphe: string, texte = "") =>
  `<style:style style:name="${nom}" style:family="paragraph"><style:paragraph-properties ${paragraphe}/>${texte && `<style:text-properties ${texte}/>`}</style:style>`;
const deListe = (nom: string, niveau: string) =>
  `<text:list-style style:name="${nom}">${niveau}<style:list-level-properties text:space-before="0cm" text:min-label-width="0.8cm"/></text:list-level-style-${nom === "Puces" ? "bullet" : "number"}></text:list-style>`;

const styles = (filigrane: string) =>
  `${ENTETE}<office:document-styles ${RACINE}><office:styles>` +
  '<style:default-style style:family="paragraph"><style:text-properties fo:font-family="Times New Roman" fo:font-size="12pt" fo:language="fr" fo:country="FR"/></style:default-style>' +
  deParagraphe("Texte", 'fo:margin-bottom="0.28cm"') +
  deParagraphe("Quotations", 'fo:margin-left="1.25cm" fo:margin-right="1.25cm" fo:margin-bottom="0.28cm"') +
  deParagraphe("Filigrane", 'fo:text-align="center"', 'fo:font-size="9pt"') +
  [1, 2, 3].map((rang) => deParagraphe(`Titre${rang}`, 'fo:margin-top="0.42cm" fo:margin-bottom="0.21cm" fo:keep-with-next="always"', 'fo:font-weight="bold"')).join("") +
  deTexte("Gras", 'fo:font-weight="bold"') +
  deTexte("Italique", 'fo:font-style="italic"') +
  deTexte("GrasItalique", 'fo:font-weight="bold" fo:font-style="italic"') +
  deListe("Numeros", '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix=".">') +
  deListe("Puces", '<text:list-level-style-bullet text:level="1" text:bullet-char="–">') +
  "</office:styles><office:automatic-styles>" +
  '<style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2.5cm"/><style:header-style/></style:page-layout>' +
  "</office:automatic-styles><office:master-styles>" +
  `<style:master-page style:name="Standard" style:page-layout-name="Page"><style:header><text:p text:style-name="Filigrane">${xml(filigrane)}</text:p></style:header></style:master-page>` +
  "</office:master-styles></office:document-styles>";

const MANIFESTE =
  `${ENTETE}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">` +
  `<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${TYPE}"/>` +
  ["content.xml", "styles.xml", "meta.xml"].map((nom) => `<manifest:file-entry manifest:full-path="${nom}" manifest:media-type="text/xml"/>`).join("") +
  "</manifest:manifest>";

const meta = (origine: Origine) =>
  `${ENTETE}<office:document-meta ${RACINE}><office:meta><meta:user-defined meta:name="${PROPRIETE}">${xml(ecrireOrigine(origine))}</meta:user-defined></office:meta></office:document-meta>`;

/** A text for a word processor that reads OpenDocument; the watermark stands on each page. */
export function ecrireOdt(blocs: Bloc[], filigrane: string, origine: Origine): Blob {
  const contenu = `${ENTETE}<office:document-content ${RACINE}><office:body><office:text>${corps(blocs)}</office:text></office:body></office:document-content>`;
  const octets = zipSync({
    // First and not compressed: the type of the file is read there.
    mimetype: [strToU8(TYPE), { level: 0 }],
    "content.xml": strToU8(contenu),
    "styles.xml": strToU8(styles(filigrane)),
    "meta.xml": strToU8(meta(origine)),
    "META-INF/manifest.xml": strToU8(MANIFESTE),
  });
  return new Blob([octets], { type: TYPE });
}
