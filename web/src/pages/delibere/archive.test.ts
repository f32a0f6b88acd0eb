// @vitest-environment happy-dom
import { strToU8, zipSync } from "fflate";
import { expect, it } from "vitest";
import { documentXml, elements, partiesXml } from "./archive";
import { lireOrigine, origineDe } from "./origine";
import { restesDe } from "./restes";

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

it("ne décompresse que les parties de texte, dans des bornes", () => {
  const octets = zipSync({ "word/document.xml": strToU8("<a/>"), "word/media/image1.png": strToU8("octets"), "_rels/.rels": strToU8("<r/>") });
  expect(Object.keys(partiesXml(octets)).sort()).toEqual(["_rels/.rels", "word/document.xml"]);
});

it("refuse une bombe, une DTD, des macros, et ce qui n’est pas une archive", () => {
  const bombe = zipSync({ "word/document.xml": new Uint8Array(50_000_001) });
  expect(bombe.length).toBeLessThan(1_000_000);
  expect(() => partiesXml(bombe)).toThrow("trop grand");
  const dtd = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>';
  expect(() => partiesXml(zipSync({ "content.xml": strToU8(dtd) }))).toThrow("DTD");
  for (const macro of ["word/vbaProject.bin", "Basic/Standard/Module1.xml", "Scripts/python/x.py"]) {
    expect(() => partiesXml(zipSync({ "word/document.xml": strToU8("<a/>"), [macro]: strToU8("x") }))).toThrow("macros");
  }
  const parties = Object.fromEntries(Array.from({ length: 2_001 }, (_, rang) => [`p${rang}.bin`, strToU8("")]));
  expect(() => partiesXml(zipSync(parties))).toThrow("trop de parties");
  expect(() => partiesXml(strToU8("rien"))).toThrow();
});

it("dit ce qu’un DOCX contient et que le texte ne garde pas tel quel", () => {
  const corps =
    `<w:document ${W}><w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:tbl/>` +
    '<w:p><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:drawing/></w:r><w:del w:id="2"><w:r><w:delText>x</w:delText></w:r></w:del></w:p></w:body></w:document>';
  const parties = {
    "word/document.xml": strToU8(corps),
    "word/header1.xml": strToU8(`<w:hdr ${W}><w:p><w:r><w:t>Secret du délibéré — lu par Paul Lenoir</w:t></w:r></w:p></w:hdr>`),
    "word/footer1.xml": strToU8(`<w:ftr ${W}><w:p><w:r><w:t>page 1</w:t></w:r></w:p></w:ftr>`),
  };
  expect(restesDe(parties, "docx").map(({ quoi }) => quoi.replaceAll("\u00a0", " "))).toEqual([
    "2 tableaux",
    "1 note",
    "1 image ou dessin",
    "1 passage supprimé en suivi des modifications",
    "1 en-tête ou pied de page",
  ]);
});

it("lit la version dont part un document, et rien d’autre qu’elle", () => {
  const papier = "00000000-0000-4000-8000-000000000901";
  const proprietes = (valeur: string) =>
    strToU8(`<Properties xmlns:vt="urn:vt"><property name="Autre"><vt:lpwstr>x</vt:lpwstr></property><property name="Greffe"><vt:lpwstr>${valeur}</vt:lpwstr></property></Properties>`);
  expect(origineDe({ "docProps/custom.xml": proprietes(`${papier} version 12`) })).toEqual({ papier, version: 12 });
  expect(origineDe({ "docProps/custom.xml": proprietes("n’importe quoi") })).toBeUndefined();
  expect(origineDe({})).toBeUndefined();
  expect(lireOrigine(`${papier} version 0x1`)).toBeUndefined();
});

it("ne garde rien d’un document qui ne se lit pas", () => {
  expect(documentXml(undefined)).toBeUndefined();
  expect(elements(documentXml(strToU8("<a><b/><c:b xmlns:c='urn:c'/></a>")), "b")).toHaveLength(2);
});
