import type { Page } from "@playwright/test";

const FAUTES: [string, RegExp][] = [
  ["espace sécable", /\S [:;!?»]|« /u],
  ["espace oubliée", /\p{L}[;!?](?!\p{L})|[\p{L}»)]:\s/u],
  ["apostrophe droite", /\p{L}'\p{L}/u],
  ["trois points", /\.\.\./u],
  ["date de machine", /\b\d{4}-\d{2}-\d{2}\b|\b\d{2}\/\d{2}\/\d{4}\b|\d{2}:\d{2}\b/u],
  ["nom de code", /\b[a-z]+_[a-z_]+\b|\b(?:civ[123]|undefined|null|NaN)\b/u],
];

/** What the page says, line by line, that French does not write so. */
export async function fautesDeFrancais(page: Page): Promise<string[]> {
  // The name of the breadcrumb is the design system's own.
  const lignes = await page.evaluate(() => {
    const lus = document.querySelectorAll<HTMLElement>("#fr-header, main");
    const nommes = Array.from(document.querySelectorAll("main [aria-label]:not(.fr-breadcrumb), main [title], main [placeholder]"));
    const attributs = nommes.flatMap((un) => ["aria-label", "title", "placeholder"].map((nom) => un.getAttribute(nom) ?? ""));
    // What a machine sent is shown as it came.
    const bruts = new Set(Array.from(document.querySelectorAll<HTMLElement>("main pre")).flatMap((un) => un.innerText.split("\n")));
    const lignes = Array.from(lus).flatMap((un) => un.innerText.split("\n"));
    return lignes.filter((ligne) => !bruts.has(ligne)).concat(attributs, document.title);
  });
  return lignes.flatMap((ligne) => FAUTES.filter(([, motif]) => motif.test(ligne)).map(([faute]) => `${faute} : ${ligne}`));
}
