/**
 * HTML that came from elsewhere (a paste, a word processor), made ready for the editor to keep what it knows of it. It is only ever
 * parsed in a document of its own, where nothing runs and nothing is fetched: the page receives blocks, never HTML.
 */
export function reduire(html: string, titreDeTete: 1 | 2): HTMLElement {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const inutile of Array.from(body.querySelectorAll("script, style, img, svg, object, iframe"))) inutile.remove();
  for (const titre of Array.from(body.querySelectorAll("h1, h2, h3, h4, h5, h6"))) {
    const niveau = Math.min(4, Math.max(2, Number(titre.tagName.slice(1)) + 2 - titreDeTete));
    renommer(titre, `h${niveau}`);
  }
  for (const note of Array.from(body.querySelectorAll('li[id^="footnote-"], li[id^="endnote-"]'))) enNote(note);
  for (const liste of Array.from(body.querySelectorAll("ol"))) enNumeros(liste);
  return body;
}

function renommer(element: Element, nom: string): Element {
  const nouveau = element.ownerDocument.createElement(nom);
  nouveau.append(...Array.from(element.childNodes));
  element.replaceWith(nouveau);
  return nouveau;
}

/** A note at the foot of a page becomes a paragraph of the end, under the number that calls it. */
function enNote(note: Element): void {
  const numero = /\d+$/.exec(note.id)?.[0] ?? "";
  for (const renvoi of Array.from(note.querySelectorAll('a[href^="#footnote-ref"], a[href^="#endnote-ref"]'))) renvoi.remove();
  const paragraphe = note.ownerDocument.createElement("p");
  paragraphe.textContent = `[${numero}] ${(note.textContent ?? "").trim()}`;
  note.closest("ol")?.before(paragraphe);
  note.remove();
}

/** The items of an ordered list are the numbered paragraphs of the text: its only numbers. */
function enNumeros(liste: Element): void {
  for (const point of Array.from(liste.children)) {
    const blocs = Array.from(point.children).filter((un) => /^(P|DIV|UL|OL|BLOCKQUOTE|H\d)$/.test(un.tagName));
    const premier = liste.ownerDocument.createElement("p");
    premier.dataset.numero = "";
    for (const enfant of Array.from(point.childNodes)) {
      if (!blocs.includes(enfant as Element)) premier.append(enfant);
    }
    const tete = blocs[0]?.tagName === "P" && premier.textContent?.trim() === "" ? blocs.shift() : undefined;
    if (tete) premier.replaceChildren(...Array.from(tete.childNodes));
    liste.before(premier, ...blocs);
  }
  liste.remove();
}
