// @vitest-environment happy-dom
import { Editor } from "@tiptap/core";
import { DOMParser } from "@tiptap/pm/model";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { expect, it } from "vitest";
import { partiesXml } from "./archive";
import { blocsDe } from "./document";
import { ecrireOdt } from "./odt-ecrire";
import { lireOdt } from "./odt-lire";
import { origineDe } from "./origine";
import { reduire } from "./reduction";
import { restesDe } from "./restes";
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
  return ecrire(blocsDe(DOMParser.fromSchema(schema).parse(reduire(lireOdt(partiesXml(octets)), 1)).toJSON()));
};
const octetsDe = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

it("écrit un document OpenDocument qui se relit tel qu’il fut écrit", async () => {
  const origine = { papier: "00000000-0000-4000-8000-000000000901", version: 3 };
  const octets = await octetsDe(ecrireOdt(lire(TEXTE), "Secret du délibéré — lu par Paul Lenoir", origine));
  expect(reprendre(octets)).toBe(TEXTE);
  expect(origineDe(partiesXml(octets))).toEqual(origine);
  expect(restesDe(partiesXml(octets), "odt")).toEqual([]);
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
  const octets = zipSync({ "content.xml": strToU8(contenu) });
  expect(reprendre(octets)).toBe("Un mot[1]\n\nFin\n\n[1] La note.");
  expect(restesDe(partiesXml(octets), "odt").map(({ quoi, sort }) => `${quoi} ${sort}`.replaceAll("\u00a0", " "))).toEqual([
    "1 note à la fin du texte",
    "1 image ou dessin sans reprise",
    "1 commentaire sans reprise",
    "1 passage supprimé en suivi des modifications sans reprise",
  ]);
});

it("refuse ce qui n’est pas un document", () => {
  expect(() => partiesXml(strToU8("du texte"))).toThrow();
  expect(() => lireOdt(partiesXml(zipSync({ "autre.xml": strToU8("<a/>") })))).toThrow();
});
