import mammoth from "mammoth";

const STYLES = ["p[style-name='Quote'] => blockquote > p:fresh", "p[style-name='Intense Quote'] => blockquote > p:fresh"];

/** A DOCX as HTML: its paragraphs, titles, lists, bold and italic; nothing outside the file is fetched. */
export async function lireDocx(octets: ArrayBuffer): Promise<string> {
  const sansImage = mammoth.images.imgElement(() => Promise.resolve({ src: "" }));
  const { value } = await mammoth.convertToHtml({ arrayBuffer: octets }, { styleMap: STYLES, convertImage: sansImage, externalFileAccess: false });
  return value;
}
