import { test } from "@playwright/test";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { PROCESSUS } from "./outils";

test("le produit démarré pour les essais s’arrête", () => {
  if (!existsSync(PROCESSUS)) return;
  process.kill(Number(readFileSync(PROCESSUS, "utf8")), "SIGTERM");
  rmSync(PROCESSUS);
});
