import { documentXml } from "./archive";

/** What is no text of the document: deleted passages, comments, drawings, what a field needs. */
const IGNORES = new Set(["tracked-changes", "annotation", "annotation-end", "forms", "sequence-decls", "frame", "custom-shape", "note-citation"]);

const attribut = (element: Element, nom: string) => Array.from(element.attributes).find(({ name }) => name.replace(/^.*:/, "") === nom)?.value ?? "";

interface Style {
  parent: string;
  gras?: boolean;
  italique?: boolean;
}

/** The parts of an ODT as HTML: its paragraphs, titles, lists, bold and italic; its notes are put at the end. */
export function lireOdt(parties: Record<string, Uint8Array>): string {
  const [contenu, feuille] = ["content.xml", "styles.xml"].map((nom) => documentXml(parties[nom]));
  const texte = contenu && enfants(enfants(contenu.documentElement, "body")[0], "text")[0];
  if (!texte) throw new TypeError("not an OpenDocument text");
  const lecteur = new Lecteur([feuille, contenu].flatMap((un) => (un ? [un] : [])));
  lecteur.blocs(texte, lecteur.corps);
  lecteur.corps.append(...lecteur.notes);
  return lecteur.corps.innerHTML;
}

const enfants = (parent: Element | undefined, ...noms: string[]) =>
  Array.from(parent?.children ?? []).filter(({ localName }) => noms.includes(localName));

class Lecteur {
  readonly corps: HTMLElement;
  readonly notes: HTMLElement[] = [];
  readonly #page = document.implementation.createHTMLDocument("");
  readonly #styles = new Map<string, Style>();
  readonly #numerotes = new Set<string>();

  constructor(documents: Document[]) {
    this.corps = this.#page.body;
    for (const style of documents.flatMap((un) => enfants(un.documentElement, "styles", "automatic-styles")).flatMap((un) => enfants(un, "style", "list-style"))) {
      const nom = attribut(style, "name");
      const [texte] = enfants(style, "text-properties");
      if (style.localName === "list-style" && style.firstElementChild?.localName === "list-level-style-number") this.#numerotes.add(nom);
      if (style.localName !== "style") continue;
      const [poids, pente] = [texte && attribut(texte, "font-weight"), texte && attribut(texte, "font-style")];
      this.#styles.set(nom, {
        parent: attribut(style, "parent-style-name"),
        ...(poids && { gras: /^(bold|[6-9]00)$/.test(poids) }),
        ...(pente && { italique: pente === "italic" }),
      });
    }
  }

  /** The style and those it is made from, nearest first. */
  #lignee(nom: string): [string, Style][] {
    const lignee: [string, Style][] = [];
    for (let ici = nom; lignee.length < 16; ) {
      const style = this.#styles.get(ici);
      if (!style) break;
      lignee.push([ici, style]);
      ici = style.parent;
    }
    return lignee;
  }

  #marquer(cible: HTMLElement, nom: string): HTMLElement {
    const lignee = this.#lignee(nom).map(([, style]) => style);
    let dedans = cible;
    for (const [marque, balise] of [["gras", "strong"], ["italique", "em"]] as const) {
      if (lignee.find((style) => style[marque] !== undefined)?.[marque]) dedans = ajouter(dedans, balise);
    }
    return dedans;
  }

  blocs(parent: Element, cible: HTMLElement, style = ""): void {
    for (const element of Array.from(parent.children)) {
      if (IGNORES.has(element.localName)) continue;
      const nom = attribut(element, "style-name");
      if (element.localName === "h") this.#passages(element, ajouter(cible, `h${Math.min(6, Number(attribut(element, "outline-level")) || 1)}`));
      else if (element.localName === "p") {
        const cite = nom === "Quotations" || this.#lignee(nom).some(([un, { parent }]) => un === "Quotations" || parent === "Quotations");
        this.#passages(element, this.#marquer(ajouter(cite ? this.#citation(cible) : cible, "p"), nom));
      } else if (element.localName === "list") {
        const deListe = nom || style;
        const liste = ajouter(cible, this.#numerotes.has(deListe) ? "ol" : "ul");
        for (const point of Array.from(element.children)) this.blocs(point, ajouter(liste, "li"), deListe);
      } else this.blocs(element, cible, style);
    }
  }

  #citation(cible: HTMLElement): HTMLElement {
    const derniere = cible.lastElementChild;
    return derniere instanceof HTMLElement && derniere.tagName === "BLOCKQUOTE" ? derniere : ajouter(cible, "blockquote");
  }

  #passages(parent: Element, cible: HTMLElement): void {
    for (const noeud of Array.from(parent.childNodes)) {
      if (noeud.nodeType === noeud.TEXT_NODE) cible.append(noeud.textContent ?? "");
      if (!(noeud instanceof Element) || IGNORES.has(noeud.localName)) continue;
      if (noeud.localName === "line-break") ajouter(cible, "br");
      else if (noeud.localName === "s") cible.append(" ".repeat(Number(attribut(noeud, "c")) || 1));
      else if (noeud.localName === "tab") cible.append("\t");
      else if (noeud.localName === "note") this.#note(noeud, cible);
      else this.#passages(noeud, noeud.localName === "span" ? this.#marquer(cible, attribut(noeud, "style-name")) : cible);
    }
  }

  #note(note: Element, cible: HTMLElement): void {
    const [appel, corps] = ["note-citation", "note-body"].map((nom) => enfants(note, nom)[0]?.textContent ?? "");
    cible.append(`[${appel}]`);
    const paragraphe = this.#page.createElement("p");
    paragraphe.textContent = `[${appel}] ${corps?.trim()}`;
    this.notes.push(paragraphe);
  }
}

function ajouter(cible: HTMLElement, nom: string): HTMLElement {
  const element = cible.ownerDocument.createElement(nom);
  cible.append(element);
  return element;
}
