import { defineConfig } from "@playwright/test";

/** Address of the product under test; `localhost`, a secure context, so that its session cookie is kept. */
export const ADRESSE = process.env.GREFFE_URL ?? "http://localhost:8400";

const ARGUMENTS = [
  "--no-sandbox",
  // A container may have a small /dev/shm.
  "--disable-dev-shm-usage",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--lang=fr-FR",
];

/** What a browsing context is, for those that tests make themselves too. */
export const CONTEXTE = {
  baseURL: ADRESSE,
  locale: "fr-FR",
  timezoneId: "Europe/Paris",
  viewport: { width: 1366, height: 900 },
};

export default defineConfig({
  testDir: "e2e",
  projects: [
    // The app alone, over a gateway in memory.
    { name: "maquette", testMatch: "maquette/*.spec.ts", fullyParallel: true, workers: 2 },
    // The whole product, started for the run unless GREFFE_URL names one or one already answers.
    { name: "demarrage", testMatch: "produit/demarrage.ts", teardown: "arret", workers: 1 },
    { name: "arret", testMatch: "produit/arret.ts", workers: 1 },
    { name: "visite", testMatch: "visite.ts", workers: 1 },
    // The journeys share one stack and tell one story each: side by side they would see one another.
    { name: "produit", testMatch: "produit/*.spec.ts", dependencies: ["demarrage"], workers: 1 },
  ],
  outputDir: "e2e/resultats",
  workers: 2,
  // Bounds for a machine that does other things at once; a condition met sooner is not waited for.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  // A second try is told as "flaky" in the report: it keeps a passing hiccup from hiding what else is wrong.
  retries: 1,
  reporter: [["list"]],
  use: {
    ...CONTEXTE,
    screenshot: "only-on-failure",
    launchOptions: { executablePath: process.env.GREFFE_CHROMIUM ?? "/usr/bin/chromium-headless-shell", args: ARGUMENTS },
  },
});
