// @vitest-environment happy-dom
import { Editor } from "@tiptap/core";
import { DOMParser } from "@tiptap/pm/model";
import { expect, it } from "vitest";
import { blocsDe, documentDe } from "./document";
import { reduire } from "./reduction";
import { EXTENSIONS } from "./schema";
import { ecrire, lire } from "./texte";

const TEXTE = [
  "## Faits et procédure",
  "#. Selon **l’arrêt *attaqué***, la *société*\na saisi",
  "### Réponse",
  "> cité\n>\n> encore",
  "- un\n  suite\n- deux",
  "",
  "Vu\u00a0:\n\\\nfin",
].join("\n\n");

const reprendre = (html: string, tete: 1 | 2 = 2) => {
  const editeur = new Editor({ extensions: EXTENSIONS, injectCSS: false });
  const repris = DOMParser.fromSchema(editeur.schema).parse(reduire(html, tete));
  return ecrire(blocsDe(repris.toJSON()));
};

it("passe par l’éditeur sans rien perdre", () => {
  const blocs = lire(TEXTE);
  expect(blocsDe(documentDe(blocs))).toEqual(blocs);
  const editeur = new Editor({ extensions: EXTENSIONS, content: documentDe(blocs), injectCSS: false });
  expect(ecrire(blocsDe(editeur.getJSON()))).toBe(TEXTE);
});

it("réduit ce qui est collé à ce que le texte connaît", () => {
  expect(
    reprendre(
      '<h1 style="color:red">Faits</h1><ol><li><p>un</p><p>sans numéro</p></li><li>deux <b>gras</b></li></ol>' +
        '<ul><li>point</li></ul><blockquote><p>cité</p></blockquote><p><a href="https://x">lien</a><img src="https://x/y.png"></p>' +
        "<script>alert(1)</script><table><tr><td><p>cellule</p></td></tr></table>",
    ),
  ).toBe("## Faits\n\n#. un\n\nsans numéro\n\n#. deux **gras**\n\n- point\n\n> cité\n\nlien\n\ncellule");
});

it("descend d’un rang les titres d’un traitement de texte, et met ses notes à la fin", () => {
  expect(
    reprendre(
      '<h1>Faits</h1><h2>Suite</h2><p>Un mot<sup><a href="#footnote-1" id="footnote-ref-1">[1]</a></sup></p>' +
        '<ol><li id="footnote-1"><p> La note. <a href="#footnote-ref-1">↑</a></p></li></ol>',
      1,
    ),
  ).toBe("## Faits\n\n### Suite\n\nUn mot[1]\n\n[1] La note.");
});
