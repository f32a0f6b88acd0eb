import { test } from "@playwright/test";
import { spawn } from "node:child_process";
import { openSync, rmSync, writeFileSync } from "node:fs";
import { ADRESSE } from "../../playwright.config";
import { PROCESSUS, RACINE } from "./outils";

const ATTENTE_MS = 180_000;

async function repond(): Promise<boolean> {
  return fetch(`${ADRESSE}/sante/pret`).then(
    (reponse) => reponse.ok,
    () => false,
  );
}

test("le produit répond", async () => {
  test.setTimeout(ATTENTE_MS);
  rmSync(PROCESSUS, { force: true });
  if (await repond()) return;
  if (process.env.GREFFE_URL) throw new Error(`${ADRESSE} ne répond pas`);
  const journal = openSync(`${RACINE}/web/e2e/resultats-produit.log`, "w");
  const produit = spawn(`${RACINE}/target/debug/greffe`, ["dev"], { cwd: RACINE, detached: true, stdio: ["ignore", journal, journal] });
  produit.unref();
  const fini = new Promise<never>((_, rejeter) => {
    produit.once("error", rejeter);
    produit.once("exit", (code) => rejeter(new Error(`« greffe dev » s’est arrêté (${code}) : voir web/e2e/resultats-produit.log`)));
  });
  writeFileSync(PROCESSUS, String(produit.pid));
  await Promise.race([
    fini,
    test.step("attente", async () => {
      while (!(await repond())) await new Promise((suite) => setTimeout(suite, 250));
    }),
  ]);
});
