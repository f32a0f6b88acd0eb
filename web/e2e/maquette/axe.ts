import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/**
 * What axe holds for serious or critical in the page as it stands: all of it, its colours alone (another theme), or all but its
 * colours (another width).
 */
export async function graves(page: Page, regles: "toutes" | "couleurs" | "structure" = "toutes"): Promise<string[]> {
  // The app has no frames: the mode that gathers them over a second page would only take time.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  if (regles === "couleurs") axe.withRules(["color-contrast"]);
  if (regles === "structure") axe.disableRules(["color-contrast"]);
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html.slice(0, 160)).join(" | ")}`);
}
