import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

/**
 * What pdf.js does before it gives page 1, which makes it read every page of a document whose pages hang from one node, as scanners and
 * bundles write them: it looks at the last page, and fetches the pages of the root ahead. Read by parts, a scan of 500 pages would
 * come whole first. Both are of use to damaged documents alone, which the checks of pieces refuse (PIE-014 and its neighbours).
 */
const RETIRES = [
  /await \w+\.ensureDoc\("checkLastPage",\[\w+\]\);/,
  /(\w+)===this\.toplevelPagesDict&&(\w+) instanceof Ref&&!(\w+)\.has\(\2\)&&\3\.put\(\2,\w+\.fetchAsync\(\2\)\)/,
];

const OUVRIER = "pdf.worker.min.mjs?url";

/** The worker of pdf.js without them; a version where they are not found does not build. */
export function pdfParParties(): Plugin {
  return {
    name: "pdf-par-parties",
    apply: "build",
    enforce: "pre",
    load(id) {
      if (!id.endsWith(OUVRIER)) return undefined;
      let source = readFileSync(id.slice(0, -"?url".length), "utf8");
      for (const retire of RETIRES) {
        if (!retire.test(source)) this.error(`pdf.js a changé : ${retire} ne s’y trouve plus (outils/pdf-par-parties.ts).`);
        source = source.replace(retire, (trouve) => (trouve.endsWith(";") ? "" : "void 0"));
      }
      // Its licence (Apache 2.0, 4 b) asks that a change be told.
      source = `/* Modified for Greffe: web/outils/pdf-par-parties.ts says how. */\n${source}`;
      const fichier = this.emitFile({ type: "asset", name: "pdf.worker.min.mjs", source });
      return `export default import.meta.ROLLUP_FILE_URL_${fichier};`;
    },
  };
}
