import { zipSync } from "fflate";
import mammoth from "mammoth";

const STYLES = ["p[style-name='Quote'] => blockquote > p:fresh", "p[style-name='Intense Quote'] => blockquote > p:fresh"];

/** The parts of a DOCX as HTML: its paragraphs, titles, lists, bold and italic; nothing outside the file is fetched. */
export async function lireDocx(parties: Record<string, Uint8Array>): Promise<string> {
  const sansImage = mammoth.images.imgElement(() => Promise.resolve({ src: "" }));
  // The reader unzips without a bound of its own: it is given again the parts that were unzipped within ours, and those alone.
  const { buffer } = zipSync(parties, { level: 0 });
  const { value } = await mammoth.convertToHtml({ arrayBuffer: buffer }, { styleMap: STYLES, convertImage: sansImage, externalFileAccess: false });
  return value;
}
