import { Editor } from "@tiptap/core";
import { DOMParser } from "@tiptap/pm/model";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { expect, it } from "vitest";
import { blocsDe } from "./document";
import { ecrireOdt } from "./odt-ecrire";
import { lireOdt } from "./odt-lire";
import { reduire } from "./reduction";
import { EXTENSIONS } from "./schema";
import { ecrire, lire } from "./texte";

const TEXTE = [
  "## Faits et procédure",
  "#. Selon **l’arrêt *attaqué*** & <la> société",
  "### Réponse de la Cour",
  "Vu l’article 455\u00a0:\nsuite",
  "#. Pour *condamner*",
  "> cité\n>\n> encore",
  "- un\n- deux",
  "#. En statuant ainsi",
].join("\n\n");

const reprendre = (octets: Uint8Array) => {
  const { schema } = new Editor({ extensions: EXTENSIONS, injectCSS: false });
  return ecrire(blocsDe(DOMParser.fromSchema(schema).parse(reduire(lireOdt(octets), 1)).toJSON()));
};
const octetsDe = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

it("écrit un document OpenDocument qui se relit tel qu’il fut écrit", async () => {
  const octets = await octetsDe(ecrireOdt(lire(TEXTE), "Secret du délibéré — lu par Paul Lenoir"));
  expect(reprendre(octets)).toBe(TEXTE);
  // The type stands first in the file, as it is, for those who read it there.
  expect(strFromU8(octets.slice(30, 77))).toBe("mimetypeapplication/vnd.oasis.opendocument.text");
  const { "content.xml": contenu, "styles.xml": styles } = unzipSync(octets);
  expect(strFromU8(styles ?? new Uint8Array())).toContain("<style:header><text:p text:style-name=\"Filigrane\">Secret du délibéré — lu par Paul Lenoir");
  expect(strFromU8(contenu ?? new Uint8Array())).toContain('xml:id="n3" text:style-name="Numeros" text:continue-list="n2"');
});

it("laisse de côté ce qui n’est pas le texte : passages supprimés, commentaires, images", () => {
  const contenu =
    '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:d="urn:d"><o:body><o:text>' +
    "<t:tracked-changes><t:changed-region><t:deletion><t:p>supprimé</t:p></t:deletion></t:changed-region></t:tracked-changes>" +
    "<t:p>Un<t:s t:c=\"2\"/>mot<o:annotation><t:p>à revoir</t:p></o:annotation><d:frame><t:p>image</t:p></d:frame>" +
    "<t:note><t:note-citation>1</t:note-citation><t:note-body><t:p>La note.</t:p></t:note-body></t:note></t:p><t:p>Fin</t:p>" +
    "</o:text></o:body></o:document-content>";
  expect(reprendre(zipSync({ "content.xml": strToU8(contenu) }))).toBe("Un mot[1]\n\nFin\n\n[1] La note.");
});

it("refuse ce qui n’est pas un document", () => {
  expect(() => lireOdt(strToU8("du texte"))).toThrow();
  expect(() => lireOdt(zipSync({ "autre.xml": strToU8("<a/>") }))).toThrow();
});
