import { AlignmentType, Document, Header, HeadingLevel, LevelFormat, Packer, Paragraph, TextRun } from "docx";
import { ecrireOrigine, type Origine, PROPRIETE } from "./origine";
import { type Bloc, type Ligne, sansControle } from "./texte";

const TITRES = { 2: HeadingLevel.HEADING_1, 3: HeadingLevel.HEADING_2, 4: HeadingLevel.HEADING_3 } as const;
const [NUMEROS, CITATION] = ["numeros", "Quote"];
const RETRAIT = 720;

const passages = (lignes: Ligne[]): TextRun[] =>
  lignes.flatMap((ligne, rang) => [
    ...(rang > 0 ? [new TextRun({ break: 1 })] : []),
    ...ligne.map(({ texte, gras, italique }) => new TextRun({ text: sansControle(texte), bold: gras, italics: italique })),
  ]);

function paragraphes(bloc: Bloc): Paragraph[] {
  switch (bloc.nature) {
    case "titre":
      return [new Paragraph({ heading: TITRES[bloc.niveau], children: passages([bloc.ligne]) })];
    case "numero":
      return [new Paragraph({ numbering: { reference: NUMEROS, level: 0 }, children: passages(bloc.lignes) })];
    case "citation":
      return bloc.paragraphes.map((lignes) => new Paragraph({ style: CITATION, children: passages(lignes) }));
    case "liste":
      return bloc.points.map((lignes) => new Paragraph({ bullet: { level: 0 }, children: passages(lignes) }));
    case "paragraphe":
      return [new Paragraph({ children: passages(bloc.lignes) })];
  }
}

const police = { font: "Times New Roman", color: "000000" };
const titre = (size: number) => ({ run: { ...police, size, bold: true }, paragraph: { spacing: { before: 240, after: 120 }, keepNext: true } });

/** A text for a word processor: its numbers are the word processor's own, the watermark stands on each page. */
export function ecrireDocx(blocs: Bloc[], nom: string, filigrane: string, origine: Origine): Promise<Blob> {
  const filigraneEnTete = new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text: filigrane, size: 18 })] });
  return Packer.toBlob(
    new Document({
      title: nom,
      creator: "",
      customProperties: [{ name: PROPRIETE, value: ecrireOrigine(origine) }],
      styles: {
        default: {
          document: { run: { ...police, size: 24 }, paragraph: { spacing: { after: 160 } } },
          heading1: titre(26),
          heading2: titre(24),
          heading3: titre(24),
        },
        paragraphStyles: [{ id: CITATION, name: "Quote", basedOn: "Normal", paragraph: { indent: { left: RETRAIT, right: RETRAIT } } }],
      },
      numbering: {
        config: [{ reference: NUMEROS, levels: [{ level: 0, format: LevelFormat.DECIMAL, text: "%1.", alignment: AlignmentType.START }] }],
      },
      sections: [{ headers: { default: new Header({ children: [filigraneEnTete] }) }, children: blocs.flatMap(paragraphes) }],
    }),
  );
}
