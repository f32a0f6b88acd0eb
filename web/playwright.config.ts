import { defineConfig } from "@playwright/test";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--lang=fr-FR",
];

export default defineConfig({
  testDir: "e2e",
  outputDir: "e2e/resultats",
  // The journeys share one stack and tell one story each: side by side they would see one another.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    baseURL: process.env.GREFFE_URL ?? "http://localhost:8400",
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    viewport: { width: 1366, height: 900 },
    screenshot: "only-on-failure",
    launchOptions: { executablePath: process.env.GREFFE_CHROMIUM ?? "/usr/bin/chromium", args: ARGUMENTS },
  },
});
