import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const fichiers = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((chemin) => /\.tsx?$/.test(chemin) && !/\.test\.|schema\.d/.test(chemin))
  .map((chemin) => join("src", chemin));

/** What readers see; comments are in English. */
function lignesLues(fichier: string): string[] {
  return readFileSync(fichier, "utf8")
    .split("\n")
    .filter((ligne) => !/^\s*(\/\/|\/?\*)/.test(ligne));
}

it("écrit le français avec ses espaces insécables et ses apostrophes", () => {
  const fautes = fichiers.flatMap((fichier) =>
    lignesLues(fichier)
      .filter((ligne) => /« | »|[a-zà-ÿ’)] ;|[a-zà-ÿ] [?!]["<`]|\b[ldnscjm]'[a-zà-ÿ]/u.test(ligne))
      .map((ligne) => `${fichier}: ${ligne.trim()}`),
  );
  expect(fautes).toEqual([]);
});
