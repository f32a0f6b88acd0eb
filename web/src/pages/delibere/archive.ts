import { strFromU8, unzipSync } from "fflate";

/** Above these, no text of a decision: parts of the file, bytes of one as kept, bytes of all once unzipped. */
const PARTIES = 2_000;
const RANGES = 4_000_000;
const OCTETS = 50_000_000;
/** What runs: a document that holds it is no document of ours. */
const MACROS = /(^|\/)vbaProject\.bin$|^Basic\/|^Scripts\//i;

/** Why a file is refused, in the words of its reader. */
export class Refus extends Error {}

/**
 * The XML parts of a word processor's file, which is distrusted: none beyond the bounds is unzipped, no declaration of document
 * type is read (entities that multiply, files from elsewhere), and what holds macros is refused.
 */
export function partiesXml(octets: Uint8Array): Record<string, Uint8Array> {
  let [vues, total] = [0, 0];
  const parties = unzipSync(octets, {
    filter: ({ name, size, originalSize }) => {
      vues += 1;
      if (vues > PARTIES) throw new Refus("il compte trop de parties");
      if (MACROS.test(name)) throw new Refus("il contient des macros");
      if (!/\.(xml|rels)$/i.test(name)) return false;
      total += originalSize;
      if (size > RANGES || total > OCTETS) throw new Refus("une fois décompressé, il est trop grand");
      return true;
    },
  });
  for (const partie of Object.values(parties)) {
    if (/<!DOCTYPE/i.test(strFromU8(partie))) throw new Refus("il déclare un type de document (DTD)");
  }
  return parties;
}

/** A part as a document; none where it is not there, or does not read. */
export function documentXml(partie: Uint8Array | undefined): Document | undefined {
  if (!partie) return undefined;
  const lu = new DOMParser().parseFromString(strFromU8(partie), "application/xml");
  return lu.getElementsByTagName("parsererror").length > 0 ? undefined : lu;
}

/** Elements of that name, whatever prefix the file gives them. */
export const elements = (document: Document | undefined, nom: string): Element[] =>
  Array.from(document?.getElementsByTagName("*") ?? []).filter(({ localName, tagName }) => (localName || tagName).replace(/^.*:/, "") === nom);
