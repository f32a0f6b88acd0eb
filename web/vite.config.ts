import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { pdfParParties } from "./outils/pdf-par-parties.ts";

const passerelle = process.env.GREFFE_URL ?? "http://127.0.0.1:8400";

export default defineConfig({
  plugins: [react(), pdfParParties()],
  build: {
    // The gateway sends `default-src 'self'`: nothing is inlined, fonts and icons are files of ours.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    chunkSizeWarningLimit: 900,
  },
  server: {
    port: 8480,
    proxy: Object.fromEntries(
      ["/api", "/connexion", "/deconnexion", "/aide"].map((chemin) => [chemin, { target: passerelle }]),
    ),
  },
  // What needs a page says so itself.
  test: { environment: "node", include: ["src/**/*.test.{ts,tsx}"] },
});
