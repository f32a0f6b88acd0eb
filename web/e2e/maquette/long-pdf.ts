/** A PDF of so many pages of text, each with a picture's weight beside it, as a bundle of scans has. */
export function longPdf(pages: number): Buffer {
  const objets: string[] = [];
  const dernier = 3 + 3 * pages;
  objets[1] = "<</Type/Catalog/Pages 2 0 R>>";
  objets[2] = `<</Type/Pages/Count ${pages}/Kids[${Array.from({ length: pages }, (_, rang) => `${4 + 3 * rang} 0 R`).join(" ")}]>>`;
  objets[3] = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
  for (let rang = 0; rang < pages; rang++) {
    const page = 4 + 3 * rang;
    const dit = `BT /F1 18 Tf 72 720 Td (D\xe9ch\xe9ance encourue page ${rang + 1}) Tj 0 -400 Td (D\xe9ch\xe9ance constat\xe9e) Tj ET`;
    objets[page] = `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${page + 1} 0 R/Resources<</Font<</F1 3 0 R>>/XObject<</Im ${page + 2} 0 R>>>>>>`;
    objets[page + 1] = `<</Length ${dit.length}>>stream\n${dit}\nendstream`;
    const image = String.fromCharCode(...Array.from({ length: 4096 }, (_, ici) => (ici * 31 + rang) % 256)).repeat(8);
    objets[page + 2] = `<</Type/XObject/Subtype/Image/Width 128/Height 256/ColorSpace/DeviceGray/BitsPerComponent 8/Length ${image.length}>>stream\n${image}\nendstream`;
  }
  let texte = "%PDF-1.4\n";
  const places: number[] = [];
  for (let numero = 1; numero <= dernier; numero++) {
    places[numero] = texte.length;
    texte += `${numero} 0 obj${objets[numero]}endobj\n`;
  }
  const table = texte.length;
  texte += `xref\n0 ${dernier + 1}\n0000000000 65535 f \n`;
  for (let numero = 1; numero <= dernier; numero++) texte += `${String(places[numero]).padStart(10, "0")} 00000 n \n`;
  texte += `trailer<</Size ${dernier + 1}/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(texte, "latin1");
}
