import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type Axe from "axe-core";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const COULEURS = "color-contrast";
const OPTIONS = {
  toutes: {},
  couleurs: { runOnly: { type: "rule", values: [COULEURS] } },
  structure: { rules: { [COULEURS]: { enabled: false } } },
} satisfies Record<string, Axe.RunOptions>;

/**
 * What axe holds for serious or critical in the page as it stands, or in a part of it (a selector): all of it, its colours alone
 * (another theme), or all but its colours (another width). The app has no frames, and what is right is not described: the
 * package for Playwright, which does both, takes three times as long.
 */
export async function graves(page: Page, regles: keyof typeof OPTIONS = "toutes", partie = "html"): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(SOURCE);
  return page.evaluate(
    async ({ partie, options }) => {
      const { axe } = window as unknown as { axe: typeof Axe };
      const { violations } = await axe.run(partie, { ...options, resultTypes: ["violations"] });
      return violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
    },
    { partie, options: OPTIONS[regles] as Axe.RunOptions },
  );
}
