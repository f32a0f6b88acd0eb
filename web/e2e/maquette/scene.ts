/**
 * Tests over the gateway in memory. Those of one worker share one tab and one address: what the app is made of is read and compiled
 * once, not at each test, which takes half of the time. Nothing else of a test is left to the next: neither what the app kept, nor
 * the window, nor who listened to it. After a failed test the worker is another, and so is the tab.
 */
import { type Page, test as base } from "@playwright/test";
import { CONTEXTE } from "../../playwright.config";
import { adresse } from "./maquette";

export { expect, type Locator, type Page } from "@playwright/test";

/** What a test may have listened to. */
const ECOUTES = ["console", "pageerror", "request", "requestfinished", "requestfailed", "response", "dialog", "download"] as const;

export const test = base.extend<object, { onglet: Page }>({
  onglet: [
    async ({ browser }, use) => {
      const contexte = await browser.newContext(CONTEXTE);
      await use(await contexte.newPage());
      await contexte.close();
    },
    { scope: "worker" },
  ],
  context: async ({ onglet }, use) => {
    const contexte = onglet.context();
    await use(contexte);
    for (const autre of contexte.pages()) if (autre !== onglet) await autre.close();
    await contexte.clearCookies();
  },
  page: async ({ context, onglet }, use) => {
    const cdp = await context.newCDPSession(onglet);
    await cdp.send("Storage.clearDataForOrigin", { origin: adresse(), storageTypes: "all" });
    await cdp.detach();
    await use(onglet);
    for (const ecoute of ECOUTES) onglet.removeAllListeners(ecoute);
    await onglet.unrouteAll({ behavior: "ignoreErrors" });
    // What a tab keeps for itself is not of an origin for the browser's protocol; a page that shows no site keeps nothing.
    await onglet.evaluate(() => sessionStorage.clear()).catch(() => undefined);
    await onglet.goto("about:blank");
    await onglet.emulateMedia({ media: null, colorScheme: null, reducedMotion: null });
    await onglet.setViewportSize(CONTEXTE.viewport);
  },
});
