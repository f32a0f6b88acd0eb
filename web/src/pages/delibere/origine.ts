import { documentXml, elements } from "./archive";

/** The paper and the version that a file was made from: it says so in a property that word processors keep. */
export interface Origine {
  papier: string;
  version: number;
}

export const PROPRIETE = "Greffe";

export const ecrireOrigine = ({ papier, version }: Origine): string => `${papier} version ${version}`;

export function lireOrigine(valeur: string): Origine | undefined {
  const [, papier, version] = /^([0-9a-f-]{36}) version (\d{1,9})$/.exec(valeur.trim()) ?? [];
  return papier && version ? { papier, version: Number(version) } : undefined;
}

/** What the parts of a file say of where it comes from. */
export function origineDe(parties: Record<string, Uint8Array>): Origine | undefined {
  const nommee = (element: Element) => Array.from(element.attributes).some(({ name, value }) => /(^|:)name$/.test(name) && value === PROPRIETE);
  const dites = [...elements(documentXml(parties["docProps/custom.xml"]), "property"), ...elements(documentXml(parties["meta.xml"]), "user-defined")];
  return lireOrigine(dites.find(nommee)?.textContent ?? "");
}
